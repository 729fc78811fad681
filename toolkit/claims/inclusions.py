"""Counts inside a count: 'including two officers', 'seven of them civilians', '(9 women and 17 men)'."""

from __future__ import annotations

from toolkit.claims.group import Group
from toolkit.claims.hits import Bound
from toolkit.claims.levels import Levels


class Inclusions(Levels):
    """A sentence whose counts within counts are bound to their whole."""

    def parts(self) -> None:
        """Bind the counts inside a count: 'including two officers', 'seven of them civilians', '(9 women and 17 men)'."""
        units = self.units
        for group, hit in self.referred:
            if not any(b.group is group for b in self.bound):
                self._add(group, hit, "some of those told of before")
        taken = {id(b.group) for b in self.bound}
        for n, b in enumerate(self.bound):
            before = units[b.group.first - 1] if b.group.first else None
            among = "including" in units[b.hit.first]
            if b.parent is None and (among or b.group.of == "them" or (before is not None and "including" in before)):
                b.parent = next(
                    (x for x in reversed(self.bound[:n]) if x.outcome == b.outcome and x.group.first < b.group.first),
                    None,
                )
                if b.parent is not None and b.group.of == "them":
                    self._describe(b.group)
            elif b.parent is None and n and b.rule == "named among them" == self.bound[n - 1].rule:
                b.parent = self.bound[n - 1].parent if self.bound[n - 1].hit is b.hit else None
        for group in self.groups:
            if id(group) in taken or group.noun == "?thing" or group.kind == "pronoun":
                continue
            if group.of == "them" and units[group.first].low in ("all", "both", "most"):
                self._describe(group)
                for b in self.bound:
                    if b.group.last <= group.first:
                        b.group.status = group.status if b.group.status == "unknown" else b.group.status
                        b.group.side = b.group.side or group.side
                continue
            earlier = [
                b
                for b in self.bound
                if b.group.first < group.first and (b.parent is None or b.parent.group is not b.group)
            ]
            before = units[group.first - 1] if group.first else None
            after = units[group.last] if group.last < len(units) else None
            parent, rule = None, ""
            whole = [b for b in earlier if b.group.kind != "none" and b.outcome]
            ahead = [
                b for b in self.bound if b.group.first > group.last and units[group.last].low in ("were", "was", "are")
            ]
            if not whole and not ahead:
                continue
            marked = (before is not None and "including" in before) or (
                after is not None and after.low in ("among them", "of them", "among the dead")
            )
            if ahead and units[group.last + 1].low == "among" and group.counted:
                marked, whole = True, ahead[:1]  # "ten children were among 48 people killed"
            joined = (
                before is not None
                and group.kind != "names"
                and before.low in ("and", ",")
                and any(b.rule == "part of the count before" and b.group.last >= group.first - 9 for b in self.bound)
            )
            inner = (before is not None and before.text in ("(", ":", "-", "–", "—")) or joined
            share = (
                group.side is not None
                and group.kind == "number"
                and group.head is None
                and before is not None
                and (before.low in (",", "and", "with") or before.text in "(-–—:")
            )  # "99 troops were killed, 49 from Armenia and 50 from Azerbaijan"
            split = bool(whole) and group in self._split(whole[-1].group)
            if (
                group.of == "them"
                or marked
                or share
                or split
                or self._gravely(group)
                or (inner and group.counted and group.known)
            ):
                parent, rule = self._whole(whole, group), "part of the count before"
            if parent is None or (group.kind == "names" and group.low == parent.group.low):
                continue
            if group.kind in ("definite",) and not marked:
                continue
            beside = share and parent.group.side not in (
                None,
                group.side,
            )  # "four Armenians ... and three from Azerbaijan"
            bound = Bound(
                group, parent.hit, parent.outcome, rule, parent.agent, parent.loser, None if beside else parent
            )
            if group.of == "them":
                self._describe(group)
            self.bound.append(bound)

    def _gravely(self, group: Group) -> bool:
        """Tell whether a bare number counts the worst hurt of those before it: 'four women were wounded, one seriously'."""
        units = self.units
        if group.kind != "number" or group.head is not None or group.last >= len(units) or not group.first:
            return False
        ends = group.last + 1 >= len(units) or units[group.last + 1].f.get("punct")
        opens = units[group.first - 1].low in (",", "and", "with")
        return bool(ends) and opens and "grave" in units[group.last]

    def _split(self, whole: Group) -> list[Group]:
        """Return the groups that a count is at once split into: 'six people, four officers and two civilians, were killed'."""
        units = self.units
        if whole.low is None or whole.last >= len(units) or units[whole.last].low not in (",", "–", "—", "-", ":"):
            return []
        parts = [part for part in self._object(whole.last + 1, open_end=True) if part.kind == "number"]
        return parts if len(parts) > 1 and sum(part.low or 0 for part in parts) == whole.low else []

    def _whole(self, earlier: list[Bound], group: Group) -> Bound | None:
        if group.of == "them":
            near = [g for g in self.groups if g.last <= group.first and g.kind == "number" and g.noun != "?thing"]
            if near and near[-1].of is None and not any(b.group is near[-1] for b in self.bound):
                return None  # "over 50 are in hospital, seven of them ...": of people that no outcome is told of
        roots = [b for b in earlier if b.rule != "part of the count before" and b.rule != "earlier figure"]
        fitting = [b for b in roots if b.group.high is None or group.low is None or group.low <= b.group.high]
        return fitting[-1] if fitting else None

    def _describe(self, group: Group) -> None:
        """'seven of them civilians', 'five of them Armenian': what follows tells who they are."""
        for k in range(group.last, min(group.last + 3, len(self.units))):
            u = self.units[k]
            if "people" in u:
                group.status = u.f["people"][0]
                inner = self.at.get(k)
                if inner is not None:
                    group.side = group.side or inner.side
                    inner.noun = "?thing"
            if "side" in u and u.f["side"][0][1] != "places":
                group.side = group.side or u.f["side"][0][0]
            if u.f.get("punct"):
                break
