"""The names of the gazetteer: as curated, as spelt by rule in other languages, as in GeoNames, and whose names they are."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
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
TARGETS = ("en", "ru", "tr", "az", "hy", "ka")


def values(cell: str) -> list[str]:
    """Return the names in a cell of a curated file."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def curated_names(row: Row) -> list[Row]:
    """Return the names of a curated row, each of a party or of the state with its spellings in the other languages."""
    expand = set(row["parties"]) or {OWN.get(row["country"], "")} - (
        {""} | ({"armenian", "azerbaijani", "georgian"} if row["detail"] == "state" else set())
    )
    out = [_name(row["name"], "en", "international", "own")]
    for column, (usage, native, script) in USERS.items():
        first = True
        for cell in values(row[column]):
            name, _, lang = cell.partition("@")
            is_native = script_of(name) == script and (
                native != "az" or first or bool(set(name.lower()) & set("əğıöüşçxq"))
            )
            first = False
            out.append(
                _name(name, lang or (native if is_native else SCRIPT_LANG[script_of(name) or "Latn"]), usage, "own")
            )
            if is_native and native in ("az", "hy", "ka", "ru") and column != "ru":
                for target in TARGETS if usage in expand else ("en", "ru"):
                    out += _made(name, native, target, usage)
    return out


def geonames_names(row: Row, own: list[Row]) -> list[Row]:
    """Return the alternates of a GeoNames entry whose script tells the language and whose sound is that of the place.

    GeoNames does not say whose name an alternate is, so curated disputed places take none.
    """
    if row["parties"] and "at" in row:
        return []
    entry, usage = row["geonames"], OWN.get(row["country"], "international")
    source, sounds, out = f"GeoNames {entry['geonameid']}", {skeleton(name["name"]) for name in own}, []
    for written in [entry["name"], *entry["alternates"]]:
        name = re.sub(r"[ʻʼ’‘'`ˌ]", "", written)
        script = script_of(name)
        latin = script == "Latn"
        lang = (
            "tr"
            if latin and row["country"] == "TUR"
            else "az"
            if latin and row["country"] == "AZE" and set(name) & set("əğşıçƏ")
            else SCRIPT_LANG.get(script or "")
        )
        usual = len(fold(name)) > (4 if latin and written != entry["name"] else 3)
        if (
            lang
            and usual
            and name[0].isupper() != (script == "Geor")
            and skeleton(name) in sounds
            and not re.search(r"[A-Z]{3}|\d", name)
        ):
            out.append(_name(name, lang, usage, source))
            if {"hy": "armenian", "az": "azerbaijani", "ka": "georgian"}.get(lang) == usage:
                for target in TARGETS:
                    out += _made(name, lang, target, usage)[:8]
    return out


def settle_usage(row: Row, names: list[Row]) -> None:
    """Decide whose name each name is.

    A disputed place: a party's, where only that party's spellings make it; shared, where both do or only one party has a
    name; else international. Any other place: shared, but for names that only the other state of Armenia and Azerbaijan uses.
    """
    forms = defaultdict(set)
    for name in names:
        forms[name["usage"]].add(fold(name["name"]))
    parties = [party for party in row["parties"] if forms[party]]
    own = OWN.get(row["country"])
    settled = forms[own or "international"] | forms["international"]
    for name in names:
        form = fold(name["name"])
        if row["parties"]:
            owners = [party for party in parties if form in forms[party]]
            name["usage"] = (
                "shared" if len(parties) < 2 or len(owners) > 1 else owners[0] if owners else "international"
            )
        elif (
            row["detail"] == "state"
            or own is None
            or name["usage"] not in ("armenian", "azerbaijani")
            or form in settled
        ):
            name["usage"] = "shared"


def dedupe(names: list[Row]) -> list[Row]:
    """Keep one row for each form of a name of a place; written names in several languages keep one for each."""
    written = {(name["place_id"], fold(name["name"])) for name in names if not is_made(name)}
    kept: dict[tuple[str, str, str], Row] = {}
    for name in names:
        key = (name["place_id"], fold(name["name"]))
        if not is_made(name) or key not in written:
            kept.setdefault((*key, "" if is_made(name) else name["lang"]), name)
    return sorted(kept.values(), key=lambda name: (name["place_id"], is_made(name), name["lang"], name["name"]))


def drop_clashes(names: list[Row], seats: dict[str, str]) -> list[Row]:
    """Drop spellings made by rule that are short, or that somebody writes for another place (a district and its seat are one)."""
    own = defaultdict(set)
    for name in names:
        if not is_made(name):
            own[fold(name["name"])].add(seats.get(name["place_id"], name["place_id"]))
    return [
        name
        for name in names
        if not is_made(name)
        or (len(fold(name["name"])) > 3 and own[fold(name["name"])] <= {seats.get(name["place_id"], name["place_id"])})
    ]


def _made(name: str, source: str, target: str, usage: str) -> list[Row]:
    made = [_name(form, target, usage, f"rule {source}-{target}") for form in spellings(name, source, target)]
    return [row for row in made if row["script"]]  # a letter without a rule leaves a mixture


def is_made(name: Row) -> bool:
    """True for spellings made by rule."""
    return "rule" in name["source"]


def _name(name: str, lang: str, usage: str, source: str) -> Row:
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
