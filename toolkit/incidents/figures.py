"""Figures of people: bounds that may be open, how they add up, and when two cannot both be true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

#: Statuses that say which of a side's people are meant; the others may hold any of them.
PARTIAL = ("military", "civilian", "police")


@dataclass(frozen=True)
class Figure:
    """So many people of one side with one outcome, as one source states them. ``None`` bounds are open."""

    low: int | None
    high: int | None
    status: str
    source: tuple[str, str]  # claimant code, and the name by which sources of one code are kept apart
    claim_ids: tuple[str, ...]  # of which it was added up
    said_at: datetime | None = None
    again: tuple[str, ...] = ()  # claims that say the same again
    where: tuple[Any, ...] | None = None  # day and place, where the source keeps such apart; null: the incident
    revised: bool = False  # a later claim says that it replaces this one
    sentence_id: str | None = None
    speaker: frozenset[str] = frozenset()  # telling words of the source as named; empty: a pronoun, or not named
    first: int = 0  # place of its first claim in the order of the text
    parts: tuple[tuple[str, int | None, int | None], ...] = ()  # (status, low, high) of what was added

    @property
    def numbered(self) -> bool:
        """True when it states a bound."""
        return self.low is not None or self.high is not None

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Low and high."""
        return self.low, self.high


def add(figures: list[Figure]) -> Figure:
    """Add figures about different people of one side.

    A bound is open when one of the bounds added is: "at least 2" and 3 are at least 5. An open lower bound adds nothing,
    as nobody stated more.
    """
    if len(figures) == 1:
        return figures[0]
    said = [figure.said_at for figure in figures if figure.said_at is not None]
    by_status: dict[str, list[Figure]] = {}
    for figure in figures:
        by_status.setdefault(figure.status, []).append(figure)
    low, high = _sum(figures)
    return replace(
        figures[0],
        low=low,
        high=high,
        status=common_status(list(by_status)),
        claim_ids=tuple(claim_id for figure in figures for claim_id in figure.claim_ids),
        again=tuple(claim_id for figure in figures for claim_id in figure.again),
        said_at=max(said) if said else None,
        first=min(figure.first for figure in figures),
        parts=tuple((status, *_sum(some)) for status, some in by_status.items()),
    )


def _sum(figures: list[Figure]) -> tuple[int | None, int | None]:
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    return sum(lows) if lows else None, sum(highs) if len(highs) == len(figures) else None


def common_status(statuses: list[str]) -> str:
    """Return the status of people together: ``mixed`` when two are stated, ``unknown`` when one is not."""
    distinct = set(statuses)
    if len(distinct) == 1:
        return distinct.pop()
    return "unknown" if "unknown" in distinct else "mixed"


def exceeds(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> bool:
    """Tell whether the bounds ``a`` lie wholly above the bounds ``b``."""
    return a[0] is not None and b[1] is not None and a[0] > b[1]


def excludes(a: Figure, b: Figure) -> bool:
    """Tell whether two figures about the people of one side cannot both be true.

    Two figures with stated statuses are compared over the statuses that both give; a figure for soldiers alone says
    nothing of a mixed total that includes others, unless it is larger. An unknown status may be any, and is compared as
    it stands.
    """
    mine, theirs = _parts(a), _parts(b)
    if set(mine) | set(theirs) <= set(PARTIAL) and set(mine) != set(theirs):
        return any(_apart(mine[status], theirs[status]) for status in set(mine) & set(theirs))
    for part, whole in ((a, b), (b, a)):
        if part.status in PARTIAL and whole.status == "mixed":
            return exceeds(part.bounds, whole.bounds)
    return _apart(a.bounds, b.bounds)


def _apart(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> bool:
    return exceeds(a, b) or exceeds(b, a)


def _parts(figure: Figure) -> dict[str, tuple[int | None, int | None]]:
    return {status: (low, high) for status, low, high in figure.parts} or {figure.status: figure.bounds}
