"""Texts as read so far: the lexicon of an article, its sentences as units, and which sentences are worth reading."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from toolkit.sides import Sides, sides_of
from toolkit.voices.lexicon import Lexicon, languages, lexicon
from toolkit.voices.units import Unit, units


def article_lexicon(text: str, lang: str | None, sides) -> Lexicon:
    """Return the lexicon to read an article with; a language without a file of its own is read as English."""
    chosen: Sides = sides_of(sides, text)
    return lexicon(lang if lang in languages() else "en", chosen)


@lru_cache(maxsize=4096)
def read_units(text: str, words: Lexicon) -> tuple[Unit, ...]:
    """Return the units of a sentence; kept, since voices, claims and blame read the same sentences."""
    return tuple(units(text, words))


@lru_cache(maxsize=64)
def _automaton(patterns: tuple[str, ...]):
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(patterns)


def hits(text: str, patterns: tuple[str, ...], starts: list[int]) -> set[int]:
    """Return which stretches of a text (given by their starts, ascending) hold one of the patterns at a word's start."""
    low = text.lower()
    if len(low) != len(text):  # a letter that grows when lowered: keep offsets
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = set()
    for _, start, _ in _automaton(patterns).find_matches_as_indexes(low, overlapping=True):
        if start and low[start - 1].isalpha() and low[start].isalpha():
            continue
        found.add(bisect_right(starts, start) - 1)
    return found
