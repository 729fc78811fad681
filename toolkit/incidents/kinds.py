"""The kind of event of an article, by the words of its text (``data/incidents/event_types.yml``)."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.resources import data_path

#: A word of the title and the lead tells more of the kind of event than one further down.
LEAD_CHARACTERS, LEAD_WEIGHT = 600, 3


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    import yaml

    data = yaml.safe_load(data_path("incidents", "event_types.yml").read_text(encoding="utf-8"))
    return {
        kind: re.compile(
            r"\b(?:" + "|".join(_as_pattern(str(word)) for words in by_lang.values() for word in words) + r")",
            re.IGNORECASE,
        )
        for kind, by_lang in data.items()
    }


def _as_pattern(word: str) -> str:
    """Turn words with a final * (any ending) into a pattern."""
    return r"\s+".join(re.escape(part.rstrip("*")) + (r"\w*" if part.endswith("*") else r"\b") for part in word.split())


def event_type_of(text: str) -> tuple[str, int]:
    """Return the ACLED sub-event type that most words of a text name, and their weighted count.

    ``Other`` with 0 when no word names one. Words of the first 600 characters count three times.
    """
    lead, rest = text[:LEAD_CHARACTERS], text[LEAD_CHARACTERS:5000]
    best, most = "Other", 0
    for kind, pattern in _patterns().items():
        count = LEAD_WEIGHT * len(pattern.findall(lead)) + len(pattern.findall(rest))
        if count > most:
            best, most = kind, count
    return best, most
