"""How names and texts are made comparable: one character stays one character, so that spans stay true."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Characters that are written several ways, each replaced by one character.
_SAME = (
    ("’", "'"),
    ("ʼ", "'"),
    ("‘", "'"),
    ("`", "'"),
    ("´", "'"),
    ("‐", "-"),
    ("‑", "-"),
    ("–", "-"),
    ("—", "-"),
    ("\u00a0", " "),
    ("\u2009", " "),
    ("\u202f", " "),
)
#: Letters that have no decomposition but a plain equivalent.
_PLAIN = str.maketrans("əƏıİøØłŁđĐ", "aAiIoOlLdD", "")
_MARKS = re.compile(r"[\u0300-\u036f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_BREAKS = re.compile(r"[\s\-]+")


def plain(text: str) -> str:
    """Return a text of the same length with one kind of apostrophe, hyphen and space.

    >>> plain("Armenia’s")
    "Armenia's"
    """
    if text.isascii():
        return text
    for old, new in _SAME:
        text = text.replace(old, new)
    return text


@lru_cache(maxsize=1 << 16)
def bare(name: str) -> str:
    """Return a name without diacritics; case and script are kept.

    >>> bare("Kəlbəcər"), bare("Şuşa")
    ('Kalbacar', 'Susa')
    """
    if name.isascii():
        return name
    if not _LATIN.search(name):
        return unicodedata.normalize("NFC", name)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", name.translate(_PLAIN))))


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return the key of a name: lower case, without diacritics and apostrophes, words parted by one space.

    >>> fold("Nagorno–Karabakh"), fold("Kəlbəcər")
    ('nagorno karabakh', 'kalbacar')
    """
    if name.isalpha() and name.isascii():
        return name.lower()
    name = plain(unicodedata.normalize("NFC", name)).replace("'", "")
    return _BREAKS.sub(" ", bare(name).casefold()).strip().replace("ё", "е").replace("եւ", "և")


def upper_forms(name: str) -> set[str]:
    """Return the name in capitals, also as Turkish and Azerbaijani write them (i becomes İ, ı becomes I)."""
    return {name.upper(), name.replace("i", "İ").replace("ı", "I").upper()}


def lower(text: str) -> str:
    """Return lower case of the same length, Turkish capitals included."""
    return text.lower() if text.isascii() else text.replace("İ", "i").lower()
