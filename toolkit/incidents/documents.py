"""What one article gives after its repetitions, parts, denials and other events are set apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from toolkit.incidents.figures import Figure, add, exceeds

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
    figures = {}
    numbered_outcomes = {outcome for (_, outcome), some in cells.items() if any(f.numbered for f in some)}
    for (side, outcome), some in cells.items():
        if side == "UNKNOWN" and outcome in numbered_outcomes and not any(figure.numbered for figure in some):
            fates.update({i: "states no number, and whose people is not told" for f in some for i in f.claim_ids})
            continue
        figures[side, outcome] = _with_repeats(_by_source(some, fates), repeats, outlet, order)
    return Document(figures, fates)


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
                out.append(add([*numbered, *more]))
        else:
            out.append(replace(some[0], claim_ids=tuple(i for figure in some for i in figure.claim_ids)))
    return out


def _with_repeats(
    figures: list[Figure], repeats: dict[str, list[Any]], outlet: str, order: dict[str, int]
) -> list[Figure]:
    """Add a figure for each other source that repeats one in full."""
    out = []
    for figure in figures:
        again: dict[tuple[str, str], dict[str, list[Any]]] = {}
        for claim_id in figure.claim_ids:
            for claim in repeats[claim_id]:
                again.setdefault(source_of(claim, outlet), {}).setdefault(claim_id, []).append(claim)
        own = [claim.claim_id for some in again.pop(figure.source, {}).values() for claim in some]
        out.append(replace(figure, claim_ids=(*figure.claim_ids, *own)))
        for source, by_root in again.items():
            if len(by_root) < len(figure.claim_ids):
                continue  # repeats some of the people only
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
