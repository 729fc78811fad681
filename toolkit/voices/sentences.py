"""Split articles into sentences with exact spans: abbreviations, initials, quotations, headlines and bullets."""

from __future__ import annotations

import itertools
import re

#: Longer stretches without a mark are cut; units: characters.
LONGEST = 1500

_END = re.compile(r"[.!?…։]+[\"'”’»)\]]*(?=\s+|$)|[.!?…]+[”»\"](?=\s)")
_NEXT = re.compile(r"\s+[\"'“‘«„(\[–—-]*\s*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.)*[^\W\d_a-z]")
_BREAKS = frozenset(" \t\n\r\u00a0\u202f\"'“‘«„(")
_BULLET = re.compile(r"^\s*(?:[-–—•*▪●]|\d{1,2}[.)])\s+")


def split(text: str, abbreviations: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one line or paragraph; together they hold every character but spaces."""
    spans = []
    start = 0
    numbered = bullet.end() if (bullet := _BULLET.match(text)) else 0  # "2. Losses"
    for match in _END.finditer(text):
        if match.start() < start or not _ends(text, match, abbreviations) or match.end() <= numbered:
            continue
        spans.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    pieces = (piece for a, b in spans for piece in _pieces(text, a, b))
    return [_trim(text, a, b) for a, b in pieces if text[a:b].strip()]


def _pieces(text: str, start: int, end: int):
    """Cut what has no end of a sentence for very long, between words: no sentence of news is so long."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _ends(text: str, match: re.Match, abbreviations: frozenset[str]) -> bool:
    after = _NEXT.match(text, match.end())
    following = text[after.end() : after.end() + 1] if after else ""
    if not following:
        return True
    marks = match.group()
    if _small(following) and not marks.startswith(("!", "?")):
        return False
    if _small(following) and marks[-1:] in "\"”»'’":
        return False
    if marks == ".":
        word = _word_before(text, match.start())
        if _INITIALS.fullmatch(word) and word not in abbreviations:
            return False  # "Z.M. Kakheladze"
        if word.rstrip(".") in abbreviations:
            return (
                word.rstrip(".") in ("etc", "km", "mm", "a.m", "p.m", "U.S", "U.N", "U.K", "No")
                and following.isupper()
                and word not in ("No", "U.S", "U.N", "U.K")
            )
    return True


def _small(letter: str) -> bool:
    """Tell whether a letter is small in a script that has capitals at the start of sentences."""
    return letter.islower() and letter.title() != letter


def _word_before(text: str, end: int) -> str:
    start = end
    while start and text[start - 1] not in _BREAKS:
        start -= 1
    return text[start:end]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def paragraphs(text: str) -> list[tuple[int, int, int]]:
    """Return (number, start, end) of each paragraph: a run of lines, where a line that goes on in the next one (hard
    wrapping) is joined to it."""
    lines = []
    position = 0
    for line in text.split("\n"):
        lines.append((position, position + len(line)))
        position += len(line) + 1
    out = []
    wrapped = _wrapped(text, lines)
    n = 0
    while n < len(lines):
        start, end = lines[n]
        last = n
        while wrapped and last + 1 < len(lines) and _goes_on(text, lines[last], lines[last + 1]):
            last += 1
            end = lines[last][1]
        if text[start:end].strip():
            out.append((n, start, end))
        n = last + 1
    return out


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether the lines of a text are broken at a width: one at least goes on in small letters in the next."""
    return any(
        text[b - 1 : b].isalnum() and _small(text[c : c + 40].lstrip()[:1])
        for (_, b), (c, _) in itertools.pairwise(lines)
    )


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    here, there = text[line[0] : line[1]].rstrip(), text[following[0] : following[1]].strip()
    if not here or not there or _BULLET.match(there):
        return False
    if _small(there[0]):
        return True
    return len(here) > 50 and here[-1] not in '.!?:”"»'
