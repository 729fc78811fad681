"""The side that an article speaks for, where it names an institution without its side."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from toolkit.voices.attack import attackers_before
from toolkit.voices.parse import read_units, side_names

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon

_SENTENCE = re.compile(r"[^.!?։\n]+")
_WORD = re.compile(r"[^\W\d_]+|[.,;:!?]")


#: What the place of a dateline and the side of the outlet count for, in names.
_DATELINE_WEIGHT, _OUTLET_WEIGHT = 4.0, 3.0
_BYLINE = re.compile(r"(?:By [^.:]{3,40})?[-–— ]*[A-Z]\w+:\s*")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w'’-]+)(?:, [A-Z][\w ]+?)?(?P<day>,? [A-Z][a-z]+\.? ?\d{1,2})?\s*[.,(/—–:-]", re.UNICODE
)


def home_side(text: str, words: Lexicon, *, outlet: str | None = None) -> str | None:
    """Return the side that a text speaks for: the one named most, where words of attack after a name count against it.

    The place of a dateline and the side of the outlet count too, where the text names that side at all, and the language
    of a party: "the ministry" of a text in it is most often its own. Where only an
    attacking side is named, the places named tell. Level sides: the one named first.
    """
    named = _named(text[:6000], words)
    if (place := _dateline(text, words)) in named:
        named[place] += _DATELINE_WEIGHT
    if outlet in named:
        named[outlet] += _OUTLET_WEIGHT
    for side in words.sides.sides if words.sides is not None else ():
        if side.language == words.code and side.language is not None:
            named[side.code] += _OUTLET_WEIGHT
    best = max(named.values(), default=0)
    return next((code for code, count in named.items() if count == best), None) if best > 0 else None


def not_the_attacker(side: str | None, sentence: str, words: Lexicon) -> str | None:
    """Return ``side``, or the party that a sentence names beside it where the sentence shows ``side`` attacking."""
    named = _named(sentence, words)
    others = [code for code, count in named.items() if count > 0]
    return others[0] if named.get(side, 0) < 0 and len(others) == 1 else side


def _named(opening: str, words: Lexicon) -> dict[str | None, float]:
    """Return how often each side is named, less how often it is named as attacking."""
    if words.data.get("order") == "final":
        return _named_first(opening, words)
    attack = words.word_set("blame", "attack")
    be = words.word_set("be")
    named: dict[str | None, float] = defaultdict(float)
    for _, end, code, slot in side_names(opening, words):
        if slot == "places":
            named[code] += 0.5
            continue
        follows = _WORD.findall(opening[end : end + 60].lower())[:4]
        passive = next((n for n, word in enumerate(follows) if word in be or _suffers(follows, n, words)), 3)
        speaks = bool(follows) and words.means(follows[0], "src") and not words.means(follows[0], "role")
        attacks = any(word in attack for word in follows[:passive]) and not speaks
        named[code] += -1 if attacks else 1
    return named


def _named_first(opening: str, words: Lexicon) -> dict[str | None, float]:
    """The same where the attacker opens the clause and the word of attack ends it."""
    named: dict[str | None, float] = defaultdict(float)
    for sentence in _SENTENCE.findall(opening):
        units = read_units(sentence, words)
        attacking = {k for k, _ in attackers_before(units)}
        for k, u in enumerate(units):
            for code, slot in u.f.get("side", ())[:1]:
                named[code] += 0.5 if slot == "places" else -1 if k in attacking else 1
    return named


def _suffers(follows: list[str], n: int, words: Lexicon) -> bool:
    """Tell whether a word of harm has no object, as in a headline: 'Azerbaijani soldier killed in shelling'."""
    after = follows[n + 1] if n + 1 < len(follows) else "."
    return words.means(follows[n], "out") and (not after[0].isalpha() or words.means(after, "prep"))


def _dateline(text: str, words: Lexicon) -> str | None:
    """Return the side of the capital in a dateline of the first lines: 'BAKU, May 8', 'YEREVAN (agency) -'."""
    for line in text[:600].split("\n")[:3]:
        match = _DATELINE.match(line.strip())
        if match is None or not (match["place"].isupper() or match["day"]):
            continue
        code, slot = words.named.get(match["place"].lower(), (None, None))[:2]
        if slot == "capitals":
            return code
    return None


def apart_side(text: str, words: Lexicon, side: str | None) -> str | None:
    """Return the party without a state of its own that 'the de facto ombudsman' speaks for: ``side``, or the one named most."""
    if words.sides is None:
        return None
    bodies = {side.code for side in words.sides.sides if side.country is None}
    if side in bodies:
        return side
    named = {code: count for code, count in _named(text[:6000], words).items() if code in bodies}
    return max(named, key=lambda code: named[code], default=None) if named else None


def surname_alone(source: str, text: str, words: Lexicon) -> bool:
    """Tell whether only a surname gives a source to a party without a state of its own that the text does not speak of.

    Officials of such a party share their surnames with people of the state beside it.
    """
    found = side_names(source, words)
    if words.sides is None or not found or any(slot != "officials" for *_, slot in found):
        return False
    bodies = {side.code for side in words.sides.sides if side.country is None}
    code = found[0][2]
    return code in bodies and all(
        other != code or slot in ("officials", "places") for *_, other, slot in side_names(text, words)
    )


def outlet_names(outlet: str | None, domain: str | None, agencies: list[str], text: str) -> frozenset[str]:
    """Return the words by which a text may call its own outlet, in small letters: its name, domain, credits and byline."""
    labels = (domain or "").lower().split(".")
    own = {label for label in labels[:-1] if len(label) > 3 and label not in ("info", "news")}
    bylines = {line.rstrip(": ").split()[-1].lower() for line in text[:500].split("\n")[1:4] if _BYLINE.fullmatch(line)}
    return frozenset(
        {*own, *bylines, *(name.lower() for name in agencies), (domain or "").lower(), (outlet or "").lower()} - {""}
    )
