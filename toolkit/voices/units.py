"""Sentences as typed units: the tokens of a text, then the longest phrase of the lexicon at each place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
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

#: A blank that may stand inside a token of the pattern above, or decide one: "10.30 a.m.", "A. Smith"; and all others.
_ACROSS = re.compile(r"[:.]\d\d [ap]|[A-Z]\. [A-Z]")
_BETWEEN = re.compile(r"(?<![A-Z]\.)(?<![:.]\d\d) | (?![apA-Z])")
#: So many different stretches between blanks are kept for a lexicon, then the keeping starts anew.
_MOST_KEPT = 30_000


def tokens(text: str, *, tied: bool = False) -> list[tuple[int, int]]:
    """Return the spans of the tokens of a text; with ``tied`` a number and its ending are one token."""
    return [match.span() for match in (_TIED if tied else _TOKEN).finditer(text)]


class Unit:
    """One token or phrase of a sentence: its words, its span in the sentence and what it can mean (``f``)."""

    __slots__ = ("cap", "end", "f", "low", "start", "text")

    def __init__(self, text: str, start: int, end: int, features: dict[str, Any], low: str, cap: bool):
        self.text, self.start, self.end, self.f, self.low = text, start, end, features, low
        self.cap = cap  # begins with a capital; never in a script without capitals

    def __contains__(self, feature: str) -> bool:
        return feature in self.f

    def __repr__(self) -> str:
        return f"{self.text}<{','.join(self.f)}>"


_FEATURES = attrgetter("f")


class Sentence(list[Unit]):
    """The units of a sentence; ``has`` holds all that any of them can mean."""

    __slots__ = ("_places", "has")

    def __init__(self, units: list[Unit]):
        super().__init__(units)
        self.has: set[str] = set().union(*map(_FEATURES, units))
        self._places: dict[str, tuple[int, ...]] = {}

    def where(self, feature: str) -> tuple[int, ...]:
        """Return the places of the units that can mean ``feature``, in order."""
        if feature not in self.has:
            return ()
        if feature not in self._places:
            self._places[feature] = tuple(k for k, unit in enumerate(self) if feature in unit.f)
        return self._places[feature]


def where(units: Sequence[Unit], feature: str) -> Sequence[int]:
    """Return the places of the units that can mean ``feature``, in a sentence or a part of one."""
    if isinstance(units, Sentence):
        return units.where(feature)
    return [k for k, unit in enumerate(units) if feature in unit.f]


def fold(text: str) -> str:
    """Return a text in small letters with plain apostrophes and hyphens, every character at its place."""
    text = text.replace("İ", "i")
    low = text.lower()
    if len(low) != len(text):  # a letter that grows when lowered
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'").replace("‑", "-")


_NOTHING: dict[str, Any] = {}
_END = Unit("", 0, 0, _NOTHING, "", False)  # stands after the last unit of a sentence
_PUNCT = {"punct": True}
_AGE = {"age": True}
#: How an age goes on after its number, where no hyphen ties them; in the form of ``Lexicon.longer``.
_OLD = {"year-old": [(("year-old",), _AGE)], "year": [(("year", "old"), _AGE)]}


def units(text: str, words) -> Sentence:
    """Read a sentence as units, the longest phrase of the lexicon first."""
    kept = words.kept
    out: list[Unit] = []
    openers: list[tuple[int, Any]] = []  # places of words that may open a phrase, with how it may go on
    at = 0
    for stretch in text.split(" ") if _ACROSS.search(text) is None else _BETWEEN.split(text):
        read = kept.get(stretch)
        if read is None:
            read = _keep(stretch, words)
        for token, start, end, features, low, cap, phrases in read:
            if phrases is not None:
                openers.append((len(out), phrases))
            out.append(Unit(token, at + start, at + end, features, low, cap))
        at += len(stretch) + 1
    return Sentence(_phrases(text, out, openers) if openers else out)


def _keep(stretch: str, words) -> tuple[tuple, ...]:
    """Read the tokens of a stretch without blanks, each by itself: (token, start, end, features, low, capital, phrases)."""
    read = []
    dotted = words.data.get("dotted", {})
    for start, end in tokens(stretch, tied=bool(words.endings)):
        token, low = stretch[start:end], fold(stretch[start:end])
        word = dotted.get(low, low)
        phrases = words.longer.get(word)
        if low.isdecimal():
            phrases = {**(phrases or {}), **_OLD}
        read.append((token, start, end, _features(token, word, words), low, token[0].isupper(), phrases))
    if len(words.kept) >= _MOST_KEPT:
        words.kept.clear()
    words.kept[stretch] = tuple(read)
    return words.kept[stretch]


def _features(token: str, low: str, words) -> dict[str, Any]:
    """Return what a token can mean by itself."""
    phrases = words.phrases
    features = next((found for rest, found in phrases.get(low, ()) if not rest), _NOTHING)
    if low.endswith("-year-old"):
        features = _AGE
    if features is _NOTHING and "-" in low:
        features = _hyphened(low, phrases) or features
    if features is _NOTHING and low.endswith("-based") and low[:-6] in phrases:
        base = phrases[low[:-6]][-1][1]
        features = {"side": [(base["side"][0][0], "demonyms")]} if "side" in base else features
    if features is _NOTHING:
        features = (_tied_number(low, words.endings) if words.endings else None) or _number(low) or features
    if features is _NOTHING:
        features = (_stem(low, words.stems) if words.stems else None) or features
    if features is _NOTHING and not low[0].isalnum():
        features = _PUNCT
    if "cased" in features and not token[0].isupper():
        features = features["small"]
    return {**features, **words.upper[token]} if token in words.upper else features


def _phrases(text: str, read: list[Unit], openers: list[tuple[int, Any]]) -> list[Unit]:
    """Join the words of phrases, the longest at each place."""
    out: list[Unit] = []
    done = 0
    read.append(_END)
    for k, phrases in openers:
        low = read[k + 1].low
        found = phrases.get(low) or phrases.get("*")
        if found is None or k < done:
            continue
        for rest, features in found:
            if _goes_on(read, k, rest):
                last = k + len(rest)
                start, end = read[k].start, read[last].end
                if "cased" in features and not read[k].cap:
                    features = features["small"]
                out += read[done:k]
                out.append(Unit(text[start:end], start, end, features, fold(text[start:end]), read[k].cap))
                done = last + 1
                break
    read.pop()
    return out + read[done:] if done else read


def _goes_on(read: list[Unit], k: int, rest: tuple[str, ...]) -> bool:
    """Tell whether the words after one are those of a phrase, whose last word may stand for any ending."""
    for word in rest[:-1]:
        k += 1
        if read[k].low != word:
            return False
    low, final = read[k + 1].low, rest[-1]
    return low == final or (final[-1] == "*" and low.startswith(final[:-1]))


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
