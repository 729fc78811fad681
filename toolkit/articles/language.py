"""Language of a text, among those of the region's news, by lingua."""

from __future__ import annotations

from functools import lru_cache

import regex

#: Characters that are enough to tell; fewer letters than ``SHORT`` are not.
ENOUGH, SHORT = 400, 12
#: The languages that are told, by lingua's names, and others that they could be taken for: text in these is of none.
KNOWN = ("ENGLISH", "RUSSIAN", "TURKISH", "AZERBAIJANI", "ARMENIAN", "GEORGIAN", "PERSIAN")
OTHERS = ("ARABIC", "UKRAINIAN", "BULGARIAN", "GERMAN", "FRENCH", "SPANISH")
#: Letters that none of the known languages has: Abkhaz and Ossetian Cyrillic, and Kazakh, Belarusian, Ukrainian ones.
_FOREIGN = regex.compile(r"[ҟҭҩӷԥҧҵҽҿӕӡәіїєґўқңұү]", regex.I)


@lru_cache(maxsize=1)
def _detector():
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in KNOWN + OTHERS)).build()


def languages_of(texts: list[str]) -> list[str | None]:
    """Return the ISO 639-1 code of each text: en, ru, tr, az, hy, ka or fa; null when it is another or too short to tell."""
    samples = [text[:ENOUGH] if _can_be_told(text[:ENOUGH]) else None for text in texts]
    known = [sample for sample in samples if sample]
    if not known:
        return [None] * len(texts)
    found = iter(_detector().detect_languages_in_parallel_of(known))
    made = [next(found) if sample else None for sample in samples]
    return [language.iso_code_639_1.name.lower() if language and language.name in KNOWN else None for language in made]


def _can_be_told(sample: str) -> bool:
    letters = sum(map(str.isalpha, sample))
    return letters >= SHORT and len(_FOREIGN.findall(sample)) <= letters * 0.01
