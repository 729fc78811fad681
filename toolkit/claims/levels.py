"""Numbers that stand apart from their people: 'the toll rose to 12', 'put the wounded at 610'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.group import Group, after_head
from toolkit.claims.hits import Bound, Hit
from toolkit.claims.numbers import apply_bound, read_bound, read_number
from toolkit.claims.seek import Seeker

if TYPE_CHECKING:
    pass


class Levels(Seeker):
    """A sentence in which outcome words are bound to groups and to numbers that stand apart."""

    def _add(self, group: Group, hit: Hit, rule: str, agent=None, loser=None) -> Bound | None:
        if group.noun == "?thing":
            return None
        known = group.low is None and group.high is None and group.of is None and group.kind in ("definite", "vague")
        if known and self.units[group.first].low in ("these", "those", "most"):
            return None  # "these people sustained various wounds": of those told of before
        if (
            rule != "earlier figure"
            and group.number
            and any(b.level and b.level[0] < group.number[1] and group.number[0] < b.level[1] for b in self.bound)
        ):
            return None  # "rises to 8 more casualties": the number of the toll
        if hit.out.strict and not group.known:
            follows = (
                hit.out.outcome in ("wounded", "captured")
                and group.kind == "number"
                and group.head is None
                and self.bound
            )
            headline = hit.out.group == "line" and group.kind == "number" and group.head is None
            if not follows and not headline:  # "four people died and ten were hospitalized"
                return None
        if any(b.group is group and b.outcome == hit.out.outcome for b in self.bound):
            return None
        bound = Bound(group, hit, hit.out.outcome, rule, agent, loser)
        self.bound.append(bound)
        return bound

    def _counted_after(self, hit: Hit, inside: Group | None) -> bool:
        """'put the soldiers killed at 420 and the wounded at 610', 'the number of Armenian dead rose to 7'."""
        units = self.units
        if hit.out.form not in ("past", "participle", "pred") or hit.out.frame not in ("trans", "pred"):
            return False
        left = self._adjacent(hit)
        if left is not None and left.kind in ("number", "names", "article", "none"):
            return False
        first = left.first if left is not None else hit.first
        named = next(
            (k for k in range(first - 1, max(-1, first - 5), -1) if units[k].low in ("number", "number of")), None
        )
        at = False
        for k in range(hit.last, min(hit.last + 8, len(units))):
            if units[k].f.get("punct") or "be" in units[k] or k in self.hit_at:
                break
            if (
                units[k].low == "at"
                and k + 1 < len(units)
                and ("num" in units[k + 1] or "about" in units[k + 1] or "at_least" in units[k + 1])
            ):
                at = any(
                    u.low in ("put", "puts", "putting", "estimated", "estimates", "placed", "set", "sets")
                    for u in units[: hit.first]
                )
                break
        if named is None and not at:
            return False
        level = self._level(hit, total=True)
        if level is None and named is not None:
            start = next((k + 1 for k in range(named - 1, -1, -1) if units[k].low == "to"), None)

            if start is not None:
                after, bound = read_bound(units, start)
                number = read_number(units, after)
                if number is not None and number[3] == "number":
                    group = Group(start, number[2], number[0], number[1], "number")
                    apply_bound(group, bound)
                    level = (after, number[2], group.low, group.high, None)
        if level is None:
            return False

        holder = left or (inside if inside is not None and not inside.counted else None) or Group(first, hit.last)
        if holder is not left and holder is not inside:
            for k in range(max(0, hit.first - 3), hit.first):
                if "side" in units[k]:
                    holder.side = units[k].f["side"][0][0]
                holder.own |= "poss" in units[k] or "own" in units[k]
                if units[k].f.get("role") == "military":
                    holder.status = "military"
        self._add_level(hit, level, holder)
        return True

    def _level(self, hit: Hit, *, total: bool = False) -> tuple[int, int, int | None, int | None, int | None] | None:
        """Find 'at 12', 'to 12', 'passed 12', 'of 12' after a noun: (first, last, low, high, earlier figure)."""

        units = self.units
        total = total or hit.out.frame == "toll"
        reach = 14 if total else 8
        earlier = None
        k = hit.last
        while k < min(hit.last + reach, len(units)):
            u = units[k]
            other = self.hit_at.get(k)
            if other is not None and other.out.form == "ing" and other.out.outcome != hit.out.outcome:
                return None  # "the latest toll, four civilians, and wounding over 14"
            if u.text in (";", "!") or (
                k in self.hit_at and self.hit_at[k].out.frame != "noun" and hit.out.frame != "toll" and k > hit.last + 1
            ):
                return None
            if u.low in (
                "at",
                "to",
                "of",
                "passed",
                "reached",
                "reaches",
                "exceeded",
                "exceeds",
                "exceed",
                "surpassed",
                "hit",
                "is",
                "was",
                "stood",
                "stands",
                "as",
                "from",
                "topped",
                "totaled",
                "totalled",
                "reach",
                ":",
                "past",
                "reaching",
                "by",
                "over",
                "above",
                "be",
            ):
                start, bound = (
                    read_bound(units, k + 1) if u.low not in ("over", "past", "above") else read_bound(units, k)
                )
                number = read_number(units, start)
                if number is not None and number[3] == "number" and units[start].low not in ("both",):
                    end = number[2]
                    follows = self.at.get(start)
                    if (follows is not None and follows.noun == "?thing") or (
                        end < len(units) and "thing" in units[end]
                    ):
                        k += 1
                        continue
                    if "year" in units[start].f:
                        k += 1
                        continue
                    if u.low == "from":
                        earlier = number[0]
                        k = end
                        continue
                    if u.low == "by" and hit.out.frame != "toll":
                        k += 1
                        continue
                    if (
                        u.low in ("of", "to")
                        and hit.out.frame == "noun"
                        and hit.out.group not in ("either",)
                        and not total
                    ):
                        return None
                    if u.low in ("of",) and hit.out.frame == "noun":
                        return None
                    group = Group(k, end, number[0], number[1], "number")
                    beyond = ("passed", "exceeded", "exceeds", "exceed", "surpassed", "topped", "over", "above", "past")
                    apply_bound(group, "at_least" if u.low in beyond else bound)
                    return (start, end, group.low, group.high, earlier)
            k += 1
        return None

    def _add_level(self, hit: Hit, level, group: Group | None = None) -> None:

        start, end, low, high, earlier = level
        made = Group(hit.first, hit.last, low, high, "number", (start, end), known=True)
        if group is not None:
            made.side, made.own, made.enemy, made.status, made.first = (
                group.side,
                group.own,
                group.enemy,
                group.status,
                group.first,
            )
        after_head(self.units, made)
        counted = self.at.get(start)
        if counted is not None and counted.known:
            made.status = counted.status if made.status == "unknown" else made.status
            made.side = made.side or counted.side
            counted.noun = "?thing"
            counted.outs = []
        bound = self._add(made, hit, "number after the noun")
        if bound is not None:
            bound.level = (start, end)
        if earlier is not None and bound is not None:
            old = Group(made.first, made.last, earlier, earlier, "number", (start, end), known=True)
            old.side, old.own, old.enemy, old.status = made.side, made.own, made.enemy, made.status
            first = self._add(old, hit, "earlier figure")
            if first is not None:
                first.parent = bound
                self.bound.remove(first)
                self.bound.insert(self.bound.index(bound), first)
