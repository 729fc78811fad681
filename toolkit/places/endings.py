"""What may follow the stem of a name in each language (``data/places/endings.yml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from toolkit.places.words import word_file


@dataclass(frozen=True)
class Inflection:
    """How one name is inflected: its stem, what the bare name ends with, and what may follow (True: an adjective)."""

    stem: str
    bare: str
    tails: dict[str, bool]


def inflection(name: str, lang: str) -> Inflection:
    """Return the inflection of a name by the rules of a language; of English where the language has none."""
    rules = word_file("endings")
    lang = lang if lang in rules else "en"
    number = _rule_of(name.lower(), lang)
    drop = int(rules[lang]["rules"][number].get("drop", 0))
    return Inflection(name[: len(name) - drop], name[len(name) - drop :], tails(lang, number))


@lru_cache(maxsize=128)
def tails(lang: str, number: int) -> dict[str, bool]:
    """Return the tails of one rule of a language."""
    data = word_file("endings")[lang]
    rule = data["rules"][number]
    made = dict.fromkeys(rule["tails"], False)
    for stem in rule.get("adjective", ()):
        made.update({stem + ending: True for ending in data["adjective_endings"]})
    return made


@lru_cache(maxsize=16)
def _patterns(lang: str) -> list[re.Pattern]:
    return [re.compile(f"(?:{rule['ends']})$") for rule in word_file("endings")[lang]["rules"]]


def _rule_of(name: str, lang: str) -> int:
    return next((n for n, pattern in enumerate(_patterns(lang)) if pattern.search(name)), len(_patterns(lang)) - 1)
