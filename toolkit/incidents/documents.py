"""What one article gives after its repetitions, parts, denials and other events are set apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from toolkit.incidents.figures import Figure, add, exceeds

#: From this number on, two equal numbers by one source are one figure told twice; smaller ones may be other people.
SAME_FROM = 3
#: From this number on, a figure of the headline or the lead includes smaller ones that its source tells later.
TOTAL_FROM = 5
#: Claimants whose sources are kept apart by name; officials of one side are one source, as they are not independent.
NAMED_APART = ("OTHER", "OUTLET")


@dataclass(frozen=True)
class Document:
    """The figures of one article (or one statement) by side and outcome, and what became of each claim."""

    figures: dict[tuple[str, str], list[Figure]]
    fates: dict[str, str]


def source_of(claim: Any, outlet: str) -> tuple[str, str]:
    """Return the source of a claim: its claimant's code, and for third parties and outlets a name as well."""
    if claim.claimant == "OUTLET" and claim.article_id is not None:
        return "OUTLET", outlet
    if claim.claimant in NAMED_APART:
        return claim.claimant, (claim.claimant_text or "").casefold().removeprefix("the ").strip()
    return claim.claimant, ""


def read_document(claims: list[Any], outlet: str = "", revised: frozenset[str] = frozenset()) -> Document:
    """Read the claims of one article, in the order of its text.

    Asserted claims about the main incident count. A claim that repeats another lends it its source; a part stays in its
    whole, unless it is larger than the whole: then both stand. What one source says of different people is added.
    """
    fates: dict[str, str] = {}
    counted = {}
    for claim in claims:
        if claim.polarity != "asserted":
            fates[claim.claim_id] = "reported as denied: not in the toll"
        elif claim.scope != "incident":
            fates[claim.claim_id] = (
                "a running total: not in the toll" if claim.scope == "cumulative" else "another event: not in the toll"
            )
        else:
            counted[claim.claim_id] = claim
    for claim_id in _told_by_side(counted):
        fates[claim_id] = "a total of several sides, whose parts for each side are counted"
        del counted[claim_id]
    repeats: dict[str, list[Any]] = defaultdict(list)
    roots = []
    for claim in counted.values():
        whole = counted.get(claim.part_of)
        fate, target = _place(claim, whole, counted)
        fates[claim.claim_id] = fate
        if target is None:
            roots.append(claim)
        elif fate.startswith("repeats"):
            repeats[target].append(claim)
    order = {claim.claim_id: n for n, claim in enumerate(claims)}
    cells: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for claim in roots:
        cells[claim.side, claim.outcome].append(_figure(claim, outlet, order, revised))
    _untold_side(cells, fates)
    figures = {}
    numbered_outcomes = {outcome for (_, outcome), some in cells.items() if any(f.numbered for f in some)}
    for (side, outcome), some in cells.items():
        if side == "UNKNOWN" and outcome in numbered_outcomes and not any(figure.numbered for figure in some):
            fates.update({i: "states no number, and whose people is not told" for f in some for i in f.claim_ids})
            continue
        figures[side, outcome] = _with_repeats(_by_source(some, fates), repeats, outlet, order)
    return Document(figures, fates)


def _untold_side(cells: dict[tuple[str, str], list[Figure]], fates: dict[str, str]) -> None:
    """Put figures that do not tell whose people with an equal figure of a side: they tell of the same people."""
    for (side, outcome), some in list(cells.items()):
        if side != "UNKNOWN":
            continue
        for figure in list(some):
            known = [
                other
                for (other_side, other_outcome), others in cells.items()
                if other_outcome == outcome and other_side not in ("UNKNOWN", "BOTH")
                for other in others
                if _same_people(other, figure)
            ]
            if len(known) == 1:
                some.remove(figure)
                fates.update(dict.fromkeys(figure.claim_ids, f"the number of {known[0].claim_ids[0]} again"))
        if not some:
            del cells[side, outcome]


def _told_by_side(counted: dict[str, Any]) -> list[str]:
    """Return the totals of several sides (or of none that is told), with their repetitions, that parts add up to."""
    out = []
    for whole in counted.values():
        if whole.side not in ("BOTH", "UNKNOWN") or whole.low is None or whole.claim_id in out:
            continue
        inner = [claim for claim in counted.values() if claim.part_of == whole.claim_id]
        again = [claim for claim in inner if claim.side == whole.side and claim.low == whole.low]
        inner += [claim for claim in counted.values() if claim.part_of in {same.claim_id for same in again}]
        parts = [claim for claim in inner if claim.side not in ("BOTH", "UNKNOWN")]
        if len({claim.side for claim in parts}) > 1 and sum(claim.low or 0 for claim in parts) == whole.low:
            out += [whole.claim_id, *(claim.claim_id for claim in again)]
    return out


