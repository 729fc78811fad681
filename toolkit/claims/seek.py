"""Find the people of an outcome word in its sentence: its subjects to the left, or to the right after 'be'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.chains import Chains
from toolkit.claims.hits import Hit, be_left, skip_left

if TYPE_CHECKING:
    from toolkit.claims.group import Group
    from toolkit.voices.units import Unit


class Seeker(Chains):
    """A sentence with its groups of people and outcome words, and ways to look for one from the other."""

    def _left_be(self, hit: Hit) -> bool:
        j = skip_left(self.units, hit.first - 1)
        return (j >= 0 and "be" in self.units[j] and self.units[j].low != "'s") or (
            j >= 0 and self.units[j].low in ("been", "being")
        )

    def _subjects(self, hit: Hit) -> list[Group]:
        """Search leftwards for the subject of a verb."""
        units = self.units
        j = hit.first - 1
        passed = 0
        if self._of_things(be_left(units, hit)):
            return []
        reduced = self.ends.get(j - 1) if j > 0 and units[j].low == "," else None
        if reduced is not None and reduced.kind == "names" and hit.out.frame == "trans":
            return self._coordinated_left(reduced)  # "the funeral of General Hashimli, killed on July 14"
        depth = 0
        while j >= 0 and hit.first - j < 40:
            u = units[j]
            group = self.ends.get(j)
            if (
                u.low in ("who", "which", "that")
                and passed == 0
                and j - 1 in self.ends
                and j == skip_left(units, be_left(units, hit))
            ):
                return self._coordinated_left(self.ends[j - 1])  # "the names of 51 servicemen who fell"
            if u.text == ")" and group is None:
                while j >= 0 and units[j].text != "(":
                    j -= 1
                j -= 1
                continue
            if group is not None:
                before = units[group.first - 1] if group.first else None
                chain = self._coordinated_left(group)
                opening = units[chain[0].first - 1] if chain[0].first else None
                whole = self._told_of(group)
                if whole is not None:
                    return self._coordinated_left(whole)
                if opening is not None and "including" in opening:
                    j = chain[0].first - 2
                    continue
                if group.noun == "?thing" or (group.outs and group.head in group.outs):
                    j = group.first - 1
                    continue
                relative = self._antecedent(group, hit)
                if relative is not None:
                    return relative
                if j == hit.first - 1 and hit.out.frame == "trans" and group.kind == "number":
                    return chain  # reduced: "among 48 people killed"
                if (
                    before is not None
                    and "prep" in before
                    and "conj" not in before
                    and before.low not in ("to", "like")
                    and not group.of
                    and not (
                        "clause" in before and before.low != "as" and self._followed(group)
                    )  # "after 12 people were killed"
                ):
                    j = group.first - 2
                    continue
                if before is not None and before.low in ("with", "together with", "along with"):
                    found = [group]
                    more = self._subject_before(group.first - 2)
                    return [*more, *found]
                if (
                    group.kind == "pronoun" and before is not None and "say" in units[group.last]
                    if group.last < len(units)
                    else False
                ):
                    j = group.first - 1
                    continue
                return self._coordinated_left(group)
            if j in self.hit_at and depth == 0:
                other = self.hit_at[j]
                between = units[other.last : hit.first]
                shared = [b for b in self.bound if b.hit is other]
                if (
                    shared
                    and all(
                        "conj" in x or "adv" in x or x.low in (",", "be") or "aux" in x or "be" in x for x in between
                    )
                    and any("conj" in x for x in between)
                ):
                    return [b.group for b in shared]
                passed += 1
                if passed > 1 and other.out.frame != "noun":
                    return (
                        [b.group for b in shared[:1]]
                        if any("conj" in x for x in between) and len(between) < 12 and not self._has_say(between)
                        else []
                    )
                j = other.first - 1
                continue
            if (
                "clause" in u
                and "rel" not in u
                and "prep" not in u
                and j < hit.first - 1
                and passed == 0
                and u.low in ("when", "while", "because", "if", "although", "though", "where")
            ):
                return []
            j -= 1
        return []

    def _of_things(self, j: int) -> bool:
        """Tell whether the subject that ends at unit ``j`` is no people: 'small and large livestock were killed'."""
        units = self.units
        counted = self.at.get(j)
        if j < 0 or "thing" not in units[j] or "src" in units[j] or (counted is not None and counted.noun != "?thing"):
            return False
        while j and not units[j - 1].f.keys() & {"punct", "prep", "clause", "be", "out", "say", "people"}:
            j -= 1
        return bool(j) and "punct" in units[j - 1]

    def _told_of(self, group: Group) -> Group | None:
        """'Six people, all of them farmers, were shot': the people before an insertion that tells of them."""
        if group.kind == "bare" and group.first - 1 in self.ends:
            group = self.ends[group.first - 1]
        if group.of != "them" or not group.first or self.units[group.first - 1].low != ",":
            return None
        before = [g for g in self.groups if g.last <= group.first - 1 and g.of is None and g.counted and g.known]
        return next((g for g in reversed(before) if self._past_modifiers(g) == group.first - 1), None)

    def _antecedent(self, group: Group, hit: Hit) -> list[Group] | None:
        """'70 fighters who were identified as nationals of X were eliminated': the people before 'who'."""
        units = self.units
        if not self._left_be(hit):
            return None
        for k in range(group.first - 1, max(0, group.first - 12), -1):
            if units[k].f.get("punct") or k in self.hit_at:
                return None
            if "rel" in units[k] and units[k].low in ("who", "which") and k - 1 in self.ends:
                return self._coordinated_left(self.ends[k - 1])
        return None

    def _subject_before(self, j: int) -> list[Group]:
        group = next(
            (
                g
                for g in reversed(self.groups)
                if (g.last - 1 <= j and j - g.last < 8 and g.kind == "names") or g.last - 1 == j
            ),
            None,
        )
        return [group] if group is not None and not any(b.group is group for b in self.bound) else []

    @staticmethod
    def _has_say(units: list[Unit]) -> bool:
        return any("say" in u and "out" not in u for u in units)

    def _after_be(self, hit: Hit) -> list[Group]:
        """'Killed in the battle were A, B and C.'"""
        units = self.units
        if any("conj" not in u and not u.f.get("punct") for u in units[: hit.first]):
            return []
        be = next((k for k in range(hit.last, min(hit.last + 8, len(units))) if "be" in units[k]), None)
        return self._object(be + 1) if be is not None else []

    def _negated(self, hit: Hit) -> bool:
        for u in reversed(self.units[max(0, hit.first - 7) : hit.first]):
            if u.text in (";", ".", ":") or "untold" in u:
                return False
            if "neg" in u or "none" in u:
                return True
        return False

    def _not(self, hit: Hit) -> bool:
        """Tell whether 'not' stands between 'be' and an outcome word."""
        return any(
            "neg" in u and u.low in ("not", "n't", "never") for u in self.units[max(0, hit.first - 3) : hit.first]
        )

    def _is_bound(self, group: Group, hit: Hit) -> bool:
        return any(b.group is group and b.outcome != hit.out.outcome for b in self.bound)
