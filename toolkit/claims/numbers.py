"""Numbers as news writes them: digits, words, ranges, bounds, words for many without a number; no ages, no dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.claims.group import Group
    from toolkit.voices.units import Unit

#: What a word between an article and its number does not mean.
_NO_ADJECTIVE = frozenset(["people", "out", "side", "num", "thing", "punct", "conj", "prep", "src", "more", "ord"])


#: What a word that can begin a bound, and a number, means.
_BOUNDS = frozenset(["at_least", "at_most", "about"])
_COUNTS = frozenset(["none", "vague", "num", "mult", "article", "more"])


def read_bound(units: list[Unit], i: int) -> tuple[int, str | None]:
    if i >= len(units) or (_BOUNDS.isdisjoint(units[i].f) and units[i].low != "some"):
        return i, None
    bound = None
    j = i
    while j < len(units) and (
        "at_least" in units[j] or "at_most" in units[j] or "about" in units[j] or units[j].low in ("the", "some")
    ):
        if units[j].low == "the" and j == i:
            break
        if "at_least" in units[j]:
            bound = "at_least"
        elif "at_most" in units[j]:
            bound = "at_most"
        else:
            bound = bound or "about"
        j += 1
    return (j, bound) if j > i else (i, None)


def apply_bound(group: Group, bound: str | None) -> None:
    if bound == "at_least":
        group.high = None
    elif bound == "at_most":
        group.low = None


def read_number(units: list[Unit], i: int) -> tuple[int | None, int | None, int, str] | None:
    """Read a number at unit ``i``: (low, high, end, kind)."""
    if i >= len(units):
        return None
    u = units[i]
    if _COUNTS.isdisjoint(u.f) and u.low not in ("some", "most", "between"):
        return None
    if "none" in u:
        return 0, 0, i + 1, "none"
    if u.low == "between" and i + 3 < len(units) and units[i + 2].low == "and":
        least, most = units[i + 1].f.get("num"), units[i + 3].f.get("num")
        return (least, most, i + 4, "number") if least is not None and most is not None and least < most else None
    if (
        u.low in ("some", "most")
        and i + 2 < len(units)
        and units[i + 1].low == "of"
        and ("anaphor" in units[i + 2] or "pron" in units[i + 2])
    ):
        return None, None, i + 1, "vague"
    if "vague" in u and "mult" not in u:
        end = i + 1
        while end < len(units) and (
            "mult" in units[end]
            or (
                units[end].low == "of"
                and end + 1 < len(units)
                and "poss" not in units[end + 1]
                and "det" not in units[end + 1]
            )
        ):
            end += 1
        return None, None, end, "vague"
    if "num" in u:
        value, end = u.f["num"], i + 1
        if u.f.get("digits") and value <= 31 and _dated(units, i):
            return None
        dated = i and ("month" in units[i - 1] or (u.f.get("year") and "num" in units[i - 1]))
        if u.f.get("year") and (dated or not (end < len(units) and "people" in units[end])):
            return None
        while end < len(units) and (
            "mult" in units[end]
            or ("num" in units[end] and not units[end].f.get("digits") and value % 100 == 0 and value)
            or (
                units[end].low == "and"
                and end + 1 < len(units)
                and "num" in units[end + 1]
                and value >= 100
                and not u.f.get("digits")
                and not units[end + 1].f.get("digits")
            )
        ):
            if "mult" in units[end]:
                value *= units[end].f["mult"]
            elif "num" in units[end]:
                value += units[end].f["num"]
            end += 1
        if (end < len(units) and units[end].text in ("-", "–", "—")) or (
            end < len(units) and units[end].low in ("to", "or")
        ):
            if i and units[i - 1].low == "from" and units[end].low == "to":
                return value, value, end, "number"
            if (
                end + 1 < len(units)
                and "num" in units[end + 1]
                and units[end + 1].f["num"] > value
                and not units[end + 1].f.get("year")
            ):
                return value, units[end + 1].f["num"], end + 2, "number"
        if end < len(units) and units[end].text in ("%", "$", "€"):
            return None
        instead = end + 2 < len(units) and [u.low for u in units[end : end + 2]] in (["rather", "than"], ["and", "not"])
        if instead and "num" in units[end + 2]:
            return value, value, end + 3, "number"  # "three rather than six"
        return value, value, end, "number"
    if "mult" in u:
        return u.f["mult"], u.f["mult"], i + 1, "number"
    if "article" in u:
        if i + 1 < len(units) and "mult" in units[i + 1]:
            value = units[i + 1].f["mult"]
            return value, value, i + 2, "number"
        if i + 1 < len(units) and ("more" in units[i + 1] or "ord" in units[i + 1]):
            following = read_number(units, i + 2)
            if following and following[3] == "number":
                return following
            return 1, 1, i + 2, "article"
        if i + 1 < len(units) and ("num" in units[i + 1] or "about" in units[i + 1]):
            return read_number(units, i + 2 if "about" in units[i + 1] else i + 1)
        if i + 2 < len(units) and units[i + 2].f.get("num", 0) > 1 and _NO_ADJECTIVE.isdisjoint(units[i + 1].f):
            return read_number(units, i + 2)  # "a confirmed 33"
        return 1, 1, i + 1, "article"
    if "more" in u and u.low in ("another", "other", "further"):
        following = read_number(units, i + 1)
        if following and following[3] in ("number", "vague"):
            return following
        return (1, 1, i + 1, "article") if u.low == "another" else None
    return None


def _dated(units: list[Unit], i: int) -> bool:
    """Tell whether a number is a day of a month: 'October 22', '22 October'."""
    before = units[i - 1] if i else None
    if before is not None and before.text == "." and i > 1:
        before = units[i - 2]
    after = units[i + 1] if i + 1 < len(units) else None
    return (before is not None and "month" in before and before.cap) or (
        after is not None and "month" in after and after.cap
    )


def past_ages(units: list[Unit], i: int) -> int:
    """Return the unit after a list of ages: 'aged 5 and 10', 'aged between 20 and 35'."""
    while i < len(units) and ("num" in units[i] or units[i].low in ("of", "between")):
        i += 1
        if i + 1 < len(units) and units[i].low in ("and", ",", "to", "-", "–") and "num" in units[i + 1]:
            i += 1
    return i
