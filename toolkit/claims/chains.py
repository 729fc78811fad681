"""Groups of people that are joined to one another: by 'and' and commas, as a count and its parts, as a name and who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.hits import Bound, Hit, skip_left

if TYPE_CHECKING:
    from toolkit.claims.group import Group
    from toolkit.voices.units import Unit


def joint_status(one: str, other: str) -> str:
    """Return the status of two kinds of people that one number counts."""
    known = {one, other} - {"unknown"}
    return known.pop() if len(known) == 1 else "mixed" if known else "unknown"


class Chains:
    """A sentence with its groups of people and outcome words, and what is joined to a group."""

    def __init__(self, units: list[Unit], groups: list[Group], hits: list[Hit]):
        self.units, self.groups, self.hits = units, groups, hits
        self.bound: list[Bound] = []
        self.ends = {g.last - 1: g for g in groups}
        self.starts = {g.first: g for g in groups}
        self.at: dict[int, Group] = {k: g for g in groups for k in range(g.first, g.last)}
        self.referred: list[tuple[Group, Hit]] = []
        self.hit_at = {k: h for h in hits for k in range(h.first, h.last)}

    def _adjacent(self, hit: Hit) -> Group | None:
        j = skip_left(self.units, hit.first - 1)
        return self.ends.get(j)

    def _object(self, j: int, *, open_end: bool = False) -> list[Group]:
        """Return the groups that start at unit ``j`` (after adverbs), with those joined to them by commas and 'and'."""
        units = self.units
        while j < len(units) and (("adv" in units[j] and j not in self.starts) or units[j].text in ("(", '"', "“")):
            j += 1
        group = self.starts.get(self._past_source(j))
        if group is None:
            return []
        return [group, *self._coordinated_right(group, open_end=open_end)]

    def _past_source(self, j: int) -> int:
        """Return the unit after an inserted source: 'killing, according to the latest toll, four civilians'."""
        units = self.units
        at = j + 1 if j < len(units) and units[j].low == "," else j
        if at >= len(units) or "according" not in units[at]:
            return j
        for k in range(at + 1, min(at + 10, len(units))):
            if units[k].low == "," and at > j:
                return k + 1
            if k in self.hit_at and self.hit_at[k].out.frame != "toll":
                return j
            group = self.starts.get(k)
            if at == j and group is not None and group.kind == "number" and group.known:
                return k
        return j

    def _coordinated_right(self, group: Group, *, open_end: bool = False) -> list[Group]:
        out: list[Group] = []
        units = self.units
        last = group
        while True:
            j = self._past_modifiers(last)
            joined = False
            while j < len(units) and (
                units[j].low in (",", "and", "or", "as well as", "plus", "along with", "together with", "&")
            ):
                joined = True
                j += 1
            nxt = self.starts.get(j)
            if nxt is not None and not joined and nxt.kind == "article" and last.kind == "names":
                last = nxt  # the same without a comma
                continue
            if (
                not joined
                or nxt is None
                or nxt.kind == "pronoun"
                or (nxt.kind == "definite" and not (nxt.high == 1 and units[nxt.first].f.get("poss") == "person"))
                or nxt.of
                or (self._followed(nxt) and not open_end)
                or not (nxt.known or not nxt.noun)
            ):
                return out
            if nxt.kind == "names" and last.kind == "number" and units[nxt.first - 1].low == "," and self._speaks(nxt):
                return out  # "30 soldiers and 14 civilians, A. B., the head of the group, said"
            if nxt.kind == "article" and last.kind == "names" and units[nxt.first - 1].low == ",":
                last = nxt  # "Karen Tovmasyan, a conscript of the army, and two others"
                continue
            if (
                nxt.kind == "names"
                and group.kind != "names"
                and nxt.low == group.low
                and units[nxt.first - 1].low == ","
            ):
                return out
            if nxt.kind == "bare" and nxt.plural and last.kind in ("number", "vague") and last.known:
                last.status = joint_status(last.status, nxt.status)
                nxt.noun = "?thing"
                last = nxt
                continue
            out.append(nxt)
            last = nxt

    def _speaks(self, group: Group) -> bool:
        """Tell whether a name is that of a speaker: 'A. B., the head of the group, said'."""
        units = self.units
        stop = min(group.last + 16, len(units))
        said = next((k for k in range(group.last, stop) if "say" in units[k] and "src" not in units[k]), stop)
        return said < stop and not any("out" in u or "be" in u for u in units[group.last : said])

    def _past_modifiers(self, group: Group) -> int:
        """Return the unit after a group and its 'of the army', 'from Gyumri', 'in the village'."""
        units = self.units
        j = group.last
        while j < len(units) and units[j].low in ("of", "from") and j not in self.starts:
            j += 1
            while j < len(units) and not (
                units[j].f.get("punct")
                or "conj" in units[j]
                or "prep" in units[j]
                or "be" in units[j]
                or "out" in units[j]
                or "aux" in units[j]
                or "clause" in units[j]
            ):
                j += 1
        return j

    def _coordinated_left(self, group: Group) -> list[Group]:
        out = [group]
        units = self.units
        first = group
        adjoined = self.ends.get(first.first - 1)
        if (
            first.kind == "bare"
            and adjoined is not None
            and adjoined.kind == "number"
            and adjoined.known
            and not adjoined.outs
        ):
            return [adjoined]  # "17 people most members of groups"
        while first.first >= 2:
            j = first.first - 1
            if units[j].low not in ("and", ",", "or", "as well as", "plus", "&") and not (
                units[j].low == ";" and first.kind == "names"
            ):
                break
            bare = first.head is None and first.kind == "number" and not first.more
            if bare and units[j].low == "and" and units[j - 1].low == ",":
                break  # "including 69 civilians, and 1,469 were wounded"
            while j >= 0 and units[j].low in ("and", ",", "or", "as well as", "plus", "&", ";"):
                j -= 1
            before = next(
                (
                    g
                    for g in self.groups
                    if g.last - 1 <= j
                    and self._past_modifiers(g) - 1 >= j
                    and g.first < first.first
                    and g.last - 1 >= j - 8
                ),
                None,
            )
            before = self.ends.get(j) or before
            if before is not None and _in_source(units, before.first):
                break  # "according to officials, 93 civilians were killed"
            if (
                before is None
                or before.kind == "pronoun"
                or any(b.group is before for b in self.bound)
                or (
                    before.first
                    and "prep" in units[before.first - 1]
                    and units[before.first - 1].low not in ("of", "including")
                )
            ):
                break
            inserted = self.ends.get(before.first - 1)
            if inserted is not None and inserted.of == "them":
                break  # "five were wounded, one of them a child, and 11 are missing"
            if any(k in self.hit_at and k not in before.outs for k in range(before.first, first.first)):
                break
            if before.outs and before.head in before.outs:
                break
            if before.of and first.kind == "names" and before.low == first.low and units[before.last].low == ",":
                out[0] = before  # "one of them, Sergeant Taleh Gurbanli,"
                break
            if before.of:
                break
            between = units[self._past_modifiers(before) : first.first]
            named = before.kind in ("definite", "bare") and before.plural and first.kind == "number" and first.known
            closed = first.last < len(units) and units[first.last].low == ","
            if named and closed and all(u.low == "," for u in between):
                break  # "the attackers, two citizens of another state,"
            if (
                first.kind == "article"
                and before.kind == "names"
                and before.low == 1
                and all(u.low == "," for u in between)
            ):  # apposition: "Karen Tovmasyan, a conscript of the army,"
                before.status = first.status if before.status == "unknown" else before.status
                before.side = before.side or first.side
                out[0] = first = before
                continue
            one = first.low == 1 and before.kind in ("bare", "article") and not before.plural
            if (
                (first.kind == "names" or first.noun == "name")
                and before.kind != "names"
                and (before.low == first.low or one)
                and all(u.low == "," for u in between)
            ):
                if before.kind == "bare":  # "border guard, soldier A. B."
                    before.low = before.high = 1
                    before.known, before.kind = True, "names"
                out[0] = first = before  # apposition: "two nationals, A and B,"
                continue
            if (
                first.kind == "bare"
                and before.kind in ("number", "vague", "article", "none")
                and first.plural
                and before.known
            ):
                before.status = joint_status(before.status, first.status)
                out[0] = first = before
                continue
            out.insert(0, before)
            first = before
        return _one_of_names(self._apposed(out))

    def _apposed(self, chain: list[Group]) -> list[Group]:
        """Take the count for its parts: 'two officers, a major and a captain', 'seven servicemen - two officers and ...'."""
        units = self.units
        lows = [group.low or 0 for group in chain]
        first = chain[0].first
        if 0 in lows:
            return chain
        if len(chain) > 2 and lows[0] == sum(lows[1:]) and units[chain[1].first - 1].low == ",":
            return chain[:1]
        if first and units[first - 1].text in "-–—" and len(chain) > 1:
            opened = first - 2 if units[first - 2].text in "-–—" else first - 1
            whole = self.ends.get(opened - 1) or self._counted_before(opened, sum(lows))
            closed = any(u.text in "-–—" for u in units[chain[-1].last : chain[-1].last + 8])
            if whole is not None and (whole.low == sum(lows) or (closed and (whole.low or 0) > sum(lows))):
                return [whole]
        return chain

    def _counted_before(self, k: int, count: int) -> Group | None:
        """Return the people of a count that stands before unit ``k`` with what tells where: 'two residents of a village --'."""
        near = [g for g in self.groups if k - 12 <= g.first and g.last <= k and g.kind == "number" and g.low == count]
        told = bool(near) and not any(j in self.hit_at or "be" in self.units[j] for j in range(near[0].last, k))
        return near[0] if told else None

    def _followed(self, group: Group) -> bool:
        """Tell whether a group has an outcome word or verb of its own right after it."""
        units = self.units
        j = self._past_modifiers(group)
        while j < len(units) and ("adv" in units[j] or "more" in units[j]):
            j += 1
        return j < len(units) and (
            ("be" in units[j] and units[j].low != "'s")
            or (
                j in self.hit_at
                and self.hit_at[j].out.frame in ("trans", "intr", "pred", "passive")
                and self.hit_at[j].out.form in ("past", "participle", "pred", "base")
            )
            or "aux" in units[j]
        )


def _in_source(units: list[Unit], k: int) -> bool:
    """Tell whether unit ``k`` is inside 'according to Prime Minister A. B.'."""
    while k and not units[k - 1].f.get("punct"):
        k -= 1
        if "according" in units[k]:
            return True
    return False


def _one_of_names(chain: list[Group]) -> list[Group]:
    """Count a list of names with what each is as one: 'A. B., a farmer, and C. D., a driver'."""
    first = chain[0]
    listed = len(chain) > 1 and all(group.kind == "names" and group.status == first.status for group in chain)
    if listed:
        first.low = first.high = sum(group.low or 0 for group in chain)
        first.last, first.plural = chain[-1].last, True
        first.side = next((group.side for group in chain if group.side), None)
    return [first] if listed else chain
