"""Texts as read so far: the lexicon of an article, its sentences as units, and which sentences are worth reading."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from toolkit.sides import Sides, sides_of
from toolkit.voices.lexicon import Lexicon, languages, lexicon
from toolkit.voices.units import Sentence, fold, units


def article_lexicon(text: str, lang: str | None, sides) -> Lexicon:
    """Return the lexicon to read an article with; a language without a file of its own is read as English."""
    chosen: Sides = sides_of(sides, text)
    return lexicon(lang if lang in languages() else "en", chosen)


@lru_cache(maxsize=8192)
def read_units(text: str, words: Lexicon) -> Sentence:
    """Return the units of a sentence, not to be changed: kept, since voices, claims and blame read the same sentences."""
    return units(text, words)


@lru_cache(maxsize=64)
def _automaton(patterns: tuple[str, ...]):
    """Return what finds all of some patterns at once, in the order in which they end; a final ``*`` is no part of them."""
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick([pattern.rstrip("*") for pattern in patterns])


def hits(text: str, patterns: tuple[str, ...], starts: list[int]) -> set[int]:
    """Return which stretches of a text (given by their starts, ascending) hold one of the patterns at a word's start."""
    low = fold(text)
    found = set()
    for _, start, _ in _automaton(patterns).find_matches_as_indexes(low, overlapping=True):
        if start and low[start - 1].isalpha() and low[start].isalpha():
            continue
        found.add(bisect_right(starts, start) - 1)
    return found


def first(low: str, phrases: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the span of the first of some phrases that stands in a folded text as words of its own (a final ``*``: any ending)."""
    if not phrases:
        return None
    for k, start, end in _automaton(phrases).find_matches_as_indexes(low, overlapping=True):
        opens = start == 0 or not low[start - 1].isalnum()
        closes = end == len(low) or not low[end].isalnum() or phrases[k].endswith("*")
        if opens and closes:
            return start, end
    return None


def first_of(low: str, stems: tuple[str, ...]) -> bool:
    """Tell whether any of some pieces of words stands in a folded text."""
    return bool(stems) and bool(_automaton(stems).find_matches_as_indexes(low))


@lru_cache(maxsize=16)
def _names(words: Lexicon):
    from ahocorasick_rs import AhoCorasick, MatchKind

    short_names = {short: features["side"][0] for short, features in words.upper.items() if "side" in features}
    keys = [*words.named, *(short.lower() for short in short_names)]
    readings = [*words.named.values(), *((*side, short) for short, side in short_names.items())]
    patterns = [key.rstrip("*") for key in keys]
    stems = [key.endswith("*") for key in keys]
    return AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest), readings, stems


def side_names(text: str, words: Lexicon) -> list[tuple[int, int, str, str]]:
    """Return (start, end, code, slot) of each word of a party in a text, the longest at each place."""
    automaton, readings, stems = _names(words)
    low = fold(text)
    out = []
    for k, start, end in automaton.find_matches_as_indexes(low):
        code, slot, wanted = readings[k]
        if (start and low[start - 1].isalnum()) or (end < len(low) and low[end].isalnum() and not stems[k]):
            continue
        if (wanted is True and not text[start].isupper()) or (isinstance(wanted, str) and text[start:end] != wanted):
            continue
        out.append((start, end, code, slot))
    return out
