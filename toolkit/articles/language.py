"""Language of a text, among those of the region's news, by lingua."""

from __future__ import annotations

from functools import lru_cache

#: Characters that are enough to tell; fewer letters than ``SHORT`` are not.
ENOUGH, SHORT = 600, 12


@lru_cache(maxsize=1)
def _detector():
    from lingua import Language, LanguageDetectorBuilder

    languages = (
        Language.ENGLISH,
        Language.RUSSIAN,
        Language.TURKISH,
        Language.AZERBAIJANI,
        Language.ARMENIAN,
        Language.GEORGIAN,
        Language.PERSIAN,
    )
    return LanguageDetectorBuilder.from_languages(*languages).build()


def languages_of(texts: list[str]) -> list[str | None]:
    """Return the ISO 639-1 code of each text: en, ru, tr, az, hy, ka or fa; null when it is too short to tell."""
    wanted = [text[:ENOUGH] if sum(map(str.isalpha, text[:200])) >= SHORT else None for text in texts]
    known = [text for text in wanted if text]
    if not known:
        return [None] * len(texts)
    found = iter(_detector().detect_languages_in_parallel_of(known))
    made = [next(found) if text else None for text in wanted]
    return [language.iso_code_639_1.name.lower() if language else None for language in made]
