"""All names of a gazetteer, in every form a text can hold them, in one Aho-Corasick automaton."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.places.endings import Inflection, inflection, tails
from toolkit.places.gazetteer import Gazetteer
from toolkit.places.memo import once_for_each
from toolkit.places.text import bare, fold, lower, plain, upper_forms
from toolkit.places.words import ambiguous, word_file
from toolkit.tables import MENTION_KINDS

if TYPE_CHECKING:
    import ahocorasick_rs

#: Shorter names are not looked for in capitals, where abbreviations look the same.
SHORTEST_CAPITALS = 4
#: People of a settlement whose name is read as a place even where it looks like a surname.
TOWN = 5_000
_TAIL = re.compile(r"'?\w*")
_RU_ADJECTIVES = {
    "ый": ("ый", "ого", "ому", "ым", "ом"),
    "ий": ("ий", "его", "ему", "им", "ем", "ого", "ому", "ом"),
    "ой": ("ой", "ого", "ому", "ым", "ом"),
    "ая": ("ая", "ой", "ую", "ою"),
    "яя": ("яя", "ей", "юю"),
    "ое": ("ое", "ого", "ому", "ым", "ом"),
}


@dataclass(slots=True, eq=False)
class Form:
    """One name as looked for: its key, the places it can be, and its own tails (``None``: those of the text's language).

    ``bare`` is the tail of the uninflected name; ``ambiguous`` marks common words and first names (``plain_word``: only without diacritics), ``surname`` names that
    look like surnames of the region; ``adjective_only`` marks lower-case stems.
    """

    key: str
    kind: str
    tails: dict[str, bool] | None
    place_ids: list[str] = field(default_factory=list)
    ambiguous: bool = False
    plain_word: bool = False
    surname: bool = False
    adjective_only: bool = False
    bare: str = ""


class Hit(NamedTuple):
    """One name found: span without a suffix parted by an apostrophe, its form, the suffix, and whether an adjective."""

    start: int
    end: int
    form: Form
    suffix: str | None
    adjective: bool


@dataclass(frozen=True)
class Matcher:
    """The automaton and what each of its patterns stands for."""

    automaton: ahocorasick_rs.AhoCorasick = field(repr=False)
    forms: list[list[Form]] = field(repr=False)

    def hits(self, text: str, lang: str) -> list[Hit]:
        """Return the names in a text (see ``plain``), the longest at each place, without overlaps, in order."""
        found: list[Hit] = []
        latin = tails(lang if lang in ("az", "tr") else "en", 0)
        for pattern, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            if start and (text[start - 1].isalnum() or text[start - 1] in "@_/"):
                continue
            for form in self.forms[pattern]:
                hit = _whole(text, start, end, form, latin)
                if hit is not None:
                    found.append(hit)
        if len(found) < 2:
            return found
        found.sort(key=_before)
        kept = [found[0]]
        for hit in found:
            if hit.start >= kept[-1].end:
                kept.append(hit)
        return kept


def _before(hit: Hit) -> tuple[int, int, int]:
    """Return what sorts hits: by place in the text, the longest first, then whole names of peoples, places, stems."""
    return hit.start, -hit.end, 2 if hit.form.tails is ANY else int(hit.form.kind == "place")


def _whole(text: str, start: int, end: int, form: Form, latin: dict[str, bool]) -> Hit | None:
    """Return the hit if the word ends here or goes on with a tail of the name, else ``None``."""
    own = form.tails
    if end == len(text) or not (text[end].isalnum() or text[end] in "'_"):
        if own is not None and "" not in own:
            return None
        return None if form.adjective_only else Hit(start, end, form, None, False)
    tail = _TAIL.match(text, end).group()  # type: ignore[union-attr]
    allowed = latin if own is None else own
    low = lower(tail)
    if low[0] == "'":
        if form.adjective_only or ("" not in allowed):
            return None
        known = low in allowed or low[1:] in allowed or low == "'"
        return Hit(start, end, form, tail, False) if known or own is not None else None
    adjective = allowed.get(low) if form.kind != "demonym" or own is None else False
    if adjective is None or (form.adjective_only and not adjective):
        return None
    if (
        adjective
        and (form.adjective_only or _opens_sentence(text, start))
        and not _nouns().match(text, end + len(tail))
    ):
        return None
    return Hit(start, end + len(tail), form, None if low == form.bare else tail, adjective)


def _opens_sentence(text: str, start: int) -> bool:
    return start == 0 or text[max(0, start - 4) : start].rstrip(' «"“')[-1:] in ("", ".", "!", "?", "\n", ":", ";")


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern:
    """Return a pattern of the nouns that make an adjective the name of a place, in a list of adjectives too."""
    return re.compile(rf"(?:(?:,| и|) \w+ск\w+)* (?:{'|'.join(word_file('endings')['ru']['adjective_nouns'])})")


#: The tails of a stem that any ending may follow.
ANY: dict[str, bool] = {"": False}


@lru_cache(maxsize=1)
def _surname() -> re.Pattern:
    """Return a pattern of folded names that look like surnames of the region (Safarli, Ivanov)."""
    return re.compile(rf"[^ ]{{3,}}(?:{'|'.join(word_file('names')['surname_shapes'])})$")


@once_for_each
def load_matcher(gazetteer: Gazetteer) -> Matcher:
    """Return the matcher of a gazetteer; built once for each gazetteer object."""
    import ahocorasick_rs

    forms: dict[tuple, Form] = {}
    patterns: dict[str, list[Form]] = {}
    names = gazetteer.names
    columns = [names[name].tolist() for name in ("place_id", "name", "lang", "ambiguous")]
    known = {(place_id, fold(name)) for place_id, name in zip(columns[0], columns[1], strict=True)}
    states = set(gazetteer.places["place_id"][gazetteer.places["kind"].isin(["country", "region"])])
    ids = {key: place_id for place_id, key in known if place_id in states}
    well_known = _well_known(gazetteer)
    known_well = {key for place_id, key in known if place_id in well_known}
    weak = ambiguous()
    for place_id, name, lang, marked in zip(*columns, strict=True):
        core = without_form_of_state(name)
        if core != name and (place_id, fold(core)) in known:
            continue
        key = fold(name)
        for spellings, made, adjective_only in _patterns(name, lang):
            form = _form(forms, key, "place", made.tails if made else None, adjective_only)
            form.bare = made.bare if made else ""
            form.surname = key not in known_well and _surname().search(key) is not None
            form.ambiguous = form.ambiguous or bool(marked) or key in weak
            form.plain_word = weak.get(key) == "plain word"
            _add(patterns, spellings, form, place_id)
    for kind, name, place_id in _other_names(ids):
        stem = name.rstrip("*")
        form = _form(forms, fold(stem), kind, ANY if stem != name else None, False)
        _add(patterns, {stem, stem.capitalize()} if stem != name else _spellings(name), form, place_id)
    return Matcher(ahocorasick_rs.AhoCorasick(list(patterns), store_patterns=False), list(patterns.values()))


def _form(forms: dict[tuple, Form], key: str, kind: str, own: dict[str, bool] | None, adjective_only: bool) -> Form:
    at = (key, kind, id(own), adjective_only)
    form = forms.get(at)
    if form is None:
        form = forms[at] = Form(key, kind, own, adjective_only=adjective_only)
    return form


def _add(patterns: dict[str, list[Form]], spellings: Iterable[str], form: Form, place_id: str | None) -> None:
    if place_id and place_id not in form.place_ids:
        form.place_ids.append(place_id)
    for spelling in spellings:
        known = patterns.get(spelling)
        if known is None:
            patterns[spelling] = [form]
        elif form not in known:
            known.append(form)


def _well_known(gazetteer: Gazetteer) -> set[str]:
    """Return the ids of districts, regions and towns, whose names are read as places before surnames."""
    places = gazetteer.places
    towns = places["population"].fillna(0) >= TOWN
    return set(places["place_id"][towns | ~places["kind"].isin(["settlement", "other"])])


def _patterns(name: str, lang: str) -> Iterator[tuple[Iterable[str], Inflection | None, bool]]:
    """Yield what to look for of a name: spellings, their inflection, and whether only adjectives count."""
    name = plain(name)
    if bare(name).isascii():
        translated = _translated(name)
        yield _spellings(name) if translated == name else _spellings(name) | _spellings(translated), None, False
        return
    for full in _first_words(name, lang):
        made: Inflection = inflection(full, lang)
        yield _spellings(made.stem), made, False
        if True in made.tails.values() and " " not in full:
            yield (made.stem.lower(),), made, True


def without_form_of_state(name: str) -> str:
    """Return a name without the words for the form of a state, which are no part of a place's name.

    >>> without_form_of_state("Republic of Armenia"), without_form_of_state("Artsakh Republic")
    ('Armenia', 'Artsakh')
    """
    return _form_of_state().sub("", name)


@lru_cache(maxsize=1)
def _form_of_state() -> re.Pattern:
    lists = word_file("names")["form_of_state"]
    before, after = ("|".join(map(re.escape, lists[name])) for name in ("before", "after"))
    return re.compile(rf"^(?:{before}) | (?:{after})$")


def _translated(name: str) -> str:
    """Return a name with the English word for its first one (Verin Shorzha: Upper Shorzha), else the name."""
    first, space, rest = name.partition(" ")
    english = word_file("names")["english"].get(first)
    return f"{english} {rest}" if english and space else name


def _first_words(name: str, lang: str) -> list[str]:
    """Return a name of several words with its first word in each case (Нагорный, Нагорного ... Карабах)."""
    first, space, rest = name.partition(" ")
    if not space:
        return [name]
    if lang == "ru" and first[-2:] in _RU_ADJECTIVES:
        return [f"{first[:-2]}{ending} {rest}" for ending in _RU_ADJECTIVES[first[-2:]]]
    if lang == "ka" and first.endswith("ი"):
        return [name, f"{first[:-1]} {rest}"]
    return [name]


@lru_cache(maxsize=1 << 16)
def _spellings(name: str) -> frozenset[str]:
    """Return the spellings of a name: with hyphen or space, without diacritics or apostrophes, in capitals."""
    if name.isascii() and name.isalpha():
        made = {name, name[:1].upper() + name[1:]}
        return frozenset(made | upper_forms(name) if len(name) >= SHORTEST_CAPITALS else made)
    made = {name, bare(name)}
    made |= {spelling.replace("'", "") for spelling in made}
    made |= {new for spelling in made for new in (spelling.replace("-", " "), spelling.replace(" ", "-"))}
    made |= {" ".join(word[:1].upper() + word[1:] for word in spelling.split(" ")) for spelling in made}
    made |= {spelling.replace("ё", "е") for spelling in made} | {spelling.replace("և", "եւ") for spelling in made}
    if len(name) >= SHORTEST_CAPITALS:
        made |= {capitals for spelling in made for capitals in upper_forms(spelling)}
    return frozenset(spelling for spelling in made if spelling)


def _other_names(ids: dict[str, str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield names that are no places: demonyms of the sides files with the place of the people, organisations, events."""
    from toolkit.sides import load_sides, sides_files

    for file in sides_files():
        for side in load_sides(file).sides:
            known = (ids.get(fold(name)) for slots in side.words.values() for name in (slots or {}).get("names", ()))
            place_id = next(filter(None, known), None)
            for slots in side.words.values():
                for word in (*(slots or {}).get("demonyms", ()), *(slots or {}).get("people", ())):
                    if fold(word.split()[0]) not in ids:
                        yield "demonym", word, place_id
    for kind in MENTION_KINDS[1:]:
        for name in word_file("names").get(kind, ()):
            yield kind, name, None


def text_language(text: str, lang: str | None) -> str:
    """Return the language by whose rules a text is read: its own, else one by its letters.

    >>> text_language("Հայաստան", None), text_language("Baku", "fr")
    ('hy', 'en')
    """
    rules = word_file("endings")
    if isinstance(lang, str) and lang in rules:
        return lang
    letter = _SCRIPT.search(text, 0, 2000)
    return "en" if letter is None else _SCRIPTS[letter.lastgroup]  # type: ignore[index]


_SCRIPTS = {"cyrl": "ru", "armn": "hy", "geor": "ka", "azer": "az"}
_SCRIPT = re.compile(r"(?P<cyrl>[а-яё])|(?P<armn>[ա-և])|(?P<geor>[ა-ჰ])|(?P<azer>[əƏ])")
