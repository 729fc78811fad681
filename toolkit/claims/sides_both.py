"""People of two sides together, of no party, or of no side that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.scene import NAMED, place_hit
from toolkit.voices.units import where

if TYPE_CHECKING:
    from toolkit.claims.sides_case import Case, Verdict
    from toolkit.voices.units import Unit

#: So many people are the toll of a war, not of one event.
WAR = 10_000

_JOINS = ("and", ",", "-", "–", "/")


def between_sides(case: Case) -> Verdict | None:
    """'22 people died in fighting between Armenian and Azerbaijani forces'."""
    units = case.units
    together = case.group.status == "unknown" and case.bound.hit.out.group != "line"  # arrests are of one side's people
    both = (together and _between(units) and not place_hit(units)) or _clash_of_both(units)
    return ("BOTH", "between the two sides") if both else None


def of_two_sides(case: Case) -> Verdict | None:
    return ("BOTH", "of the two sides") if case.bound.extra.get("both") else None


def as_many_as_a_war(case: Case) -> Verdict | None:
    group = case.group
    many = group.status == "unknown" and (group.low or group.high or 0) >= WAR and not group.own and not case.code
    return ("BOTH", "as many as only a war has") if many else None


def journalists(case: Case) -> Verdict | None:
    head = case.group.head
    media = head is not None and case.units[head].f.get("role") == "media"
    return ("UNKNOWN", "journalists of a state that is not named") if media else None


def of_no_party(case: Case) -> Verdict | None:
    """Observers and aid workers, unless a side tells of its own."""
    group = case.group
    if group.noun.removeprefix("the ") not in case.scene.words.words("third_people"):
        return None
    of_third = any(case.units[k].f.get("src") == "other" for k in range(group.first, group.last) if k != group.head)
    return ("OTHER", "people of no party") if of_third or not case.code else None


def along_the_line(case: Case) -> Verdict | None:
    return ("BOTH", "a count along the line, of no one side") if case.bound.extra.get("line") else None


def civilians_apart(case: Case) -> Verdict | None:
    """Civilians of a conflict whose civilians are of no side, by its sides file."""
    group = case.group
    apart = case.scene.words.sides.civilians_apart and group.status in ("civilian", "unknown")
    counted = not group.enemy and case.bound.hit.out.group not in ("either", "lose")
    return ("UNKNOWN", "civilians of no side") if apart and counted else None


def of_a_war(case: Case) -> Verdict | None:
    """'The fighting has killed 244 people', 'died in the conflict'."""
    return ("BOTH", "of a war or clash, with no party named") if _of_a_war(case) else None


def _of_a_war(case: Case) -> bool:
    code, clause = case.code, case.clause
    if case.group.status != "unknown" or case.group.own or (code and not case.bound.extra.get("past")):
        return False
    for k, u in enumerate(clause):
        if "history" in u and k + 2 < len(clause) and "rel" in clause[k + 1] and "out" in clause[k + 2]:
            return True  # "a war that claimed 30,000 lives"
        before = [x.low for x in clause[max(0, k - 3) : k]]
        taken = not before[:-1] and k < 3 and not code  # "the fighting has killed"
        if "history" in u and (taken or {"in", "during", "throughout"} & set(before)):
            speaker = next((j for j, x in enumerate(clause) if "say" in x), -1) if code else -1
            return not any(x.f.get("side") for x in clause[speaker + 1 :])
    return False


def _clash_of_both(units: list[Unit]) -> bool:
    """Tell whether a sentence names no side but a clash of two: 'four soldiers killed in Armenia-Azerbaijan border clash'."""
    pairs = where(units, "pair")
    if not pairs or where(units, "side") or any("adv" not in units[k] for k in where(units, "say")):
        return False
    return any("history" in x or "thing" in x for k in pairs for x in units[k + 1 : k + 3])


def _between(units: list[Unit]) -> bool:
    """Tell whether a sentence speaks of what happens between two sides, or names two in one breath."""
    if len(where(units, "side")) < 2:
        return False
    for k, u in enumerate(units):
        if u.low == "between" and len(_named_until_verb(units, k + 1)) > 1:
            return True
        pair = units[k : k + 3 : 2]
        if len(pair) < 2 or not all(x.f.get("side") for x in pair) or units[k + 1].low not in _JOINS:
            continue
        acts = next((x for x in units[k + 3 : k + 7] if x.f.keys() & {"say", "attack", "out"}), None)
        speaks = acts is not None and not ("out" in acts and "attack" not in acts)  # "Russian and Syrian strikes"
        within = k > 1 and "det" in units[k - 1] and "prep" in units[k - 2]  # "in the A and B border regions"
        (one, slot), (other, other_slot) = (x.f["side"][0] for x in pair)
        if one != other and {slot, other_slot} <= {"names", "demonyms"} and not speaks and not within:
            return True  # "as Armenia and Azerbaijan fight"
    return False


def _named_until_verb(units: list[Unit], k: int) -> set[str]:
    """Return the sides named from unit ``k`` on before a verb or a comma."""
    found: set[str] = set()
    for u in units[k : k + 18]:
        if u.f.keys() & {"be", "aux", "out", "say", "clause"} or u.text in ",;:":
            break
        if u.f.get("side") and u.f["side"][0][1] in NAMED:
            found.add(u.f["side"][0][0])
    return found
