"""Build data/gazetteer/{places,names,status}.csv from registry packages and data/gazetteer/curated.

What cannot be matched or placed is reported on standard error. See data/gazetteer/README.md.
"""

from __future__ import annotations

import csv
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from gazetteer_names import (
    OWN,
    USERS,
    curated_names,
    dedupe,
    drop_clashes,
    geonames_names,
    is_made,
    name_row,
    settle_usage,
    values,
)
from gazetteer_sources import STATES, cities_elsewhere, district_names, namesakes, settlements

from toolkit.places.gazetteer import COLUMNS
from toolkit.places.text import fold

FOLDER = Path(__file__).resolve().parents[1] / "data" / "gazetteer"
Row = dict[str, Any]


def _yaml(name: str) -> dict:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


RULES, ZONES = _yaml("build.yml"), _yaml("zones.yml")


def main() -> None:
    """Read the sources, join them, write the three files."""
    curated, found = read_curated(), near_settlements()
    join(curated, found)
    places = {row["place_id"]: row for row in curated}
    for row in found:
        if not row["used"] and not twin(row, places):
            add(places, row)
    for row in places.values():
        finish(row, places)
    names = all_names(places)
    write("places", sorted(places.values(), key=lambda row: row["place_id"]))
    write("names", names)
    write("status", list(all_status(places)))
    keys = {fold(name["name"]) for name in names if name["script"] == "Latn"}
    write("elsewhere", namesakes(keys, {row["geonameid"] for row in near_settlements()}))


