"""Which people an outcome word is about: subjects, objects, counted nouns and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.group import Group, after_head
from toolkit.claims.hits import Bound, Hit, skip_left
from toolkit.claims.losses import Losses

if TYPE_CHECKING:
    from toolkit.voices.units import Unit


def bind(units: list[Unit], groups: list[Group], hits: list[Hit]) -> list[Bound]:
    """Bind each outcome word to its people."""
    reader = _Binder(units, groups, hits)
    for hit in hits:
        reader.read(hit)
    reader.parts()
    return reader.bound


class _Binder(Losses):
    """The reading of one sentence, outcome word after outcome word, by the frame of each."""

    def read(self, hit: Hit) -> None:
        frame = hit.out.frame
        inside = self.at.get(hit.first)
        if hit.out.group == "victims":
            if inside is not None:
                self._add(inside, hit, "counted noun")
            return
        if hit.out.form == "noun" and self._included(hit):
            return
        if inside is not None and hit.first in inside.outs:
            level = self._level(hit) if hit.out.frame == "toll" else None
            if level is not None:  # "the number of injured civilians has risen to 23"
                self._add_level(hit, level, inside)
            elif not self._counted_after(hit, inside):
                self._inside(hit, inside)
            return
        if inside is not None and inside.of and frame != "noun":
            self.referred.append((inside, hit))  # "two of the wounded": told unless something else is said of them
            return
        if self._counted_after(hit, inside) or self._included(hit):
            return
        if self._there(hit):
            return
        if frame == "trans":
            self._transitive(hit)
        elif frame == "intr":
            self._intransitive(hit)
        elif frame == "passive":
            at = hit.last < len(self.units) and self.units[hit.last].low == "at"  # "the lorry was shot at"
            if self._left_be(hit) and not at:
                self._intransitive(hit)
            elif any("shots" in u for u in self.units[max(0, hit.first - 2) : hit.first]):
                for group in self._object(hit.last):  # "a bullet hit a farmer"
                    if group.known and "people" in self.units[group.head or 0]:
                        self._add(group, hit, "object of an active verb")
        elif frame in ("pred", "with"):
            self._predicate(hit)
        elif frame == "lose":
            self._lose(hit)
        elif frame == "lives":
            self._lives(hit)
        elif frame in ("noun", "toll"):
            self._noun(hit)

    def _included(self, hit: Hit) -> bool:
        """'The dead include two officers', 'fatalities in the war included 170 servicemen': each group is told."""
        units = self.units
        if hit.out.form not in ("noun", "participle", "past", "pred") or (hit.first and "be" in units[hit.first - 1]):
            return False
        for k in range(hit.last, min(hit.last + 7, len(units))):
            if units[k].low in ("include", "includes", "included"):
                groups = self._object(k + 1)
                for group in groups:
                    self._add(group, hit, "named among them")
                return bool(groups)
            if units[k].f.get("punct") or "be" in units[k] or "out" in units[k]:
                return False
        return False

    def _there(self, hit: Hit) -> bool:
        """'There are wounded among the residents': people without a number or a word for them."""
        units = self.units
        bare = hit.out.form in ("participle", "past", "pred") and hit.last not in self.starts
        if not bare or hit.first < 2 or units[hit.first - 2].low != "there" or "be" not in units[hit.first - 1]:
            return False
        if hit.last < len(units) and "conj" in units[hit.last]:
            return False
        group = Group(hit.first, hit.last, None, None, "vague", known=True, plural=True)
        after_head(units, group)
        self._add(group, hit, "people without a number")
        return True

    def _transitive(self, hit: Hit) -> None:
        units = self.units
        right = self._object(hit.last)
        if not right:
            right = self._shared_object(hit)
        be = self._left_be(hit)
        have = hit.first and "aux" in units[skip_left(units, hit.first - 1)]
        form = hit.out.form
        active = form in ("base", "third", "ing") and not (be and form != "ing")
        if form == "base" and hit.first > 1 and units[hit.first - 1].low == "to" and "intends" in units[hit.first - 2]:
            return  # "an operation to apprehend a man"
        if hit.first and units[hit.first - 1].low in ("those", "these") and not be and form != "ing":
            return  # "as well as those killed, 160 were injured"
        if form == "ing" and hit.first and ("det" in units[hit.first - 1] or "article" in units[hit.first - 1]):
            return
        ambiguous = not active and not be
        if hit.out.strict and ambiguous and not right and hit.last < len(units) and "thing" in units[hit.last]:
            return  # "runs near destroyed buildings", "destroyed tanks"
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
        if hit.out.outcome == "wounded" and self._not(hit):
            return  # "he was not in serious condition"
        left = self._adjacent(hit)
        if left is not None and not self._is_bound(left, hit):
            for group in self._coordinated_left(left):
                self._add(group, hit, "before the word")
            return
        if hit.out.frame == "pred" and hit.first and "det" in units[hit.first - 1]:
            self._noun(hit)
            return
        if "including" in units[hit.first] and not self._left_be(hit):  # "among the dead are two officers"
            for group in self._after_be(hit):
                self._add(group, hit, "named among them")
                group.of = group.of or "dead"
            return
        if self._uncounted(hit):
            return
        for group in self._subjects(hit):
            if not (
                "including" in units[hit.first] and group.kind == "definite"
            ):  # "the deputy commander was among the dead"
                self._add(group, hit, "subject of the predicate")

    def _uncounted(self, hit: Hit) -> bool:
        """'There are dead and wounded on both sides': people without a number or a word for them."""

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

    def _noun(self, hit: Hit) -> None:
        """Nouns outside a counted group: 'the death of five troops', 'losses passed 2,300', 'the death toll rose to 12'."""
        units = self.units
        owner = self.ends.get(hit.first - 2) if hit.first > 1 and units[hit.first - 1].low in ("'", "’", "'s") else None
        if owner is not None and owner.counted and owner.known and hit.out.group == "bodies":
            self._add(owner, hit, "whose bodies they are")
            return
        level = self._level(hit)
        if level is not None and hit.out.group == "either" and level[1] in self.hit_at:
            return  # "losses amounted to 74 dead": told by the word after the number
        if level is not None:
            self._add_level(hit, level)
            return
        if hit.out.frame == "toll":
            return
        led = units[hit.first].low.endswith((" of", " to", " as", " are", " with"))
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

            after_head(units, group)
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
        known = group.kind == "definite" or (group.kind == "bare" and group.low is None)
        if known and group.head != hit.first:
            return  # "visits wounded soldiers", "the family of the slain soldier": told as known, not as news
        if out.form in ("past", "participle", "pred", "noun", "base"):
            self._add(group, hit, "word before the people")
