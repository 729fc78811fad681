"""Groups of people in a sentence: how many (bounds, ranges, words), who they are, and of which side, as written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.voices.units import Unit

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
#: Most words between a number and the word for people that it counts.
REACH = 6


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


def find_groups(units: list[Unit]) -> list[Group]:
    """Return the groups of a sentence from left to right, without overlap; lists of names are one group."""
    groups: list[Group] = []
    i = 0
    while i < len(units):
        if units[i].low in ("aged", "ages", "age"):
            i = _past_ages(units, i + 1)
            continue
        group = _group(units, i)
        if group is None:
            i += 1
            continue
        if groups and _age_after(units, groups[-1], group):
            i = group.last
            groups[-1].last = i + 1
            continue
        groups.append(group)
        i = max(group.last, i + 1)
    return _join_names(units, groups)


def _past_ages(units: list[Unit], i: int) -> int:
    """Return the unit after a list of ages: 'aged 5 and 10', 'aged between 20 and 35'."""
    while i < len(units) and ("num" in units[i] or units[i].low in ("of", "between")):
        i += 1
        if i + 1 < len(units) and units[i].low in ("and", ",", "to", "-", "–") and "num" in units[i + 1]:
            i += 1
    return i


def _age_after(units: list[Unit], before: Group, group: Group) -> bool:
    """Tell whether a number is the age of the person before: 'an old woman, 76, was wounded'."""
    return (
        group.kind == "number"
        and group.head is None
        and before.low == before.high == 1
        and before.last == group.first - 1
        and units[group.first - 1].low == ","
        and group.last < len(units)
        and units[group.last].low in (",", ".", ")")
        and group.low is not None
        and 0 < group.low < 115
    )


def _group(units: list[Unit], i: int) -> Group | None:
    u = units[i]
    if u.f:
        if _OPENERS.isdisjoint(u.f):
            return None
    elif not u.cap and not _leads(units, i):
        return None
    if (
        "rank" in u
        and u.cap
        and ((i + 1 < len(units) and _name(units, i + 1)) or ("side" not in u and _ranked(units, i)))
    ):
        return _named(units, i)
    j, bound = _bound(units, i)
    number = _number(units, j)
    if number is not None:
        low, high, end, kind = number
        group = Group(i, end, low, high, kind, (i, end))
        if kind == "number":
            _apply_bound(group, bound)
        return _finish(units, group, end)
    if bound and j > i:
        return None
    nxt = units[i + 1] if i + 1 < len(units) else None
    owner = "poss" in u and nxt is not None and ("num" in nxt or "people" in nxt or _leads(units, i))
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
            return _finish(units, Group(i, i + 2, 1, 1, "number", (i + 1, i + 2)), i + 2)
        if i + 1 < len(units) and (inner := _number(units, i + 1)) and inner[3] == "number":
            group = Group(i, inner[2], inner[0], inner[1], "number", (i + 1, inner[2]))
            group.own = u.f.get("poss") == "own"
            done = _finish(units, group, inner[2])
            if done is not None:
                done.noun = "the " + done.noun
            return done
        return _finish(units, group, i + 1)
    if (
        i
        and units[i - 1].low in ("the", "in", "at", "near", "from", "to", "into", "around", "outside")
        and _name(units, i)
    ):
        return None
    if _name(units, i) and i + 1 < len(units) and (_name(units, i + 1) or _surname(units[i + 1])):
        return _named(units, i)
    if (
        "people" in u
        or (("side" in u or "foreign" in u) and _leads(units, i))
        or "own" in u
        or "enemy" in u
        or "age" in u
        or (_adjectival(u) and _leads(units, i))
        or ("side" in u and i + 1 < len(units) and _noun_out(units[i + 1]))
        or (not u.f and _leads(units, i))
        or ("src" in u and _leads(units, i))
    ):
        return _finish(units, Group(i, i), i)
    return None


def _noun_out(u: Unit) -> bool:
    return "out" in u and any(o.form == "noun" and o.group in ("either", "bodies", "noun", "held") for o in u.f["out"])


def _adjectival(u: Unit) -> bool:
    """Tell whether an outcome word can stand before people: 'dead', 'wounded', 'captured'."""
    return "out" in u and any(
        (o.form in ("participle", "past", "pred") and (o.frame in ("trans", "pred") or o.group == "fall"))
        or o.form == "noun"
        for o in u.f["out"]
    )


def _leads(units: list[Unit], i: int) -> bool:
    """Tell whether a modifier is followed by a word for people within a few words."""
    for u in units[i + 1 : i + 4]:
        if "people" in u:
            return True
        if not (
            "side" in u
            or "foreign" in u
            or "src" in u
            or "age" in u
            or "own" in u
            or not u.f
            or "thing" in u
            or "rank" in u
        ):
            return False
    return False


def _bound(units: list[Unit], i: int) -> tuple[int, str | None]:
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


def _apply_bound(group: Group, bound: str | None) -> None:
    if bound == "at_least":
        group.high = None
    elif bound == "at_most":
        group.low = None


def _number(units: list[Unit], i: int) -> tuple[int | None, int | None, int, str] | None:
    """Read a number at unit ``i``: (low, high, end, kind)."""
    if i >= len(units):
        return None
    u = units[i]
    if "none" in u:
        return 0, 0, i + 1, "none"
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
        return value, value, end, "number"
    if "mult" in u:
        return u.f["mult"], u.f["mult"], i + 1, "number"
    if "article" in u:
        if i + 1 < len(units) and "mult" in units[i + 1]:
            value = units[i + 1].f["mult"]
            return value, value, i + 2, "number"
        if i + 1 < len(units) and ("more" in units[i + 1] or "ord" in units[i + 1]):
            following = _number(units, i + 2)
            if following and following[3] == "number":
                return following
            return 1, 1, i + 2, "article"
        if i + 1 < len(units) and ("num" in units[i + 1] or "about" in units[i + 1]):
            return _number(units, i + 2 if "about" in units[i + 1] else i + 1)
        return 1, 1, i + 1, "article"
    if "more" in u and u.low in ("another", "other", "further"):
        following = _number(units, i + 1)
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


def _finish(units: list[Unit], group: Group, i: int) -> Group | None:
    """Read on from the number: modifiers, head, and what follows the head."""
    n = len(units)
    j = i
    while j < n and "more" in units[j]:
        group.more = True
        j += 1
    if i > group.first and any("more" in u for u in units[group.first : i]):
        group.more = True
    if (
        (
            group.kind == "none"
            and units[group.first].low != "no"
            and j == group.first + 1
            and not (j < n and units[j].low == "of")
        )
        and "det" not in units[group.first]
        and units[group.first].low in ("nobody", "no one", "no-one", "none")
    ):
        group.last, group.known = j, True
        group.head = group.first
        return group
    if j < n and units[j].low in ("of whom", "of which") and group.number:
        group.of, group.last, group.known = "them", j + 1, True
        return group
    if j < n and units[j].low == "of":
        part = _part_of(units, group, j)
        if part is not None:
            return part
    start = j
    head = None
    stop = min(n, start + REACH + 3)
    while j < stop:
        u = units[j]
        if "people" in u:
            head = j
            _take_side(group, u)
            j += 1
            continue
        if "out" in u:
            noun = _noun_out(u) and all(o.form == "noun" for o in u.f["out"])
            if not noun and not _adjectival(u):
                break
            ahead = _leads(units, j) and head is None
            if head is not None and not (noun and any(o.group in ("either", "bodies", "noun") for o in u.f["out"])):
                break
            if noun or ahead:
                group.outs.append(j)
                if noun and not ahead:
                    head = j
                    j += 1
                    break
                j += 1
                continue
            break
        if "foreign" in u or ("side" in u and "prep" not in u):
            _take_side(group, u)
            j += 1
            continue
        if "own" in u or "enemy" in u or "age" in u or ("poss" in u and j == start):
            group.own |= "own" in u or u.f.get("poss") == "own"
            group.enemy |= "enemy" in u
            group.aged |= "age" in u
            j += 1
            continue
        if u.f.get("punct"):
            if u.text == "," and head is None and j + 1 < n and j > start and _leads(units, j):
                j += 1
                continue
            break
        if u.low == "'s":
            j += 1
            continue
        if head is not None:
            if ("src" in u or "thing" in u) and "say" not in u and j + 1 < n and "people" in units[j + 1]:
                j += 1
                continue
            break
        if any(
            name in u
            for name in (
                "prep",
                "conj",
                "be",
                "aux",
                "rel",
                "clause",
                "neg",
                "num",
                "det",
                "weekday",
                "month",
                "time",
                "support",
                "more",
                "pron",
                "article",
                "including",
                "harm",
                "fatal",
            )
        ):
            break
        if ("say" in u and "src" not in u) or ("adv" in u and not _leads(units, j)):
            break
        j += 1
    group.last = j if j > start or group.number or group.kind == "definite" else start
    told = _of_before(units, group) if head is None and group.kind == "number" else None
    if told:
        group.of, group.last, group.known = told, group.number[1], True
        return group
    return _head(units, group, start, head)


def _of_before(units: list[Unit], group: Group) -> str | None:
    """Read 'Of those killed, six were children': the word for those that a bare number counts."""
    k = group.first - 1
    if k >= 0 and units[k].low == ",":
        k -= 1
    if k > 1 and "out" in units[k] and units[k - 1].low in ("the", "those", "these") and units[k - 2].low == "of":
        return units[k].low
    return None


def _head(units: list[Unit], group: Group, start: int, head: int | None) -> Group | None:
    run = [k for k in range(start, group.last) if not units[k].f.get("punct")]
    if head is not None:
        # trailing words after the head belong to the sentence, not to the group
        group.head = head
        group.last = max(head + 1, group.number[1] if group.number else 0)
        u = units[head]
        after = units[head + 1] if head + 1 < len(units) else None
        if after is not None and (
            (
                "thing" in after
                and "say" not in after
                and "out" not in after
                and not group.plural
                and _compound(u, after)
            )
            or (after.text in "'’" and u.low.endswith("s") and head + 2 < len(units) and "out" not in units[head + 2])
        ):
            group.noun = "?thing"  # "a family home", "a peacekeepers' lorry"
            return group
        if "people" in u:
            status, count = u.f["people"]
            if u.low in ("life", "lives"):
                owner = next((units[k] for k in range(head - 1, group.first - 1, -1) if "people" in units[k]), u)
                status = owner.f["people"][0]
            group.status, group.known = status, True
            group.plural = count == "pl"
            group.noun = u.low
            before = units[head - 1] if head > group.first else None
            army = before is not None and before.low in ("military", "army")
            if army or (before is not None and before.f.get("role") == "military" and status == "unknown"):
                group.status = "military"
            if before is not None and before.low in ("police", "traffic", "law-enforcement"):
                group.status = "police"
            if before is not None and before.low in ("civilian", "civilians", "peaceful"):
                group.status = "civilian"
            if any(units[k].low in ("civilian", "civil") for k in run):
                group.status = "civilian"
        else:
            group.noun = u.low
            if any(units[k].low == "military" or units[k].f.get("role") == "military" for k in run):
                group.status = "military"
            if any(units[k].low == "civilian" for k in run):
                group.status = "civilian"
        if group.kind == "bare" and not group.plural and "people" in u and not group.outs:
            group.low = group.high = 1
        if group.kind == "definite" and not group.plural and "people" in u:
            group.low = group.high = 1
        _after_head(units, group)
        return group
    if group.kind in ("bare", "definite"):
        return None
    if run:
        final = units[run[-1]]
        if (
            "thing" in final
            or (final.f and "src" not in final and not final.f.get("side"))
            or not final.text[0].isalpha()
        ):
            group.head, group.noun = run[-1], "?thing"
            if "out" in final:
                group.noun = ""
        else:
            group.head, group.noun = run[-1], final.low
            group.known |= bool(final.f.get("side")) and group.kind == "number"
            group.plural = final.low.endswith("s")
            if group.kind in ("article", "none"):
                group.noun = "?thing" if not final.low.endswith(("er", "or", "ist", "man", "an")) else final.low
            if (
                group.kind == "number"
                and group.high != 1
                and not final.low.endswith(("s", "men", "people"))
                and not final.f.get("side")
            ):
                group.noun = "?thing" if not final.cap else ""
    elif (group.kind == "article" and not group.more) or (group.kind == "none" and units[group.first].low == "no"):
        return None
    _after_head(units, group)
    return group


def _compound(u: Unit, after: Unit) -> bool:
    """Tell whether a word for people stands before a thing of theirs: 'family home', 'police car'."""
    return "people" in u and not u.low.endswith("s") and not after.low.endswith("s") and not after.cap


def _take_side(group: Group, unit: Unit) -> None:
    found = unit.f.get("side")
    if "foreign" in unit and group.side is None:
        group.side = "OTHER"
    if found and group.side is None and found[0][1] != "places":
        group.side = found[0][0]


def _after_head(units: list[Unit], group: Group) -> None:
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
            if "side" in u and not (
                units[j].low in ("in", "on", "among") and u.f["side"][0][1] in ("places", "names", "capitals")
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


def _part_of(units: list[Unit], group: Group, j: int) -> Group | None:
    """Read 'of them', 'of whom', 'of the wounded', 'of its contract soldiers' after a number."""
    n = len(units)
    k = j + 1
    while k < n and (
        "det" in units[k]
        or "poss" in units[k]
        or "own" in units[k]
        or "num" in units[k]
        or ("anaphor" in units[k] and " " in units[k].low)
    ):
        group.own |= units[k].f.get("poss") == "own" or "own" in units[k]
        if "anaphor" in units[k]:
            break
        k += 1
    if k >= n:
        return None
    u = units[k]
    if "anaphor" in u or u.f.get("pron") in ("pl", "own"):
        if u.f.get("pron") == "own":
            group.own = True
        group.of = "them"
        if " " in u.low:
            group.of = u.low.split()[-1]
        group.last = k + 1
        group.known = True
        return group
    if "out" in u and not _leads(units, k):
        group.of, group.last, group.known = u.low, k + 1, True
        return group
    inner = _finish(units, Group(k, k, kind="definite"), k)
    if inner is None or not inner.known:
        return None
    group.last, group.head, group.status, group.known, group.plural = inner.last, inner.head, inner.status, True, True
    group.side, group.enemy, group.noun = inner.side, inner.enemy or group.enemy, inner.noun
    group.own |= inner.own
    if units[j + 1].low in ("the", "these", "those"):
        group.of = inner.noun
    return group


def _name(units: list[Unit], k: int) -> bool:
    u = units[k]
    return (u.cap and u.text[0].isalpha() and not u.f and len(u.text) > 1) or (
        u.cap and len(u.text) == 2 and u.text.endswith(".")
    )


def _ranked(units: list[Unit], i: int) -> bool:
    return i + 1 < len(units) and (("rank" in units[i + 1] and units[i + 1].cap) or _surname(units[i + 1]))


def _surname(u: Unit) -> bool:
    """Tell whether a word is a surname that officials of a side bear too: others may have it."""
    return u.cap and u.f.get("side", [("", "")])[0][1] == "officials"


def _named(units: list[Unit], i: int) -> Group | None:
    """Read a name, with its rank and what follows: 'Junior Sergeant Davit Kalashyan of the Armenian Armed Forces'."""
    group = Group(i, i, 1, 1, "names", known=True)
    j = i
    while j < len(units) and "rank" in units[j] and units[j].cap:
        group.status = "military"
        j += 1
    start = j
    while j < len(units) and (
        _name(units, j) or _surname(units[j]) or (units[j].cap and "month" in units[j] and j > start)
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
    elif k + 1 < len(units) and units[k].low == "," and ("num" in units[k + 1] or "age" in units[k + 1]):
        group.aged = True
        group.last = k + 2
    elif k + 3 < len(units) and units[k].low == "," and units[k + 1].low == "born":
        while k + 1 < len(units) and units[k + 1].low != "and" and "year" not in units[k + 1].f:
            k += 1
        group.last = k + 2
    if any("age" in u for u in units[max(0, i - 3) : group.last]):
        group.aged = True
    if group.aged and group.status == "unknown":
        group.status = "civilian"
    _after_head(units, group)
    return group


def _join_names(units: list[Unit], groups: list[Group]) -> list[Group]:
    """Join lists of names into one group with their count."""
    out: list[Group] = []
    for group in groups:
        before = out[-1] if out else None
        if before is not None and before.kind == "names" and group.kind == "names" and before.status == group.status:
            between = units[before.last : group.first]
            if between and len(between) <= 3 and all(u.low in (",", "and", ";", "&") or "age" in u for u in between):
                before.low = before.high = before.low + group.low
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
            if not gap and before.low == 1:  # "soldier Tural Aliyarov"
                before.last, before.noun = group.last, "name"
                before.aged |= group.aged
                continue
        out.append(group)
    return out
