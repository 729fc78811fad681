"""Whose people a claim is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.captives import captives_of
from toolkit.claims.scene import NAMED, Scene, attackers, blamed, place_hit, target_of
from toolkit.voices.parse import read_units
from toolkit.voices.units import where

if TYPE_CHECKING:
    from toolkit.claims.hits import Bound
    from toolkit.voices.units import Unit

#: So many people are the toll of a war, not of one event.
WAR = 10_000

_OURS = ("our", "наши", "наших", "нашей")


def side_of(
    bound: Bound,
    units: list[Unit],
    voice: tuple[str, str | None],
    scene: Scene,
    *,
    places=None,
    same=(),
    told: str | None = None,
    n: int = 0,
) -> tuple[str, str]:
    """Return (code, rule) of the side whose people a bound group is.

    ``places`` is the side of the country of a place in the sentence, ``same`` the groups bound before in the sentence,
    ``told`` the side of an equal number that another voice has told, ``n`` the number of the sentence.
    """
    group = bound.group
    code = voice[0] if voice[0] not in ("OUTLET", "OTHER") else None
    if group.side is not None:
        body = _of_kin(bound, units, voice, scene)
        return (
            (body, "people of the body that speaks or where it is") if body else (group.side, "named with the people")
        )
    captive = captives_of(bound, units, scene)
    if captive and captive[1].endswith("back to"):
        return captive
    if bound.hit.out.group == "freed" and group.head is None and same and same[-1].extra.get("side"):
        return same[-1].extra["side"], "as the people before it in the sentence"
    if captive:
        return captive
    together = group.status == "unknown" and bound.hit.out.group != "line"  # arrests are of one side's people
    if (together and _between(units) and not place_hit(units)) or _clash_of_both(units):
        return "BOTH", "between the two sides"
    if bound.extra.get("both"):
        return "BOTH", "of the two sides"
    if group.status == "unknown" and (group.low or group.high or 0) >= WAR and not group.own and not code:
        return "BOTH", "as many as only a war has"
    if group.enemy:
        other = scene.opponent(code or scene.speaks_for(units), units)
        return (other, "the speaker's opponent") if other else ("UNKNOWN", "an enemy that is not named")
    at = min(group.first, bound.hit.first)
    if (
        at
        and group.kind in ("number", "vague")
        and units[at - 1].f.get("side")
        and units[at - 1].f["side"][0][1] in ("names", "capitals")
    ) and (at == 1 or units[at - 2].f.get("punct") or "conj" in units[at - 2]):
        return units[at - 1].f["side"][0][0], "side before the number"
    opening = _opening_side(units, at)
    if opening:
        return opening, "'on the side of', before"
    for k in range(bound.hit.last, min(bound.hit.last + 6, len(units) - 2)):
        if "attack" in units[k] and "out" not in units[k]:
            break  # "by fire from the Armenian side"
        if (units[k].low in ("on", "from", "among") and units[k + 1].low in ("the", "our")) or "out" in units[k]:
            stop = next((x for x in units[k + 1 : k + 4] if x.low in ("side", "sides")), None)
            found = next((x.f["side"][0][0] for x in units[k + 1 : k + 4] if x.f.get("side")), None)
            if stop is not None and found and "out" not in units[k]:
                return found, "'on the side of'"
    if bound.parent is not None and bound.parent.extra.get("side"):
        return bound.parent.extra["side"], "of the count it is part of"
    if bound.loser is not None:
        found = _subject_side(units, bound.loser, scene, code)
        if found:
            return found
    if group.own and same and any(u.low in ("his", "her") for u in units[group.first : group.last + 2]):
        return same[-1].extra["side"], "of the person told of before"
    if group.own:
        if code:
            return code, "'its own': the speaker"
        owner = _owner(bound, units)
        if owner:
            return owner, "'its own': the subject of the clause"
    if group.of == "them" and bound.parent is None and (them := _they(units, group.first)):
        return them, "'of them': the people of the clause before"
    if at > 1 and units[at - 1].low in ("suffered", "sustained") and units[at - 2].f.get("side"):
        return units[at - 2].f["side"][0][0], "'the side suffered'"
    having = _having(units, at)
    if having:
        return having, "'the side has'"
    if group.kind == "pronoun" and scene.last:
        return scene.last, "the person told of before"
    if group.head is not None and "role" in units[group.head] and units[group.head].f["role"] == "media":
        return "UNKNOWN", "journalists of a state that is not named"
    of_third = any(units[k].f.get("src") == "other" for k in range(group.first, group.last) if k != group.head)
    if group.noun.removeprefix("the ") in scene.words.words("third_people") and (of_third or not code):
        return "OTHER", "people of no party"
    if group.noun.removeprefix("the ") in scene.words.words("intruders"):
        other = _intruders(scene, n) or scene.opponent(code or scene.place(units), units)
        if other:
            return other, "came from the other side"
    called = group.noun in scene.words.words("hostile_people") or _of_hostile_group(bound, units, scene)
    if code and not group.own and called:
        other = scene.opponent(code, units)
        return (other, "so called by its opponent") if other else ("UNKNOWN", "so called by an opponent")
    if bound.hit.out.group in ("held", "freed", "bodies"):
        named = [
            c
            for k, u in enumerate(units)
            for c, slot in u.f.get("side", ())[:1]
            if slot in NAMED and not (k and units[k - 1].low in ("in", "at", "near"))
        ]
        others = [c for c in named if c != (code or (named[0] if named else None))]
        if others:
            return others[0], "the side they are given back to or held by another"
        if code:
            return code, "of the speaker, who tells of bodies or prisoners"
    siblings = [b.group.side for b in bound.extra.get("siblings", ()) if b.group.side]
    if siblings:
        return siblings[0], "as the people it is joined with"
    shot = group.kind == "pronoun" and group.first and "attack" in units[group.first - 1]  # "officers shot him dead"
    if group.kind in ("none", "pronoun") and bound.agent is None and not shot:
        named = [c for u in units[: group.first] for c, slot in u.f.get("side", ())[:1] if slot in NAMED]
        if named and not code:
            return named[-1], "side named before in the sentence"
    if bound.extra.get("line"):
        return "BOTH", "a count along the line, of no one side"
    apart = scene.words.sides.civilians_apart and group.status in ("civilian", "unknown")
    if apart and not group.enemy and bound.hit.out.group not in ("either", "lose"):
        return "UNKNOWN", "civilians of no side"
    if group.more and group.head is None and not same and scene.last and scene.last_sentence == n - 1:
        return scene.last, "more of the people told of in the sentence before"
    # others of the same sentence: "three soldiers died and 17 more were hurt"
    before = [b for b in same if b.group.last <= group.first and b.extra.get("side") not in (None, "UNKNOWN")]
    another = bool(
        before and code and not group.more and before[-1].extra.get("voice") not in (None, code, "OUTLET", "OTHER")
    )
    if before and not another and (group.more or group.head is None or not _own_cue(bound, units, before[-1])):
        return before[-1].extra["side"], "as the people before it in the sentence"
    subject = _clause_subject(bound, units, scene, code)
    if subject:
        return subject
    craft = craft_of(bound, units)
    if craft:
        return craft, "crew of its aircraft"
    clause = _clause(bound, units)
    if _of_the_war(bound, clause, code):
        return "BOTH", "of a war or clash, with no party named"
    hostile = attackers(clause) + blamed(clause)
    agent = _agent(bound, units)
    doer = agent or (hostile[0][1] if hostile else None)
    here = scene.place(clause)
    if agent and bound.outcome == "captured" and scene.last not in (None, agent, "BOTH", "UNKNOWN"):
        return scene.last, "as the people told of before, taken by another side"
    if bound.outcome == "captured" and before and before[-1].outcome == "captured" and not (agent or another):
        return before[-1].extra["side"], "as the prisoners before them in the sentence"
    if bound.hit.out.group == "line" and code and here and not doer and not scene.words.sides.allied(code, here):
        return code, "of the speaker, who tells of those detained at another side's line"
    ours = any(u.f.get("poss") == "own" and u.low in _OURS for u in units[: bound.hit.first])
    if doer and code and code != doer and ours and bound.agent is None:
        return code, "of the speaker, who tells of 'our' positions"
    if doer:
        if here and not scene.words.sides.allied(here, doer):
            return here, "of the place, attacked by another side"
        if code and code != doer:
            return code, "of the speaker, attacked by another side"
        other = scene.opponent(doer, units)
        faces = scene.words.data.get("order") == "final" and other == scene.words.sides.facing(doer)
        if other and (scene.counts[other] >= 1 or faces):
            return other, "opponent of the attacker"
    if not code and not here:
        here_named = {
            c
            for k, u in enumerate(units)
            for c, slot in u.f.get("side", ())[:1]
            if slot in ("names", "demonyms", "institutions", "people")
            and not (slot == "names" and k and units[k - 1].low in ("from", "to", "into", "with"))
        }
        if len(here_named) == 1 and not doer:
            return here_named.pop(), "only side named in the sentence"
    if here and group.status != "military":
        return here, "of the place"
    target = target_of(units)
    if target and not doer:
        return target, "side named at the scene"
    if (told and not group.known) or (told and group.status == "unknown"):
        return told, "an equal number told before"
    told_last = scene.last if n - scene.last_sentence <= 3 and scene.last not in ("BOTH", "UNKNOWN", "OTHER") else None
    if code and told_last not in (None, code) and not group.own and not (group.status == "military" and not group.more):
        facing = scene.words.sides.facing
        if facing(told_last) != code and facing(code) != told_last:
            return told_last, "of the people told of before, told by a third side"
    if code and not doer and not ours and (hit := scene.before(n)):
        apart = not scene.words.sides.allied(hit, code) and scene.words.sides.facing(hit) != code
        if apart:
            return hit, "under attack in the sentence before, told by a third side"
    if code:
        return code, "of the speaker"
    if here and here != doer:
        return here, "of the place"
    attacked = scene.before(n) if not doer else None
    if attacked:
        return attacked, "under attack in the sentence before"
    last = scene.last_of.get(group.status, scene.last)
    if last and last not in ("BOTH", doer):
        return last, "as the claim before"
    if places and places != doer:
        return places, "country of the place"
    if scene.counts and not doer:
        most = [c for c, n in scene.counts.items() if n >= 1]
        if len(most) == 1:
            return most[0], "only side named in the article"
        placed = [c for c, n in scene.counts.items() if n < 1]
        if not most and placed:
            return placed[0], "of the places named"
    return "UNKNOWN", "no cue"


def _of_kin(bound: Bound, units: list[Unit], voice: tuple[str, str | None], scene: Scene) -> str | None:
    """Return the body without a state whose people share the demonym of a group: it speaks, or they are civilians there."""
    group = bound.group
    named = {slot for u in units[group.first : group.last] for _, slot in u.f.get("side", ())[:1]}
    army = any(word in (voice[1] or "").lower() for word in ("army", "defen"))
    theirs = group.status != "military" or army
    for side in scene.words.sides.sides if named <= {"demonyms", "people"} and theirs else ():
        if side.kin != group.side or side.kin is None:
            continue
        if voice[0] == side.code or (
            group.status == "civilian" and voice[0] != side.kin and scene.place(units) == side.code
        ):
            return side.code
    return None


def _opening_side(units: list[Unit], at: int) -> str | None:
    """Return the side that a clause opens with: 'On the Azerbaijani side, the losses were: two dead, one wounded'."""
    for k in range(min(at, len(units) - 2) - 1, 1, -1):
        if (
            units[k].low in ("side", "sides")
            and units[k - 1].f.get("side")
            and k > 2
            and units[k - 3].low in ("on", "from")
        ):
            if k + 2 < len(units) and units[k + 1].low == "of" and units[k + 2].f.get("side"):
                return units[k + 2].f["side"][0][0]  # "on the Armenian side of Karabakh"
            return units[k - 1].f["side"][0][0]
        if units[k].text == ";":
            break
    return None


def _they(units: list[Unit], at: int) -> str | None:
    """Return the side of the forces that a clause before unit ``at`` is about: 'the Azerbaijani forces fired and two of them ...'."""
    for k in range(at - 2, -1, -1):
        u, after = units[k], units[k + 1]
        forces = "people" in after or after.low in ("side", "troops")
        if u.f.get("side") and u.f["side"][0][1] in ("demonyms", "names") and forces and not _object_of(units, k):
            return u.f["side"][0][0]
    return None


def _of_hostile_group(bound: Bound, units: list[Unit], scene: Scene) -> bool:
    """Tell whether people are of a group that only its opponent calls so, or lost while they fled: 'members of a sabotage party'."""
    group, hit = bound.group, bound.hit
    if hit.out.group in ("either", "pred") or (hit.out.frame == "noun" and group.head is None):
        fled = scene.words.word_set("fled")
        if any(u.low in fled for u in units) and not any("poss" in u and u.low in _OURS for u in units):
            return True
    near = units[group.last : group.last + 7] if group.noun in ("member", "members", "people", "men") else []
    if hit.out.group == "either" or group.kind == "vague":
        near = units[max(0, min(group.first, hit.first) - 5) : min(group.first, hit.first)]
    told = " ".join(u.low for u in near)
    return bool(told) and any(band in told for band in scene.words.words("hostile_groups"))


def _having(units: list[Unit], at: int) -> str | None:
    """Return the side that has its people hurt: 'the Azerbaijani side has two wounded servicemen'."""
    if at < 3 or units[at - 1].low not in ("has", "have", "had") or units[at - 2].low not in ("side", "forces", "army"):
        return None
    found = units[at - 3].f.get("side")
    return found[0][0] if found else None


def _clause(bound: Bound, units: list[Unit]) -> list[Unit]:
    """Return the part of the sentence between semicolons that holds a claim."""
    marks = [k for k, u in enumerate(units) if u.text == ";"]
    first = max((k for k in marks if k < bound.hit.first), default=-1) + 1
    last = min((k for k in marks if k > bound.hit.first), default=len(units))
    clause = units[first:last]
    placed = any(slot in NAMED or slot == "places" for u in clause for _, slot in u.f.get("side", ())[:1])
    return clause if placed and not attackers(units[:first]) else units


def _of_the_war(bound: Bound, clause: list[Unit], code: str | None) -> bool:
    """Tell whether people are those of a whole war or clash: 'the fighting has killed 244 people', 'died in the conflict'."""
    if bound.group.status != "unknown" or bound.group.own or (code and not bound.extra.get("past")):
        return False
    for k, u in enumerate(clause):
        if "history" in u and k + 2 < len(clause) and "rel" in clause[k + 1] and "out" in clause[k + 2]:
            return True  # "a war that claimed 30,000 lives"
        before = [x.low for x in clause[max(0, k - 3) : k]]
        taken = not before[:-1] and k < 3 and not code  # "the fighting has killed"
        if "history" in u and (taken or {"in", "during", "throughout"} & set(before)):
            speaker = next((j for j, x in enumerate(clause) if "say" in x), -1) if code else -1
            told = clause[speaker + 1 :]
            return not any(x.f.get("side") for x in told)
    return False


def _clause_subject(bound: Bound, units: list[Unit], scene: Scene, code) -> tuple[str, str] | None:
    """'The opposing side has numerous dead', 'left the Armenian army with six dead', 'thrown back with heavy losses'."""
    if bound.hit.out.frame not in ("pred", "noun") and bound.group.known and bound.group.kind != "vague":
        return None
    for k in range(min(bound.group.first, bound.hit.first) - 1, -1, -1):
        u = units[k]
        if u.text == "," and units[k + 1].low.endswith("ing"):
            continue  # "the Armenians retreated, suffering heavy losses"
        if (
            u.f.get("punct")
            or ("clause" in u and "prep" not in u)
            or ("out" in u and "src" not in u)
            or ("say" in u and "src" not in u)
        ):
            return None
        if "enemy" in u:
            if k and units[k - 1].f.get("side"):
                return units[k - 1].f["side"][0][0], "subject of the clause"
            other = scene.opponent(code or scene.speaks_for(units), units)
            return (other, "the speaker's opponent") if other else ("UNKNOWN", "an enemy that is not named")
        heads = ("role" in u and u.f["role"] == "military") or u.low in ("side", "troops", "soldiers")
        if heads and k and units[k - 1].f.get("side"):
            return units[k - 1].f["side"][0][0], "subject of the clause"
        if u.f.get("side") and u.f["side"][0][1] in ("institutions", "people"):
            return u.f["side"][0][0], "subject of the clause"
    return None


def craft_of(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side of an aircraft whose crew a group is: 'a Russian Mi-24 helicopter was shot down, killing two crew members'."""
    aboard = any(u.low in ("aboard", "on board") for u in units)
    aboard = aboard or (bound.group.status == "unknown" and bool(where(units, "downed")))
    if not aboard and not any(word in bound.group.noun for word in ("crew", "pilot", "airm")):
        return None
    for k, u in enumerate(units):
        if u.f.get("side") and u.f["side"][0][1] in ("names", "demonyms"):
            for x in units[k + 1 : k + 6]:
                if "craft" in x:
                    return u.f["side"][0][0]
                if x.f.get("punct") or "prep" in x or "out" in x or "side" in x:
                    break
    return None


