"""Spans of quotations, over several paragraphs where the marks show it."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[\"“„«‹]([^\"”“»«‹›]*)(?:[\"”»›]|$)")
_MARK = re.compile(r"[\"“„«‹”»›]")
#: Quotations that run on over more paragraphs than this have lost their closing mark.
_MOST_PARAGRAPHS = 8


def quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of quotations of three words and more.

    A quotation that is not closed ends with its paragraph, unless a later paragraph that opens none closes it.
    """
    spans: list[tuple[int, int]] = []
    n = 0
    while n < len(paragraphs):
        start, end = paragraphs[n]
        found = [match.span() for match in _QUOTED.finditer(text, start, end) if len(match.group(1).split()) >= 3]
        if found and found[-1][1] == end and text[end - 1] not in '"”»›':
            last, close = _closed_later(text, paragraphs, n)
            if close is not None:
                spans.extend([*found[:-1], (found[-1][0], close)])
                spans.extend(
                    match.span()
                    for match in _QUOTED.finditer(text, close, paragraphs[last][1])
                    if len(match.group(1).split()) >= 3
                )
                n = last + 1
                continue
        spans.extend(found)
        n += 1
    return spans


def _closed_later(text: str, paragraphs: list[tuple[int, int]], n: int) -> tuple[int, int | None]:
    """Return the paragraph and the place where a quotation left open in paragraph ``n`` is closed."""
    for k in range(n + 1, min(n + _MOST_PARAGRAPHS, len(paragraphs))):
        start, end = paragraphs[k]
        mark = _MARK.search(text, start, end)
        if mark is None:
            continue
        closes = mark.group() in "”»›" or (
            mark.group() == '"' and text[mark.start() - 1 : mark.start()] not in ("", " ", "\n")
        )
        return k, mark.end() if closes else None
    return n, None
