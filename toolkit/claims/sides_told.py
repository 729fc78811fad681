"""Whose people a group is by who speaks, who attacks, which place is hit, and what the article has told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.scene import target_of
from toolkit.claims.sides_case import OURS, named
from toolkit.voices.parse import read_units

if TYPE_CHECKING:
    from toolkit.claims.scene import Scene
    from toolkit.claims.sides_case import Case, Verdict


# Those whom one side speaks of as the other's


def the_enemy(case: Case) -> Verdict | None:
    """'The enemy lost dozens of soldiers'."""
    return case.enemy() if case.group.enemy else None


def intruders(case: Case) -> Verdict | None:
    """'Two saboteurs were killed': they came over the line."""
    scene = case.scene
    if case.group.noun.removeprefix("the ") not in scene.words.words("intruders"):
        return None
    other = _came_over(scene, case.n) or case.opponent(case.code or scene.place(case.units))
    return (other, "came from the other side") if other else None


def _came_over(scene: Scene, n: int) -> str | None:
    """Return the side of the group that came over the line: 'the Azerbaijani subversive group'."""
    marks = scene.words.word_set("intrusion")
    for text in reversed(scene.sentences[max(0, n - 4) : n + 1]):
        units = read_units(text, scene.words)
        for k, u in enumerate(units):
            if u.f.get("side") and any(x.low in marks for x in units[k + 1 : k + 4]):
                return u.f["side"][0][0]
    return None


def called_so_by_opponent(case: Case) -> Verdict | None:
    """'Five militants were destroyed', told by a side: the people of the other."""
    if not case.code or case.group.own:
        return None
    if case.group.noun not in case.scene.words.words("hostile_people") and not _of_hostile_group(case):
        return None
    other = case.opponent(case.code)
    return (other, "so called by its opponent") if other else ("UNKNOWN", "so called by an opponent")


def _of_hostile_group(case: Case) -> bool:
    """Tell whether people are of a group that only its opponent calls so, or lost while they fled: 'members of a sabotage party'."""
    group, hit, units, words = case.group, case.bound.hit, case.units, case.scene.words
    if hit.out.group in ("either", "pred") or (hit.out.frame == "noun" and group.head is None):
        fled = words.word_set("fled")
        if any(u.low in fled for u in units) and not any("poss" in u and u.low in OURS for u in units):
            return True
    near = units[group.last : group.last + 7] if group.noun in ("member", "members", "people", "men") else []
    if hit.out.group == "either" or group.kind == "vague":
        near = units[max(0, case.at - 5) : case.at]
    told = " ".join(u.low for u in near)
    return bool(told) and any(band in told for band in words.words("hostile_groups"))


def bodies_and_prisoners(case: Case) -> Verdict | None:
    """'Armenia handed over the bodies of six soldiers to Azerbaijan'."""
    code, units = case.code, case.units
    if case.bound.hit.out.group not in ("held", "freed", "bodies"):
        return None
    codes = [c for k, c, _ in named(units) if not (k and units[k - 1].low in ("in", "at", "near"))]
    others = [c for c in codes if c != (code or codes[0])]
    if others:
        return others[0], "the side they are given back to or held by another"
    return (code, "of the speaker, who tells of bodies or prisoners") if code else None


# Those under attack, by the place and the attacker


def detained_at_line(case: Case) -> Verdict | None:
    """'Georgia said Russian guards had detained two men near South Ossetia'."""
    code, here = case.code, case.here
    if case.bound.hit.out.group != "line" or not code or not here or case.doer:
        return None
    apart = not case.scene.words.sides.allied(code, here)
    return (code, "of the speaker, who tells of those detained at another side's line") if apart else None


def at_our_positions(case: Case) -> Verdict | None:
    """'The enemy fired at our positions, one died'."""
    code, doer = case.code, case.doer
    if doer and code and code != doer and case.ours and case.bound.agent is None:
        return code, "of the speaker, who tells of 'our' positions"
    return None


def attacked(case: Case) -> Verdict | None:
    """'Azerbaijani fire killed two in Berd': of the place, else of the speaker, else of the attacker's opponent."""
    code, doer, here, scene = case.code, case.doer, case.here, case.scene
    if not doer:
        return None
    if here and not scene.words.sides.allied(here, doer):
        return here, "of the place, attacked by another side"
    if code and code != doer:
        return code, "of the speaker, attacked by another side"
    other = case.opponent(doer)
    faces = scene.words.data.get("order") == "final" and other == scene.words.sides.facing(doer)
    return (other, "opponent of the attacker") if other and (scene.counts[other] >= 1 or faces) else None


def of_the_place(case: Case) -> Verdict | None:
    """'Two killed in Stepanakert'."""
    return (case.here, "of the place") if case.here and case.group.status != "military" else None


def soldiers_of_the_place(case: Case) -> Verdict | None:
    return (case.here, "of the place") if case.here and case.here != case.doer else None


def at_the_scene(case: Case) -> Verdict | None:
    """'Armenian posts', 'the Azerbaijani city'."""
    target = target_of(case.units)
    return (target, "side named at the scene") if target and not case.doer else None


def attacked_before_third_side(case: Case) -> Verdict | None:
    """The side under attack in the sentence before, where a side speaks that is not its opponent or ally."""
    code, scene = case.code, case.scene
    if not code or case.doer or case.ours or not (hit := scene.before(case.n)):
        return None
    apart = not scene.words.sides.allied(hit, code) and scene.words.sides.facing(hit) != code
    return (hit, "under attack in the sentence before, told by a third side") if apart else None


def attacked_before(case: Case) -> Verdict | None:
    hit = case.scene.before(case.n) if not case.doer else None
    return (hit, "under attack in the sentence before") if hit else None


# Where nothing tells more


def of_the_speaker(case: Case) -> Verdict | None:
    return (case.code, "of the speaker") if case.code else None


def of_the_country(case: Case) -> Verdict | None:
    places = case.places
    return (places, "country of the place") if places and places != case.doer else None


def only_side_of_article(case: Case) -> Verdict | None:
    """The only side that the article names; where it names none, the first whose places it names."""
    counts = case.scene.counts
    if not counts or case.doer:
        return None
    most = [code for code, count in counts.items() if count >= 1]
    if len(most) == 1:
        return most[0], "only side named in the article"
    placed = [code for code, count in counts.items() if count < 1]
    return (placed[0], "of the places named") if not most and placed else None
