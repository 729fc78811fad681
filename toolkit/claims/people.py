"""Groups of people in a sentence, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.counted import adjectival, finish, leads, noun_out
from toolkit.claims.group import Group
from toolkit.claims.names import is_name, is_ranked, is_surname, join_names, read_named
from toolkit.claims.numbers import apply_bound, past_ages, read_bound, read_number

if TYPE_CHECKING:
    from toolkit.voices.units import Sentence, Unit

#: What a word must be able to mean to open a group of people; a word that means nothing may be a name.
_OPENERS = frozenset(
    [
        "rank",
        "at_least",
        "at_most",
        "about",
        "none",
        "vague",
        "num",
        "ord",
        "mult",
        "article",
        "more",
        "pron",
        "anaphor",
        "det",
        "poss",
        "people",
        "side",
        "foreign",
        "own",
        "enemy",
        "age",
        "out",
        "src",
    ]
)


def find_groups(units: Sentence) -> list[Group]:
    """Return the groups of a sentence from left to right, without overlap; lists of names are one group."""
    groups: list[Group] = []
    near = {k - step for k in units.where("people") for step in (1, 2, 3)}
    i = 0
    while i < len(units):
        u = units[i]
        if u.low in ("aged", "ages", "age"):
            i = past_ages(units, i + 1)
            continue
        can = (not _OPENERS.isdisjoint(u.f) or u.low == "between") if u.f else u.cap or i in near
        group = _group(units, i) if can else None
        if group is None:
            i += 1
            continue
        if groups and _age_after(units, groups[-1], group):
            i = group.last
            groups[-1].last = i
            continue
        if groups and _number_after(units, groups[-1], group):
            before = groups[-1]
            before.low, before.high, before.kind, before.number = group.low, group.high, "number", group.number
            before.of = before.noun
            i = before.last = group.last
            continue
        groups.append(group)
        i = max(group.last, i + 1)
    return join_names(units, groups)


def _number_after(units: list[Unit], before: Group, group: Group) -> bool:
    """Tell whether a number says how many are meant before it: 'most of the civilians, 13, were captured'."""
    return (
        group.kind == "number"
        and group.head is None
        and before.plural
        and before.low is None
        and before.high is None
        and before.first > 0
        and units[before.first - 1].low == "of"
        and group.first == before.last + 1
        and units[before.last].low == ","
        and group.last < len(units)
        and units[group.last].low == ","
    )


def _age_after(units: list[Unit], before: Group, group: Group) -> bool:
    """Tell whether a number is the age of the person before: 'an old woman, 76, was wounded'."""
    return (
        group.kind == "number"
        and group.head is None
        and before.low == before.high == 1
        and all("prep" in u or u.cap for u in units[before.last : group.first - 1])  # "a resident of Gali, 44,"
        and units[group.first - 1].low == ","
        and group.last < len(units)
        and units[group.last].low in (",", ".", ")")
        and group.low is not None
        and 0 < group.low < 115
    )


def _group(units: list[Unit], i: int) -> Group | None:
    u = units[i]
    if not u.f and not u.cap and not leads(units, i):
        return None
    if (
        "rank" in u
        and u.cap
        and ((i + 1 < len(units) and is_name(units, i + 1)) or ("side" not in u and is_ranked(units, i)))
    ):
        return read_named(units, i)
    if not i and _headline_demonym(units):
        return Group(0, 1, 1, 1, "article", head=0, known=True, side=u.f["side"][0][0])
    j, bound = read_bound(units, i)
    number = read_number(units, j)
    if number is not None:
        low, high, end, kind = number
        group = Group(i, end, low, high, kind, (i, end))
        if kind == "number":
            apply_bound(group, bound)
        return finish(units, group, end)
    if bound and j > i:
        return None
    nxt = units[i + 1] if i + 1 < len(units) else None
    owner = "poss" in u and nxt is not None and ("num" in nxt or "people" in nxt or leads(units, i))
    if "pron" in u and not owner:
        return Group(
            i, i + 1, 1 if u.f["pron"] == "sg" else None, 1 if u.f["pron"] == "sg" else None, "pronoun", head=i
        )
    if "anaphor" in u and ("det" not in u or u.low in ("these", "those")) and " " not in u.low:
        return None
    if ("det" in u and u.low != "that") or "poss" in u:
        if "rel" in u and not (i + 1 < len(units) and "people" in units[i + 1]):
            return None
        group = Group(i, i + 1, kind="definite")
        group.own = u.f.get("poss") == "own"
        if i + 1 < len(units) and "ord" in units[i + 1]:
            return finish(units, Group(i, i + 2, 1, 1, "number", (i + 1, i + 2)), i + 2)
        if i + 1 < len(units) and (inner := read_number(units, i + 1)) and inner[3] == "number":
            group = Group(i, inner[2], inner[0], inner[1], "number", (i + 1, inner[2]))
            group.own = u.f.get("poss") == "own"
            done = finish(units, group, inner[2])
            if done is not None:
                done.noun = "the " + done.noun
            return done
        return finish(units, group, i + 1)
    if (
        i
        and units[i - 1].low in ("the", "in", "at", "near", "from", "to", "into", "around", "outside")
        and is_name(units, i)
    ):
        return None
    if is_name(units, i) and i + 1 < len(units) and (is_name(units, i + 1) or is_surname(units[i + 1])):
        return read_named(units, i)
    if "ord" in u and leads(units, i):
        one = finish(units, Group(i, i + 1, 1, 1, "number", (i, i + 1)), i + 1)
        return one if one is not None and not one.plural else None  # "arrest of 6th citizen"
    if (
        "people" in u
        or (("side" in u or "foreign" in u) and leads(units, i))
        or "own" in u
        or "enemy" in u
        or "age" in u
        or (adjectival(u) and leads(units, i))
        or ("side" in u and i + 1 < len(units) and noun_out(units[i + 1]))
        or (not u.f and leads(units, i))
        or ("src" in u and leads(units, i))
    ):
        return finish(units, Group(i, i), i)
    return None


def _headline_demonym(units: list[Unit]) -> bool:
    """Tell whether a headline opens with one person by nation: 'Georgian killed by Russian border troops'."""
    if len(units) < 3 or units[0].f.get("side", [("", "")])[0][1] != "demonyms" or "out" not in units[1]:
        return False
    return units[1].low.endswith(("ed", "ead", "ot")) and ("prep" in units[2] or bool(units[2].f.get("punct")))
