"""Which people an outcome word is about: subjects, objects, counted nouns and totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.voices.lexicon import Outcome

if TYPE_CHECKING:
    from toolkit.claims.people import Group
    from toolkit.voices.units import Unit


@dataclass(eq=False)
class Hit:
    """One outcome word at units ``first:last``."""

    first: int
    last: int
    out: Outcome


@dataclass(eq=False)
class Bound:
    """A group of people with what happened to them."""

    group: Group
    hit: Hit
    outcome: str
    rule: str
    agent: tuple[int, int] | None = None  # units before an active verb: who did it
    loser: tuple[int, int] | None = None  # units before "lost": whose people
    parent: Bound | None = None
    level: tuple[int, int] | None = None  # units of a number that stands apart: "rose to 12"
    extra: dict = field(default_factory=dict)


def find_hits(units: list[Unit]) -> list[Hit]:
    """Return the outcome words of a sentence; 'suffered leg wounds' and 'with a leg wound' are one word each."""
    hits: list[Hit] = []
    k = 0
    while k < len(units):
        u = units[k]
        if "block" in u:
            k += 1
            continue
        if "support" in u:
            harm = next((j for j in range(k + 1, min(k + 7, len(units))) if "harm" in units[j]), None)
            between = units[k + 1 : harm] if harm else []
            if harm and not any(
                x.f.get("punct")
                or ("out" in x and x.f["out"][0].frame != "noun")
                or "people" in x
                or "be" in x
                or "clause" in x
                or "none" in x
                or ("prep" in x and x.low not in ("of",))
                for x in between
            ):
                fatal = any("fatal" in x for x in between)
                end = harm + 1
                hits.append(
                    Hit(
                        k,
                        end,
                        Outcome(
                            "killed" if fatal else "wounded",
                            "with" if u.low in ("with", "for") else "intr",
                            "past",
                            False,
                            "harm",
                        ),
                    )
                )
                k = end
                continue
        if "out" in u:
            hits.append(Hit(k, k + 1, _choose(units, k)))
        k += 1
    return hits


def _choose(units: list[Unit], k: int) -> Outcome:
    """Choose among the readings of an outcome word: as a participle after 'be' or 'have', else as it is listed."""
    readings = units[k].f["out"]
    if len(readings) == 1:
        return readings[0]
    left = _skip_left(units, k - 1)
    if left >= 0 and ("be" in units[left] or "aux" in units[left]):
        return next((r for r in readings if r.form == "participle"), readings[0])
    return next((r for r in readings if r.form in ("past", "third", "base")), readings[0])


def _be_left(units: list[Unit], hit: Hit) -> int:
    """Return the unit before an outcome word and its forms of 'be' and 'have'."""
    j = _skip_left(units, hit.first - 1)
    while j >= 0 and ("be" in units[j] or "aux" in units[j]):
        j = _skip_left(units, j - 1)
    return j


def _skip_left(units: list[Unit], j: int) -> int:
    while j >= 0 and ("adv" in units[j] or "neg" in units[j]) and "src" not in units[j]:
        j -= 1
    return j


def bind(units: list[Unit], groups: list[Group], hits: list[Hit]) -> list[Bound]:
    """Bind each outcome word to its people."""
    reader = _Binder(units, groups, hits)
    for hit in hits:
        reader.read(hit)
    reader.parts()
    return reader.bound


class _Binder:
    def __init__(self, units: list[Unit], groups: list[Group], hits: list[Hit]):
        self.units, self.groups, self.hits = units, groups, hits
        self.bound: list[Bound] = []
        self.ends = {g.last - 1: g for g in groups}
        self.starts = {g.first: g for g in groups}
        self.at: dict[int, Group] = {k: g for g in groups for k in range(g.first, g.last)}
        self.referred: list[tuple[Group, Hit]] = []
        self.hit_at = {k: h for h in hits for k in range(h.first, h.last)}

    # -- one outcome word -------------------------------------------------------------------------------------------
    def read(self, hit: Hit) -> None:
        frame = hit.out.frame
        inside = self.at.get(hit.first)
        if inside is not None and hit.first in inside.outs:
            self._inside(hit, inside)
            return
        if inside is not None and inside.of and frame != "noun":
            self.referred.append((inside, hit))  # "two of the wounded": told unless something else is said of them
            return
        if self._counted_after(hit, inside):
            return
        if frame == "trans":
            self._transitive(hit)
        elif frame == "intr":
            self._intransitive(hit)
        elif frame == "passive":
            at = hit.last < len(self.units) and self.units[hit.last].low == "at"  # "the lorry was shot at"
            if self._left_be(hit) and not at:
                self._intransitive(hit)
        elif frame in ("pred", "with"):
            self._predicate(hit)
        elif frame == "lose":
            self._lose(hit)
        elif frame == "lives":
            self._lives(hit)
        elif frame in ("noun", "toll"):
            self._noun(hit)

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
            from toolkit.claims.people import Group as G
            from toolkit.claims.people import _apply_bound, _bound, _number

            if start is not None:
                after, bound = _bound(units, start)
                number = _number(units, after)
                if number is not None and number[3] == "number":
                    group = G(start, number[2], number[0], number[1], "number")
                    _apply_bound(group, bound)
                    level = (after, number[2], group.low, group.high, None)
        if level is None:
            return False
        from toolkit.claims.people import Group as G

        holder = left or G(first, hit.last)
        if left is None:
            for k in range(max(0, hit.first - 3), hit.first):
                if "side" in units[k]:
                    holder.side = units[k].f["side"][0][0]
                holder.own |= "poss" in units[k] or "own" in units[k]
                if units[k].f.get("role") == "military":
                    holder.status = "military"
        self._add_level(hit, level, holder)
        return True

    def _transitive(self, hit: Hit) -> None:
        units = self.units
        right = self._object(hit.last)
        if not right:
            right = self._shared_object(hit)
        be = self._left_be(hit)
        have = hit.first and "aux" in units[_skip_left(units, hit.first - 1)]
        form = hit.out.form
        active = form in ("base", "third", "ing") and not (be and form != "ing")
        if hit.first and units[hit.first - 1].low in ("those", "these") and not be and form != "ing":
            return  # "as well as those killed, 160 were injured"
        if form == "ing" and hit.first and ("det" in units[hit.first - 1] or "article" in units[hit.first - 1]):
            return
        ambiguous = not active and not be
        if ambiguous and not right and form == "past" and self._other_object(hit):
            return
        if ambiguous and right:
            left = self._adjacent(hit)
            followed = self._followed(right[-1])
            active = not (left is not None and left.counted and followed) and not (
                left is not None and left.counted and right[0].kind == "pronoun"
            )
            if left is not None and left.counted and hit.last < len(units) and self.starts.get(hit.last) is None:
                active = False
        if have and not be and not ambiguous and not right:
            return
        if active:
            for group in right:
                self._add(group, hit, "object of an active verb", agent=(0, hit.first))
            if not right and form != "ing":
                self._headline_or_none(hit)
            return
        subjects = self._subjects(hit)
        if subjects:
            spared = be and self._not(hit)
            for group in subjects:
                if spared and group.kind in ("bare", "definite"):
                    group.low = group.high = 0  # "the observers were not hurt"
                if not (spared and group.counted and group.low != 0):
                    self._add(group, hit, "subject of a passive verb")
            return
        for group in self._after_be(hit):
            self._add(group, hit, "subject after the verb")

    def _other_object(self, hit: Hit) -> bool:
        """Tell whether an active verb has an object that is no people: 'forces destroyed the stronghold of the enemy'."""
        units = self.units
        if hit.last + 1 >= len(units):
            return False
        first, second = units[hit.last], units[hit.last + 1]
        dated = (
            "weekday" in second or "daypart" in second or second.low in ("week", "month", "year", "summer", "spring")
        )
        opens = ("det" in first and first.low != "that") or "article" in first or first.low == "the"
        left = self._adjacent(hit)
        return opens and not dated and left is not None and not left.counted

    def _shared_object(self, hit: Hit) -> list[Group]:
        """'killed or maimed more than 270 people': the object of the second verb is the first's too."""
        units = self.units
        j = hit.last
        if (
            j + 1 < len(units)
            and units[j].low in ("and", "or")
            and j + 1 in self.hit_at
            and self.hit_at[j + 1].out.frame == "trans"
        ):
            right = self._object(self.hit_at[j + 1].last)
            if right and units[j].low == "or":
                for group in right:
                    group.low = None
            return right
        return []

    def _headline_or_none(self, hit: Hit) -> None:
        """'Three hurt in blast': words whose past and present look alike, without an object."""
        if (
            hit.out.form in ("base",)
            and "out" in self.units[hit.first]
            and any(r.form == "participle" for r in self.units[hit.first].f["out"])
        ):
            for group in self._subjects(hit):
                self._add(group, hit, "subject of a passive verb")

    def _intransitive(self, hit: Hit) -> None:
        units = self.units
        if (
            hit.out.group == "fall"
            and hit.last < len(units)
            and units[hit.last].low in ("from", "to", "under", "into", "by", "below", "short")
        ):
            return
        with_them = []
        if hit.last < len(units) and units[hit.last].low in ("with", "along with", "together with", "alongside"):
            with_them = self._object(hit.last + 1)
        for group in [*self._subjects(hit), *with_them]:
            if hit.out.frame == "passive" and group.status == "unknown" and group.kind != "pronoun":
                continue
            if hit.out.group == "fall" and group.status not in ("military", "police") and group.kind != "names":
                continue
            self._add(group, hit, "subject of the verb")

    def _predicate(self, hit: Hit) -> None:
        units = self.units
        left = self._adjacent(hit)
        if left is not None and not self._is_bound(left, hit):
            for group in self._coordinated_left(left):
                self._add(group, hit, "before the word")
            return
        if hit.out.frame == "pred" and hit.first and "det" in units[hit.first - 1]:
            self._noun(hit)
            return
        if self._uncounted(hit):
            return
        for group in self._subjects(hit):
            self._add(group, hit, "subject of the predicate")

    def _uncounted(self, hit: Hit) -> bool:
        """'There are dead and wounded on both sides': people without a number or a word for them."""
        from toolkit.claims.people import Group

        units = self.units
        before = units[hit.first - 1] if hit.first else None
        joined = hit.last + 1 < len(units) and units[hit.last].low in ("and", "or") and hit.last + 1 in self.hit_at
        opens = (
            before is None
            or any(name in before for name in ("be", "aux", "neg", "support", "say", "punct", "none"))
            or before.low in ("with", "left", "of", "in")
        )
        if not joined or not opens:
            return False
        zero = 0 if self._negated(hit) else None
        group = Group(hit.first, hit.last, zero, zero, "none" if zero == 0 else "vague", known=True, plural=True)
        self._add(group, hit, "people without a number")
        other = self.hit_at[hit.last + 1]
        if other.out.frame == "trans":
            self._add(group, other, "people without a number")
        return True

    def _lose(self, hit: Hit) -> None:
        if self._left_be(hit):
            for group in self._subjects(hit):  # "not a single pilot has been lost"
                if group.known and group.counted:
                    self._add(group, hit, "subject of a passive verb")
            return
        right = [g for g in self._object(hit.last) if g.known and (g.counted or g.plural)]
        if not right and self.bound:  # "two of its soldiers were killed; Baku said it had lost three"
            bare = self.starts.get(hit.last)
            ends = bare is not None and (bare.last >= len(self.units) or self.units[bare.last].f.get("punct"))
            if ends and bare.kind == "number" and bare.head is None:
                bare.known, bare.status, right = True, self.bound[-1].group.status, [bare]
        for group in right:
            self._add(group, hit, "lost by its side", loser=(0, hit.first))

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

    def _noun(self, hit: Hit) -> None:
        """Nouns outside a counted group: 'the death of five troops', 'losses passed 2,300', 'the death toll rose to 12'."""
        units = self.units
        level = self._level(hit)
        if level is not None and hit.out.group == "either" and level[1] in self.hit_at:
            return  # "losses amounted to 74 dead": told by the word after the number
        if level is not None:
            self._add_level(hit, level)
            return
        if hit.out.frame == "toll":
            return
        led = units[hit.first].low.endswith((" of", " to", " as", " are"))
        takes = led or (hit.last < len(units) and units[hit.last].low in ("of", "to", "among", "in"))
        at = hit.last if led else hit.last + 1
        if takes:
            groups = self._object(at)
            for group in groups:
                if group.kind in ("definite", "bare") and self._negated(hit):
                    group.low = group.high = 0
                elif group.kind == "definite" and group.plural and hit.out.group == "either":
                    continue
                self._add(group, hit, "of the people")
            if groups:
                return
        if hit.out.group == "either":
            from toolkit.claims.people import Group

            zero = self._negated(hit)
            group = Group(
                hit.first,
                hit.last,
                0 if zero else None,
                0 if zero else None,
                "none" if zero else "bare",
                known=True,
                plural=True,
            )
            from toolkit.claims.people import _after_head

            _after_head(units, group)
            self._add(group, hit, "no number stated" if not zero else "none stated")

    def _inside(self, hit: Hit, group: Group) -> None:
        """An outcome word inside a group: 'two dead soldiers', '13 fatalities', 'no casualties'."""
        units = self.units
        out = hit.out
        if any(b.group is group for b in self.bound):
            return
        if out.frame in ("noun",) and group.head == hit.first:
            level = None
            if group.kind in ("definite", "bare") or (group.kind == "vague" and out.group == "either"):
                level = self._level(hit)
                if level is not None and out.group == "either" and level[1] in self.hit_at:
                    return
                if level is not None:
                    self._add_level(hit, level, group)
                    return
            ends = units[hit.first].low.endswith((" of", " to"))
            of = hit.last < len(units) and units[hit.last].low in ("of", "to", "among", "in")
            if (ends or of) and out.group not in ("either",):
                inner = [g for g in self._object(hit.last if ends else hit.last + 1, open_end=True) if g is not group]
                if inner and group.kind in ("definite", "bare", "article", "vague") and group.high in (None, 1):
                    for g in inner:
                        self._add(g, hit, "of the people")
                    return
                if inner and group.kind == "number":
                    group.status = inner[0].status if group.status == "unknown" else group.status
                    if (
                        len(inner) > 1
                        and inner[1].status != inner[0].status
                        and units[inner[1].first - 1].low in ("and", "or")
                    ):
                        group.status = "mixed"
                    group.side = group.side or inner[0].side
                    for g in inner:
                        g.noun = "?thing"
            if group.kind == "definite" and self._negated(hit) and units[group.first].low in ("any", "a", "such"):
                group.low = group.high = 0
                self._add(group, hit, "none stated")
                return
            if group.kind in ("definite", "bare") and out.group != "either":
                return
            if group.kind == "article" and out.group not in ("bodies", "noun", "held", "either"):
                return
            if self._negated(hit) and group.kind != "number":
                group.low = group.high = 0
            elif group.kind in ("definite",) and out.group == "either":
                return
            self._add(group, hit, "counted noun")
            return
        if group.kind in ("bare", "definite") and group.low is None and group.head != hit.first:
            return  # "visits wounded soldiers": told as known, not as news
        if out.form in ("past", "participle", "pred", "noun", "base"):
            self._add(group, hit, "word before the people")

    # -- finding people ---------------------------------------------------------------------------------------------
    def _left_be(self, hit: Hit) -> bool:
        j = _skip_left(self.units, hit.first - 1)
        return (j >= 0 and "be" in self.units[j] and self.units[j].low != "'s") or (
            j >= 0 and self.units[j].low in ("been", "being")
        )

    def _adjacent(self, hit: Hit) -> Group | None:
        j = _skip_left(self.units, hit.first - 1)
        return self.ends.get(j)

    def _object(self, j: int, *, open_end: bool = False) -> list[Group]:
        """Return the groups that start at unit ``j`` (after adverbs), with those joined to them by commas and 'and'."""
        units = self.units
        while j < len(units) and (("adv" in units[j] and j not in self.starts) or units[j].text in ("(", '"', "“")):
            j += 1
        group = self.starts.get(j)
        if group is None:
            return []
        return [group, *self._coordinated_right(group, open_end=open_end)]

    def _coordinated_right(self, group: Group, *, open_end: bool = False) -> list[Group]:
        out = []
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
            if nxt.kind == "article" and last.kind == "names" and units[nxt.first - 1].low == ",":
                return out  # "Karen Tovmasyan, a conscript of the army"
            if (
                nxt.kind == "names"
                and group.kind != "names"
                and nxt.low == group.low
                and units[nxt.first - 1].low == ","
            ):
                return out
            if nxt.kind == "bare" and nxt.plural and last.kind in ("number", "vague") and last.known:
                last.status = last.status if last.status == nxt.status else "mixed"
                nxt.noun = "?thing"
                last = nxt
                continue
            out.append(nxt)
            last = nxt

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
            if units[j].low not in ("and", ",", "or", "as well as", "plus", "&"):
                break
            if first.head is None and first.kind == "number" and units[j].low == "and" and units[j - 1].low == ",":
                break  # "including 69 civilians, and 1,469 were wounded"
            while j >= 0 and units[j].low in ("and", ",", "or", "as well as", "plus", "&"):
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
            if before is not None and before.first and "according" in units[before.first - 1]:
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
            if any(k in self.hit_at and k not in before.outs for k in range(before.first, first.first)):
                break
            if before.outs and before.head in before.outs:
                break
            if before.of:
                break
            between = units[self._past_modifiers(before) : first.first]
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
            if (
                first.kind == "names"
                and before.kind != "names"
                and before.low == first.low
                and all(u.low == "," for u in between)
            ):
                out[0] = first = before  # apposition: "two nationals, A and B,"
                continue
            if first.kind == "bare" and before.kind in ("number", "vague", "article") and first.plural and before.known:
                before.status = before.status if before.status == first.status else "mixed"
                out[0] = first = before
                continue
            out.insert(0, before)
            first = before
        return self._apposed(out)

    def _apposed(self, chain: list[Group]) -> list[Group]:
        """Take the count for its parts: 'two officers, a major and a captain', 'seven servicemen - two officers and ...'."""
        units = self.units
        lows = [group.low for group in chain]
        first = chain[0].first
        if len(chain) > 2 and None not in lows and lows[0] == sum(lows[1:]) and units[chain[1].first - 1].low == ",":
            return chain[:1]
        if first and units[first - 1].text in "-–—" and len(chain) > 1 and None not in lows:
            whole = self.ends.get(first - 2)
            if whole is not None and whole.low == sum(lows):
                return [whole]
        return chain

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

    def _subjects(self, hit: Hit) -> list[Group]:
        """Search leftwards for the subject of a verb."""
        units = self.units
        j = hit.first - 1
        passed = 0
        depth = 0
        while j >= 0 and hit.first - j < 40:
            u = units[j]
            group = self.ends.get(j)
            if (
                u.low in ("who", "which")
                and passed == 0
                and j - 1 in self.ends
                and j == _skip_left(units, _be_left(units, hit))
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

    def _level(self, hit: Hit, *, total: bool = False) -> tuple[int, int, int | None, int | None, int | None] | None:
        """Find 'at 12', 'to 12', 'passed 12', 'of 12' after a noun: (first, last, low, high, earlier figure)."""
        from toolkit.claims.people import Group as G
        from toolkit.claims.people import _apply_bound, _bound, _number

        units = self.units
        total = total or hit.out.frame == "toll"
        reach = 14 if total else 8
        earlier = None
        k = hit.last
        while k < min(hit.last + reach, len(units)):
            u = units[k]
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
                start, bound = _bound(units, k + 1) if u.low not in ("over", "past", "above") else _bound(units, k)
                number = _number(units, start)
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
                    group = G(k, end, number[0], number[1], "number")
                    beyond = ("passed", "exceeded", "exceeds", "exceed", "surpassed", "topped", "over", "above", "past")
                    _apply_bound(group, "at_least" if u.low in beyond else bound)
                    return (start, end, group.low, group.high, earlier)
            k += 1
        return None

    def _add_level(self, hit: Hit, level, group: Group | None = None) -> None:
        from toolkit.claims.people import Group, _after_head

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
        _after_head(self.units, made)
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

    def _negated(self, hit: Hit) -> bool:
        for u in reversed(self.units[max(0, hit.first - 7) : hit.first]):
            if u.text in (";", ".", ":"):
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

    # -- results ----------------------------------------------------------------------------------------------------
    def _add(self, group: Group, hit: Hit, rule: str, agent=None, loser=None) -> Bound | None:
        if group.noun == "?thing":
            return None
        if hit.out.strict and not group.known:
            follows = hit.out.outcome == "wounded" and group.kind == "number" and group.head is None and self.bound
            if not follows:  # "four people died and ten were hospitalized"
                return None
        if any(b.group is group and b.outcome == hit.out.outcome for b in self.bound):
            return None
        bound = Bound(group, hit, hit.out.outcome, rule, agent, loser)
        self.bound.append(bound)
        return bound

    def parts(self) -> None:
        """Bind the counts inside a count: 'including two officers', 'seven of them civilians', '(9 women and 17 men)'."""
        units = self.units
        for group, hit in self.referred:
            if not any(b.group is group for b in self.bound):
                self._add(group, hit, "some of those told of before")
        taken = {id(b.group) for b in self.bound}
        for n, b in enumerate(self.bound):
            before = units[b.group.first - 1] if b.group.first else None
            if b.parent is None and (b.group.of == "them" or (before is not None and "including" in before)):
                b.parent = next(
                    (x for x in reversed(self.bound[:n]) if x.outcome == b.outcome and x.group.first < b.group.first),
                    None,
                )
                if b.parent is not None and b.group.of == "them":
                    self._describe(b.group)
        for group in self.groups:
            if id(group) in taken or group.noun == "?thing" or group.kind == "pronoun":
                continue
            if group.of == "them" and units[group.first].low in ("all", "both", "most"):
                self._describe(group)
                for b in self.bound:
                    if b.group.status == "unknown" and b.group.last <= group.first:
                        b.group.status = group.status
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
                marked, whole = True, ahead  # "ten children were among 48 people killed"
            joined = (
                before is not None
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
            if group.of == "them" or marked or share or (inner and group.counted and group.known):
                parent, rule = self._whole(whole, group), "part of the count before"
            if parent is None or (group.kind == "names" and group.low == parent.group.low):
                continue
            if group.kind in ("definite",) and not marked:
                continue
            bound = Bound(group, parent.hit, parent.outcome, rule, parent.agent, parent.loser, parent)
            if group.of == "them":
                self._describe(group)
            self.bound.append(bound)

    def _whole(self, earlier: list[Bound], group: Group) -> Bound | None:
        roots = [b for b in earlier if b.rule != "part of the count before" and b.rule != "earlier figure"]
        fitting = [b for b in roots if b.group.high is None or group.low is None or group.low <= b.group.high]
        return (fitting or [None])[-1]

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
