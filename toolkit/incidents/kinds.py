"""The kind of event of an article, by the words of its text (``data/incidents/event_types.yml``)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

from toolkit.resources import data_path

#: A word of the title and the lead tells more of the kind of event than one further down.
LEAD_CHARACTERS, LEAD_WEIGHT = 600, 3
#: What stands further down than this tells of other events as a rule.
READ_CHARACTERS = 5000


@lru_cache(maxsize=1)
def _words() -> tuple[Any, list[tuple[str, bool]], list[str]]:
    """Return the automaton of all words, for each its kind and whether it may end in any way, and the kinds in order."""
    import yaml
    from ahocorasick_rs import AhoCorasick, MatchKind

    data = yaml.safe_load(data_path("incidents", "event_types.yml").read_text(encoding="utf-8"))
    kinds: dict[str, tuple[str, bool]] = {}
    for kind, by_lang in data.items():
        for word in (str(word).lower() for words in by_lang.values() for word in words):
            kinds.setdefault(word.rstrip("*"), (kind, word.endswith("*")))
    return AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest), list(kinds.values()), list(data)


def event_type_of(text: str) -> tuple[str, int]:
    """Return the ACLED sub-event type that most words of a text name, and their weighted count.

    ``Other`` with 0 when no word names one. Words of the first 600 characters count three times, words after the first
    5,000 not at all; of types with equal counts the first of the file is taken.
    """
    automaton, kinds, order = _words()
    text = text[:READ_CHARACTERS].lower()
    counts: Counter[str] = Counter()
    for word, start, end in automaton.find_matches_as_indexes(text):
        kind, open_end = kinds[word]
        if not _letter(text, start - 1) and (open_end or not _letter(text, end)):
            counts[kind] += LEAD_WEIGHT if start < LEAD_CHARACTERS else 1
    if not counts:
        return "Other", 0
    best = max(order, key=lambda kind: counts[kind])
    return best, counts[best]


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()
