"""Whose people a group is by a side that its sentence names: with the people, before or after them, or as their subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.scene import NAMED
from toolkit.claims.sides_case import named, object_of
from toolkit.voices.units import where

if TYPE_CHECKING:
    from toolkit.claims.hits import Bound
    from toolkit.claims.sides_case import Case, Verdict
    from toolkit.voices.units import Unit


def with_the_people(case: Case) -> Verdict | None:
    """'Three Armenian soldiers'."""
    side = case.group.side
    if side is None:
        return None
    body = _of_kin(case)
    return (body, "people of the body that speaks or where it is") if body else (side, "named with the people")


def _of_kin(case: Case) -> str | None:
    """Return the body without a state whose people share the demonym of a group: it speaks, or they are civilians there."""
    group, units, voice = case.group, case.units, case.voice
    slots = {slot for u in units[group.first : group.last] for _, slot in u.f.get("side", ())[:1]}
    army = any(word in (voice[1] or "").lower() for word in ("army", "defen"))
    theirs = group.status != "military" or army
    for side in case.scene.words.sides.sides if slots and slots <= {"demonyms", "people"} and theirs else ():
        if side.kin != group.side or side.kin is None:
            continue
        living_there = group.status == "civilian" and voice[0] != side.kin and case.scene.place(units) == side.code
        if voice[0] == side.code or living_there:
            return side.code
    return None


def before_the_number(case: Case) -> Verdict | None:
    """'Armenia: 3 killed', 'and Azerbaijan 12'."""
    at, units = case.at, case.units
    found = units[at - 1].f.get("side") if at and case.group.kind in ("number", "vague") else None
    if not found or found[0][1] not in ("names", "capitals"):
        return None
    opens = at == 1 or units[at - 2].f.get("punct") or "conj" in units[at - 2]
    return (found[0][0], "side before the number") if opens else None


def on_the_side_before(case: Case) -> Verdict | None:
    """'On the Azerbaijani side, the losses were: two dead, one wounded'."""
    units = case.units
    for k in range(min(case.at, len(units) - 2) - 1, 1, -1):
        u = units[k]
        if u.low in ("side", "sides") and units[k - 1].f.get("side") and k > 2 and units[k - 3].low in ("on", "from"):
            of_another = k + 2 < len(units) and units[k + 1].low == "of" and units[k + 2].f.get("side")
            # "on the Armenian side of Karabakh"
            return units[k + 2 if of_another else k - 1].f["side"][0][0], "'on the side of', before"
        if u.text == ";":
            return None
    return None


def on_the_side_after(case: Case) -> Verdict | None:
    """'Killed three soldiers on the Azerbaijani side'."""
    units, last = case.units, case.bound.hit.last
    for k in range(last, min(last + 6, len(units) - 2)):
        if "out" in units[k]:
            continue
        if "attack" in units[k]:
            return None  # "by fire from the Armenian side"
        if units[k].low in ("on", "from", "among") and units[k + 1].low in ("the", "our"):
            follows = units[k + 1 : k + 4]
            found = next((x.f["side"][0][0] for x in follows if x.f.get("side")), None)
            if found and any(x.low in ("side", "sides") for x in follows):
                return found, "'on the side of'"
    return None


def lost_by(case: Case) -> Verdict | None:
    """'The Armenian army lost 12 servicemen'."""
    span, units = case.bound.loser, case.units
    if span is None:
        return None
    for k in range(span[1] - 1, max(span[0], span[1] - 10) - 1, -1):
        u = units[k]
        if "enemy" in u:
            other = case.opponent(case.code)
            return (other, "the speaker's opponent") if other else None
        if u.f.get("pron") == "own" or (u.f.get("poss") == "own" and u.low in ("our", "my")):
            return (case.code, "'our': the speaker") if case.code else None
        if u.f.get("side") and u.f["side"][0][1] in NAMED:
            return u.f["side"][0][0], "subject of 'lost'"
        if u.f.get("pron") in ("org", "pl") and case.code:
            return case.code, "'it': the speaker"
    return None


def its_own(case: Case) -> Verdict | None:
    """'Three of its soldiers', 'our servicemen'."""
    if not case.group.own:
        return None
    if case.code:
        return case.code, "'its own': the speaker"
    owner = _owner(case.bound, case.units)
    return (owner, "'its own': the subject of the clause") if owner else None


def _owner(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side that 'its' or 'their' points back to in the sentence."""
    for k in range(bound.group.first - 1, -1, -1):
        u = units[k]
        if u.f.get("side") and u.f["side"][0][1] in ("names", "capitals", "institutions", "demonyms"):
            if k and "prep" in units[k - 1] and units[k - 1].low in ("in", "near", "with", "of", "from", "on", "by"):
                continue
            return u.f["side"][0][0]
    return None


