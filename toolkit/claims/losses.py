"""Sides that lose people, and what takes lives: 'lost 12 servicemen', 'a blast took the lives of three'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.inclusions import Inclusions

if TYPE_CHECKING:
    from toolkit.claims.group import Group
    from toolkit.claims.hits import Hit


class Losses(Inclusions):
    """A sentence in which verbs of loss are bound to the people lost."""

    def _lose(self, hit: Hit) -> None:
        if self._left_be(hit):
            for group in self._subjects(hit):  # "not a single pilot has been lost"
                if group.known and group.counted:
                    self._add(group, hit, "subject of a passive verb")
            return
        right = [g for g in self._object(hit.last) if g.known and (g.counted or g.plural)]
        if not right:  # "lost two tanks and up to 60 servicemen"
            listed = self._listed(hit.last)
            right = [g for g in listed if g.known and g.counted and g.status in ("military", "police")]
        if not right and self.bound:  # "two of its soldiers were killed; Baku said it had lost three"
            bare = self.starts.get(hit.last)
            ends = bare is not None and bool(bare.last >= len(self.units) or self.units[bare.last].f.get("punct"))
            if bare is not None and ends and bare.kind == "number" and bare.head is None:
                bare.known, bare.status, right = True, self.bound[-1].group.status, [bare]
        for group in right:
            self._add(group, hit, "lost by its side", loser=(0, hit.first))
        if right:
            self._other_side(hit, right[-1])

    def _listed(self, k: int) -> list[Group]:
        """Return the groups of a list of things and people that begins at unit ``k``."""
        units, found = self.units, []
        while k < len(units):
            group = self.starts.get(k)
            if group is not None:
                found.append(group)
                k = max(group.last, k + 1)
                continue
            u = units[k]
            if u.low not in (",", "and") and ({"say", "clause", "be", "out", "punct", "prep"} & u.f.keys()):
                break
            k += 1
        return found

    def _other_side(self, hit: Hit, last: Group) -> None:
        """'Armenian forces lost 12 soldiers and Azerbaijani forces seven': a number after the name of a side."""
        units = self.units
        for group in self.groups:
            ends = group.last >= len(units) or units[group.last].f.get("punct")
            between = units[last.last : group.first]
            if group.kind != "number" or group.head is not None or not ends or not 1 < len(between) < 6:
                continue
            named = [u.f["side"][0][0] for u in between if u.f.get("side")]
            if len(named) == 1 and all(
                u.f.get("side") or u.f.keys() & {"punct", "conj", "src", "people"} for u in between
            ):
                group.known, group.status, group.side = True, last.status, named[0]
                self._add(group, hit, "lost by its side")
                last = group

    def _lives(self, hit: Hit) -> None:
        units = self.units
        window = range(hit.last, min(hit.last + 14, len(units)))
        life = next((k for k in window if units[k].low in ("life", "lives")), None)
        if life is None or any("out" in units[k] or units[k].low == "that" for k in range(hit.last, life)):
            return
        found = [g for g in self.groups if hit.last <= g.first <= life + 2]
        after = self.starts.get(life + 2) if life + 1 < len(units) and units[life + 1].low == "of" else None
        if after is not None:
            for group in [after, *self._coordinated_right(after)]:
                self._add(group, hit, "lives of people", agent=(0, hit.first))
            return
        found = [g for g in found if g.counted or g.kind == "vague"]
        for group in found[:1]:
            if group.side is None:
                side = next(
                    (units[k].f["side"][0][0] for k in range(hit.last, group.first) if "side" in units[k]), None
                )
                group.side = side
            group.known = True
            self._add(group, hit, "lives taken", agent=(0, hit.first))