def _intruders(scene: Scene, n: int) -> str | None:
    """Return the side of the group that came over the line: 'the Azerbaijani subversive group'."""

    marks = scene.words.word_set("intrusion")
    for text in reversed(scene.sentences[max(0, n - 4) : n + 1]):
        units = read_units(text, scene.words)
        for k, u in enumerate(units):
            if u.f.get("side") and any(x.low in marks for x in units[k + 1 : k + 4]):
                return u.f["side"][0][0]
    return None


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
        pair = [x.f["side"][0] for x in units[k : k + 3 : 2] if x.f.get("side")]
        joined = k + 2 < len(units) and units[k + 1].low in ("and", ",", "-", "–", "/")
        after = units[k + 3 : k + 7]
        acts = next((x for x in after if x.f.keys() & {"say", "attack", "out"}), None)  # "Russian and Syrian strikes"
        speaks = acts is not None and not ("out" in acts and "attack" not in acts)
        speaks = speaks or (
            k > 1 and "det" in units[k - 1] and "prep" in units[k - 2]
        )  # "in the A and B border regions"
        two = len({code for code, _ in pair}) == 2 and {slot for _, slot in pair} <= {"names", "demonyms"}
        if joined and two and not speaks:
            return True  # "as Armenia and Azerbaijan fight"
    return False


