"""The names of the gazetteer: as curated, as spelt by rule in other languages, as in GeoNames, and whose names they are."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from toolkit.places.text import fold
from toolkit.places.transliterate import script_of, spellings

Row = dict[str, Any]

#: Columns of names in the curated files: whose names they are, the language and the script they are native in.
USERS = {
    "en": ("international", "en", "Latn"),
    "az": ("azerbaijani", "az", "Latn"),
    "hy": ("armenian", "hy", "Armn"),
    "ka": ("georgian", "ka", "Geor"),
    "os": ("ossetian", "ru", "Cyrl"),
    "ab": ("abkhaz", "ru", "Cyrl"),
    "ru": ("international", "ru", "Cyrl"),
    "tr": ("international", "tr", "Latn"),
}
#: Whose names count as a state's own.
OWN = {"ARM": "armenian", "AZE": "azerbaijani", "GEO": "georgian"}
SCRIPT_LANG = {"Armn": "hy", "Geor": "ka", "Cyrl": "ru", "Latn": "en"}
#: Grades of names: written 0, alternate of GeoNames 1, spelt by rule from a written one 2 or an alternate 3.
MADE = 2
#: Letters by which Azerbaijani is told from other languages in Latin script.
AZERBAIJANI = set("əğıöüşçxq")
TARGETS = ("en", "ru", "tr", "az", "hy", "ka")


def values(cell: str) -> list[str]:
    """Return the names in a cell of a curated file."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def curated_names(row: Row) -> list[Row]:
    """Return the names of a curated row, each of a party or of the state with its spellings in the other languages."""
    own = OWN.get(row["country"]) if row["detail"] != "state" else None
    spelt = set(row["parties"]) or {own or ""}
    out = [name_row(row["name"], "en", "international", "own")]
    for column, (usage, native, script) in USERS.items():
        targets = TARGETS if usage in spelt else ("en", "ru") if own and usage in ("armenian", "azerbaijani") else ()
        for number, cell in enumerate(values(row[column])):
            name, _, lang = cell.partition("@")
            is_native = script_of(name) == script and (
                native != "az" or number == 0 or bool(set(name.lower()) & AZERBAIJANI)
            )
            lang = lang or (native if is_native else SCRIPT_LANG[script_of(name) or "Latn"])
            official = is_native and number == 0 and usage == own and not row["parties"]
            same = [{**name_row(name, lang, usage, "own"), "official": official}]
            for target in targets if is_native else ():
                same += _made(name, native, target, usage)
            if lang == "ru" and native != "ru":
                same += _made(name, "ru", "en", usage)  # English names often come by way of Russian
            out += [{**row, "first": number == 0} for row in same]
    return out


def geonames_names(row: Row, own: list[Row]) -> list[Row]:
    """Return the alternates of a GeoNames entry whose script tells the language and whose sound is that of the place.

    GeoNames does not say whose name an alternate is, so curated disputed places take none.
    """
    if row["parties"] and "at" in row:
        return []
    entry, usage, out = row["geonames"], OWN.get(row["country"], "international"), []
    for written in [entry["name"], *entry["alternates"]]:
        name, alternate = re.sub(r"[ʻʼ’‘'`ˌ]", "", written), written != entry["name"]
        lang = _language(name, row["country"])
        if lang is None or (alternate and not _alike(name, own)) or (len(fold(name)) < 4 and "at" in row):
            continue
        native = {"hy": "armenian", "az": "azerbaijani", "ka": "georgian"}.get(lang) == usage
        if native:
            made = [form for target in TARGETS for form in _made(name, lang, target, usage)[:8]]
            alternate = alternate and fold(row["name"]) not in {fold(form["name"]) for form in made}
            out += [{**form, "alternate": alternate} for form in made]
        about = {"alternate": alternate, "official": native and not alternate and not row["parties"]}
        out.append({**name_row(name, lang, usage, f"GeoNames {entry['geonameid']}"), **about})
    return out


def _language(name: str, country: str) -> str | None:
    """Return the language that the script of a name of a place in a country tells; None where it tells none."""
    script = script_of(name)
    if script == "Latn" and country == "TUR":
        return "tr"
    if script == "Latn" and country == "AZE" and set(name.lower()) & set("əğşıç"):
        return "az"
    return SCRIPT_LANG.get(script or "")


def _alike(name: str, own: list[Row]) -> bool:
    """True for an alternate that is a plain word and sounds like a name of the place: no airport code, no older name."""
    form, latin = fold(name), script_of(name) == "Latn"
    if (
        len(form) < (5 if latin else 4)
        or re.search(r"[A-Z]{2}|\d", name)
        or (name[0].islower() and script_of(name) != "Geor")
    ):
        return False
    rivals = [other["name"] for other in own if skeleton(other["name"]) == skeleton(name)]
    return any(not latin or SequenceMatcher(None, form, fold(rival)).ratio() >= 0.75 for rival in rivals)


