"""Whose people a claim is about, and whether they are soldiers, police or civilians."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from toolkit.claims.outcomes import Bound

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit

_OURS = ("our", "наши", "наших", "нашей")
_NAMED = ("names", "demonyms", "people", "capitals", "institutions", "members")


class Scene:
    """What an article has said so far of its parties: who is named, who attacks, whose people were harmed last."""

    def __init__(self, text: str, words: Lexicon, sentences: list[str] = ()):
        from toolkit.voices.parse import side_names

        self.words, self.sentences = words, sentences
        self.counts: Counter = Counter()
        for _, _, code, slot in side_names(text[:8000], words):
            if slot != "officials":
                self.counts[code] += 1 if slot in _NAMED else 0.1
        self.order = list(self.counts)
        self.last: str | None = None  # whose people the claim before was about
        self.last_of: dict[str, str] = {}  # the same by their status
        self.last_status = "unknown"
        self.last_sentence = -9

    def opponent(self, code: str | None, units: list[Unit] = ()) -> str | None:
        """Return the other party: in the sentence, else the one named most in the article."""
        if code is None:
            return None
        here: Counter = Counter()
        for u in units:
            for other, slot in u.f.get("side", ())[:1]:
                if other != code and slot in _NAMED:
                    here[other] += 1
        for counter in (here, self.counts):
            others = [other for other in counter if other != code]
            if others:
                return max(
                    others,
                    key=lambda other: (
                        counter[other],
                        self.counts[other],
                        -self.order.index(other) if other in self.order else 0,
                    ),
                )
        return self.words.sides.facing(code)

    def speaks_for(self, units: list[Unit]) -> str | None:
        """Return the side in whose voice a text speaks of an enemy: named in the sentence, else most in the article."""
        named = [c for u in units for c, slot in u.f.get("side", ())[:1] if slot in _NAMED]
        return named[0] if named else max(self.counts, key=lambda c: self.counts[c], default=None)

    def before(self, n: int) -> str | None:
        """Return the side that the sentences just before sentence ``n`` show under attack, or told of last."""
        from toolkit.voices.parse import read_units

        for k in range(n - 1, max(-1, n - 4), -1):
            if k == self.last_sentence:
                return None
            attacked = self.attacked(list(read_units(self.sentences[k], self.words)))
            if attacked:
                return attacked
        return None

    def attacked(self, units: list[Unit]) -> str | None:
        """Return the side that a sentence shows under attack: by the place, else as the opponent of the attacker."""
        hostile = attackers(units)
        here = self.place(units) or _target(units)
        if not hostile:
            return None
        doer = hostile[0][1]
        if here and not self.words.sides.allied(here, doer):
            return here
        return self.opponent(doer, units)

    def place(self, units: list[Unit]) -> str | None:
        """Return the side of the first place named in a sentence that tells one."""
        for k, u in enumerate(units):
            for code, slot in u.f.get("side", ()):
                if slot == "places" or (
                    slot == "names"
                    and k
                    and units[k - 1].low in ("in", "near", "outside", "around", "across", "inside")
                ):
                    return code
        return None


def attackers(units: list[Unit]) -> list[tuple[int, str]]:
    """Return (unit, side) of the sides that a sentence shows attacking: 'Armenian fire', 'Azerbaijan opened fire'."""
    out = []
    for k, u in enumerate(units):
        found = u.f.get("side")
        if not found or found[0][1] == "places":
            continue
        for step, x in enumerate(units[k + 1 : k + 6]):
            if ("say" in x and "attack" not in x) or "denial" in x or "clause" in x:
                break
            if x.low in ("came", "under", "suffered", "received", "lost"):
                break
            if "side" in x and x.f["side"][0][0] != found[0][0] and step:
                break
            if x.f.get("punct") or (
                x.low in ("and", "or", "was", "were", "of", "in", "on", "at", "near", "against", "'s") and x.low != "'s"
            ):
                break
            if "out" in x and x.f["out"][0].frame in ("trans",) and step and "attack" not in x:
                break
            if "attack" in x and "be" not in x:
                if (
                    "out" in x
                    and "people" not in x
                    and not (
                        k + step + 2 < len(units)
                        and any(
                            f in units[k + step + 2]
                            for f in ("num", "people", "article", "side", "at_least", "vague", "det")
                        )
                    )
                ):
                    continue
                if "people" in x and not (
                    "src" in x or x.low in ("snipers", "sniper", "troops", "gunners", "soldiers")
                ):
                    continue
                out.append((k, found[0][0]))
                break
            if "people" in x and "out" in units[min(k + step + 2, len(units) - 1)]:
                after = units[k + step + 3 : k + step + 5]
                out_word = units[k + step + 2]
                passive = bool(after) and "prep" in after[0]  # "an Azerbaijani serviceman killed by Armenian fire"
                if (
                    "attack" in out_word
                    and not passive
                    and any("people" in y or "side" in y or "num" in y for y in after)
                ):
                    out.append((k, found[0][0]))
                break
    for k, u in enumerate(units):
        if "attack" in u and "people" not in u:
            passive = "out" in u and k and any("be" in x for x in units[max(0, k - 3) : k])
            for j in range(k + 1, min(k + (14 if passive else 4), len(units) - 1)):
                if passive and "clause" in units[j]:
                    break
                if units[j].f.get("punct") or "num" in units[j]:
                    break
                if "from" in units[j]:
                    for x in units[j + 1 : j + 4]:
                        if "prep" in x:
                            break  # "by mines in Azerbaijan"
                        found = x.f.get("side")
                        if found and found[0][1] in _NAMED and found[0][0] not in {code for _, code in out}:
                            out.append((j, found[0][0]))
                    break
    return out


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
        return group.side, "named with the people"
    if group.status == "unknown" and _between(units):
        return "BOTH", "between the two sides"
    if bound.extra.get("both"):
        return "BOTH", "of the two sides"
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
    if group.own:
        if code:
            return code, "'its own': the speaker"
        owner = _owner(bound, units)
        if owner:
            return owner, "'its own': the subject of the clause"
    if group.kind == "pronoun" and scene.last:
        return scene.last, "the person told of before"
    if group.head is not None and "role" in units[group.head] and units[group.head].f["role"] == "media":
        return "UNKNOWN", "journalists of a state that is not named"
    of_third = group.first < len(units) and units[group.first].f.get("src") == "other" and group.head != group.first
    if group.noun.removeprefix("the ") in scene.words.words("third_people") and (of_third or not code):
        return "OTHER", "people of no party"
    if group.noun.removeprefix("the ") in scene.words.words("intruders"):
        other = _intruders(scene, n) or scene.opponent(code or scene.place(units), units)
        if other:
            return other, "came from the other side"
    if bound.hit.out.group in ("held", "freed", "bodies"):
        named = [
            c
            for k, u in enumerate(units)
            for c, slot in u.f.get("side", ())[:1]
            if slot in _NAMED and not (k and units[k - 1].low in ("in", "at", "near"))
        ]
        others = [c for c in named if c != (code or (named[0] if named else None))]
        if others:
            return others[0], "the side they are given back to or held by another"
        if code:
            return code, "of the speaker, who tells of bodies or prisoners"
    siblings = [b.group.side for b in bound.extra.get("siblings", ()) if b.group.side]
    if siblings:
        return siblings[0], "as the people it is joined with"
    if group.kind in ("none", "pronoun"):
        named = [c for u in units[: group.first] for c, slot in u.f.get("side", ())[:1] if slot in _NAMED]
        if named and not code:
            return named[-1], "side named before in the sentence"
    if bound.extra.get("line"):
        return "BOTH", "a count along the line, of no one side"
    apart = scene.words.sides.civilians_apart and group.status in ("civilian", "unknown")
    if apart and not group.enemy and bound.hit.out.group not in ("either", "lose"):
        return "UNKNOWN", "civilians of no side"
    # others of the same sentence: "three soldiers died and 17 more were hurt"
    before = [b for b in same if b.group.last <= group.first and b.extra.get("side") not in (None, "UNKNOWN")]
    if before and (group.more or group.head is None or not _own_cue(bound, units, before[-1])):
        return before[-1].extra["side"], "as the people before it in the sentence"
    subject = _clause_subject(bound, units, scene, code)
    if subject:
        return subject
    craft = _craft(bound, units)
    if craft:
        return craft, "crew of its aircraft"
    hostile = attackers(units) + _blamed(units)
    agent = _agent(bound, units)
    doer = agent or (hostile[0][1] if hostile else None)
    here = scene.place(units)
    ours = any(u.f.get("poss") == "own" and u.low in _OURS for u in units[: bound.hit.first])
    if doer and code and code != doer and ours and bound.agent is None:
        return code, "of the speaker, who tells of 'our' positions"
    if doer:
        if here and not scene.words.sides.allied(here, doer):
            return here, "of the place, attacked by another side"
        if code and code != doer:
            return code, "of the speaker, attacked by another side"
        other = scene.opponent(doer, units)
        if other and scene.counts[other] >= 1:
            return other, "opponent of the attacker"
    if not code and not here:
        named = {
            c
            for u in units
            for c, slot in u.f.get("side", ())[:1]
            if slot in ("names", "demonyms", "institutions", "people")
        }
        if len(named) == 1 and not doer:
            return named.pop(), "only side named in the sentence"
    if here and group.status != "military":
        return here, "of the place"
    target = _target(units)
    if target and not doer:
        return target, "side named at the scene"
    if (told and not group.known) or (told and group.status == "unknown"):
        return told, "an equal number told before"
    if code:
        return code, "of the speaker"
    if here:
        return here, "of the place"
    attacked = scene.before(n) if not doer else None
    if attacked:
        return attacked, "under attack in the sentence before"
    last = scene.last_of.get(group.status, scene.last)
    if last and last != "BOTH":
        return last, "as the claim before"
    if places:
        return places, "country of the place"
    if scene.counts and not doer:
        named = {c: n for c, n in scene.counts.items() if n >= 1}
        if len(named) == 1:
            return next(iter(named)), "only side named in the article"
        placed = [c for c, n in scene.counts.items() if n < 1]
        if not named and placed:
            return placed[0], "of the places named"
    return "UNKNOWN", "no cue"


def _clause_subject(bound: Bound, units: list[Unit], scene: Scene, code) -> tuple[str, str] | None:
    """'The opposing side has numerous dead', 'left the Armenian army with six dead', 'thrown back with heavy losses'."""
    if bound.hit.out.frame not in ("pred", "noun") and bound.group.known and bound.group.kind != "vague":
        return None
    for k in range(min(bound.group.first, bound.hit.first) - 1, -1, -1):
        u = units[k]
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
        if u.f.get("side") and u.f["side"][0][1] == "institutions":
            return u.f["side"][0][0], "subject of the clause"
    return None


def _craft(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side of an aircraft whose crew a group is: 'a Russian Mi-24 helicopter was shot down, killing two crew members'."""
    aboard = any(u.low in ("aboard", "on board") for u in units)
    if not aboard and not any(word in bound.group.noun for word in ("crew", "pilot", "airm")):
        return None
    for k, u in enumerate(units):
        if u.f.get("side") and u.f["side"][0][1] in ("names", "demonyms"):
            for x in units[k + 1 : k + 6]:
                if "craft" in x:
                    return u.f["side"][0][0]
                if x.f.get("punct") or "prep" in x or "out" in x:
                    break
    return None


