"""The small language in which lexicons, frames and indicators write their forms, and the matcher that finds them.

A form is a row of words. ``word*`` stands for any ending, ``(a|b c)`` for a choice, ``word?`` or ``(a|b)?`` for what may be
left out, ``_`` for any one word and ``{side}`` for any name, demonym or people of any side of ``data/sides``. Between two words
may stand spaces, a hyphen or quotation marks. A word with a capital is matched as written, all others in any case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from toolkit.errors import DataFileError

_GAP = r"[\s\-‐‑–—/\"“”„'‘’«»()]{1,4}"
_TOKEN = re.compile(r"[()|?]|\{side\}|[^\s()|?]+")
_WORD = re.compile(r"[^\W_][\w'’.\-]*\*?")
_TURKIC = str.maketrans({"İ": "i", "I": "ı"})
#: Between two texts in one haystack: neither a space nor part of a word, so that no form runs across it.
BREAK = "\x00"


def fold(text: str, lang: str | None = None) -> str:
    """Return a text in small letters and plain apostrophes, character by character, so that offsets stay."""
    text = text.translate(_TURKIC) if lang in ("az", "tr") else text.replace("İ", "i")
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'").replace("ё", "е")


@dataclass(frozen=True)
class Form:
    """A compiled form: its regular expression, the words one of which must be there, and whether they open it."""

    text: str
    regex: re.Pattern = field(repr=False, compare=False)
    anchors: tuple[str, ...] = field(repr=False, compare=False)
    opens: bool = field(repr=False, compare=False)
    cased: bool = field(repr=False, compare=False)


def compile_form(text: str, lang: str | None = None) -> Form:
    """Compile a form of a language. Raises ``DataFileError`` when it is not of the language of this module."""
    parser = _Parser(text, lang)
    regex, anchors, opens = parser.row(parser.tokens)
    if parser.tokens or anchors is None:
        raise DataFileError(
            f"form {text!r} " + ("cannot be read" if parser.tokens else "needs a word that is always there")
        )
    return Form(text, re.compile(rf"(?<!\w){regex}(?!\w)"), anchors, opens, parser.cased)


#: A regular expression, the words one of which must be there (null: none must), and whether they open it.
_Part = tuple[str, "tuple[str, ...] | None", bool]


class _Parser:
    """Reads one form: row = item+; item = (word | '{side}' | '(' row ('|' row)* ')') '?'?"""

    def __init__(self, text: str, lang: str | None):
        self.text, self.lang = text, lang
        self.cased = any(c.isupper() for c in text)
        self.tokens = _TOKEN.findall(text)[::-1]
        if "".join(self.tokens[::-1]) != "".join(text.split()):
            raise DataFileError(f"form {text!r} cannot be read")

    def row(self, tokens: list[str]) -> _Part:
        """Read items up to the end of a choice or of the form."""
        items: list[tuple[_Part, bool]] = []
        while tokens and tokens[-1] not in "|)":
            part = self.item(tokens)
            optional = bool(tokens) and tokens[-1] == "?"
            if optional:
                tokens.pop()
            items.append((part, optional))
        first = next((n for n, (_, optional) in enumerate(items) if not optional), None)
        if first is None:
            raise DataFileError(f"form {self.text!r}: a word that is always there is wanted in each choice")
        regex = "".join(f"(?:{part[0]}{_GAP})?" for part, _ in items[:first]) + items[first][0][0]
        for part, optional in items[first + 1 :]:
            regex += f"(?:{_GAP}{part[0]})?" if optional else _GAP + part[0]
        sure = next((n for n, (part, optional) in enumerate(items) if not optional and part[1] is not None), None)
        if sure is None:
            return regex, None, False
        return regex, items[sure][0][1], sure == 0 and items[0][0][2]

    def item(self, tokens: list[str]) -> _Part:
        """Read one word or choice."""
        token = tokens.pop()
        if token == "(":
            rows = [self.row(tokens)]
            while tokens and tokens[-1] == "|":
                tokens.pop()
                rows.append(self.row(tokens))
            if not tokens or tokens.pop() != ")":
                raise DataFileError(f"form {self.text!r}: a closing parenthesis is missing")
            regex = "(?:" + "|".join(sorted((row[0] for row in rows), key=len, reverse=True)) + ")"
            words = [row[1] for row in rows]
            anchors = None if None in words else tuple(dict.fromkeys(word for row in words for word in row or ()))
            return regex, anchors, all(row[2] for row in rows)
        if token == "{side}":
            return side_words(self.lang).pattern(self.cased), None, False
        if token == "_":
            return r"\w[\w'’]*", None, False
        if not _WORD.fullmatch(token):
            raise DataFileError(f"form {self.text!r}: {token!r} is no word")
        return _word(token, self.lang, self.cased), (fold(token.rstrip("*"), self.lang),), True


def _word(word: str, lang: str | None, cased: bool) -> str:
    ending = r"\w*" if word.endswith("*") else ""
    word = word.rstrip("*")
    if any(c.isupper() for c in word):
        return re.escape(word) + ending
    body = re.escape(fold(word, lang)).replace("'", "['’]").replace(r"\-", "-") + ending
    return f"(?i:{body})" if cased else body


class SideWords:
    """The words of one language that name a side, over all files of ``data/sides``."""

    def __init__(self, codes: dict[str, str], stems: dict[str, str]):
        self._codes, self._stems = codes, stems
        words = [re.escape(word) for word in codes] + [re.escape(stem) + r"\w*" for stem in stems]
        self._pattern = "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")" if words else "(?!)"
        self.regex = re.compile(rf"(?<!\w){self._pattern}(?!\w)")

    def pattern(self, cased: bool) -> str:
        """Return the source of a regular expression for any of the words."""
        return f"(?i:{self._pattern})" if cased else self._pattern

    def code(self, word: str) -> str:
        """Return the code of the side that a (folded) word names."""
        if word in self._codes:
            return self._codes[word]
        return next(code for stem, code in sorted(self._stems.items(), reverse=True) if word.startswith(stem))

    def last(self, text: str, start: int, end: int) -> str | None:
        """Return the code of the last side named in a stretch of a folded text."""
        found = self.regex.findall(text, start, end)
        return self.code(found[-1]) if found else None

    def first(self, text: str, start: int, end: int) -> str | None:
        """Return the code of the first side named in a stretch of a folded text."""
        found = self.regex.search(text, start, end)
        return self.code(found.group()) if found else None


@lru_cache(maxsize=16)
def side_words(lang: str | None) -> SideWords:
    """Return the words that name sides in a language (of English where it is not known)."""
    from toolkit.sides import DEFAULT, load_sides, sides_files

    codes: dict[str, str] = {}
    stems: dict[str, str] = {}
    for name in (DEFAULT, *(name for name in sides_files() if name != DEFAULT)):
        for side in load_sides(name).sides:
            slots = side.slots(lang or "en")
            for slot in ("names", "demonyms", "people", "capitals"):
                for word in slots.get(slot, []):
                    if word.isupper() and len(word) <= 3:
                        continue  # short names, which in small letters are other words
                    if name != DEFAULT and word[0].islower():
                        continue  # "rebel", "regime": names of a side in that conflict only
                    table = stems if word.endswith("*") else codes
                    table.setdefault(fold(word.rstrip("*"), lang), side.code)
    return SideWords(codes, stems)


@dataclass(frozen=True)
class Hit:
    """One form found: the key it was given with, the number of the text and its span there."""

    key: Any
    text: int
    start: int
    end: int


class Matcher:
    """Finds many forms in many texts in one pass (Aho & Corasick 1975 on the first sure word of each form)."""

    def __init__(self, forms: Iterable[tuple[Any, Form]], lang: str | None = None):
        from ahocorasick_rs import AhoCorasick

        self.lang = lang
        self._forms = list(forms)
        anchors: dict[str, list[int]] = {}
        for number, (_, form) in enumerate(self._forms):
            for anchor in form.anchors:
                anchors.setdefault(anchor, []).append(number)
        self._words = list(anchors)
        self._of = list(anchors.values())
        self._automaton = AhoCorasick(self._words) if self._words else None

    def find(self, texts: Sequence[str]) -> Iterator[Hit]:
        """Yield every form found in the texts, in the order of the anchors; hits of one key may overlap."""
        if self._automaton is None or not len(texts):
            return
        whole = BREAK.join(texts)
        low = fold(whole, self.lang)
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        seen: set[tuple[int, int, int]] = set()
        for word, at, _ in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if at and (low[at - 1].isalnum() or low[at - 1] == "_"):
                continue
            for number in self._of[word]:
                key, form = self._forms[number]
                span = _span(form, whole if form.cased else low, at)
                if span and (number, *span) not in seen:
                    seen.add((number, *span))
                    inside = bisect_right(starts, span[0]) - 1
                    yield Hit(key, inside, span[0] - starts[inside], span[1] - starts[inside])


def _span(form: Form, text: str, at: int) -> tuple[int, int] | None:
    if form.opens:
        match = form.regex.match(text, at)
        return match.span() if match else None
    for match in form.regex.finditer(text, max(0, text.rfind(BREAK, 0, at), at - 60), at + 200):
        if match.start() <= at < match.end():
            return match.span()
        if match.start() > at:
            return None
    return None


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits that overlap no longer one (of equal ones the first), in the order of the texts."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.text, h.start - h.end, h.start)):
        if not any(hit.text == k.text and hit.start < k.end and hit.end > k.start for k in kept[-12:]):
            kept.append(hit)
    return sorted(kept, key=lambda h: (h.text, h.start, h.end))


def unshielded(hits: Iterable[Hit], *, exclusive: bool = True) -> list[Hit]:
    """Return the longest hits that no shield touches; keys are (number, whether the form shields from that number).

    ``exclusive``: words count for one number only; else for each number of which they are the longest hit.
    """
    shields: dict[tuple[int, int], list[Hit]] = {}
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        number, shield = hit.key
        if shield:
            shields.setdefault((hit.text, number), []).append(hit)
        else:
            found.setdefault(0 if exclusive else number, []).append(hit)
    kept = (
        longest(
            hit
            for hit in group
            if not any(s.start < hit.end and s.end > hit.start for s in shields.get((hit.text, hit.key[0]), ()))
        )
        for group in found.values()
    )
    return [hit for group in kept for hit in group]
