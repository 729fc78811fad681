"""Whose people a group is by the people it stands with or who were told of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.captives import captives_of
from toolkit.claims.sides_case import named

if TYPE_CHECKING:
    from toolkit.claims.hits import Bound
    from toolkit.claims.sides_case import Case, Verdict
    from toolkit.voices.units import Unit


def prisoners(case: Case) -> Verdict | None:
    """Prisoners given back or held; 'the others were freed' are as those before them."""
    captive = captives_of(case.bound, case.units, case.scene)
    if captive and captive[1].endswith("back to"):
        return captive
    freed = case.bound.hit.out.group == "freed" and case.group.head is None
    if freed and case.same and case.same[-1].extra.get("side"):
        return case.same[-1].extra["side"], "as the people before it in the sentence"
    return captive


def of_its_count(case: Case) -> Verdict | None:
    """Two officers of '12 soldiers, among them two officers'."""
    parent = case.bound.parent
    return (parent.extra["side"], "of the count it is part of") if parent and parent.extra.get("side") else None


def of_the_person_before(case: Case) -> Verdict | None:
    """'A farmer and two of his sons'."""
    group = case.group
    theirs = group.own and case.same and any(u.low in ("his", "her") for u in case.units[group.first : group.last + 2])
    return (case.same[-1].extra["side"], "of the person told of before") if theirs else None


def the_person_before(case: Case) -> Verdict | None:
    """'He died in hospital'."""
    last = case.scene.last
    return (last, "the person told of before") if case.group.kind == "pronoun" and last else None


def joined_with(case: Case) -> Verdict | None:
    """'A teacher and two Georgian policemen were killed'."""
    sides = [b.group.side for b in case.bound.extra.get("siblings", ()) if b.group.side]
    return (sides[0], "as the people it is joined with") if sides else None


def more_of_them(case: Case) -> Verdict | None:
    """'Another two died later', in the sentence after."""
    group, scene = case.group, case.scene
    more = group.more and group.head is None and not case.same
    if more and scene.last and scene.last_sentence == case.n - 1:
        return scene.last, "more of the people told of in the sentence before"
    return None


def as_before_in_sentence(case: Case) -> Verdict | None:
    """'Three soldiers died and 17 more were hurt'."""
    group, before = case.group, case.before
    if not before or case.another:
        return None
    if group.more or group.head is None or not _own_cue(case.bound, case.units, before[-1]):
        return before[-1].extra["side"], "as the people before it in the sentence"
    return None


def _own_cue(bound: Bound, units: list[Unit], before: Bound) -> bool:
    """Tell whether something between two groups of a sentence speaks of another side."""
    between = units[before.group.last : bound.group.first]
    others = any(code != before.extra.get("side") for _, code, _ in named(between))
    return others and any("say" in u or u.low in (";", "while", "but") for u in between)


def taken_by_another(case: Case) -> Verdict | None:
    """'They were taken by Armenian forces': the people told of before."""
    last, agent = case.scene.last, case.agent
    if agent and case.bound.outcome == "captured" and last not in (None, agent, "BOTH", "UNKNOWN"):
        return last, "as the people told of before, taken by another side"
    return None


def as_prisoners_before(case: Case) -> Verdict | None:
    """'Seized two soldiers, and detained three': prisoners told of one after the other."""
    both = case.bound.outcome == "captured" and case.before and case.before[-1].outcome == "captured"
    if both and not (case.agent or case.another):
        return case.before[-1].extra["side"], "as the prisoners before them in the sentence"
    return None


def equal_number(case: Case) -> Verdict | None:
    """The same number told by another voice before."""
    unsure = not case.group.known or case.group.status == "unknown"
    return (case.told, "an equal number told before") if case.told and unsure else None


def told_by_third_side(case: Case) -> Verdict | None:
    """The people told of just before, where a side speaks that is not the opponent of theirs."""
    code, group, scene = case.code, case.group, case.scene
    last = scene.last if case.n - scene.last_sentence <= 3 else None
    if not code or last in (None, code, "BOTH", "UNKNOWN", "OTHER"):
        return None
    if group.own or (group.status == "military" and not group.more):
        return None
    facing = scene.words.sides.facing
    apart = facing(last) != code and facing(code) != last
    return (last, "of the people told of before, told by a third side") if apart else None


def as_claim_before(case: Case) -> Verdict | None:
    """The people of the claim before, of the same status if there are any."""
    last = case.scene.last_of.get(case.group.status, case.scene.last)
    return (last, "as the claim before") if last and last not in ("BOTH", case.doer) else None