def _named_until_verb(units: list[Unit], k: int) -> set[str]:
    """Return the sides named from unit ``k`` on before a verb or a comma."""
    named: set[str] = set()
    for u in units[k : k + 18]:
        if u.f.keys() & {"be", "aux", "out", "say", "clause"} or u.text in ",;:":
            break
        if u.f.get("side") and u.f["side"][0][1] in NAMED:
            named.add(u.f["side"][0][0])
    return named


def _own_cue(bound: Bound, units: list[Unit], before: Bound) -> bool:
    """Tell whether something between two groups of a sentence speaks of another side."""
    between = units[before.group.last : bound.group.first]
    told = before.extra.get("side")
    return any("side" in u and u.f["side"][0][1] in NAMED and u.f["side"][0][0] != told for u in between) and any(
        "say" in u or u.low in (";", "while", "but") for u in between
    )


def _subject_side(units, span, scene: Scene, code) -> tuple[str, str] | None:
    for k in range(span[1] - 1, max(span[0], span[1] - 10) - 1, -1):
        u = units[k]
        if "enemy" in u:
            other = scene.opponent(code, units)
            return (other, "the speaker's opponent") if other else None
        if u.f.get("pron") == "own" or (u.f.get("poss") == "own" and u.low in ("our", "my")):
            return (code, "'our': the speaker") if code else None
        if u.f.get("side") and u.f["side"][0][1] in NAMED:
            return u.f["side"][0][0], "subject of 'lost'"
        if u.f.get("pron") in ("org", "pl") and code:
            return code, "'it': the speaker"
    return None


