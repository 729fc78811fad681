"""Names that something far away bears too, such as the state of Georgia: which of the two a text means.

Words of the article speak for one or the other, the more the nearer they stand to the name; a pattern right beside it
decides most. The words and patterns are data (``data/places/namesakes.yml``).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.places.text import fold
from toolkit.places.words import word_file

if TYPE_CHECKING:
    import ahocorasick_rs

#: Weight of a pattern right beside the name, of a word in the text, of one near the name, and the reach of "near".
BESIDE, TOWN, WORD, NEAR, REACH = 4.0, 2.0, 0.5, 1.0, 250.0
#: Beyond this many characters a word is no longer near.
HORIZON = 1500
#: Part of a word's weight that one that only leans one way has.
WEAKLY = 0.4
#: Evidence below this decides nothing.
LEAST = 0.15

_PERSON = re.compile(
    r"^ [A-Z][\w'’]+(?:,? \(?\d\d?\b|,| (?:said|says|was|is|who|told|has|had|moved|won|died|plays|wrote|sang|ran|[a-z]{2,}ed|of [A-Z]\w+|and her)\b|['’]s\b)"
)
_TOWN = re.compile(r"([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)?), $")
_END_OF_PLACE = re.compile(r"^(?:[.,;:)\]!?]|['’]s\b|\s*$| (?:and|on|in|at|to|for|where|who|when|has|is|was|said)\b)")
_PREPOSITION = re.compile(
    r"\b(?:in|of|from|to|for|at|near|with|by|across|through|over|into|against|like|than|and|the|around|toward|towards) $",
    re.IGNORECASE,
)


class Cue(NamedTuple):
    """One word of a text that speaks for the place of the gazetteer (above 0) or its namesake (below 0)."""

    at: int
    sign: float
    word: str


class Verdict(NamedTuple):
    """Whether the place of the gazetteer is meant, how sure that is (0 to 1), and why, in words that follow "is"."""

    ours: bool
    sure: float
    reason: str


class Evidence(NamedTuple):
    """What the words of one text say: where they stand, what the distinct ones add up to, and some of each meaning."""

    cues: tuple[Cue, ...] = ()
    starts: tuple[int, ...] = ()
    whole: float = 0.0
    speaking: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def near(self, start: int) -> float:
        """Return what the words near a place of the text add up to, the nearest the most."""
        first, last = bisect_left(self.starts, start - HORIZON), bisect_left(self.starts, start + HORIZON)
        return sum(cue.sign * math.exp(-abs(cue.at - start) / REACH) for cue in self.cues[first:last])


@dataclass(frozen=True)
class Words:
    """Words that speak for one meaning, with their weights, and the automaton that finds them."""

    automaton: ahocorasick_rs.AhoCorasick = field(repr=False)
    words: list[tuple[str, float]] = field(repr=False)

    def cues(self, text: str) -> list[Cue]:
        """Return where the words stand in a text."""
        return [
            Cue(start, self.words[pattern][1], self.words[pattern][0])
            for pattern, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True)
            if not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
        ]


@dataclass(frozen=True)
class Namesake:
    """One entry of the file: what else the name is, and what tells the two apart."""

    theirs_is: str
    otherwise: str
    before: dict[str, re.Pattern] = field(repr=False)
    after: dict[str, re.Pattern] = field(repr=False)
    ours: Words = field(repr=False)
    theirs: Words = field(repr=False)
    given_name: bool = False
    unknown_town: bool = False
    in_lists: bool = False

    def evidence(self, text: str) -> Evidence:
        """Return what a text says for and against; nothing where nothing speaks against what is taken anyway."""
        against = self.theirs.cues(text)
        if not against and self.otherwise == "ours":
            return Evidence()
        cues = sorted(against + self.ours.cues(text))
        weights = {cue.word: cue.sign for cue in cues}
        ours, theirs = (tuple(w for w, sign in weights.items() if (sign > 0) is mine)[:4] for mine in (True, False))
        return Evidence(tuple(cues), tuple(cue.at for cue in cues), WORD * sum(weights.values()), (theirs, ours))

    def judge(self, evidence: Evidence, start: int, before: str, after: str, known: Callable[[str], bool]) -> Verdict:
        """Tell whether the place of the gazetteer is meant.

        ``known`` tells whether a name is in the gazetteer or is a state elsewhere.
        """
        for verdict in ("other", "theirs", "ours"):
            for patterns, text in ((self.before, before), (self.after, after)):
                found = patterns[verdict].search(text) if verdict in patterns else None
                if found and found.group().strip():
                    words = found.group().strip(" ,")
                    if verdict == "other":
                        return Verdict(False, 0.98, f"part of another name: '{words}'")
                    return self._weigh(
                        evidence, start, BESIDE if verdict == "ours" else -BESIDE, f"'{words}' beside it"
                    )
        listed = _listed_with(before, after) if self.in_lists else None
        if listed:
            return self._weigh(evidence, start, BESIDE * listed[0], f"in a list with {listed[1]}")
        if self.given_name and _PERSON.match(after) and not _PREPOSITION.search(before):
            return Verdict(False, 0.9, "a person's first name, as it reads")
        town = _TOWN.search(before) if self.unknown_town and _END_OF_PLACE.match(after) else None
        if town and not known(town.group(1)) and not known(town.group(1).split(" ")[-1]):
            return self._weigh(evidence, start, -TOWN, f"'{town.group(1)}' before it is no town of the region")
        return self._weigh(evidence, start, 0.0, "")

    def _weigh(self, evidence: Evidence, start: int, weight: float, why: str) -> Verdict:
        weight += evidence.whole + NEAR * evidence.near(start)
        ours = weight > 0
        if abs(weight) < LEAST:
            ours = self.otherwise == "ours"
            if ours and not evidence.cues:
                return Verdict(True, 1.0, "")
            if ours:
                return Verdict(True, 0.6, f"the text speaks as much for {self.theirs_is}")
            return Verdict(False, 0.6, f"{self.theirs_is}: nothing in the text speaks for the place")
        words = evidence.speaking[ours]
        reasons = [part for part in (why, f"the text has {', '.join(words)}" if words else "") if part]
        told = "; ".join(reasons) or "by the words of the text"
        return Verdict(ours, round(1 - 0.5 * math.exp(-abs(weight)), 3), told if ours else f"{self.theirs_is}: {told}")


def _listed_with(before: str, after: str) -> tuple[int, str] | None:
    """Return 1 and the country, or -1 and the province, that stands right beside a name in a list; else ``None``."""
    for sign, kind in ((-1, "provinces"), (1, "countries")):
        there, here = _lists_of(kind)
        found = there.search(before) or here.match(after)
        if found:
            return sign, found.group(1)
    return None


@lru_cache(maxsize=2)
def _lists_of(kind: str) -> tuple[re.Pattern, re.Pattern]:
    """Return patterns of a country or province just before and just after a name in a list."""
    names = [name for name in word_file("elsewhere")[kind] if name not in word_file("elsewhere")["not_in_lists"]]
    listed = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"\b({listed})(?:,|,? and|,? or) $"), re.compile(rf"^(?:,|,? and|,? or) ({listed})(?![\w-])")


@lru_cache(maxsize=1)
def load_namesakes() -> dict[str, Namesake]:
    """Load the file of namesakes: the entries by the folded key of the name."""
    by_key: dict[str, Namesake] = {}
    for row in word_file("namesakes"):
        entry = Namesake(
            row["theirs_is"],
            row["else"],
            {name: re.compile(pattern) for name, pattern in (row.get("right_before") or {}).items()},
            {name: re.compile(pattern) for name, pattern in (row.get("right_after") or {}).items()},
            _words(row, "ours", 1.0),
            _words(row, "theirs", -1.0),
            "given_name" in row,
            "unknown_town" in row,
            "in_lists" in row,
        )
        by_key.update({fold(key): entry for key in row["keys"]})
    return by_key


def _words(row: dict, name: str, sign: float) -> Words:
    import ahocorasick_rs

    weights = dict.fromkeys(row.get(f"{name}_weakly") or (), sign * WEAKLY)
    weights |= dict.fromkeys(row.get(name) or (), sign)
    weights = {word[:1].upper() + word[1:]: weight for word, weight in weights.items()} | weights  # opening a sentence
    listed = list(weights.items())
    return Words(ahocorasick_rs.AhoCorasick([word for word, _ in listed], store_patterns=False), listed)
