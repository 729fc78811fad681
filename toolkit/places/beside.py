"""What the words right beside a name tell of it: its kind, its country, how the event lies to it, and who is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from toolkit.places.text import lower, plain
from toolkit.places.words import admin_words, lists, words

_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
#: How many words before and after a name are read.
REACH = 4


@dataclass(frozen=True, slots=True)
class Beside:
    """The words beside one name, as told by the lists of its language."""

    relation: str
    admin: tuple[str, ...]
    admin_word: str
    country: str | None
    located: bool
    speaks: bool
    owner: bool

    def metonym(self, kind: str) -> bool:
        """Tell whether the name stands for a government: it speaks or acts, or owns an institution, and is no location."""
        if self.speaks or self.owner:
            return True
        return kind in ("country", "region") and not self.located


@lru_cache(maxsize=1 << 14)
def beside(before: str, after: str, suffix: str | None, lang: str) -> Beside:
    """Read the words beside a name."""
    known = _lists(lang)
    low_before, low_after = lower(plain(before)), lower(plain(after))
    last = _WORDS.findall(low_before)[-REACH:]
    clause_end = re.search(r"[.;:!?\n]", low_after)
    following = _WORDS.findall(low_after[: clause_end.start()] if clause_end else low_after)[:REACH]
    if suffix and following[:1] == ["s"]:
        following = following[1:]
    admin, admin_word = _admin(last, following, low_before, low_after, known)
    return Beside(
        _relation(low_before, last, following, known),
        admin,
        admin_word,
        _country(last, low_after, known),
        _located(low_before, known),
        bool(following) and following[0] in known.speech and not low_after.lstrip().startswith(("(", ",")),
        bool(suffix and any(word in known.institutions for word in following[:3]))
        or (bool(following) and following[0] in known.institutions)
        or (last[-1:] == ["in"] and any(word in known.institutions for word in last[:-1])),
    )


@dataclass(frozen=True)
class _Lists:
    admin: dict[str, tuple[str, ...]]
    near: re.Pattern
    direction: re.Pattern
    direction_after: frozenset[str]
    between: frozenset[str]
    locative: re.Pattern
    speech: frozenset[str]
    institutions: frozenset[str]
    countries: dict[str, str]


@lru_cache(maxsize=16)
def _lists(lang: str) -> _Lists:
    return _Lists(
        admin_words(lang),
        _ending(words(lang, "near")),
        _ending(words(lang, "direction")),
        words(lang, "direction_after"),
        words(lang, "between"),
        _ending(words(lang, "locative")),
        words(lang, "speech"),
        words(lang, "institutions"),
        _countries(lang),
    )


def _ending(listed: frozenset[str]) -> re.Pattern:
    """Return a pattern for a text that ends with one of some words, with an article or a kind of place after them."""
    if not listed:
        return re.compile(r"(?!)")
    alternatives = "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
    skip = r"(?:the |a |an |neighbouring |neighboring |village of |town of |city of |villages of |settlement of |district of )*"
    return re.compile(rf"(?:^|[\s(\"“-])(?:{alternatives}) {skip}$")


@lru_cache(maxsize=16)
def _countries(lang: str) -> dict[str, str]:
    """Return the words that put a place in a country: names and demonyms of the sides that are states."""
    from toolkit.sides import DEFAULT, load_sides

    found = {}
    for side in load_sides(DEFAULT).sides:
        if side.country:
            slots = side.slots(lang)
            for slot in ("names", "demonyms"):
                for word in slots.get(slot, ()):
                    found[lower(word.rstrip("*"))] = side.country
    found.update(lists(lang).get("countries") or {})
    return found


def _admin(last, following, low_before, low_after, known: _Lists) -> tuple[tuple[str, ...], str]:
    if following and low_after[:1] == " " and following[0] in known.admin:
        return known.admin[following[0]], following[0]
    for n, word in enumerate(reversed(last[-3:])):
        if word in known.admin and (n == 0 or last[len(last) - n] == "of") and low_before[-1:] == " ":
            return known.admin[word], word
    return (), ""


def _relation(low_before: str, last, following, known: _Lists) -> str:
    if last[-1:] and last[-1] in known.between:
        return "between"
    if known.direction.search(low_before) or (following and following[0] in known.direction_after):
        return "direction"
    if known.near.search(low_before):
        return "near"
    return "at"


def _located(low_before: str, known: _Lists) -> bool:
    return known.locative.search(low_before) is not None


def _country(last, low_after: str, known: _Lists) -> str | None:
    for word in reversed(last):
        country = known.countries.get(word) or known.countries.get(word.removesuffix("'s"))
        if country:
            return country
    if low_after[:2] == ", ":
        following = _WORDS.match(low_after, 2)
        if following:
            return known.countries.get(following.group())
    return None
