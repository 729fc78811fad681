"""What follows the number of a group of people: modifiers, the word for the people, what stands after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.group import Group, after_head, take_side

if TYPE_CHECKING:
    from toolkit.voices.units import Unit

#: What a word between a number and the people it counts cannot mean.
_ENDERS = frozenset(
    [
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
    ]
)
#: Most words between a number and the word for people that it counts.
REACH = 6


def noun_out(u: Unit) -> bool:
    """Tell whether an outcome word names the people it counts: 'casualties', 'bodies', 'prisoners'."""
    return "out" in u and any(o.form == "noun" and o.group in ("either", "bodies", "noun", "held") for o in u.f["out"])


def adjectival(u: Unit) -> bool:
    """Tell whether an outcome word can stand before people: 'dead', 'wounded', 'captured'."""
    return (
        "out" in u
        and not u.low.endswith("ing")
        and any(
            (o.form in ("participle", "past", "pred") and (o.frame in ("trans", "pred") or o.group == "fall"))
            or o.form == "noun"
            for o in u.f["out"]
        )
    )


def _hurt_people(units: list[Unit], j: int) -> bool:
    """Tell whether an outcome word and its people stand at a place: 'seriously | wounded servicemen'."""
    return j + 1 < len(units) and "out" in units[j] and "people" in units[j + 1]


def leads(units: list[Unit], i: int) -> bool:
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


def finish(units: list[Unit], group: Group, i: int) -> Group | None:
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
    if j < n and units[j].low in ("of", "out of"):
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
            take_side(group, u)
            j += 1
            continue
        if "out" in u:
            noun = noun_out(u) and all(o.form == "noun" for o in u.f["out"])
            if not noun and not adjectival(u):
                break
            ahead = leads(units, j) and head is None
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
            take_side(group, u)
            j += 1
            if head is None and _two_nations(units, j):
                group.side, j = "BOTH", j + 2  # "20 Azerbaijani and Armenian soldiers"
            continue
        if "own" in u or "enemy" in u or "age" in u or ("poss" in u and j == start):
            group.own |= "own" in u or u.f.get("poss") == "own"
            group.enemy |= "enemy" in u
            group.aged |= "age" in u
            j += 1
            continue
        if u.f.get("punct"):
            if u.text == "," and head is None and j + 1 < n and j > start and leads(units, j):
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
        if not _ENDERS.isdisjoint(u.f):
            break
        if ("say" in u and "src" not in u) or ("adv" in u and not (leads(units, j) or _hurt_people(units, j + 1))):
            break
        j += 1
    group.last = j if j > start or group.number or group.kind == "definite" else start
    told = _of_before(units, group) if head is None and group.kind == "number" else None
    if told and group.number:
        group.of, group.last, group.known = told, group.number[1], True
        return group
    return _head(units, group, start, head)


def _two_nations(units: list[Unit], j: int) -> bool:
    """Tell whether unit ``j`` joins two nations before one word for people."""
    if j + 2 >= len(units) or units[j].low != "and":
        return False
    one, other = (units[k].f.get("side", [(None, "")])[0] for k in (j - 1, j + 1))
    return one[1] == other[1] == "demonyms" and one[0] != other[0] and ("people" in units[j + 2] or leads(units, j + 1))


def _of_before(units: list[Unit], group: Group) -> str | None:
    """Read 'Of those killed, six were children': the word for those that a bare number counts."""
    k = group.first - 1
    if k >= 0 and units[k].low == ",":
        k -= 1
    if k > 1 and "out" in units[k] and units[k - 1].low in ("the", "those", "these") and units[k - 2].low == "of":
        return units[k].low
    return None


def _head(units: list[Unit], group: Group, start: int, head: int | None) -> Group | None:
    if head is not None:
        inner = units[start : group.last]
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
            if any(x.low in ("civilian", "civil") for x in inner):
                group.status = "civilian"
        else:
            group.noun = u.low
            if any(x.low == "military" or x.f.get("role") == "military" for x in inner):
                group.status = "military"
            if any(x.low == "civilian" for x in inner):
                group.status = "civilian"
        if group.kind == "bare" and not group.plural and "people" in u and not group.outs:
            group.low = group.high = 1
        if group.kind == "definite" and not group.plural and "people" in u:
            group.low = group.high = 1
        after_head(units, group)
        return group
    if group.kind in ("bare", "definite"):
        return None
    run = [k for k in range(start, group.last) if not units[k].f.get("punct")]
    if run and run[0] == start and "where" in units[start]:
        run = []  # "wounded more than 40 early on Saturday"
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
    after_head(units, group)
    return group


def _compound(u: Unit, after: Unit) -> bool:
    """Tell whether a word for people stands before a thing of theirs: 'family home', 'police car'."""
    return "people" in u and not u.low.endswith("s") and not after.low.endswith("s") and not after.cap


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
    if "out" in u and not leads(units, k):
        group.of, group.last, group.known = u.low, k + 1, True
        return group
    inner = finish(units, Group(k, k, kind="definite"), k)
    if inner is None or not inner.known:
        return None
    group.last, group.head, group.status, group.known, group.plural = inner.last, inner.head, inner.status, True, True
    group.side, group.enemy, group.noun = inner.side, inner.enemy or group.enemy, inner.noun
    group.own |= inner.own
    if units[j + 1].low in ("the", "these", "those"):
        group.of = inner.noun
    return group
