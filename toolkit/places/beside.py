"""What the words right beside a name tell of it: its kind, its country, how the event lies to it, and who is meant."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from toolkit.places.phrases import NONE, phrases
from toolkit.places.text import lower, plain
from toolkit.places.words import Admin, admin_words, lists, word_file, words

_WORDS = re.compile(r"[^\W\d_][\w'-]*")
_CLAUSE = re.compile(r"[.;:!?\n()\"“”«»]")
_NAMED = re.compile(r"(?<![.!?:\n] )(?<!^)\b([A-Z][\w'’-]+) [a-z]+ of (?:the )?$")
_KINDS_OF_PLACE = frozenset(
    {"city", "town", "village", "province", "port", "capital", "state", "region", "district", "island", "suburb"}
)
_MORE_KINDS = frozenset(
    {"hamlet", "municipality", "commune", "neighbourhood", "neighborhood", "Lake", "River", "Mountain", "Peak", "Bay"}
)
#: Roles of phrases that put something at a place.
_LOCATING = frozenset({"locative", "near", "direction"})
#: What contains villages.
CONTAINERS = ("district", "region")
#: How many words before and after a name are read, and of how many characters.
BEFORE, REACH, READ = 4, 6, 45


class Beside(NamedTuple):
    """The words beside one name, as told by the lists of its language."""

    relation: str
    admin: tuple[str, ...]
    admin_word: str
    country: str | None
    elsewhere: str | None
    located: bool
    placed: bool
    speaks: bool
    owner: bool
    between: bool
    talks: bool
    talks_after: bool
    front: bool

    def metonym(self, kind: str) -> bool:
        """Tell whether a name stands for a government.

        It does when it speaks, acts, is accused or owns an institution; a state also wherever it is no location, a capital
        also in "talks between Baku and Yerevan".
        """
        if self.speaks or self.owner:
            return True
        if kind == "settlement":
            return self.talks
        return kind == "country" and not self.located and not self.between and not self.admin


class _Lists(NamedTuple):
    admin: Admin
    adjective_kinds: tuple[str, ...]
    plural: re.Pattern | None
    plural_before: re.Pattern | None
    near_after: tuple[str, ...]
    direction_after: frozenset[str]
    between: frozenset[str]
    between_governments: frozenset[str]
    speech: frozenset[str]
    skipped: frozenset[str]
    joined: frozenset[str]
    of: frozenset[str]
    seat: frozenset[str]
    institutions: frozenset[str]
    countries: dict[str, str]
    peoples: dict[str, str]
    past: tuple[str, ...]
    placing_endings: frozenset[str]
    copula: frozenset[str]
    minds: frozenset[str]
    local: frozenset[str]
    asides: re.Pattern


@lru_cache(maxsize=1 << 14)
def beside(before: str, after: str, suffix: str | None, lang: str) -> Beside:
    """Read the words beside a name."""
    known = _lists(lang)
    low_before = lower(plain(before[-READ:]))
    low_after = known.asides.sub("", lower(plain(after[:READ])))
    tokens = _WORDS.findall(low_before)
    last = tokens[-BEFORE:]
    cut = _CLAUSE.search(low_after)
    following = _WORDS.findall(low_after, 0, cut.start() if cut else READ)[:REACH]
    apart = bool(suffix and suffix[0] == "'")
    if apart and low_after[:1] == "'" and following[:1] == ["s"]:
        following = following[1:]
    roles = phrases(lang).before(tokens) if low_before[-1:] == " " and low_before[-2:-1].isalnum() else NONE
    start = phrases(lang).bare(last)
    between = bool(start) and start[-1] in known.between
    admin, admin_word = _admin(last, following, before, low_before, after, low_after, suffix, known)
    in_case = suffix is not None and lower(suffix).lstrip("'") in known.placing_endings
    located = in_case or not roles.isdisjoint(_LOCATING)
    return Beside(
        _relation(roles, between, following, admin_word, known),
        admin,
        admin_word,
        _country(last, low_after, known),
        _elsewhere(before, after, last),
        located,
        located or "placing" in roles,
        not located and ("addressed" in roles or _speaks(low_after, following, known)),
        _owns(last, following if low_after[:1] != "," else [], apart, located, known),
        between,
        between and not known.between_governments.isdisjoint(last),
        bool(following) and following[0] in known.between_governments,
        admin_word in known.direction_after or (bool(following) and following[0] in known.direction_after),
    )


@lru_cache(maxsize=16)
def _lists(lang: str) -> _Lists:
    return _Lists(
        admin_words(lang),
        tuple(lists(lang).get("adjective_kinds") or ()),
        *_together(words(lang, "admin_together")),
        tuple(words(lang, "near_after")),
        words(lang, "direction_after"),
        words(lang, "between"),
        words(lang, "between_governments"),
        words(lang, "speech"),
        words(lang, "skipped"),
        words(lang, "joined"),
        words(lang, "of"),
        words(lang, "seat"),
        words(lang, "institutions"),
        _countries(lang, "names"),
        _countries(lang, "demonyms"),
        tuple(words(lang, "past")),
        words(lang, "placing_endings"),
        words(lang, "copula"),
        words(lang, "minds"),
        words(lang, "local"),
        re.compile(rf"^, (?:{'|'.join(map(re.escape, words(lang, 'asides'))) or '(?!)'}),"),
    )


def _together(listed: frozenset[str]) -> tuple[re.Pattern | None, re.Pattern | None]:
    """Return patterns of a list of names that ends, or begins, with the word for all of them.

    "Tovuz and Fuzuli districts", "districts, including Tovuz and Fuzuli".
    """
    if not listed:
        return None, None
    words_for_all, name = "|".join(sorted(listed)), r"[^\W\d_][\w'’-]+"
    return (
        re.compile(rf"^(?:(?:,| and|, and| or) {name})+ ({words_for_all})\b"),
        re.compile(rf"\b({words_for_all})(?:,? (?:including|such as|of|like)|:) (?:{name}(?:,? and|,? or|,) )*$"),
    )


@lru_cache(maxsize=32)
def _countries(lang: str, slot: str) -> dict[str, str]:
    """Return the names or demonyms of the sides that are states, with their country codes."""
    from toolkit.sides import DEFAULT, load_sides

    return {
        lower(word.rstrip("*")): side.country
        for side in load_sides(DEFAULT).sides
        if side.country
        for word in side.slots(lang).get(slot, ())
    }


@lru_cache(maxsize=1)
def _foreign() -> re.Pattern:
    data = word_file("elsewhere")
    listed = "|".join(sorted(map(re.escape, (*data["countries"], *data["provinces"])), key=len, reverse=True))
    return re.compile(rf"^(?:,? in (?:the )?|, | \(|, the )({listed})(?![\w-])")


@lru_cache(maxsize=1)
def _foreign_said() -> re.Pattern:
    """Return a pattern of what is said of a place elsewhere (", a village of Liguria in Italy", " is a hamlet in Canada")."""
    kinds = "|".join(sorted(_KINDS_OF_PLACE | _MORE_KINDS))
    states = "|".join(map(re.escape, (*word_file("elsewhere")["countries"], *word_file("elsewhere")["provinces"])))
    inside = r"(?:in|of|near|outside) (?:the )?(?:[A-Z][\w-]+(?:,| in) )?"
    said = rf"(?:,| is| was) an? (?:[a-z]+ )?(?:{kinds})"
    return re.compile(rf"^(?:{said}| (?:{kinds})) {inside}({states})(?![\w-])")


@lru_cache(maxsize=1)
def _foreign_place() -> re.Pattern:
    return re.compile(rf"\b({'|'.join(word_file('elsewhere')['peoples'])}) (?:[a-z]+ ){{1,2}}(?:of )?(?:the )?$")


def _elsewhere(before: str, after: str, last: list[str]) -> str | None:
    """Return the state or people elsewhere that the words beside a name put it with ("Kish, Ohio", "the Iraqi city of Kut")."""
    found = _foreign().match(after) if after[:1] in (",", " ") else None
    found = found or (_foreign_said().match(after) if after[:1] in (",", " ") else None)
    if found is None and not _KINDS_OF_PLACE.isdisjoint(last):
        found = _foreign_place().search(before)
    return found.group(1) if found else None


def _admin(last, following, before, low_before, after, low_after, suffix, known: _Lists) -> tuple[tuple[str, ...], str]:
    if following and low_after[:1] == " ":
        kinds = known.admin.get(following[0])
        if kinds:
            return kinds, following[0]
    if known.plural and low_after[:1] in (",", " "):
        together = known.plural.match(after)
        if together:
            return known.admin.get(together.group(1)) or (), together.group(1)
    if known.plural_before and low_before[-1:] == " ":
        together = known.plural_before.search(before)
        if together:
            return known.admin.get(together.group(1)) or (), together.group(1)
    if low_before[-1:] == " ":
        for n, word in enumerate(reversed(last[-3:])):
            kinds = known.admin.get(word)
            if kinds and n == 0:
                return kinds, word
            if n and last[len(last) - n] in known.of and word not in known.direction_after:
                whole = known.admin.get(f"{word} of")
                if whole:
                    return whole, f"{word} of"
                if kinds:
                    named = _NAMED.search(before)  # "Agdam village of Tovuz": the village is the other
                    other = named is not None and lower(named.group(1)) not in known.peoples
                    return (CONTAINERS, f"{word} of") if other else (kinds, word)
    if known.adjective_kinds and suffix and "ск" in suffix:
        return known.adjective_kinds, suffix
    return (), ""


def _relation(roles: frozenset[str], between: bool, following, admin_word: str, known: _Lists) -> str:
    if between:
        return "between"
    if "direction" in roles:
        return "direction"
    if admin_word in known.direction_after or (following and following[0] in known.direction_after):
        return "near"  # "in the Tovuz direction" of the front
    if known.near_after and any(word.startswith(known.near_after) for word in following[:2]):
        return "near"
    return "near" if "near" in roles else "at"


def _speaks(low_after: str, following, known: _Lists) -> bool:
    """Tell whether the name is the subject of a verb, with adverbs or a second name before it."""
    if not following or low_after[:1] in (",", "(", ")", "-"):
        return False
    rest = [word for word in following if word not in known.skipped and not word.endswith("ly")]
    if rest[:1] and rest[0] in known.joined and len(rest) > 2:
        rest = rest[2:]
    if rest[1:] and rest[0] in known.copula and rest[1] in known.minds:
        return True
    return bool(rest) and (rest[0] in known.speech or (bool(known.past) and rest[0].endswith(known.past)))


def _owns(last, following, apart: bool, located: bool, known: _Lists) -> bool:
    """Tell whether an institution is the name's: "Yerevan's defence ministry", "the authorities in Stepanakert"."""
    reach = 3 if apart else 2
    if not located and any(word in known.institutions for word in following[:reach]):
        return True
    if not last or last[-1] not in known.seat:
        return False
    there = NONE if last[-1] in known.of else known.local
    return any(word in known.institutions and word not in there for word in last[-3:-1])


def _country(last, low_after: str, known: _Lists) -> str | None:
    for word in reversed(last):
        country = known.peoples.get(word) or known.countries.get(word.removesuffix("'s") if word[-2:] == "'s" else "")
        if country:
            return country
    if low_after[:2] == ", ":
        following = _WORDS.match(low_after, 5 if low_after[:5] == ", in " else 2)
        if following:
            return known.countries.get(following.group().removesuffix("'s"))
    return None