def settle_usage(row: Row, names: list[Row]) -> None:
    """Decide whose name each name is.

    A disputed place: shared, when only one party has a name for it, when the parties' first names are one in English, or when
    several parties' names are spelt so; else a party's, where only that party's names are, and international where none is.
    Any other place: shared, but for names that only the other state of Armenia and Azerbaijan uses.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    english: dict[str, set[str]] = defaultdict(set)
    for name in names:
        form = fold(name["name"])
        forms[name["usage"]].add(form)
        if name.get("first"):
            first[name["usage"]].add(form)
            english[name["usage"]].update([form] if name["lang"] == "en" else [])
    parties = [party for party in row["parties"] if forms[party]]
    one_name = len(parties) > 1 and bool(set.intersection(*(english[party] for party in parties)))
    agreed: set[str] = set().union(*(first[party] for party in parties)) if one_name else set()
    own = OWN.get(row["country"])
    settled = forms[own or "international"] | forms["international"]
    for name in names:
        form = fold(name["name"])
        if row["parties"]:
            owners = [party for party in parties if form in forms[party]]
            both = len(parties) < 2 or len(owners) > 1 or form in agreed
            name["usage"] = "shared" if both else owners[0] if owners else "international"
        elif (
            row["detail"] == "state"
            or own is None
            or name["usage"] not in ("armenian", "azerbaijani")
            or form in settled
        ):
            name["usage"] = "shared"


def dedupe(names: list[Row]) -> list[Row]:
    """Keep one row for each form of a name of a place in a language, written ones before those made by rule.

    English and Turkish spellings made by rule are left out where the form stands already: they add nothing.
    """
    written = {(name["place_id"], fold(name["name"])) for name in names if not is_made(name)}
    kept: dict[tuple[str, str, str], Row] = {}
    for name in sorted(names, key=is_made):
        key = (name["place_id"], fold(name["name"]))
        if not is_made(name) or name["lang"] not in ("en", "tr") or key not in written:
            kept.setdefault((*key, name["lang"]), name)
    return sorted(kept.values(), key=lambda name: (name["place_id"], is_made(name), name["lang"]))


def drop_clashes(names: list[Row], seats: dict[str, str], taken: set[str]) -> list[Row]:
    """Drop what is not sure and is a surer name of another place (a district and its seat are one place here).

    A name that is written for a place stands; an alternate of GeoNames gives way to one; a spelling by rule to both, to
    those of other places, and to the forms that are ``taken`` by words and by cities elsewhere. Places of one name keep the
    spellings of that name.
    """

    def place_of(name: Row) -> str:
        place_id: str = name["place_id"]
        return seats.get(place_id, place_id)

    surest: dict[str, int] = {}
    holders: dict[tuple[str, int], set[str]] = defaultdict(set)
    for name in names:
        form, grade = fold(name["name"]), _grade(name)
        surest[form] = min(surest.get(form, grade), grade)
        holders[form, grade].add(place_of(name))
    namesakes: dict[str, set[str]] = defaultdict(set)
    for (_, grade), sharing in holders.items():
        for place_id in sharing if grade == 0 else ():
            namesakes[place_id] |= sharing
    kept = []
    for name in names:
        form, grade, place_id = fold(name["name"]), _grade(name), place_of(name)
        reach = grade + (grade >= MADE)  # spellings by rule give way to each other too
        rivals: set[str] = set().union(*(holders[form, better] for better in range(surest[form], reach)))
        if rivals <= namesakes[place_id] | {place_id} and not (grade >= MADE and form in taken):
            kept.append(name)
    return kept


def _grade(name: Row) -> int:
    return (MADE if is_made(name) else 0) + bool(name.get("alternate"))


def _made(name: str, source: str, target: str, usage: str) -> list[Row]:
    """Return the spellings of a name in a language: the most usual one "spelt", the others by "rule"."""
    if script_of(name) != "Geor" and (name.isupper() or any(word[0].islower() for word in name.split())):
        return []  # letters that stand for words, and common nouns, are translated, not spelt out
    forms = [form for form in spellings(name, source, target) if script_of(form) and len(fold(form)) > 3]
    kinds = ["spelt", *["rule"] * len(forms)]  # a form of several scripts has a letter without a rule, and is left out
    return [
        name_row(form, target, usage, f"{kind} {source}-{target}") for form, kind in zip(forms, kinds, strict=False)
    ]


def is_made(name: Row) -> bool:
    """True for spellings made by rule."""
    return bool(re.search(r"\b(rule|spelt) \w\w-\w\w$", name["source"]))


def name_row(name: str, lang: str, usage: str, source: str) -> Row:
    name = unicodedata.normalize("NFC", name)
    return {
        "name": name,
        "lang": lang,
        "script": script_of(name) or "",
        "usage": usage,
        "source": source,
        "official": False,
    }


_SOUNDS = [
    (re.compile(r"[aeiouyəıöüаеиоуыэюяйьъ]|[աեէըիոօ]|[აეიოუ]"), ""),
    (re.compile(r"kh|gh|[gqkhx]"), "k"),
    (re.compile(r"dz|ts|tz|zh|sh|ch|dj|[cjszçş]"), "s"),
    (re.compile(r"[bpf]"), "p"),
    (re.compile(r"[dt]"), "t"),
    (re.compile(r"[vw]"), "v"),
]


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Return the consonants of a name, alike for all alphabets and romanisations.

    >>> skeleton("Тбилиси") == skeleton("თბილისი") == skeleton("Tbilisi")
    True
    """
    rules = {"Armn": "hy", "Geor": "ka", "Cyrl": "ru"}.get(script_of(name) or "")
    text = fold((spellings(name, rules, "en", limit=1) or [name])[0] if rules else name)
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return re.sub(r"(.)\1+", r"\1", text.replace(" ", ""))
