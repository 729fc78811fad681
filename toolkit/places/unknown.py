"""Names that are not in the gazetteer but that the text itself calls a village: "the village of X", "X, Lachin district"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.places.words import lists, words


@lru_cache(maxsize=16)
def _patterns(lang: str) -> tuple[re.Pattern, re.Pattern, tuple[re.Pattern, ...]] | None:
    """Return the words that must be in a text, the pattern of one name, and the patterns of a language."""
    data = lists(lang).get("unknown")
    if not data:
        return None
    name = data["name"].replace("MODIFIERS", "|".join(words(lang, "modifiers")))
    listed = rf"(?P<names>{name}(?:{data['between']}{name})*)"
    return (
        re.compile(data["trigger"]),
        re.compile(name),
        tuple(re.compile(pattern.replace("NAMES", listed).replace("NAME", name)) for pattern in data["patterns"]),
    )


def unknown_names(text: str, lang: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in a text that it calls villages and that do not overlap those already found."""
    patterns = _patterns(lang)
    if patterns is None or not patterns[0].search(text):
        return
    no_names = words(lang, "before_a_place") | words(lang, "after_a_place") | words(lang, "titles")
    seen = set(taken)
    for pattern in patterns[2]:
        for found in pattern.finditer(text):
            for name in patterns[1].finditer(text, *found.span("names")):
                span = name.span()
                if no_names.intersection(name.group().split(" ")) or len(name.group()) < 3:
                    continue
                if all(end <= span[0] or start >= span[1] for start, end in seen):
                    seen.add(span)
                    yield span