def _intruders(scene: Scene, n: int) -> str | None:
    """Return the side of the group that came over the line: 'the Azerbaijani subversive group'."""
    from toolkit.voices.parse import read_units

    marks = set(scene.words.words("intrusion"))
    for text in reversed(scene.sentences[max(0, n - 4) : n + 1]):
        units = read_units(text, scene.words)
        for k, u in enumerate(units):
            if u.f.get("side") and any(x.low in marks for x in units[k + 1 : k + 4]):
                return u.f["side"][0][0]
    return None


def _between(units: list[Unit]) -> bool:
    """Tell whether a sentence speaks of what happens between two sides."""
    for k, u in enumerate(units):
        if u.low == "between":
            named = {x.f["side"][0][0] for x in units[k + 1 : k + 6] if x.f.get("side") and x.f["side"][0][1] in _NAMED}
            if len(named) > 1:
                return True
    return False


def _own_cue(bound: Bound, units: list[Unit], before: Bound) -> bool:
    """Tell whether something between two groups of a sentence speaks of another side."""
    between = units[before.group.last : bound.group.first]
    return any("side" in u and u.f["side"][0][1] in _NAMED for u in between) and any(
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
        if u.f.get("side") and u.f["side"][0][1] in _NAMED:
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


def _agent(bound: Bound, units: list[Unit]) -> str | None:
    """Return the side that did it: subject of an active verb, or after 'by'."""
    if bound.agent is not None:
        for k in range(bound.hit.first - 1, max(-1, bound.hit.first - 9), -1):
            u = units[k]
            if ("clause" in u and "rel" not in u) or u.low in (";", ","):
                break
            found = u.f.get("side")
            if (
                found
                and found[0][1] in _NAMED
                and not (k and units[k - 1].low in ("in", "near", "on", "of", "to", "at"))
            ):
                return found[0][0]
    for k in range(bound.hit.last, min(bound.hit.last + 8, len(units))):
        if units[k].low in ("by", "from"):
            for u in units[k + 1 : k + 4]:
                found = u.f.get("side")
                if found and found[0][1] in _NAMED:
                    return found[0][0]
    return None


def _blamed(units: list[Unit]) -> list[tuple[int, str]]:
    """Return the side that an act is blamed on in the sentence: 'which Baku blamed on ...'."""
    for k, u in enumerate(units):
        if "blaming" in u:
            for j in range(k + 1, min(k + 6, len(units))):
                found = units[j].f.get("side")
                if found and found[0][1] in _NAMED:
                    return [(j, found[0][0])]
    return []


def _target(units: list[Unit]) -> str | None:
    """Return the side of 'Armenian posts', 'the Azerbaijani city', 'in Azerbaijan's Fuzuli district'."""
    for k, u in enumerate(units):
        found = u.f.get("side")
        if not found or found[0][1] not in ("names", "demonyms"):
            continue
        follows = units[k + 1 : k + 4]
        if any("src" in x for x in follows):
            continue
        if any("thing" in x and x.low not in ("side", "front") for x in follows[:1]) or (
            any(x.low == "'s" for x in follows[:1]) and k and units[k - 1].low in ("in", "at", "near", "on")
        ):
            return found[0][0]
    return None


def status_of(bound: Bound, units: list[Unit], voice: tuple[str, str | None], scene: Scene, same=()) -> tuple[str, str]:
    """Return (status, rule) of a bound group; ``voice`` is (code, role) of who speaks."""
    group = bound.group
    if group.own and group.noun in ("officer", "officers") and any("police" in u.low for u in units[: group.first]):
        return "police", "officers of the police"
    if group.status != "unknown":
        return group.status, "word for the people"
    if group.enemy:
        return "military", "the enemy"
    if bound.loser is not None and any(
        "role" in u and u.f["role"] == "military" for u in units[bound.loser[0] : bound.loser[1]][-5:]
    ):
        return "military", "lost by an army"
    if _craft(bound, units) and bound.extra.get("side_rule") == "crew of its aircraft":
        return "military", "crew of an aircraft"
    headless = group.head is None or group.noun in ("", "?thing") or group.of is not None or group.kind == "pronoun"
    if group.of or (headless and group.kind == "number"):
        said = next((x for x in units[group.last : group.last + 4] if "people" in x), None)
        if said is not None and any("be" in x for x in units[group.last : group.last + 2]):
            return said.f["people"][0], "told of them after"  # "ten of the dead are civilians"
    if bound.parent is not None and bound.parent.extra.get("status"):
        return bound.parent.extra["status"], "of the count it is part of"
    before = [b for b in same if b.group.first < group.first and b.parent is None]
    for k in range(bound.hit.last, min(bound.hit.last + 14, len(units) - 1)):
        if headless and units[k].low == "among":
            found = next((x for x in units[k + 1 : k + 4] if "people" in x), None)
            if found is not None:
                return found.f["people"][0], "'among' the people"
    if bound.extra.get("side_rule") in ("the speaker's opponent", "subject of the clause") and bound.hit.out.frame in (
        "pred",
        "noun",
    ):
        for u in units[: bound.hit.first]:
            if "enemy" in u or u.f.get("role") == "military":
                return "military", "an army or the enemy"
    if group.kind == "pronoun":
        return scene.last_status, "the person told of before"
    if headless and before and (group.more or "people" not in units[group.head].f if group.head is not None else True):
        return before[-1].extra.get("status", "unknown"), "as the people before it in the sentence"
    if headless and before:
        return before[-1].extra.get("status", "unknown"), "as the people before it in the sentence"
    army = ("manpower", "personnel", "military", "combat", "army", "troops")
    if any(
        word in army for u in units[max(0, bound.hit.first - 3) : bound.hit.last + 4] for word in u.low.split()
    ) and bound.hit.out.group in ("either", "pred", "noun"):
        return "military", "losses of an army"
    after = units[group.last : group.last + 8]
    for k, u in enumerate(after):
        if u.low in ("all", "mostly", "both") and any("people" in x for x in after[k + 1 : k + 4]):
            return next(x for x in after[k + 1 : k + 4] if "people" in x).f["people"][0], "'all of them'"
    if group.kind == "none":
        named = [x for x in units[: group.first] if "people" in x and x.f["people"][0] != "unknown"]
        if named and "src" not in named[-1]:
            return named[-1].f["people"][0], "the people named before"
    nxt = next((b for b in bound.extra.get("all", ()) if b.group.first > group.first), None)
    joined = nxt is not None and any("conj" in x for x in units[bound.hit.last : nxt.group.first][:1])
    if nxt is not None and group.side is not None and nxt.hit is bound.hit and nxt.group.first == group.last + 1:
        joined = headless = True  # "13 Armenian and 8 Azerbaijani soldiers"
    if headless and nxt is not None and joined and nxt.group.status != "unknown":
        return nxt.group.status, "as the people joined with it"  # "one killed and two wounded servicemen"
    speaks_of_own = voice[0] == bound.extra.get("side") and voice[1] == "military"
    if speaks_of_own and headless and not scene.words.sides.civilians_apart:
        return "military", "an army on its own"
    return "unknown", "no cue"
