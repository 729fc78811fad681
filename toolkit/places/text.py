"""How names and texts are made comparable: one character stays one character, so that spans stay true."""

from __future__ import annotations

import re
import unicodedata

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


def bare(name: str) -> str:
    """Return a name without diacritics; case and script are kept.

    >>> bare("Kəlbəcər"), bare("Şuşa")
    ('Kalbacar', 'Susa')
    """
    name = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return unicodedata.normalize("NFC", _MARKS.sub("", name)) if _is_latin(name) else unicodedata.normalize("NFC", name)


def fold(name: str) -> str:
    """Return the key of a name: lower case, without diacritics and apostrophes, words parted by one space.

    >>> fold("Nagorno–Karabakh"), fold("Kəlbəcər")
    ('nagorno karabakh', 'kalbacar')
    """
    name = plain(unicodedata.normalize("NFC", name)).replace("'", "")
    return _BREAKS.sub(" ", bare(name).casefold()).strip().replace("ё", "е").replace("եւ", "և")


def upper_forms(name: str) -> set[str]:
    """Return the name in capitals, also as Turkish and Azerbaijani write them (i becomes İ, ı becomes I)."""
    return {name.upper(), name.replace("i", "İ").replace("ı", "I").upper()}


def lower(text: str) -> str:
    """Return lower case of the same length, Turkish capitals included."""
    return text.lower() if text.isascii() else text.replace("İ", "i").lower()


def _is_latin(name: str) -> bool:
    return any(letter < "\u0250" for letter in name if letter.isalpha())