def read_curated() -> list[Row]:
    """Return the rows of all curated files."""
    rows = []
    for path in sorted((FOLDER / "curated").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                zone = ZONES.get(row["zone"], {})
                if row["zone"] and not zone:
                    report(f"{path.name}:{line}: zone {row['zone']!r} is not in zones.yml")
                point = {key: float(row[key]) if row[key] else None for key in ("lat", "lon", "prec")}
                if point["prec"] and not row["point_from"] and RULES["kinds"][row["detail"]] == "settlement":
                    point["prec"] *= RULES["unread_points"]
                about = {
                    "at": f"{path.name}:{line}",
                    "source": "; ".join(filter(None, [f"curated/{path.name}", row["point_from"]])),
                    "parties": zone.get("parties", []),
                }
                rows.append({**row, **point, **about})
    return rows


def near_settlements() -> list[Row]:
    """Return the settlements of the three states, and those of their neighbours close to the borders or large."""
    rows = [{**row, "used": False} for row in settlements() if row["geonameid"] not in RULES["leave_out"]]
    inside, reach = [row for row in rows if row["state"] in ("AM", "AZ", "GE")], RULES["neighbours"]
    beside = [row for row in rows if row["admin1"] in reach["admin1"]]
    return inside + [
        row
        for row in beside
        if row["population"] >= reach["population"] or any(distance(row, other) <= reach["km"] for other in inside)
    ]


def join(curated: list[Row], found: list[Row]) -> None:
    """Give each curated settlement the point and population of its GeoNames entry, where one of that name is near.

    One without a point of its own takes the entry of that name in its district.
    """
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        for name in {row["name"], *row["alternates"]}:
            by_name[fold(name)].append(row)
    for row in curated:
        if RULES["kinds"][row["detail"]] != "settlement":
            continue
        keys = {fold(name) for name in [row["name"], *(name for column in USERS for name in values(row[column]))]}
        options = [
            other
            for key in keys
            for other in by_name[key]
            if not other["used"]
            and STATES[other["state"]] == row["country"]
            and (
                RULES["admin1"].get(other["admin1"]) == row["within"]
                if row["lat"] is None
                else distance(row, other) <= RULES["join_km"]
            )
        ]
        if options:
            best = max(options, key=lambda other: (fold(other["name"]) in keys, other["population"]))
            best["used"] = True
            row.update(
                lat=best["lat"],
                lon=best["lon"],
                prec=1.0,
                geonames=best,
                population=row["population"] or best["population"],
            )
            row["source"] += f"; GeoNames {best['geonameid']}"
        elif row["lat"] is None:
            report(f"{row['at']}: {row['name']} has no point, and GeoNames has none of that name in {row['within']}")


def twin(row: Row, places: dict[str, Row]) -> bool:
    """True for an entry that only an older extract has, when another of its name stands close by."""
    return not row["population"] and any(
        fold(plain(row["name"])) == fold(other["name"])
        and other["lat"] is not None
        and distance(row, other) < RULES["join_km"]
        for other in places.values()
    )


def add(places: dict[str, Row], row: Row) -> None:
    """Add a settlement that no curated row stands for."""
    country = STATES[row["state"]]
    area = RULES["admin1"].get(row["admin1"], country.lower())
    slug = f"{country.lower()}-{slugify(row['name'])}"
    longer = f"{slug}-{area.split('-', 1)[1].rsplit('-', 1)[0]}" if "-" in area else f"{slug}-{row['geonameid']}"
    place_id = next(option for option in (slug, longer, f"{slug}-{row['geonameid']}") if option not in places)
    size = "city" if row["population"] >= 50_000 else "town" if row["population"] >= 5_000 else "village"
    zone = places[area].get("zone", "") if area in RULES["zone_of_area"] else ""
    places[place_id] = {
        **{"place_id": place_id, "name": plain(row["name"]), "detail": size, "country": country, "within": area},
        **{"lat": row["lat"], "lon": row["lon"], "prec": 1.0, "population": row["population"], "geonames": row},
        **{"zone": zone, "parties": ZONES.get(zone, {}).get("parties", []), "source": f"GeoNames {row['geonameid']}"},
    }


def finish(row: Row, places: dict[str, Row]) -> None:
    """Fill what follows from other rows: kind, the point of an area's seat, the names of the areas it lies in."""
    if row["within"] and row["within"] not in places:
        report(f"{row.get('at', row['place_id'])}: within {row['within']!r} is no place")
    if row.get("seat"):
        seat = places.get(row["seat"])
        if seat is None:
            report(f"{row['at']}: seat {row['seat']!r} is no place")
        elif row["lat"] is None:
            row.update(lat=seat["lat"], lon=seat["lon"], prec=row["prec"] or 25.0)
    areas = [up for up in ancestors(row, places) if up["detail"] != "state"]
    row.update(
        kind=RULES["kinds"][row["detail"]],
        admin1=areas[-1]["name"] if areas else "",
        admin1_id=areas[0]["place_id"] if areas else "",
        admin2=areas[0]["name"] if len(areas) > 1 else "",
        point_prec=row["prec"],
        geometry_ref=row.get("polygon", ""),
        contested=bool(row["parties"]),
        population=row["population"] or "",
    )


def ancestors(row: Row, places: dict[str, Row]) -> Iterator[Row]:
    """Yield the areas a place lies in, smallest first."""
    up = places.get(row["within"])
    while up is not None:
        yield up
        up = places.get(up["within"])


def all_names(places: dict[str, Row]) -> list[Row]:
    """Return the names of all places."""
    of_districts = district_names()
    seats: dict[str, str] = {}
    out: list[Row] = []
    for row in places.values():
        own = place_names(row)
        seat = places.get(row.get("seat") or "")
        if seat is not None and fold(seat["name"]) == fold(row["name"]):
            seats[row["place_id"]] = seat["place_id"]
            own += [{**name, "source": f"as {seat['place_id']}: {name['source']}"} for name in place_names(seat)]
        polygon = row.get("polygon") or ""
        if polygon not in RULES["wrong_names"]:
            usage = OWN.get(row["country"], "international")
            own += [
                name_row(name, lang, usage, f"Natural Earth {polygon}") for lang, name in of_districts.get(polygon, [])
            ]
        settle_usage(row, own)
        out += [{**name, "place_id": row["place_id"]} for name in own]
    mark_official(out, places)
    ambiguous = {
        kind: {fold(word) for words in by_language.values() for word in words}
        for kind, by_language in _yaml("ambiguous.yml").items()
    }
    taken = ambiguous["words"] | ambiguous["local_words"] | {fold(name) for name in cities_elsewhere()}
    kept = drop_clashes(dedupe(out), seats, taken)
    for name in kept:
        name["ambiguous"] = any(fold(name["name"]) in words for words in ambiguous.values())
    return kept


def mark_official(names: list[Row], places: dict[str, Row]) -> None:
    """Give names the periods of official.csv; add those that are not among the names."""
    by_key = {(name["place_id"], name["name"], name["lang"]): name for name in reversed(names)}
    with (FOLDER / "official.csv").open(encoding="utf-8", newline="") as file:
        for line, period in enumerate(csv.DictReader(file), 2):
            if period["place_id"] not in places:
                report(f"official.csv:{line}: {period['place_id']!r} is no place")
            name = by_key.get((period["place_id"], period["name"], period["lang"]))
            if name is None:
                name = {**name_row(period["name"], period["lang"], period["usage"], ""), "place_id": period["place_id"]}
                names.append(name)
            name.update(official=True, **{key: period[key] for key in ("from_date", "to_date", "source")})


def place_names(row: Row) -> list[Row]:
    """Return the names of a place without regard to the others."""
    own = curated_names(row) if "at" in row else [name_row(row["name"], "en", "international", row["source"])]
    return own + (geonames_names(row, own) if row.get("geonames") else [])


def all_status(places: dict[str, Row]) -> Iterator[Row]:
    """Yield the periods of control that a place has from its zone."""
    for row in sorted(places.values(), key=lambda row: row["place_id"]):
        for period in ZONES.get(row.get("zone") or "", {}).get("status", []):
            yield {"place_id": row["place_id"], **period}


def plain(name: str) -> str:
    """Return an English name without the marks of scientific transliteration."""
    text = re.sub(r"['’‘ʻʼ]", "", name.translate(str.maketrans("əƏıİ", "aAiI")))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slugify(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower()).strip("-")


def distance(a: Row, b: Row) -> float:
    """Return the distance in km; good for tens of km."""
    return 111.2 * math.hypot(a["lat"] - b["lat"], (a["lon"] - b["lon"]) * math.cos(math.radians(a["lat"])))


def write(table: str, rows: list[Row]) -> None:
    """Write a file of the gazetteer with the columns of its table, or those of its rows."""
    with (FOLDER / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        columns = COLUMNS.get(table) or list(rows[0])
        writer = csv.DictWriter(file, columns, extrasaction="ignore", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    made = f", {sum(map(is_made, rows)):,} of them made by rule" if table == "names" else ""
    print(f"{table}.csv: {len(rows):,} rows{made}")


def report(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
