"""Outcome words and their people in languages of free order: the nearest people of the same clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.group import Group
from toolkit.claims.hits import Bound, Hit

if TYPE_CHECKING:
    from toolkit.voices.units import Unit

#: Units that part clauses more strongly than a comma.
_STRONG = (";", ":", "—", "–")
_REACH = 5


def bind_free(units: list[Unit], hits: list[Hit], *, owner_first: bool = False) -> list[Bound]:
    """Bind outcome words to counted people, each count once, the nearest in the clause first.

    With ``owner_first`` whose people they are stands before the count: 'the army's two soldiers'.
    """
    groups = _groups(units)
    for group in groups if owner_first else ():
        _up_to_head(units, group)
        _owned(units, group)
    found: list[Bound] = []
    order = sorted(hits, key=lambda hit: not _beside(units, groups, hit)) if owner_first else hits
    for hit in order:
        found.extend(_bind(units, groups, hit, found))
    found.sort(key=lambda bound: bound.hit.first)
    for bound in found if owner_first else ():
        if bound.group not in groups:
            _owned(units, bound.group)
        if bound.hit.out.group == "strict" and bound.group.side is None and not bound.group.own:
            bound.group.enemy = True  # whoever is told "destroyed" is the speaker's enemy
    _inclusions(units, groups, found)
    return found


def _beside(units: list[Unit], groups: list[Group], hit: Hit) -> bool:
    """Tell whether an outcome word stands right beside a count and is not joined to the one before."""
    joined = hit.first and ("conj" in units[hit.first - 1] or "out" in units[hit.first - 1])
    return not joined and any(hit.first == g.last or hit.last == g.first for g in groups)


def _groups(units: list[Unit]) -> list[Group]:
    groups: list[Group] = []
    i = 0
    while i < len(units):
        group = _group(units, i)
        if group is None:
            i += 1
            continue
        before = groups[-1] if groups else None
        gap = units[before.last : group.first] if before else []
        joined = len(gap) == 1 and ("conj" in gap[0] or gap[0].low == ",")
        helper = group.kind == "article" and "poss" in units[group.first]
        if before is not None and before.kind == "names" and joined and (group.kind == "names" or helper):
            before.low = before.high = (before.low or 0) + (group.low or 0)
            before.last = group.last
        else:
            groups.append(group)
        i = max(group.last, i + 1)
    return groups


def _up_to_head(units: list[Unit], group: Group) -> None:
    """Leave out a side told after the word for people: '13 askerinin Azerbaycan tarafından'."""
    if group.head is not None and group.kind != "names":
        named = (u.f["side"][0] for u in units[group.first : group.head + 1] if u.f.get("side"))
        foreign = any("foreign" in u for u in units[group.first : group.head])
        group.side = next((code for code, slot in named if slot != "places"), "OTHER" if foreign else None)
        group.last = max(group.head + 1, group.number[1] if group.number else 0)


def _owned(units: list[Unit], group: Group) -> None:
    """Read the side, army or enemy told right before a group: 'Azərbaycan Ordusunun 3 əsgəri'."""
    inside = [o.group for u in units[group.first : group.last + 1] for o in u.f.get("out", ())]
    if "held" in inside or "bodies" in inside:
        return  # whoever holds prisoners or bodies is not their side
    for u in reversed(units[max(0, group.first - 4) : group.first]):
        if u.f.get("side") and u.f["side"][0][1] != "places":
            group.side = group.side or u.f["side"][0][0]
        elif "enemy" in u:
            group.enemy = group.side is None
        elif u.f.get("role") == "military" and "say" not in u:
            group.status = "military" if group.status == "unknown" else group.status
        elif "age" not in u and "src" not in u and "adv" not in u:
            return


def _group(units: list[Unit], i: int) -> Group | None:
    j, bound = i, None
    while j < len(units) and ("at_least" in units[j] or "at_most" in units[j] or "about" in units[j]):
        bound = "at_least" if "at_least" in units[j] else "at_most" if "at_most" in units[j] else bound
        j += 1
    more = False
    while j < len(units) and "more" in units[j]:
        more, j = True, j + 1
    if j >= len(units):
        return None
    u = units[j]
    if "num" in u and not u.f.get("year") and not _dated(units, j):
        low = high = u.f["num"]
        end = j + 1
        if "digits" in u and low < 1000 and end < len(units) and _thousands(units, j):
            low = high = low * 1000 + units[end].f["num"]
            end += 1
        while end < len(units) and (
            "mult" in units[end] or ("num" in units[end] and low >= 20 and low % 10 == 0 and units[end].f["num"] < 10)
        ):
            low = high = low * units[end].f["mult"] if "mult" in units[end] else low + units[end].f["num"]
            end += 1
        bound = "at_most" if "most_after" in u else bound
        while end < len(units) and ("least_after" in units[end] or "most_after" in units[end]):
            bound = "at_least" if "least_after" in units[end] else "at_most"
            end += 1
        if bound == "at_least":
            high = None
        elif bound == "at_most":
            low = None
        if "part" in u:
            return Group(i, end, low, high, "number", (i, end), known=True, of="them", more=more)
        return _finish(units, Group(i, end, low, high, "number", (i, end), more=more), end)
    if "vague" in u:
        return _finish(units, Group(i, j + 1, None, None, "vague", (i, j + 1), more=more), j + 1)
    if "none" in u:
        return Group(i, j + 1, 0, 0, "none", (i, j + 1), known=True)
    if j > i and not more:
        return None
    if "people" in u or "ord" in u or "age" in u or "poss" in u or (u.f.get("side") and _leads(units, j)):
        return _finish(units, Group(i, j, kind="bare", more=more), j)
    if (
        u.cap
        and not u.f
        and j + 1 < len(units)
        and units[j + 1].cap
        and not units[j + 1].f
        and not (j and "prep" in units[j - 1])
    ):
        named = _names(units, Group(i, j, 1, 1, "names", known=True), j)
        return named if named.last >= len(units) or "thing" not in units[named.last] else None
    return None


def _thousands(units: list[Unit], j: int) -> bool:
    """Tell whether the digits after unit ``j`` are its thousands' rest: '1 200'."""
    after = units[j + 1]
    return "digits" in after and len(after.text) == 3 and after.start == units[j].end + 1 and "tied" not in units[j]


