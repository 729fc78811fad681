"""Named people: ranks, names, ages and years of birth after them, and lists of names as one count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.group import Group, after_head

if TYPE_CHECKING:
    from toolkit.voices.units import Unit


def is_name(units: list[Unit], k: int) -> bool:
    u = units[k]
    return (u.cap and u.text[0].isalpha() and not u.f and len(u.text) > 1) or (
        u.cap and len(u.text) == 2 and u.text.endswith(".")
    )


def is_surname(u: Unit) -> bool:
    """Tell whether a word is a surname that officials of a side bear too: others may have it."""
    return u.cap and u.f.get("side", [("", "")])[0][1] == "officials"


def is_ranked(units: list[Unit], i: int) -> bool:
    return i + 1 < len(units) and (("rank" in units[i + 1] and units[i + 1].cap) or is_surname(units[i + 1]))


def read_named(units: list[Unit], i: int) -> Group | None:
    """Read a name, with its rank and what follows: 'Junior Sergeant Davit Kalashyan of the Armenian Armed Forces'."""
    group = Group(i, i, 1, 1, "names", known=True)
    j = i
    while j < len(units) and "rank" in units[j] and units[j].cap:
        group.status = "military"
        j += 1
    start = j
    while j < len(units) and (
        is_name(units, j) or is_surname(units[j]) or (units[j].cap and "month" in units[j] and j > start)
    ):
        j += 1
    if j == start:
        return None
    group.head, group.last, group.number, group.noun = j - 1, j, None, "name"
    k = j
    if k < len(units) and units[k].text == "(":
        while k < len(units) and units[k].text != ")":
            k += 1
        group.last = min(k + 1, len(units))
    elif (
        k + 1 < len(units)
        and units[k].low == ","
        and not units[k + 1].f.get("year")
        and units[k + 1].f.keys() & {"num", "age"}
        and (k + 2 >= len(units) or units[k + 2].f.get("punct") or units[k + 2].low in ("and", "of", "from"))
    ):
        group.aged = True
        group.last = k + 2
    elif k + 3 < len(units) and units[k].low == "," and units[k + 1].low == "born":
        while k + 1 < len(units) and units[k + 1].low != "and" and "year" not in units[k + 1].f:
            k += 1
        group.last = k + 2
    elif k + 2 < len(units) and units[k].low == "," and units[k + 1].f.get("year"):
        group.last = k + 2
    if any("age" in u for u in units[max(0, i - 3) : group.last]):
        group.aged = True
    if group.aged and group.status == "unknown":
        group.status = "civilian"
    after_head(units, group)
    return group


def _between_names(u: Unit) -> bool:
    """Tell whether a word stands between the names of a list: 'A, born in 1988, and B'."""
    return u.low in (",", "and", ";", "&", "born", "in", "b", ".") or "age" in u or bool(u.f.get("year"))


def _describes(gap: list[Unit]) -> bool:
    """Tell whether words between a person and a name say of what the person is: 'of the reconnaissance group'."""
    if not gap or len(gap) > 8 or gap[0].low != "of" or gap[-1].f.keys() & {"conj", "prep", "people"}:
        return False
    return not any(u.f.keys() & {"punct", "be", "aux", "out", "say", "clause"} for u in gap)


def join_names(units: list[Unit], groups: list[Group]) -> list[Group]:
    """Join lists of names into one group with their count."""
    out: list[Group] = []
    for group in groups:
        before = out[-1] if out else None
        if before is not None and before.kind == "names" and group.kind == "names" and before.status == group.status:
            between = units[before.last : group.first]
            if between and len(between) <= 7 and all(map(_between_names, between)):
                before.low = before.high = (before.low or 0) + (group.low or 0)
                before.last, before.plural = group.last, True
                before.side = before.side or group.side
                continue
        if (
            before is not None
            and group.kind == "names"
            and before.kind != "names"
            and before.known
            and not units[group.first - 1].f.get("prep")
            and before.head is not None
        ):
            gap = units[before.last : group.first]
            after = units[group.last] if group.last < len(units) else None
            named = len(gap) == 1 and gap[0].low == "," and before.kind == "article" and group.low == 1
            if named and (after is None or (after.f.get("punct") and after.low != ",") or "be" in after):
                before.last = group.last  # "a local official, Arif Aliyev"
                continue
            if before.kind in ("definite", "article") and not before.plural and group.low == 1 and _describes(gap):
                before.kind, before.low, before.high = "names", 1, 1  # "the member of the sabotage group A. B."
                before.last, before.noun = group.last, "name"
                before.side = before.side or next((u.f["side"][0][0] for u in gap if "side" in u), None)
                continue
            if not gap and before.low == 1:  # "soldier Tural Aliyarov"
                before.last, before.noun = group.last, "name"
                before.aged |= group.aged
                continue
        out.append(group)
    return out
