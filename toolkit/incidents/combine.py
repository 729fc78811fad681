"""What several articles, or several statements over time, give for the people of one side with one outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from toolkit.incidents.figures import PARTIAL, Figure, add, exceeds

_EARLIEST = datetime.min.replace(tzinfo=UTC)


def combine(documents: list[list[Figure]]) -> list[Figure]:
    """Return the figures that stand, each source's after its own.

    Within one document they stand as they are. Over several, a source's later figure of the same status replaces its
    earlier one when it is no smaller; a smaller one may be about fewer people, so both stand. Figures of one source for
    soldiers, civilians and police are added; its total for all replaces them, unless they exceed it: then both stand.
    """
    documents = [figures for figures in documents if figures]
    if len(documents) == 1:
        return documents[0]
    sources: dict[tuple[str, str], list[Figure]] = {}
    for figures in documents:
        for figure in figures:
            sources.setdefault(figure.source, []).append(figure)
    standing = [figure for some in sources.values() for figure in _stand(some)]
    return [figure for figure in standing if figure.numbered] or _unnumbered(standing)


def _unnumbered(figures: list[Figure]) -> list[Figure]:
    merged: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        before = merged.get(figure.source)
        merged[figure.source] = (
            figure if before is None else replace(before, again=(*before.again, *figure.claim_ids, *figure.again))
        )
    return list(merged.values())


def _stand(figures: list[Figure]) -> list[Figure]:
    """Return the figures of one source that stand."""
    by_event: dict[Any, list[Figure]] = {}
    for figure in figures:
        by_event.setdefault(figure.where, []).append(figure)
    if len(by_event) > 1:  # other days or places are about other people
        standing = [_stand_of_event(some) for some in by_event.values()]
        several = [some for some in standing if some]
        if len(several) > 1 and all(len(some) == 1 for some in several):
            return [add([some[0] for some in several])]
        return [figure for some in several for figure in some]
    return _stand_of_event(figures)


def _stand_of_event(figures: list[Figure]) -> list[Figure]:
    states: dict[str, list[Figure]] = {}
    for figure in sorted(figures, key=_age):
        status = figure.status if figure.status in PARTIAL else "any"
        states[status] = _after(states.get(status, []), figure)
    states = {status: kept for status, some in states.items() if (kept := [f for f in some if not f.revised])}
    totals = states.pop("any", [])
    if not states:
        return totals
    latest = [max(some, key=_age) for some in states.values()]
    other = [figure for some in states.values() for figure in some if figure not in latest]
    together = add([figure for figure in latest if figure.numbered] or latest)
    if not totals:
        return [together, *other]
    total = max(totals, key=_age)
    if not exceeds(together.bounds, total.bounds):
        return [*totals, *(figure for figure in other if any(exceeds(figure.bounds, t.bounds) for t in totals))]
    return [together, *other] if _later(together, total) else [together, *other, *totals]


def _after(standing: list[Figure], figure: Figure) -> list[Figure]:
    """Return what stands of one source and status after it gave one more figure."""
    out = []
    for before in standing:
        if before.bounds == figure.bounds:
            said = [f.said_at for f in (before, figure) if f.said_at is not None]
            figure = replace(
                figure,
                claim_ids=before.claim_ids,
                again=(*before.again, *figure.claim_ids, *figure.again),
                said_at=max(said) if said else None,
                revised=before.revised and figure.revised,
                first=min(before.first, figure.first),
            )
        elif not (_later(figure, before) and _at_least(figure, before)):
            out.append(before)
    return [*out, figure]


def _at_least(later: Figure, earlier: Figure) -> bool:
    if not earlier.numbered:
        return True
    if not later.numbered:
        return False
    return (later.low or 0) >= (earlier.low or 0) and (later.high is None or later.high >= (earlier.low or 0))


def _later(a: Figure, b: Figure) -> bool:
    """Tell whether ``a`` is known to have been said after ``b``."""
    return a.said_at is not None and b.said_at is not None and a.said_at > b.said_at


def _age(figure: Figure) -> tuple[datetime, tuple[str, ...]]:
    return figure.said_at or _EARLIEST, figure.claim_ids
