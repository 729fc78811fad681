"""Sentences as typed units: one regular expression for tokens, then the longest phrase of the lexicon at each place."""

from __future__ import annotations

import re
from typing import Any

_TOKEN = re.compile(
    r"\d{1,3}-лет\w+|\d{1,3}-(?:year|month|week|day)s?-old"
    r"|\d{1,2}[:.]\d{2}(?!\d)(?:\s?[ap]\.?m\b\.?)?"
    r"|\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+[.,]\d+|\d+(?:st|nd|rd|th)\b|\d+"
    r"|(?:[A-Z]\.){2,}|[A-Z]\.(?=\s?[A-Z])"
    r"|['’]s\b|n['’]t\b"
    r"|[^\W\d_]+?(?=n['’]t\b)|[^\W\d_]+(?:[-‑][^\W\d_]+|[-‑]\d+|['’](?!s\b)[^\W\d_]+)*"
    r"|[^\w\s]",
)


#: The same where endings are tied to digits: "7-si", "40'tan".
_TIED = re.compile(r"\d+(?:[.,]\d+)?[-‑'’][^\W\d_]+|" + _TOKEN.pattern)


def tokens(text: str, *, tied: bool = False) -> list[tuple[int, int]]:
    """Return the spans of the tokens of a text; with ``tied`` a number and its ending are one token."""
    return [match.span() for match in (_TIED if tied else _TOKEN).finditer(text)]


class Unit:
    """One token or phrase of a sentence: its words, its span in the sentence and what it can mean (``f``)."""

    __slots__ = ("cap", "end", "f", "low", "start", "text")

    def __init__(self, text: str, start: int, end: int, features: dict[str, Any], low: str):
        self.text, self.start, self.end, self.f, self.low = text, start, end, features, low
        self.cap = text[0].isupper()  # never in a script without capitals

    def __contains__(self, feature: str) -> bool:
        return feature in self.f

    def __repr__(self) -> str:
        return f"{self.text}<{','.join(self.f)}>"


def fold(text: str) -> str:
    """Return a text in small letters with plain apostrophes and hyphens, every character at its place."""
    text = text.replace("İ", "i")
    low = text.lower()
    if len(low) != len(text):  # a letter that grows when lowered
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'").replace("‑", "-")


_NOTHING: dict[str, Any] = {}
_PUNCT = {"punct": True}


def units(text: str, words) -> list[Unit]:
    """Read a sentence as units, the longest phrase of the lexicon first."""
    endings = words.endings
    spans = tokens(text, tied=bool(endings))
    small = fold(text)
    lows = [small[a:b] for a, b in spans]
    if (dotted := words.data.get("dotted")) and "." in text:
        lows = [dotted.get(low, low) for low in lows]
    phrases, stems = words.phrases, words.stems
    out = []
    i, n = 0, len(spans)
    while i < n:
        low = lows[i]
        features, size = _NOTHING, 1
        for rest, found in phrases.get(low, ()):
            following = lows[i + 1 : i + 1 + len(rest)]
            if following == list(rest) or (rest and rest[-1][-1] == "*" and _begin(following, rest)):
                features, size = found, 1 + len(rest)
                break
        if low.endswith("-year-old"):
            features = {"age": True}
        elif low.isdecimal() and lows[i + 1 : i + 2] == ["year-old"]:
            features, size = {"age": True}, 2
        elif low.isdecimal() and lows[i + 1 : i + 3] == ["year", "old"]:
            features, size = {"age": True}, 3
        if features is _NOTHING and "-" in low:
            features = _hyphened(low, phrases) or features
        if features is _NOTHING and low.endswith("-based") and low[:-6] in phrases:
            base = phrases[low[:-6]][-1][1]
            features = {"side": [(base["side"][0][0], "demonyms")]} if "side" in base else features
        if features is _NOTHING:
            features = (_tied_number(low, endings) if endings else None) or _number(low) or features
        if features is _NOTHING:
            features = (_stem(low, stems) if stems else None) or features
        if features is _NOTHING and not low[0].isalnum():
            features = _PUNCT
        start, end = spans[i][0], spans[i + size - 1][1]
        if "cased" in features and not text[start].isupper():
            features = features["small"]
        if size == 1 and text[start:end] in words.upper:
            features = {**features, **words.upper[text[start:end]]}
        out.append(Unit(text[start:end], start, end, features, small[start:end]))
        i += size
    return out


def _begin(following: list[str], rest: tuple[str, ...]) -> bool:
    """Tell whether words are those of a phrase whose last word stands for any ending."""
    return following[:-1] == list(rest[:-1]) and len(following) == len(rest) and following[-1].startswith(rest[-1][:-1])


def _tied_number(low: str, endings: dict[str, list[str]]) -> dict[str, Any] | None:
    """Read '7-si', '40'tan', '1967-ci', '54-ամյա' by the ending that is tied to the digits."""
    match = re.fullmatch(r"(\d{1,7})[-'](\w+)", low)
    if match is None:
        return None
    value, ending = int(match.group(1)), match.group(2)
    if ending in endings.get("age", ()):
        return {"age": True}
    if re.fullmatch(r"(?:19|20)\d\d", match.group(1)):
        return {"num": value, "year": True}
    if ending in endings.get("ordinal", ()):
        return {"ord": value, "digits": True}
    told = {kind: True for kind in ("most_after", "part", "from_level") if ending in endings.get(kind, ())}
    return {"num": value, "digits": True, "tied": True, **told}


def _hyphened(low: str, phrases) -> dict[str, Any] | None:
    """Read 'twenty-five', 'slightly-injured', and 'Armenian-Azerbaijani' as a pair of sides."""
    found = [entry[1] for part in low.split("-") for entry in phrases.get(part, ()) if not entry[0]]
    if "ly-" in low and found and "out" in found[-1]:
        return found[-1]
    named = [f.get("small", f).get("side") or f.get("side") for f in found]
    if len(named) == 2 and all(named) and named[0][0][0] != named[1][0][0]:
        return {"pair": [side[0][0] for side in named]}
    values = [entry[1].get("num") for part in low.split("-") for entry in phrases.get(part, ()) if not entry[0]]
    if len(values) == 2 and None not in values and values[0] % 10 == 0 and values[1] < 10:
        return {"num": values[0] + values[1]}
    return None


def _number(low: str) -> dict[str, Any] | None:
    if not low[0].isdecimal():
        return None
    if low.isdecimal():
        if len(low) == 4 and low[:2] in ("19", "20"):
            return {"num": int(low), "year": True}
        return {"num": int(low), "digits": True} if len(low) < 8 else {"time": True}
    if "old" in low or "лет" in low:
        return {"age": True}
    bare = re.sub(r"[,\u00a0\u202f]", "", low)
    if bare.isdecimal() and re.fullmatch(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+", low):
        return {"num": int(bare), "digits": True}
    if low.endswith(("st", "nd", "rd", "th")):
        return {"ord": int(re.sub(r"\D", "", low)), "digits": True}
    return {"time": True}


def _stem(low: str, stems: dict) -> dict[str, Any] | None:
    for size in range(len(low), 2, -1):
        found = stems.get(low[:size])
        if found is not None:
            return found
    return None
