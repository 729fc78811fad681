"""Outcome words of a sentence, and the people bound to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.voices.lexicon import Outcome

if TYPE_CHECKING:
    from toolkit.claims.group import Group
    from toolkit.voices.units import Sentence, Unit

#: What a word means that can tell, alone or with others, that people were harmed or taken.
_TELLING = ("out", "support", "total", "victims")


@dataclass(eq=False)
class Hit:
    """One outcome word at units ``first:last``."""

    first: int
    last: int
    out: Outcome


@dataclass(eq=False)
class Bound:
    """A group of people with what happened to them."""

    group: Group
    hit: Hit
    outcome: str
    rule: str
    agent: tuple[int, int] | None = None  # units before an active verb: who did it
    loser: tuple[int, int] | None = None  # units before "lost": whose people
    parent: Bound | None = None
    level: tuple[int, int] | None = None  # units of a number that stands apart: "rose to 12"
    extra: dict = field(default_factory=dict)


def find_hits(units: Sentence) -> list[Hit]:
    """Return the outcome words of a sentence; 'suffered leg wounds' and 'with a leg wound' are one word each."""
    hits: list[Hit] = []
    done = 0
    for k in sorted({k for name in _TELLING for k in units.where(name)}):
        u = units[k]
        if k < done or "block" in u:
            continue
        harm = _harm_of(units, k) if "support" in u else None
        if harm is not None:
            hits.append(harm)
            done = harm.last
        elif "total" in u and any("bringing" in x for x in units[max(0, k - 4) : k]):
            told = hits[-1].out.outcome if hits else "killed"
            hits.append(Hit(k, k + 1, Outcome(told, "toll", "noun", False, "toll")))
        elif "victims" in u and _has_counted(units, k):
            hits.append(Hit(k, k + 1, Outcome("killed", "noun", "noun", False, "victims")))
        elif "out" in u:
            hits.append(Hit(k, k + 1, _choose(units, k)))
    return hits


def _harm_of(units: Sentence, k: int) -> Hit | None:
    """Read a word that only with a word for harm tells of people: 'suffered leg wounds', 'with a leg wound'."""
    harm = next((j for j in units.where("harm") if k < j < k + 7), None)
    if harm is None or any(
        x.f.get("punct")
        or ("out" in x and x.f["out"][0].frame != "noun")
        or "people" in x
        or "be" in x
        or "clause" in x
        or "none" in x
        or ("prep" in x and x.low not in ("of",))
        for x in units[k + 1 : harm]
    ):
        return None
    outcome = "killed" if any("fatal" in x for x in units[k + 1 : harm]) else "wounded"
    frame = "with" if units[k].low in ("with", "for") else "intr"
    return Hit(k, harm + 1, Outcome(outcome, frame, "past", False, "harm"))


def _has_counted(units: list[Unit], k: int) -> bool:
    """Tell whether a count before unit ``k`` is what somebody has: 'the Armenian side has at least 135 victims'."""
    j = k - 1
    if [u.low for u in units[max(0, k - 2) : k]] == ["of", "the"] and k + 1 < len(units) and "be" in units[k + 1]:
        return k > 2 and "num" in units[k - 3]  # "three of the victims were police officers"
    while j >= 0 and any(name in units[j] for name in ("num", "at_least", "at_most", "about", "vague")):
        j -= 1
    return 0 <= j < k - 1 and ("aux" in units[j] or "be" in units[j])


def _choose(units: list[Unit], k: int) -> Outcome:
    """Choose among the readings of an outcome word: as a participle after 'be' or 'have', else as it is listed."""
    readings = units[k].f["out"]
    if len(readings) == 1:
        return readings[0]
    left = skip_left(units, k - 1)
    helped = left >= 0 and ("be" in units[left] or "aux" in units[left])
    forms = ("participle",) if helped else ("past", "third", "base")
    for reading in readings:
        if reading.form in forms:
            return reading
    return readings[0]


def be_left(units: list[Unit], hit: Hit) -> int:
    """Return the unit before an outcome word and its forms of 'be' and 'have'."""
    j = skip_left(units, hit.first - 1)
    while j >= 0 and ("be" in units[j] or "aux" in units[j]):
        j = skip_left(units, j - 1)
    return j


def skip_left(units: list[Unit], j: int) -> int:
    while j >= 0 and ("adv" in units[j] or "neg" in units[j]) and "src" not in units[j]:
        j -= 1
    return j
