"""The parties in an article: who is named, who attacks, who is under attack, whose people were harmed last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.voices.attack import attackers_before
from toolkit.voices.parse import read_units, side_names

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit

#: Slots that name a side; places only tell where.
NAMED = ("names", "demonyms", "people", "capitals", "institutions", "members")


class Scene:
    """What an article has said so far of its parties: who is named, who attacks, whose people were harmed last."""

    def __init__(self, text: str, words: Lexicon, sentences: Sequence[str] = ()):
        self.words, self.sentences = words, sentences
        self.counts: dict[str, float] = defaultdict(float)
        for _, _, code, slot in side_names(text[:8000], words):
            if slot != "officials":
                self.counts[code] += 1 if slot in NAMED else 0.1
        self.order = list(self.counts)
        self.last: str | None = None  # whose people the claim before was about
        self.last_of: dict[str, str] = {}  # the same by their status
        self.told: dict[tuple, dict[tuple[str, str], bool]] = {}  # (outcome, low, high) by who told it of whose people
        self.last_status = "unknown"
        self.last_sentence = -9

    def opponent(self, code: str | None, units: Sequence[Unit] = ()) -> str | None:
        """Return the other party: in the sentence, else the one named most in the article."""
        if code is None:
            return None
        here: Counter = Counter()
        for u in units:
            for other, slot in u.f.get("side", ())[:1]:
                if other != code and slot in NAMED:
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
        named = [c for u in units for c, slot in u.f.get("side", ())[:1] if slot in NAMED]
        return named[0] if named else max(self.counts, key=lambda c: self.counts[c], default=None)

    def before(self, n: int) -> str | None:
        """Return the side that the sentences just before sentence ``n`` show under attack, or told of last."""

        for k in range(n - 1, max(-1, n - 4), -1):
            if k == self.last_sentence:
                return None
            attacked = self.attacked(read_units(self.sentences[k], self.words))
            if attacked:
                return attacked
        return None

    def attacked(self, units: list[Unit]) -> str | None:
        """Return the side that a sentence shows under attack: by the place, else as the opponent of the attacker."""
        hostile = attackers(units)
        here = self.place(units) or target_of(units)
        if not hostile:
            return None
        doer = hostile[0][1]
        if here and not self.words.sides.allied(here, doer):
            return here
        return self.opponent(doer, units)

    def place(self, units: list[Unit]) -> str | None:
        """Return the side of the place that a sentence shows under attack, else of the first place that tells one."""
        hit = place_hit(units)
        if hit:
            return hit
        for k, u in enumerate(units):
            for code, slot in u.f.get("side", ()):
                if slot == "places":
                    return code
                within = k and units[k - 1].low in ("in", "near", "outside", "around", "across", "inside")
                speaks = k > 1 and units[k - 2].f.keys() & {"src", "say"}  # "officials in Baku"
                if within and k + 2 < len(units) and units[k + 1].low == "'s":
                    inner = [s[0] for x in units[k + 2 : k + 8] if (s := x.f.get("side")) and s[0][1] != "demonyms"]
                    if inner and inner[0][0] != code:
                        return inner[0][0]  # "in Georgia's breakaway South Ossetia"
                if within and (slot == "names" or (slot == "capitals" and not speaks)):
                    return code
        return None


def place_hit(units: Sequence[Unit]) -> str | None:
    """Return the side of the place that is the object of an attack: 'the shelling of Tskhinvali', 'fired rockets at Ganja'."""
    for k, u in enumerate(units):
        if "attack" not in u:
            continue
        for j in range(k + 1, min(k + 5, len(units) - 1)):
            if units[j].f.get("punct") or units[j].f.keys() & {"out", "say", "be", "clause"}:
                break
            if units[j].low in ("of", "on", "at", "against"):
                for x in units[j + 1 : j + 6]:
                    found = x.f.get("side")
                    if found and found[0][1] in ("places", "capitals"):
                        return found[0][0]
                    if x.f.get("punct") or "prep" in x or x.f.keys() & {"people", "be", "out"}:
                        break
    return None


def attackers(units: list[Unit]) -> list[tuple[int, str]]:
    """Return (unit, side) of the sides that a sentence shows attacking: 'Armenian fire', 'Azerbaijan opened fire'."""
    if any(u.f.get("attack") == "final" for u in units):
        return attackers_before(units)
    out = []
    for k, u in enumerate(units):
        found = u.f.get("side")
        if not found or found[0][1] == "places":
            continue
        for step, x in enumerate(units[k + 1 : k + 6]):
            if ("say" in x and "attack" not in x) or "denial" in x:
                break
            if "clause" in x and not (x.low in ("who", "that", "which") and step and "people" in units[k + step]):
                break  # but "it was Armenian soldiers who opened fire"
            if "attack" in x and units[min(k + step + 2, len(units) - 1)].low in ("out", "down", "off"):
                break  # "clashes broke out"
            if x.low in ("came", "under", "suffered", "received", "lost") or "averted" in x:
                break
            if "side" in x and x.f["side"][0][0] != found[0][0] and step:
                break
            if x.f.get("punct") or (
                x.low in ("and", "or", "was", "were", "of", "in", "on", "at", "near", "against", "'s") and x.low != "'s"
            ):
                break
            if "out" in x and x.f["out"][0].frame in ("trans",) and step and "attack" not in x:
                break
            described = step and units[k + step].f.keys() & {"num", "article", "vague", "at_least", "det"}
            if "out" in x and described:
                break  # "evacuated 12 wounded civilians"
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
                passive = bool(after) and (
                    "prep" in after[0] or bool(after[0].f.get("punct"))
                )  # "an Azerbaijani serviceman killed by Armenian fire"
                if (
                    "attack" in out_word
                    and not passive
                    and any("people" in y or "side" in y or "num" in y for y in after)
                ):
                    out.append((k, found[0][0]))
                break
    for k, u in enumerate(units):
        if "attack" in u and "people" not in u:
            passive = "out" in u and any("be" in x for x in units[max(0, k - 3) : k])
            for j in range(k + 1, min(k + (14 if passive else 4), len(units) - 1)):
                if passive and "clause" in units[j]:
                    break
                if units[j].f.get("punct") or "num" in units[j]:
                    break
                if "from" in units[j]:
                    called = j + 1 < len(units) and units[j + 1].low == "what"  # "by what he called an Armenian group"
                    for x in units[j + 1 : j + (9 if called else 4)]:
                        if "prep" in x:
                            break  # "by mines in Azerbaijan"
                        found = x.f.get("side")
                        if found and found[0][1] in NAMED and found[0][0] not in {code for _, code in out}:
                            out.append((j, found[0][0]))
                    break
    return out


def blamed(units: list[Unit]) -> list[tuple[int, str]]:
    """Return the side that an act is blamed on in the sentence: 'which Baku blamed on ...'."""
    for k, u in enumerate(units):
        if "blaming" in u:
            for j in range(k + 1, min(k + 6, len(units))):
                found = units[j].f.get("side")
                if found and found[0][1] in NAMED:
                    return [(j, found[0][0])]
    return []


def target_of(units: list[Unit]) -> str | None:
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
