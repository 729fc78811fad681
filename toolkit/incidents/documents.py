"""What one article gives after its repetitions, parts, denials and other events are set apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from toolkit.incidents.figures import PARTIAL, Figure, add, exceeds
from toolkit.incidents.people import apart_from_total, by_speaker, is_headline, same_people, speaker_words

#: Claimants whose sources are kept apart by name; officials of one side are one source, as they are not independent.
NAMED_APART = ("OTHER", "OUTLET")

Cell = tuple[str, str]  # side, outcome
Source = tuple[str, str]  # claimant, name


@dataclass(frozen=True)
class Document:
    """The figures of one article (or one statement) by side and outcome, and what became of each claim."""

    figures: dict[Cell, list[Figure]]
    fates: dict[str, str]


def source_of(claim: Any, outlet: str) -> Source:
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
    ``revised`` are ids of claims that a later one replaces.
    """
    return _Reading(claims, outlet, revised).document()


class _Reading:
    def __init__(self, claims: list[Any], outlet: str, revised: frozenset[str]):
        self.outlet = outlet
        self.revised = revised
        self.order = {claim.claim_id: n for n, claim in enumerate(claims)}
        self.fates: dict[str, str] = {}
        self.repeats: dict[str, list[Any]] = defaultdict(list)
        self.counted = {claim.claim_id: claim for claim in claims if self._counts(claim)}
        self.parts: dict[str, list[Any]] = defaultdict(list)
        for claim in self.counted.values():
            if claim.part_of in self.counted:
                self.parts[claim.part_of].append(claim)

    def document(self) -> Document:
        for claim_id in self._told_by_side():
            self.fates[claim_id] = "a total of several sides, whose parts for each side are counted"
            del self.counted[claim_id]
        roots, larger = self._roots()
        cells: dict[Cell, list[Figure]] = defaultdict(list)
        for claim in roots:
            cells[claim.side, claim.outcome].append(self._figure(claim))
        self._join_untold(cells)
        figures = {cell: self._with_repeats(self._by_source(some)) for cell, some in cells.items() if some}
        for claim in larger:
            figures.setdefault((claim.side, claim.outcome), []).append(self._figure(claim))
        for figure, cell in self._sums_beyond_whole():
            figures.setdefault(cell, []).append(figure)
        return Document({cell: some for cell, some in figures.items() if some}, self.fates)

    def _counts(self, claim: Any) -> bool:
        if claim.polarity != "asserted":
            self.fates[claim.claim_id] = "reported as denied: not in the toll"
        elif claim.scope == "cumulative":
            self.fates[claim.claim_id] = "a running total: not in the toll"
        elif claim.scope == "background":
            self.fates[claim.claim_id] = "another event: not in the toll"
        else:
            return True
        return False

    def _told_by_side(self) -> list[str]:
        """Return the totals of several sides (or of none that is told), with repetitions, that parts add up to."""
        out: list[str] = []
        for whole in self.counted.values():
            if whole.side not in ("BOTH", "UNKNOWN") or whole.low is None or whole.claim_id in out:
                continue
            inner = self.parts.get(whole.claim_id, [])
            again = [claim for claim in inner if claim.side == whole.side and claim.low == whole.low]
            deeper = [claim for same in again for claim in self.parts.get(same.claim_id, [])]
            parts = [claim for claim in [*inner, *deeper] if claim.side not in ("BOTH", "UNKNOWN")]
            if len({claim.side for claim in parts}) > 1 and sum(claim.low or 0 for claim in parts) == whole.low:
                out += [whole.claim_id, *(claim.claim_id for claim in again)]
        return out

    def _roots(self) -> tuple[list[Any], list[Any]]:
        """Return the claims of their own, and those that are larger than what should include them."""
        roots: list[Any] = []
        larger: list[Any] = []
        for claim in self.counted.values():
            fate, holder = self._place(claim)
            self.fates[claim.claim_id] = fate
            if holder is not None and fate.startswith("repeats"):
                self.repeats[holder].append(claim)
            elif holder is None:
                (larger if fate.startswith("larger") else roots).append(claim)
        return roots, larger

    def _place(self, claim: Any) -> tuple[str, str | None]:
        """Return what a claim is to the one it points at, in words, and the claim that holds it (null: none)."""
        whole = self.counted.get(claim.part_of)
        if whole is None:
            return "counted", None
        mine, theirs = (claim.low, claim.high), (whole.low, whole.high)
        if theirs == (None, None) and mine != theirs:
            if claim.sentence_id != whole.sentence_id:
                return f"counted: gives the number that {whole.claim_id} lacks", None
            return f"part of {whole.claim_id}", whole.claim_id
        if exceeds(mine, theirs):
            return f"larger than {whole.claim_id}, which should include it: a row of its own", None
        if mine == theirs and claim.side == whole.side:
            return f"repeats {whole.claim_id}", self._place(whole)[1] or whole.claim_id
        return f"part of {whole.claim_id}", whole.claim_id

    def _figure(self, claim: Any) -> Figure:
        return Figure(
            claim.low,
            claim.high,
            claim.status,
            source_of(claim, self.outlet),
            (claim.claim_id,),
            claim.said_at,
            where=None
            if claim.article_id is not None
            else (claim.event_start_date, claim.event_end_date, claim.place_id),
            revised=claim.claim_id in self.revised,
            sentence_id=claim.sentence_id,
            speaker=speaker_words(claim.claimant_text),
            first=self.order[claim.claim_id],
        )

    def _join_untold(self, cells: dict[Cell, list[Figure]]) -> None:
        """Leave out figures that do not tell whose people, where an equal figure does or they state no number."""
        for (side, outcome), some in list(cells.items()):
            others = [
                f for (s, o), more in cells.items() if o == outcome and s not in ("UNKNOWN", "BOTH") for f in more
            ]
            if side != "UNKNOWN" or not others:
                continue
            by_number: dict[int | None, list[Figure]] = defaultdict(list)
            for other in others:
                by_number[other.low].append(other)
            any_numbered = any(other.numbered for other in others)
            kept = []
            for figure in some:
                equal = [other for other in by_number[figure.low] if same_people(other, figure)]
                if len(equal) == 1:
                    self._drop(figure, f"the number of {equal[0].claim_ids[0]} again")
                elif not figure.numbered and any_numbered:
                    self._drop(figure, "states no number, and whose people is not told")
                else:
                    kept.append(figure)
            cells[side, outcome] = kept

    def _drop(self, figure: Figure, fate: str) -> None:
        self.fates.update(dict.fromkeys(figure.claim_ids, fate))

    def _by_source(self, figures: list[Figure]) -> list[Figure]:
        """Add what one source says of different people; leave out what states no number where others do."""
        sources: dict[Source, list[Figure]] = {}
        for figure in figures:
            sources.setdefault(figure.source, []).append(figure)
        if not any(figure.numbered for figure in figures):
            return [
                replace(some[0], again=tuple(i for figure in some[1:] for i in figure.claim_ids))
                for some in sources.values()
            ]
        out = []
        for some in sources.values():
            numbered = [figure for figure in some if figure.numbered]
            statuses = {figure.status for figure in numbered}
            more = []
            for figure in (figure for figure in some if not figure.numbered):
                if numbered and figure.status not in {*statuses, "unknown"}:
                    more.append(figure)
                else:
                    self._drop(figure, "states no number where another claim does")
            if numbered:
                groups = by_speaker(self._distinct(numbered))
                out += [add([*groups[0], *more]), *map(add, groups[1:])]
        return out

    def _distinct(self, figures: list[Figure]) -> list[Figure]:
        """Return the figures of one source about different people: not those told twice or included in a first total."""
        out: list[Figure] = []
        by_number: dict[int | None, list[int]] = defaultdict(list)
        for figure in figures:
            twin = next((n for n in by_number[figure.low] if same_people(out[n], figure)), None)
            if twin is None:
                by_number[figure.low].append(len(out))
                out.append(figure)
                continue
            first = out[twin].claim_ids[0]
            self._drop(figure, f"the number of {first} again")
            self.repeats[first] += self.repeats.pop(figure.claim_ids[0], [])
            out[twin] = replace(out[twin], again=out[twin].again + figure.claim_ids)
        kept = apart_from_total(out)
        if len(kept) < len(out):
            standing = {figure.claim_ids for figure in kept}
            for figure in out:
                if figure.claim_ids not in standing:
                    self._drop(figure, f"part of the first total, {out[0].claim_ids[0]}")
        return kept

    def _with_repeats(self, figures: list[Figure]) -> list[Figure]:
        """Add a figure for each other source that repeats one in full; a headline's figure is its source's, if one is named."""
        out: list[Figure] = []
        for figure in figures:
            by_source: dict[Source, dict[str, list[Any]]] = {}
            for root in figure.claim_ids:
                for claim in self.repeats.get(root, ()):
                    by_source.setdefault(source_of(claim, self.outlet), {}).setdefault(root, []).append(claim)
            own = [claim.claim_id for some in by_source.pop(figure.source, {}).values() for claim in some]
            full = {
                source: [claim for some in by_root.values() for claim in some]
                for source, by_root in by_source.items()
                if len(by_root)
                == len(figure.claim_ids)  # a source that repeats some of the people gives another figure
            }
            figure = replace(figure, again=(*figure.again, *own))
            if is_headline(figure) and figure.source[0] == "OUTLET" and any(code != "OUTLET" for code, _ in full):
                shown: tuple[str, ...] = (*figure.claim_ids, *figure.again)
            else:
                out.append(figure)
                shown = ()
            for source, claims in full.items():
                said = [claim.said_at for claim in claims if claim.said_at is not None]
                out.append(
                    replace(
                        figure,
                        source=source,
                        claim_ids=tuple(claim.claim_id for claim in claims),
                        again=shown,
                        said_at=max(said) if said else None,
                        first=min(self.order[claim.claim_id] for claim in claims),
                    )
                )
        return out

    def _sums_beyond_whole(self) -> list[tuple[Figure, Cell]]:
        """Return the sums of parts about different people (soldiers, civilians, police) that exceed their whole."""
        out = []
        for whole in self.counted.values():
            parts: dict[str, Any] = {}
            for claim in self.parts.get(whole.claim_id, ()):
                same_kind = claim.side == whole.side and claim.outcome == whole.outcome
                if same_kind and claim.status in PARTIAL and self.fates[claim.claim_id].startswith("part of"):
                    before = parts.get(claim.status)
                    parts[claim.status] = claim if before is None or (claim.low or 0) > (before.low or 0) else before
            if len(parts) > 1:
                together = add([self._figure(claim) for claim in parts.values()])
                if exceeds(together.bounds, (whole.low, whole.high)):
                    out.append((together, (whole.side, whole.outcome)))
        return out