def _place(claim: Any, whole: Any, counted: dict[str, Any]) -> tuple[str, str | None]:
    """Tell what a claim is to the one it points at: the fate in words, and the claim that holds it (null: a root)."""
    if whole is None:
        return "counted", None
    mine, theirs = (claim.low, claim.high), (whole.low, whole.high)
    if theirs == (None, None):
        if mine != theirs and claim.sentence_id != whole.sentence_id:
            return "counted: gives the number that was missing", None
        if mine != theirs:
            return f"part of {whole.claim_id}", whole.claim_id
    if exceeds(mine, theirs):
        return f"counted: larger than {whole.claim_id}, of which it should be a part", None
    if mine == theirs and claim.side == whole.side:
        above = counted.get(whole.part_of)
        inner = None if above is None else _place(whole, above, counted)[1]
        return f"repeats {whole.claim_id}", whole.claim_id if inner is None else inner
    return f"part of {whole.claim_id}", whole.claim_id


def _figure(claim: Any, outlet: str, order: dict[str, int], revised: frozenset[str]) -> Figure:
    return Figure(
        claim.low,
        claim.high,
        claim.status,
        source_of(claim, outlet),
        (claim.claim_id,),
        claim.said_at,
        where=None if claim.article_id is not None else (claim.event_start_date, claim.event_end_date, claim.place_id),
        revised=claim.claim_id in revised,
        sentence_id=claim.sentence_id,
        first=order[claim.claim_id],
    )


def _by_source(figures: list[Figure], fates: dict[str, str]) -> list[Figure]:
    """Add what one source says of different people; leave out what states no number where others do."""
    sources: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        sources.setdefault(figure.source, []).append(figure)
    any_numbered = any(figure.numbered for figure in figures)
    out = []
    for some in sources.values():
        numbered = [figure for figure in some if figure.numbered]
        if any_numbered:
            statuses = {figure.status for figure in numbered}
            more = [
                f for f in some if not f.numbered and f.status != "unknown" and statuses and f.status not in statuses
            ]
            left = [figure for figure in some if not figure.numbered and figure not in more]
            fates.update({i: "states no number where another claim does" for f in left for i in f.claim_ids})
            if numbered:
                out.append(add([*_distinct(numbered, fates), *more]))
        else:
            out.append(replace(some[0], claim_ids=tuple(i for figure in some for i in figure.claim_ids)))
    return out


def _distinct(figures: list[Figure], fates: dict[str, str]) -> list[Figure]:
    """Return the figures of one source about different people: not those told twice or included in a first total."""
    out: list[Figure] = []
    for figure in figures:
        twin = next((n for n, other in enumerate(out) if _same_people(other, figure)), None)
        if twin is None:
            out.append(figure)
            continue
        fates.update(dict.fromkeys(figure.claim_ids, f"the number of {out[twin].claim_ids[0]} again"))
        out[twin] = replace(out[twin], claim_ids=out[twin].claim_ids + figure.claim_ids)
    total, rest = out[0], out[1:]
    inside = [figure for figure in rest if _inside(figure, total)]
    if (
        _leads(total)
        and (total.low or 0) >= TOTAL_FROM
        and sum(figure.low or 0 for figure in inside) <= (total.low or 0)
    ):
        fates.update(
            {i: f"part of the first total, {total.claim_ids[0]}" for figure in inside for i in figure.claim_ids}
        )
        return [figure for figure in out if figure not in inside]
    return out


def _leads(figure: Figure) -> bool:
    """Tell whether a figure stands in the headline or in the first sentence after it."""
    return figure.sentence_id is not None and figure.sentence_id.rpartition(":")[2] in ("0", "1")


def _is_headline(figure: Figure) -> bool:
    return figure.sentence_id is not None and figure.sentence_id.rpartition(":")[2] == "0"


def _inside(figure: Figure, total: Figure) -> bool:
    known = {figure.status, total.status} - {"unknown", "mixed"}
    return (
        figure.low is not None
        and figure.sentence_id != total.sentence_id
        and len(known) < 2
        and not exceeds(figure.bounds, total.bounds)
    )


def _same_people(a: Figure, b: Figure) -> bool:
    known = {a.status, b.status} - {"unknown", "mixed"}
    return a.low is not None and a.low >= SAME_FROM and a.low == b.low and len(known) < 2


def _with_repeats(
    figures: list[Figure], repeats: dict[str, list[Any]], outlet: str, order: dict[str, int]
) -> list[Figure]:
    """Add a figure for each other source that repeats one in full; a headline's figure is its source's, if one is named."""
    out = []
    for figure in figures:
        again: dict[tuple[str, str], dict[str, list[Any]]] = {}
        for claim_id in figure.claim_ids:
            for claim in repeats[claim_id]:
                again.setdefault(source_of(claim, outlet), {}).setdefault(claim_id, []).append(claim)
        own = [claim.claim_id for some in again.pop(figure.source, {}).values() for claim in some]
        full = {source: by_root for source, by_root in again.items() if len(by_root) == len(figure.claim_ids)}
        if not (_is_headline(figure) and figure.source[0] == "OUTLET" and any(code != "OUTLET" for code, _ in full)):
            out.append(replace(figure, claim_ids=(*figure.claim_ids, *own)))
        for source, by_root in full.items():  # those that repeat some of the people only are left out
            claims = [claim for some in by_root.values() for claim in some]
            said = [claim.said_at for claim in claims if claim.said_at is not None]
            out.append(
                replace(
                    figure,
                    source=source,
                    claim_ids=tuple(claim.claim_id for claim in claims),
                    said_at=max(said) if said else None,
                    first=min(order[claim.claim_id] for claim in claims),
                )
            )
    return out
