"""Quotation marks within one sentence."""

from __future__ import annotations

import re

# pairs of marks; straight and single ones only where they stand at the edge of a word, so that apostrophes are none
_PAIRS = re.compile(
    r"“[^“”]*(?:”|$)|„[^„“”]*(?:[“”]|$)|«[^«»]*(?:»|$)|‘[^‘]*?’(?!\w)|(?<!\w)'[^']+?'(?!\w)"
    r"|\"[^\"]*(?:\"|$)|^[^“]*”|^[^«]*»"
)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans inside quotation marks of a sentence; one that opens or closes elsewhere reaches its edge."""
    return [match.span() for match in _PAIRS.finditer(text)]


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a sentence stands in quotation marks."""
    return any(a <= start and end <= b for a, b in quoted_spans(text))
