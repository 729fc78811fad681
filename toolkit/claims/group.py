"""A group of people in a sentence: how many, who they are, and of which side, as written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.voices.units import Unit


@dataclass(eq=False)
class Group:
    """One group: units ``first:last``, its number (null bounds are null), its words for people and side."""

    first: int
    last: int
    low: int | None = None
    high: int | None = None
    kind: str = "bare"  # number, vague, article, definite, bare, names, none, pronoun
    number: tuple[int, int] | None = None  # units of the number
    head: int | None = None
    status: str = "unknown"
    known: bool = False  # the head is a word for people, a rank or a name
    plural: bool = False
    side: str | None = None
    own: bool = False
    enemy: bool = False
    more: bool = False
    of: str | None = None  # what it is a part of: "them", or the outcome of an anaphor ("two of the wounded")
    outs: list[int] = field(default_factory=list)  # outcome words inside: "two dead soldiers", "no casualties"
    aged: bool = False
    noun: str = ""

    @property
    def counted(self) -> bool:
        return self.kind in ("number", "article", "names", "none") or self.low is not None or self.high is not None


def take_side(group: Group, unit: Unit) -> None:
    found = unit.f.get("side")
    if "foreign" in unit and group.side is None:
        group.side = "OTHER"
    if found and group.side is None and found[0][1] != "places":
        group.side = found[0][0]


def after_head(units: list[Unit], group: Group) -> None:
    """Read 'of the Azerbaijani army', 'from Armenia', 'members of the family', 's life' after the head."""
    j = group.last
    n = len(units)
    if j + 1 < n and units[j].low == "'s":
        k = j + 1
        if "people" in units[k] and units[k].low in ("life", "lives"):
            group.last = k + 1
            return
        if "people" not in units[k]:
            group.noun = "?thing" if not (k < n and "out" in units[k]) else group.noun
            return
    if j < n and units[j].low in ("of", "from", "in", "on", "with", "among"):
        k = j + 1
        while k < n and k < j + 8:
            u = units[k]
            attacks = k + 1 < n and "attack" in units[k + 1] and "people" not in units[k + 1]
            if (
                "side" in u
                and not attacks
                and not (  # not "casualties of Armenian shelling"
                    units[j].low in ("in", "on", "among") and u.f["side"][0][1] in ("places", "names", "capitals")
                )
            ):
                if group.side is None and u.f["side"][0][1] != "places" and not (units[j].low == "from" and group.outs):
                    group.side = u.f["side"][0][0]
                if "role" in u and group.status == "unknown" and u.f["role"] == "military":
                    group.status = "military"
            if "people" in u and units[j].low in ("of", "among") and group.status == "unknown":
                group.status = u.f["people"][0]
            if (
                u.f.get("role") == "military"
                and group.status == "unknown"
                and group.known
                and units[j].low in ("of", "from")
            ):
                group.status = "military"
            if "own" in u or "poss" in u:
                if k > j + 1:
                    break
                group.own = True
            if "enemy" in u:
                group.enemy = True
            if (
                u.f.get("punct")
                or ("be" in u and u.low != "'s")
                or "out" in u
                or "clause" in u
                or "conj" in u
                or ("say" in u and "src" not in u)
                or ("prep" in u and u.low != "of")
                or "num" in u
                or "aux" in u
            ):
                break
            k += 1