def _leads(units: list[Unit], j: int) -> bool:
    return any("people" in u for u in units[j + 1 : j + 3])


def _dated(units: list[Unit], j: int) -> bool:
    after = units[j + 1] if j + 1 < len(units) else None
    before = units[j - 1] if j and "tied" in units[j] else None
    return bool(units[j].f.get("digits")) and any(u is not None and "month" in u for u in (before, after))


def _finish(units: list[Unit], group: Group, start: int) -> Group | None:
    head = None
    j = start
    while j < len(units) and j < start + _REACH:
        u = units[j]
        if "people" in u:
            head, group.status, group.known = j, u.f["people"][0] if group.status == "unknown" else group.status, True
        elif u.f.get("side"):
            group.side = group.side or (u.f["side"][0][0] if u.f["side"][0][1] != "places" else None)
        elif "foreign" in u:
            group.side = group.side or "OTHER"
        elif "own" in u or "poss" in u:
            group.own = True
        elif "enemy" in u:
            group.enemy = True
        elif (
            "out" in u
            or u.f.get("punct")
            or "prep" in u
            or "conj" in u
            or "say" in u
            or "thing" in u
            or "num" in u
            or "be" in u
            or "clause" in u
        ) or (head is not None and not u.f.get("role")):
            break
        j += 1
    if j < len(units) and "thing" in units[j] and head is None:
        return None
    group.last = max(j if head is not None else start, group.last)
    if head is None:
        return group if group.kind == "number" or group.kind == "vague" else None
    group.head, group.noun = head, units[head].low
    if group.kind == "bare":
        plural = units[head].f["people"][1] == "pl" or units[head].low.endswith(
            ("ы", "и", "ие", "ов", "ей", "их", "ых", "ам", "ями", "ами", "дети")
        )
        if not plural:
            group.low = group.high = 1
            group.kind = "article"
        if j < len(units) and units[j].cap and not units[j].f:
            return _names(units, group, j)
    return group


def _names(units: list[Unit], group: Group, j: int) -> Group:
    while j < len(units) and units[j].cap and (not units[j].f or "month" in units[j]):
        j += 1
    group.last, group.low, group.high, group.kind, group.known = j, 1, 1, "names", True
    return group