def of_them(case: Case) -> Verdict | None:
    """'The Azerbaijani forces fired and two of them ...'."""
    units = case.units
    for k in range(case.group.first - 2, -1, -1) if case.group.of == "them" and case.bound.parent is None else ():
        u, after = units[k], units[k + 1]
        forces = "people" in after or after.low in ("side", "troops")
        if u.f.get("side") and u.f["side"][0][1] in ("demonyms", "names") and forces and not object_of(units, k):
            return u.f["side"][0][0], "'of them': the people of the clause before"
    return None


def suffered(case: Case) -> Verdict | None:
    """'Azerbaijan suffered 12 dead'."""
    at, units = case.at, case.units
    if at > 1 and units[at - 1].low in ("suffered", "sustained") and units[at - 2].f.get("side"):
        return units[at - 2].f["side"][0][0], "'the side suffered'"
    return None


def having(case: Case) -> Verdict | None:
    """'The Azerbaijani side has two wounded servicemen'."""
    at, units = case.at, case.units
    if at < 3 or units[at - 1].low not in ("has", "have", "had") or units[at - 2].low not in ("side", "forces", "army"):
        return None
    found = units[at - 3].f.get("side")
    return (found[0][0], "'the side has'") if found else None


def named_before(case: Case) -> Verdict | None:
    """The side named last before people without a number or a word for them."""
    group, units = case.group, case.units
    shot = group.kind == "pronoun" and group.first and "attack" in units[group.first - 1]  # "officers shot him dead"
    if case.code or group.kind not in ("none", "pronoun") or case.bound.agent is not None or shot:
        return None
    codes = [code for _, code, _ in named(units[: group.first])]
    return (codes[-1], "side named before in the sentence") if codes else None


def subject_of_clause(case: Case) -> Verdict | None:
    """'The opposing side has numerous dead', 'left the Armenian army with six dead', 'thrown back with heavy losses'."""
    bound, units = case.bound, case.units
    if bound.hit.out.frame not in ("pred", "noun") and bound.group.known and bound.group.kind != "vague":
        return None
    for k in range(case.at - 1, -1, -1):
        u = units[k]
        if u.text == "," and units[k + 1].low.endswith("ing"):
            continue  # "the Armenians retreated, suffering heavy losses"
        if _ends_clause(u):
            return None
        found = units[k - 1].f.get("side") if k else None
        if "enemy" in u:
            return (found[0][0], "subject of the clause") if found else case.enemy()
        heads = ("role" in u and u.f["role"] == "military") or u.low in ("side", "troops", "soldiers")
        if heads and found:
            return found[0][0], "subject of the clause"
        if u.f.get("side") and u.f["side"][0][1] in ("institutions", "people"):
            return u.f["side"][0][0], "subject of the clause"
    return None


def _ends_clause(u: Unit) -> bool:
    acts = ("out" in u or "say" in u) and "src" not in u
    return bool(u.f.get("punct")) or ("clause" in u and "prep" not in u) or acts


def crew(case: Case) -> Verdict | None:
    """'A Russian Mi-24 helicopter was shot down, killing two crew members'."""
    craft = craft_of(case.bound, case.units)
    return (craft, "crew of its aircraft") if craft else None


def craft_of(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side of an aircraft whose crew a group is."""
    aboard = any(u.low in ("aboard", "on board") for u in units)
    aboard = aboard or (bound.group.status == "unknown" and bool(where(units, "downed")))
    if not aboard and not any(word in bound.group.noun for word in ("crew", "pilot", "airm")):
        return None
    for k, code, _ in named(units, ("names", "demonyms")):
        for x in units[k + 1 : k + 6]:
            if "craft" in x:
                return code
            if x.f.get("punct") or "prep" in x or "out" in x or "side" in x:
                break
    return None


def only_side_named(case: Case) -> Verdict | None:
    """The only side that a sentence names, where no side speaks, attacks or is the place."""
    if case.code or case.here:
        return None
    units = case.units
    codes = {
        code
        for k, code, slot in named(units, ("names", "demonyms", "institutions", "people"))
        if not (slot == "names" and k and units[k - 1].low in ("from", "to", "into", "with"))
    }
    return (codes.pop(), "only side named in the sentence") if len(codes) == 1 and not case.doer else None
