"""Whether two figures of one source in one article are about the same people."""

from __future__ import annotations

import re

from toolkit.incidents.figures import PARTIAL, Figure, exceeds

#: From this number on, two equal numbers by one source are one figure told twice; smaller ones may be other people.
SAME_FROM = 3
#: From this number on, a figure of the headline or the lead includes smaller ones that its source tells later.
TOTAL_FROM = 5


def same_people(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are one told twice: equal, not too small, and not of people of different status."""
    return a.low is not None and a.low >= SAME_FROM and a.low == b.low and _one_status(a, b)


def apart_from_total(figures: list[Figure]) -> list[Figure]:
    """Return the figures of one source without those that its first total includes.

    A headline and a lead sum up: smaller figures that the same source tells in later sentences are parts of theirs, when
    they do not add up to more.
    """
    total, rest = figures[0], figures[1:]
    if _sentence(total) not in ("0", "1") or (total.low or 0) < TOTAL_FROM:
        return figures
    inside = [
        figure.low is not None
        and figure.sentence_id != total.sentence_id
        and _one_status(figure, total)
        and not exceeds(figure.bounds, total.bounds)
        for figure in rest
    ]
    if sum(figure.low or 0 for figure, is_in in zip(rest, inside, strict=True) if is_in) > (total.low or 0):
        return figures
    return [total, *(figure for figure, is_in in zip(rest, inside, strict=True) if not is_in)]


def by_speaker(figures: list[Figure]) -> list[list[Figure]]:
    """Return the figures of one side's officials in groups that are about different people each.

    Officials who are named by other words and speak of people of the same status (or do not tell it) give rival figures: a
    group each. Figures of one speaker, or of no told one, are about different people, as are soldiers and civilians.
    """
    groups: list[list[Figure]] = []
    for figure in figures:
        fitting = next((group for group in groups if _one_account(group, figure)), None)
        if fitting is None:
            groups.append([figure])
        else:
            fitting.append(figure)
    return groups


def _one_account(group: list[Figure], figure: Figure) -> bool:
    words = frozenset().union(*(other.speaker for other in group))
    return not words or not figure.speaker or bool(words & figure.speaker) or _other_status(group, [figure])


def speaker_words(source: str | None) -> frozenset[str]:
    """Return the words by which a source is told from another.

    >>> sorted(speaker_words("the Ministry of Defence")), sorted(speaker_words("he"))
    (['defence', 'ministry'], [])
    """
    words = re.findall(r"[^\W\d_]{4,}", (source or "").casefold())
    return frozenset(words) - {"they", "their", "also", "with", "from", "that", "this"}


def _other_status(a: list[Figure], b: list[Figure]) -> bool:
    mine, theirs = {figure.status for figure in a}, {figure.status for figure in b}
    return mine | theirs <= set(PARTIAL) and not mine & theirs


def is_headline(figure: Figure) -> bool:
    """Tell whether a figure stands in the first sentence of its article."""
    return _sentence(figure) == "0"


def _sentence(figure: Figure) -> str | None:
    return None if figure.sentence_id is None else figure.sentence_id.rpartition(":")[2]


def _one_status(a: Figure, b: Figure) -> bool:
    return len({a.status, b.status} - {"unknown", "mixed"}) < 2
