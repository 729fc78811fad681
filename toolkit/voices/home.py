"""The side that an article speaks for, where it names an institution without its side."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from toolkit.voices.parse import side_names

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+|[.,;:!?]")


def home_side(text: str, words: Lexicon) -> str | None:
    """Return the side that a text speaks for: the one named most, where words of attack after a name count against it.

    Where only an attacking side is named, the places named tell. Level sides: the one named first.
    """
    attack = set(words.words("blame", "attack"))
    be = set(words.words("be"))
    named: dict[str, float] = defaultdict(float)
    opening = text[:6000]
    for _, end, code, slot in side_names(opening, words):
        if slot == "places":
            named[code] += 0.5
            continue
        follows = _WORD.findall(opening[end : end + 60].lower())[:3]
        passive = next((n for n, word in enumerate(follows) if word in be), None)
        speaks = bool(follows) and words.means(follows[0], "src") and not words.means(follows[0], "role")
        attacks = any(word in attack for word in follows[:passive]) and not speaks
        named[code] += -1 if attacks else 1
    best = max(named.values(), default=0)
    return next((code for code, count in named.items() if count == best), None) if best > 0 else None
