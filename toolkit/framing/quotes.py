"""Quotation marks within one sentence."""

from __future__ import annotations

import re
from functools import lru_cache

# straight and single marks only where they stand at the edge of a word, so that apostrophes and inches are none;
# a quotation that opens or closes in another sentence reaches the edge of this one
_PAIRS = re.compile(
    r"“[^“”]*(?:”|$)|‹[^‹›]*(?:›|$)|„[^„“”]*(?:[“”]|$)|«[^«»]*(?:»|$)|‘[^‘]*?’(?!\w)|(?<!\w)'(?=\S)[^']+?'(?!\w)"
    r"|(?<!\w)\"(?=\S)[^\"]*(?:\"|$)|^[^“”]*”|^[^«»]*»|^[^\"]*[^\s\"]\"(?=[\s,.;:!?)–—-]|$)"
)

_MARKS = re.compile("[“”„«»‘’\"'‹›]")


@lru_cache(maxsize=4096)
def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans inside quotation marks of a sentence; one that opens or closes elsewhere reaches its edge.

    Kept, since several measures ask for the same sentences.

    >>> quoted_spans("Baku spoke of a 'provocation'.")
    ((16, 29),)
    """
    return tuple(match.span() for match in _PAIRS.finditer(text)) if _MARKS.search(text) else ()


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether the first or last word of a stretch of a sentence stands in quotation marks."""
    return any(a <= start < b or a < end <= b for a, b in quoted_spans(text))
