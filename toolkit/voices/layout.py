"""The sentences of an article and where each stands: title, standfirst, heading or body."""

from __future__ import annotations

import re
from typing import Any

from toolkit.voices.sentences import paragraphs, split

_HEADING = re.compile(r"[^.!?…:;,\"”»]$")


def article_sentences(
    article_id: str, text: str, *, title: str | None, standfirst: str | None, lang: str | None, short: frozenset[str]
) -> list[dict[str, Any]]:
    """Return the rows of the SENTENCES table of one article; ``short`` are the abbreviations of its language."""
    sentences: list[dict[str, Any]] = []
    lines = paragraphs(text)
    first = text[lines[0][1] : lines[0][2]].strip() if lines else ""
    for position, (number, start, end) in enumerate(lines):
        line = text[start:end].strip()
        part = "body"
        if position == 0 and (line == title or (title is None and len(lines) > 1 and _is_headline(line))):
            part = "title"
        elif position == 1 and standfirst and line == standfirst.strip() and first == title:
            part = "standfirst"
        elif position and len(line) < 80 and _HEADING.search(line) and position + 1 < len(lines):
            part = "heading"
        spans = [(0, end - start)] if part == "title" else split(text[start:end], short)
        inner = _title_inside(text[start:end], title) if position == 0 and part == "body" else None
        if inner:
            spans = _cut(spans, *inner)
        for a, b in spans:
            while b > a and text[start + b - 1].isspace():
                b -= 1
            while a < b and text[start + a].isspace():
                a += 1
            if a == b:
                continue
            n = len(sentences)
            sentences.append(
                {
                    "sentence_id": f"{article_id}:{n}",
                    "article_id": article_id,
                    "n": n,
                    "start": start + a,
                    "end": start + b,
                    "text": text[start + a : start + b],
                    "part": "title" if inner == (a, b) else part,
                    "paragraph": number,
                    "lang": lang,
                }
            )
    return sentences


def _title_inside(line: str, title: str | None) -> tuple[int, int] | None:
    """Return where a title stands in the first line of a text whose lines were run together."""
    for words in (title or "", *re.split(r" [-–|] ", title or "")[:1]):  # with and without the name of the site
        at = line[:400].find(words) if len(words) > 15 else -1
        goes_on = line[at + len(words) :].lstrip()[:1].islower()  # the first line of a sentence that is wrapped
        if at >= 0 and len(line) > len(words) + 40 and not goes_on:
            return at, at + len(words)
    return None


def _cut(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Cut spans at both ends of an inner one, which becomes one span."""
    out = [(a, min(b, start)) for a, b in spans if a < start] + [(start, end)]
    return out + [(max(a, end), b) for a, b in spans if b > end]


def _is_headline(line: str) -> bool:
    return len(line) < 160 and line[-1:] not in ".!…:;," and not line.startswith(('"', "“", "«"))
