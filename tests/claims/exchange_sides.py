"""Exchange two sides in a text by the words of a file of sides, whatever the language, and in the file itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from toolkit.sides import Side, Sides

#: Slots whose words have counterparts. A body, an official, a kind of fighter has none (an army is no mine agency): they
#: stay in the text and change hands in the file.
EXCHANGED = ("names", "demonyms", "people", "capitals", "places")


@dataclass(frozen=True)
class Exchange:
    """Changes a text: each word of one side for one of the other in the same slot, with its ending.

    ``left`` are the words of the two sides, by code and slot, that have no counterpart. They stay in the text as they
    are; in the file of sides they change hands (``exchanged``).
    """

    swap: Callable[[str], str]
    left: dict[str, dict[str, list[str]]]

    def __call__(self, text: str) -> str:
        return self.swap(text)


def exchange(sides: Sides, pair: tuple[str, str], lang: str) -> Exchange:
    """Return the exchange of two sides in texts of a language."""
    slots = {side.code: side.slots(lang) for side in sides.sides if side.code in pair}
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    left: dict[str, dict[str, list[str]]] = {code: {} for code in pair}
    for one, other in (pair, pair[::-1]):
        for slot, mine in slots[one].items():
            for word in mine:
                new = _counterpart(word, mine, slots[other].get(slot, [])) if slot in EXCHANGED else None
                table = stems if word.endswith("*") else whole
                if new is None:
                    left[one].setdefault(slot, []).append(word)
                else:
                    table.setdefault(word.rstrip("*"), new)
    words = _pattern([*whole, *(stem + "*" for stem in stems)])
    small = {word.lower(): new for table in (stems, whole) for word, new in table.items()}

    def swap(match: re.Match[str]) -> str:
        old, new = match.group(), small[match.group().lower()]
        if old.isupper() and len(old) > 3:
            return new.upper()
        return new[0].upper() + new[1:] if old[0].isupper() else new[0].lower() + new[1:]

    return Exchange(lambda text: words.sub(swap, text) if words else text, left)


def _counterpart(word: str, mine: list[str], theirs: list[str]) -> str | None:
    """Return the other side's word of the same form (a stem for a stem) and place in the list; null when it has none."""
    is_stem = word.endswith("*")
    alike = [other for other in theirs if other.endswith("*") == is_stem] or theirs
    place = [other for other in mine if other.endswith("*") == is_stem].index(word)
    return alike[place % len(alike)].rstrip("*") if alike else None


def _pattern(words: list[str]) -> re.Pattern[str] | None:
    """Return a pattern for words, the longest first; a final ``*`` stands for any ending."""
    ordered = sorted(words, key=len, reverse=True)
    parts = [re.escape(word[:-1]) if word.endswith("*") else re.escape(word) + r"(?!\w)" for word in ordered]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")", re.IGNORECASE) if parts else None


def exchanged(sides: Sides, pair: tuple[str, str], swap: dict[str, Exchange]) -> Sides:
    """Return the file of sides as it is after an exchange: what is known of one of the two is known of the other.

    ``swap`` has the exchange of each language. The words of the two stay theirs, but for those that have no counterpart;
    allies, state and language change hands, and so do the names that others' words hold.
    """
    codes = dict(zip(pair, pair[::-1], strict=True))
    by_code = {side.code: side for side in sides.sides}

    def other(side: Side) -> Side:
        partner = by_code[codes.get(side.code, side.code)]
        known = {
            "allies": tuple(codes.get(ally, ally) for ally in partner.allies),
            "facing": codes.get(partner.facing, partner.facing) if partner.facing else None,
            "language": partner.language,
            "country": partner.country,
            "kin": codes.get(partner.kin, partner.kin) if partner.kin else None,
        }
        words = {
            lang: _words(side.code, slots, swap[lang], codes) if lang in swap else slots
            for lang, slots in side.words.items()
        }
        return replace(side, words=words, **known)

    return replace(sides, sides=tuple(map(other, sides.sides)))


def _words(code: str, slots: dict[str, list[str]], swap: Exchange, codes: dict[str, str]) -> dict[str, list[str]]:
    """Return the words of a side after an exchange."""
    if code not in codes:
        return {slot: [swap(word) for word in some] for slot, some in slots.items()}
    gone, come = swap.left[code], swap.left[codes[code]]
    kept = {slot: [word for word in some if word not in gone.get(slot, ())] for slot, some in slots.items()}
    return {slot: [*kept.get(slot, []), *map(swap, come.get(slot, []))] for slot in {**kept, **come}}


def handed_over(sides: Sides, pair: tuple[str, str]) -> Sides:
    """Return the file of sides in which all words of two sides, and all that is known of them, change hands.

    It exchanges two sides in any text without a change to the text, also where their words differ in grammar.
    """
    codes = dict(zip(pair, pair[::-1], strict=True))

    def other(side: Side) -> Side:
        allies = tuple(codes.get(ally, ally) for ally in side.allies)
        facing = codes.get(side.facing, side.facing) if side.facing else None
        kin = codes.get(side.kin, side.kin) if side.kin else None
        return replace(side, code=codes.get(side.code, side.code), allies=allies, facing=facing, kin=kin)

    return replace(sides, sides=tuple(map(other, sides.sides)))
