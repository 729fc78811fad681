"""Whose people a claim is about: the rules in the order in which they are asked; the first that knows decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims import sides_both as both
from toolkit.claims import sides_known as known
from toolkit.claims import sides_named as named
from toolkit.claims import sides_told as told_by
from toolkit.claims.sides_case import Case, Rule, Verdict

if TYPE_CHECKING:
    from toolkit.claims.hits import Bound
    from toolkit.claims.scene import Scene
    from toolkit.voices.units import Unit

RULES: tuple[Rule, ...] = (
    # what the words for the people say
    named.with_the_people,
    known.prisoners,
    both.between_sides,
    both.of_two_sides,
    both.as_many_as_a_war,
    told_by.the_enemy,
    # a side named next to them, or that they belong to
    named.before_the_number,
    named.on_the_side_before,
    named.on_the_side_after,
    known.of_its_count,
    named.lost_by,
    known.of_the_person_before,
    named.its_own,
    named.of_them,
    named.suffered,
    named.having,
    known.the_person_before,
    # what kind of people they are
    both.journalists,
    both.of_no_party,
    told_by.intruders,
    told_by.called_so_by_opponent,
    told_by.bodies_and_prisoners,
    known.joined_with,
    named.named_before,
    both.along_the_line,
    both.civilians_apart,
    # others of the sentence, and the subject of the clause
    known.more_of_them,
    known.as_before_in_sentence,
    named.subject_of_clause,
    named.crew,
    both.of_a_war,
    # who did it, and where
    known.taken_by_another,
    known.as_prisoners_before,
    told_by.detained_at_line,
    told_by.at_our_positions,
    told_by.attacked,
    named.only_side_named,
    told_by.of_the_place,
    told_by.at_the_scene,
    # who speaks, of whom the article has told
    known.equal_number,
    known.told_by_third_side,
    told_by.attacked_before_third_side,
    told_by.of_the_speaker,
    told_by.soldiers_of_the_place,
    told_by.attacked_before,
    known.as_claim_before,
    told_by.of_the_country,
    told_by.only_side_of_article,
)


def side_of(
    bound: Bound,
    units: list[Unit],
    voice: tuple[str, str | None],
    scene: Scene,
    *,
    places: str | None = None,
    same: list[Bound] | tuple[()] = (),
    told: str | None = None,
    n: int = 0,
) -> Verdict:
    """Return (code, rule) of the side whose people a bound group is.

    ``places`` is the side of the country of a place in the sentence, ``same`` the groups bound before in the sentence,
    ``told`` the side of an equal number that another voice has told, ``n`` the number of the sentence.
    """
    code = voice[0] if voice[0] not in ("OUTLET", "OTHER") else None
    case = Case(bound, bound.group, units, voice, code, scene, places, same, told, n)
    for rule in RULES:
        found = rule(case)
        if found:
            return found
    return "UNKNOWN", "no cue"
