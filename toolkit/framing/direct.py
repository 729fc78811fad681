"""Direct quotations: what stands between quotation marks, and who says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

#: Columns of ``direct_quotes``.
COLUMNS = ("article_id", "sentence_id", "start", "end", "text", "n_words", "voice", "source", "role")

_OPENING = re.compile(r"[“„«‹]|``|,,(?=\w)|(?<![\w.,!?…;:])[\"]{1}(?=\S)|(?<![\w.,!?…;:\"])[‘'](?=[^\W_])")
_DOUBLE = re.compile(r"[”»›\"]|''")
_AFTER_LOW = re.compile(r"[“”\"]|''|’’")  # what closes „
_SINGLE_SURE = re.compile(r"(?<=[.,!?…;:])[’'](?!\w)")
_SINGLE = re.compile(r"[’'](?!\w)")
#: A title: each word with a capital but for the small ones.
_TITLE = re.compile(r"[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|of|the|and|in|on|at|to|for|a|an|from|by|with))* [A-Z][\w'’-]*")
#: Where a quotation that is never closed ends: at a comma with a reporting clause behind it, else with its paragraph.
_REPORT = re.compile(r",(?= (?:the|an?|[A-Z])\b[^,.]{0,60}\b(?:said|says|told|stated|wrote|reported|informs?|added)\b)")


def direct_quotes(sentences: pd.DataFrame, voices: pd.DataFrame, *, min_words: int = 3) -> pd.DataFrame:
    """Return the direct quotations of articles: a row is one piece of text between quotation marks.

    ``start`` and ``end`` are those of the words without the marks (characters of ``articles.text``); a quotation may run
    over several sentences of a paragraph, ``sentence_id`` is its first. Straight, curly, low, angle and single marks and
    mixed pairs are read; a quotation that is not closed ends before its reporting clause or with its paragraph. Shorter
    ones than ``min_words``, and titles that nobody says, are names or marked words, not speech, and are left out. ``voice``, ``source`` and ``role`` are
    those of the VOICES stretch that reports it, where the source stands outside the quotation (for one that goes on in the
    next paragraph, of the whole); null when none is named.
    After Pareti et al. 2013 (Automatically Detecting and Attributing Indirect Quotations) on cue, source and content.
    """
    import pandas as pd

    stretches = _stretches(voices)
    rows: list[dict[str, Any]] = []
    for article_id, paragraph in _paragraphs(sentences):
        for start, end in _spans(paragraph.text):
            text = paragraph.text[start:end]
            if len(text.split()) >= min_words:
                row = _row(article_id, paragraph, start, end, text, stretches)
                if row["voice"] is None and _TITLE.fullmatch(text):
                    continue  # a film, a book, an operation
                row["opens"] = start <= 2
                row["goes_on"] = end == len(paragraph.text)
                rows.append(row)
    for row, after in zip(
        rows[-2::-1], rows[:0:-1], strict=True
    ):  # left open at its end, taken up in the next paragraph
        if row["voice"] is None and row["goes_on"] and after["opens"] and row["article_id"] == after["article_id"]:
            row.update({name: after[name] for name in ("voice", "source", "role")})
    out = pd.DataFrame(rows, columns=list(COLUMNS))
    return out.astype({"start": "Int64", "end": "Int64", "n_words": "Int64"})


class _Paragraph(NamedTuple):
    offset: int
    text: str
    sentences: list[tuple[str, int, int]]  # id, start, end in the article


class _Said(NamedTuple):
    start: int
    end: int
    voice: str
    source: str | None
    source_start: int | None
    source_end: int | None
    role: str


def _paragraphs(sentences: pd.DataFrame) -> Iterator[tuple[str, _Paragraph]]:
    """Yield each paragraph's text, put together from its sentences with the gaps between them as spaces."""
    columns = ("article_id", "paragraph", "sentence_id", "start", "end", "text")
    key, offset, text = None, 0, ""
    inside: list[tuple[str, int, int]] = []
    for article_id, number, sentence_id, start, end, words in zip(
        *(sentences[c].tolist() for c in columns), strict=True
    ):
        if (article_id, number) != key:
            if key is not None:
                yield key[0], _Paragraph(offset, text, inside)
            key, offset, text, inside = (article_id, number), start, "", []
        text += " " * (start - offset - len(text)) + words
        inside.append((sentence_id, start, end))
    if key is not None:
        yield key[0], _Paragraph(offset, text, inside)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between quotation marks of a paragraph; marks inside a quotation belong to it."""
    at = 0
    while (mark := _OPENING.search(text, at)) is not None:
        start = mark.end()
        close = _close(mark.group(), text, start)
        if close is None and mark.group() in "‘'":
            at = start
            continue
        if close is None:
            report = _REPORT.search(text, start)
            end = at = report.start() if report else len(text)
        else:
            end, at = close
        while end > start and text[end - 1] in " ,":
            end -= 1
        while start < end and text[start] == " ":
            start += 1
        if end > start:
            yield start, end


def _close(opening: str, text: str, start: int) -> tuple[int, int] | None:
    if opening in "‘'":
        found = _SINGLE_SURE.search(text, start) or _SINGLE.search(text, start)
    else:
        found = (_AFTER_LOW if opening in ("„", ",,") else _DOUBLE).search(text, start)
    return found.span() if found else None


def _stretches(voices: pd.DataFrame) -> dict[str, list[_Said]]:
    out: dict[str, list[_Said]] = {}
    columns = ("sentence_id", "start", "end", "voice", "source", "source_start", "source_end", "role")
    places = (
        voices[["source_start", "source_end"]]
        .astype(object)
        .where(voices[["source_start", "source_end"]].notna(), None)
    )
    table = voices.assign(source_start=places["source_start"], source_end=places["source_end"])
    for sentence_id, *row in zip(*(table[c].tolist() for c in columns), strict=True):
        out.setdefault(sentence_id, []).append(_Said(*row))
    return out


def _row(article_id: str, paragraph: _Paragraph, start: int, end: int, text: str, stretches) -> dict[str, Any]:
    first, last = paragraph.offset + start, paragraph.offset + end
    touched = [n for n, (_, a, b) in enumerate(paragraph.sentences) if a < last and b > first]
    said = _speaker(paragraph, touched, first, last, stretches)
    return {
        "article_id": article_id,
        "sentence_id": paragraph.sentences[touched[0]][0],
        "start": first,
        "end": last,
        "text": text,
        "n_words": len(text.split()),
        "voice": said.voice if said else None,
        "source": said.source if said else None,
        "role": said.role if said else None,
    }


def _speaker(paragraph: _Paragraph, touched: list[int], first: int, last: int, stretches) -> _Said | None:
    """Return the stretch whose source, outside the quotation, reports it: on it, in its sentences, or next to them."""
    near = [touched[-1], *reversed(touched[:-1])]
    if _whole(paragraph, touched, first, last):  # nothing beside it in its sentences: who is named next to them
        near += [n for n in (touched[0] - 1, touched[-1] + 1) if 0 <= n < len(paragraph.sentences)]
    found = [said for n in near for said in stretches.get(paragraph.sentences[n][0], []) if said.voice != "OUTLET"]
    outside = [s for s in found if s.source_start is None or not first <= s.source_start < last]
    on = [s for s in outside if s.start < last and s.end > first]
    group = on or outside
    named = [s for s in group if s.source_start is not None]
    return max(named or group, key=lambda s: min(s.end, last) - max(s.start, first), default=None)


def _whole(paragraph: _Paragraph, touched: list[int], first: int, last: int) -> bool:
    start, end = paragraph.sentences[touched[0]][1], paragraph.sentences[touched[-1]][2]
    beside = (
        paragraph.text[start - paragraph.offset : first - paragraph.offset]
        + paragraph.text[last - paragraph.offset : end - paragraph.offset]
    )
    return not re.search(r"\w", beside)
