"""One claim whose side is asked for, with what the rules ask of its sentence: speaker, clause, place and attacker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.claims.scene import NAMED, Scene, attackers, blamed

if TYPE_CHECKING:
    from toolkit.claims.group import Group
    from toolkit.claims.hits import Bound
    from toolkit.voices.units import Unit

OURS = ("our", "наши", "наших", "нашей")


@dataclass(frozen=True, eq=False)
class Case:
    """A bound group in its sentence and article."""

    bound: Bound
    group: Group
    units: list[Unit]
    voice: tuple[str, str | None]
    code: str | None  # the side that speaks
    scene: Scene
    places: str | None = None  # the side of the country of a place in the sentence
    same: Sequence[Bound] = ()  # the groups bound before in the sentence
    told: str | None = None  # the side of an equal number that another voice has told
    n: int = 0  # the number of the sentence

    @cached_property
    def at(self) -> int:
        """The unit at which the claim begins."""
        return min(self.group.first, self.bound.hit.first)

    @cached_property
    def before(self) -> list[Bound]:
        """Others of the same sentence: 'three soldiers died and 17 more were hurt'."""
        return [
            b for b in self.same if b.group.last <= self.group.first and b.extra.get("side") not in (None, "UNKNOWN")
        ]

    @cached_property
    def another(self) -> bool:
        """Whether another side has told of the people before."""
        others = (None, self.code, "OUTLET", "OTHER")
        told_by_side = self.before and self.code and not self.group.more
        return bool(told_by_side and self.before[-1].extra.get("voice") not in others)

    @cached_property
    def clause(self) -> list[Unit]:
        """The part of the sentence between semicolons that holds the claim."""
        units, hit = self.units, self.bound.hit
        marks = [k for k, u in enumerate(units) if u.text == ";"]
        first = max((k for k in marks if k < hit.first), default=-1) + 1
        last = min((k for k in marks if k > hit.first), default=len(units))
        clause = units[first:last]
        placed = any(named(clause, (*NAMED, "places")))
        return clause if placed and not attackers(units[:first]) else units

    @cached_property
    def agent(self) -> str | None:
        """The side that did it: subject of an active verb, or after 'by'."""
        return _subject(self.bound, self.units) or _after_by(self.bound, self.units)

    @cached_property
    def doer(self) -> str | None:
        """The side that did it, else one that the clause shows attacking or that it is blamed on."""
        if self.agent:
            return self.agent
        hostile = attackers(self.clause) + blamed(self.clause)
        return hostile[0][1] if hostile else None

    @cached_property
    def here(self) -> str | None:
        """The side of the place of the clause."""
        return self.scene.place(self.clause)

    @cached_property
    def ours(self) -> bool:
        """Whether the speaker tells of what is 'ours' before the claim."""
        return any(u.f.get("poss") == "own" and u.low in OURS for u in self.units[: self.bound.hit.first])

    def opponent(self, code: str | None) -> str | None:
        return self.scene.opponent(code, self.units)

    def enemy(self) -> Verdict:
        """The side that the speaker, or else the text, calls the enemy."""
        other = self.opponent(self.code or self.scene.speaks_for(self.units))
        return (other, "the speaker's opponent") if other else ("UNKNOWN", "an enemy that is not named")


#: The code of a side and the rule that decided it.
Verdict = tuple[str, str]
Rule = Callable[[Case], Verdict | None]


def named(units: Sequence[Unit], slots: Sequence[str] = NAMED) -> Iterator[tuple[int, str, str]]:
    """Yield (unit, side, slot) of the sides that units name first."""
    for k, u in enumerate(units):
        for code, slot in u.f.get("side", ())[:1]:
            if slot in slots:
                yield k, code, slot


def object_of(units: list[Unit], k: int) -> bool:
    """Tell whether the name of a side at unit ``k`` stands after a preposition or a verb: 'clashed with the rebel Front'."""
    while k and (not units[k - 1].f or "side" in units[k - 1] or "det" in units[k - 1]) and not units[k - 1].cap:
        k -= 1
    before = units[k - 1] if k else None
    return before is not None and (
        before.low in ("in", "near", "on", "of", "to", "at", "with", "against", "from")
        or not before.f.keys().isdisjoint({"out", "attack"})
    )


def _subject(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side that is the subject of an active outcome word."""
    if bound.agent is None:
        return None
    stop = max(-1, bound.hit.first - 14)
    for k in range(bound.hit.first - 1, stop, -1):
        u = units[k]
        if "rel" in u:
            stop = max(stop, k - 4)  # "the blast that killed": what the word refers to stands before it
        if k <= stop or ("clause" in u and "rel" not in u) or u.low in (";", ","):
            return None
        found = u.f.get("side")
        if found and found[0][1] in NAMED and not object_of(units, k):
            return found[0][0]
    return None


def _after_by(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side after an outcome word and 'by' or 'from'."""
    for k in range(bound.hit.last, min(bound.hit.last + 8, len(units))):
        if units[k].low in ("by", "from"):
            for _, code, _ in named(units[k + 1 : k + 4]):
                return code
    return None