def _bind(units: list[Unit], groups: list[Group], hit: Hit, found: list[Bound]) -> list[Bound]:
    taken = {id(b.group) for b in found}
    out = hit.out
    near = [g for g in groups if not any(x.text in _STRONG for x in _between(units, g, hit))]
    if out.frame == "none":
        return [Bound(Group(hit.first, hit.last, 0, 0, "none", known=True), hit, out.outcome, "none stated")]
    if out.group == "either":
        if any("absent" in u for u in units[max(0, hit.first - 4) : hit.last + 4]) or any(
            "neg" in u or "none" in u for u in units[max(0, hit.first - 4) : hit.last + 4]
        ):
            return [Bound(Group(hit.first, hit.last, 0, 0, "none", known=True), hit, "killed", "none stated")]
        return [Bound(Group(hit.first, hit.last, None, None, "bare", known=True), hit, "killed", "no number stated")]
    if out.frame == "toll":
        level = next((g for g in groups if g.first >= hit.last and g.kind == "number"), None)
        if level is None:
            return []
        if units[level.first].low == "до" or "most_after" in units[level.first]:  # "rose to", no bound
            level.low = level.high if level.high is not None else level.low
        rising = next((g for g in groups if g.first == level.last and g.kind == "number"), None)
        if rising is not None and "from_level" in units[level.first]:  # "rose from 7 to 9"
            now = Bound(rising, hit, out.outcome, "number after the noun")
            return [now, Bound(level, hit, out.outcome, "number before it rose", parent=now)]
        return [Bound(level, hit, out.outcome, "number after the noun")]
    shared = (
        None
        if out.frame == "noun"
        else next((b for b in found if b.hit.last <= hit.first <= b.hit.last + 1 and "conj" in units[b.hit.last]), None)
    )
    if shared is not None:
        return [Bound(b.group, hit, out.outcome, "shared with the word before") for b in found if b.hit is shared.hit]
    free = [g for g in near if id(g) not in taken and (g.known or not out.strict)]
    if out.frame in ("noun", "pred") and _absent(units, hit):
        return [Bound(Group(hit.first, hit.last, 0, 0, "none", known=True), hit, out.outcome, "none stated")]
    beside = [g for g in free if hit.first == g.last or hit.last == g.first]
    if not beside or any(g.of is None for g in beside):
        free = [g for g in free if g.of is None] or free
    free = [g for g in free if not any("including" in u for u in units[max(0, g.first - 2) : g.first])] or free
    if "active" in units[hit.first]:
        free = [g for g in free if g.first >= hit.last] or [g for g in free if g.kind == "names"]
    if out.form == "noun" or out.group in ("bodies", "held"):
        free = [g for g in free if g.first <= hit.last + 3 and hit.first - 2 <= g.last]
        if out.group in ("noun", "held"):
            free = [g for g in free if g.kind != "bare"]
    chosen = min(free, key=lambda g: (_distance(units, g, hit), g.first), default=None)
    if chosen is None or _distance(units, chosen, hit) > 22:
        return []
    same = [*_joined_before(units, groups, chosen, taken), chosen]
    for group in groups:
        gap = units[same[-1].last : group.first]
        if (
            group.first >= same[-1].last
            and len(gap) == 1
            and "conj" in gap[0]
            and id(group) not in taken
            and group.known
            and group.kind != "bare"
        ) and not _own_word(units, group, hit):
            same.append(group)
    return [Bound(group, hit, out.outcome, "nearest people of the clause") for group in same]


def _absent(units: list[Unit], hit: Hit) -> bool:
    """Tell whether a noun for those harmed is told not to be: 'there are no dead and wounded'."""
    for step in (-1, 1):
        k = hit.first + step if step < 0 else hit.last
        while 0 <= k < len(units) and abs(k - hit.first) < 8:
            u = units[k]
            if "absent" in u or ("out" in u and u.f["out"][0].frame == "none"):
                return True
            if not ("conj" in u or "adv" in u or "neg" in u or "out" in u or "be" in u or "people" in u):
                break
            k += step
    return False


def _joined_before(units: list[Unit], groups: list[Group], chosen: Group, taken: set[int]) -> list[Group]:
    """Return the count joined before another by 'and': '1 zabiti və 2 əsgəri', '7 Ermeni ve 3 Azeri asker'."""
    out: list[Group] = []
    counted = ("number", "names", "article")
    after = chosen
    for before in reversed([g for g in groups if g.last <= chosen.first]):
        gap = units[before.last : after.first]
        joined = any("conj" in u or (out and u.low == ",") for u in gap)
        linked = joined and all("conj" in u or u.f.get("side") or (out and u.low == ",") for u in gap)
        if not linked or id(before) in taken or before.kind not in counted or chosen.kind not in counted:
            break
        if not (before.known or before.side):
            break
        before.status = chosen.status if before.status == "unknown" else before.status
        before.known = True
        out.insert(0, before)
        after = before
    return out


def _own_word(units: list[Unit], group: Group, hit: Hit) -> bool:
    """Tell whether an outcome word of its own follows a group."""
    return any("out" in u for u in units[group.last : group.last + 2]) and group.first > hit.first


def _between(units: list[Unit], group: Group, hit: Hit) -> list[Unit]:
    return units[group.last : hit.first] if group.last <= hit.first else units[hit.last : group.first]


def _distance(units: list[Unit], group: Group, hit: Hit) -> int:
    between = _between(units, group, hit)
    commas = sum(u.low == "," for u in between)
    words = sum("out" in u for u in between)
    return len(between) + 4 * commas + 8 * words + (3 if any("including" in u for u in between) else 0)


def _inclusions(units: list[Unit], groups: list[Group], found: list[Bound]) -> None:
    bound = {id(b.group): b for b in found}
    for group in groups:
        part = group.of is not None
        marked = part or any("including" in u for u in units[max(0, group.first - 2) : group.first])
        whole = next((b for b in reversed(found) if b.group.first < group.first and b.group is not group), None)
        if part and id(group) not in bound:  # "3-ü azyaşlı olmaqla 26 sakin": the whole may follow
            near = (b for b in found if b.group is not group and b.parent is None and b.group.kind == "number")
            whole = min(near, key=lambda b: abs(b.group.first - group.first), default=whole)
        if not marked or whole is None:
            continue
        if id(group) in bound:
            told_apart = part and bound[id(group)].outcome != whole.outcome  # "2 şəxs həlak olub, 4-ü yaralanıb"
            bound[id(group)].parent = None if told_apart else whole
        else:
            inner = Bound(group, whole.hit, whole.outcome, "part of the count", parent=whole)
            for u in units[group.last : group.last + 4]:
                if "people" in u and group.status == "unknown":
                    group.status = u.f["people"][0]
            found.append(inner)
