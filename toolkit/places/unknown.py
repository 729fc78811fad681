"""Names that are not in the gazetteer but that the text itself calls a village: "the village of X", "X, Lachin district"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from functools import lru_cache

from toolkit.places.words import lists, word_file, words

#: Lists of words that are no names of villages.
_NO_NAMES = ("before_a_place", "after_a_place", "titles")
#: How far from its word (village, district ...) a name is looked for, in characters.
REACH = 120


@lru_cache(maxsize=16)
def _patterns(lang: str) -> tuple[tuple[str, ...], re.Pattern, tuple[re.Pattern, ...], frozenset[str]] | None:
    """Return the words that must be near, the pattern of one name, the patterns around names, and words that are none."""
    data = lists(lang).get("unknown")
    if not data:
        return None
    elsewhere = word_file("elsewhere")
    name = data["name"].replace("MODIFIERS", "|".join(words(lang, "modifiers")))
    listed = rf"(?P<names>{name}(?:{data['between']}{name})*)"
    return (
        tuple(data["near"]),
        re.compile(name),
        tuple(re.compile(pattern.replace("NAMES", listed).replace("NAME", name)) for pattern in data["patterns"]),
        frozenset().union(*(words(lang, name) for name in _NO_NAMES), *(elsewhere[name] for name in elsewhere)),
    )


def unknown_names(text: str, lang: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of names in a text that it calls villages and that do not overlap those already found."""
    patterns = _patterns(lang)
    if patterns is None:
        return []
    near, name_pattern, around, no_names = patterns
    seen = sorted(taken)
    new = []
    for first, last in _windows(text, near):
        for pattern in around:
            for found in pattern.finditer(text, first, last):
                for name in name_pattern.finditer(text, *found.span("names")):
                    span = name.span()
                    known = name.group() in no_names or not no_names.isdisjoint(name.group().split(" "))
                    if not known and name.group()[-1].isalpha() and _free(span, seen):
                        insort(seen, span)
                        new.append(span)
    return new


def _free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Tell whether a span overlaps none of a sorted list of spans."""
    at = bisect_left(taken, span)
    return (at == 0 or taken[at - 1][1] <= span[0]) and (at == len(taken) or taken[at][0] >= span[1])


def _windows(text: str, near: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the stretches of a text around some words, those that overlap joined."""
    places = []
    for word in near:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + REACH)
    windows: list[tuple[int, int]] = []
    for at in sorted(places):
        first, last = max(0, at - REACH), at + 2 * REACH
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], last)
        else:
            windows.append((first, last))
    return windows