def _owner(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side that 'its' or 'their' points back to in the sentence."""
    at = bound.group.first
    for k in range(at - 1, -1, -1):
        u = units[k]
        if u.f.get("side") and u.f["side"][0][1] in ("names", "capitals", "institutions", "demonyms"):
            if k and "prep" in units[k - 1] and units[k - 1].low in ("in", "near", "with", "of", "from", "on", "by"):
                continue
            return u.f["side"][0][0]
    return None


def _object_of(units: list[Unit], k: int) -> bool:
    """Tell whether the name of a side at unit ``k`` stands after a preposition or a verb: 'clashed with the rebel Front'."""
    while k and (not units[k - 1].f or "side" in units[k - 1] or "det" in units[k - 1]) and not units[k - 1].cap:
        k -= 1
    before = units[k - 1] if k else None
    return before is not None and (
        before.low in ("in", "near", "on", "of", "to", "at", "with", "against", "from")
        or not before.f.keys().isdisjoint({"out", "attack"})
    )


def _agent(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side that did it: subject of an active verb, or after 'by'."""
    if bound.agent is not None:
        stop = max(-1, bound.hit.first - 14)
        for k in range(bound.hit.first - 1, stop, -1):
            u = units[k]
            if "rel" in u:
                stop = max(stop, k - 4)  # "the blast that killed": what the word refers to stands before it
            if k <= stop:
                break
            if ("clause" in u and "rel" not in u) or u.low in (";", ","):
                break
            found = u.f.get("side")
            if found and found[0][1] in NAMED and not _object_of(units, k):
                return found[0][0]
    for k in range(bound.hit.last, min(bound.hit.last + 8, len(units))):
        if units[k].low in ("by", "from"):
            for u in units[k + 1 : k + 4]:
                found = u.f.get("side")
                if found and found[0][1] in NAMED:
                    return found[0][0]
    return None
