"""Make the tables of data/chronicle/ from the fact sheet of incidents: python scripts/build_chronicle.py incidents.yml

The fact sheet's form is told in data/chronicle/README.md. Countries come from data/boundaries, place ids from
data/gazetteer (left empty where it has no place of that name within 25 km).
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from pathlib import Path

import geopandas as gpd
import pandas as pd
import yaml

from toolkit.places import load_gazetteer

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "data" / "chronicle"
WHERE_PREC = {"district": 3, "region": 4, "front section": 5, "border section": 5, "road": 5, "lake": 2, "river": 7}
KINDS: dict[str, set[str]] = {  # kinds of the gazetteer; the default is settlement
    "district": {"district"},
    "region": {"region"},
    "front section": set(),
    "border section": set(),
    "road": set(),
    "lake": {"water"},
    "river": {"water"},
    "height": {"mountain", "settlement"},
    "site": {"settlement", "other"},
    "bridge": {"other", "corridor"},
    "crossing point": {"other", "settlement"},
}
OF_A_SIDE = {
    "Abkhaz": "ABK",
    "Armenian": "ARM",
    "Azerbaijani": "AZE",
    "Georgian": "GEO",
    "Nagorno-Karabakh": "NKR",
    "Russian": "RUS",
    "South Ossetian": "OSS",
}


def main(source: str) -> None:
    """Write the six tables."""
    records = yaml.safe_load(Path(source).read_text(encoding="utf-8"))
    curated = yaml.safe_load((TARGET / "curated.yml").read_text(encoding="utf-8"))
    ids = {record["id"] for record in records}
    unknown = {name for part in ("claims", "notes") for name in curated[part]} - ids
    if unknown:
        raise SystemExit(f"curated.yml: no such incident: {', '.join(sorted(unknown))}")
    places = pd.DataFrame([row for record in records for row in _places(record)])
    places["place_id"] = _place_ids(places)
    _fill_points(places)
    places["country"] = _countries(places)
    tables = {
        "incidents": [_incident(record, curated["notes"].get(record["id"])) for record in records],
        "places": places,
        "claims": [row for record in records for row in _claims(record, curated["claims"].get(record["id"], {}))],
        "accounts": [row for record in records for row in _accounts(record)],
        "naming": [{"incident_id": record["id"], **row} for record in records for row in record["naming"]],
        "sources": [{"incident_id": record["id"], **row} for record in records for row in record["sources"]],
    }
    for name, rows in tables.items():
        frame = pd.DataFrame(rows)
        whole = frame.select_dtypes("float").columns.difference(["lat", "lon"])
        frame[whole] = frame[whole].astype("Int64")
        frame.to_csv(TARGET / f"{name}.csv", index=False, lineterminator="\n")
        print(f"{name}.csv: {len(frame)} rows")


def _incident(record: dict, note: str | None) -> dict:
    sides = {claim["about"] for claim in record["claims"]}
    for actor in record["actors"]:
        if "peacekeep" not in actor:
            sides |= {code for word, code in OF_A_SIDE.items() if word in actor}
    return {
        "incident_id": record["id"],
        "event_type": record["kind"],
        "start_date": record["date_start"],
        "end_date": record["date_end"],
        "sides": ";".join(sorted(sides - {"OTHER", "OUTLET"})),
        "actors": ";".join(record["actors"]),
        "note": note,
    }


def _places(record: dict) -> list[dict]:
    return [
        {
            "incident_id": record["id"],
            "n": n,
            "name": place["name"],
            "other_names": ";".join(place["other_names"]),
            "kind": place["kind"],
            "lat": place["lat"],
            "lon": place["lon"],
            "where_prec": WHERE_PREC.get(place["kind"], 1),
        }
        for n, place in enumerate(record["places"])
    ]


def _claims(record: dict, curated: dict[int, dict]) -> list[dict]:
    rows = []
    for n, claim in enumerate(record["claims"]):
        more = curated.get(n, {})
        rows.append(
            {
                "incident_id": record["id"],
                "n": n,
                "claimant": claim["claimant"],
                "office": claim["office"],
                "said_on": claim["said_on"],
                "side": claim["about"],
                "outcome": claim["outcome"],
                "low": claim["low"],
                "high": claim["high"],
                "status": claim["status"],
                "scope": more.get("scope", "incident"),
                "part_of": more.get("part_of"),
                "revises": claim["revises"],
                "denied_by": claim["denied_by"],
                "event_start_date": more.get("event_start_date"),
                "event_end_date": more.get("event_end_date"),
                "place": more.get("place"),
                "source_url": None if claim["source"] == "unsourced" else claim["source"],
            }
        )
    return rows


def _accounts(record: dict) -> list[dict]:
    return [
        {
            "incident_id": record["id"],
            "point": contested["point"],
            "by": account["by"],
            "says": account["says"],
            "source_url": None if account["source"] == "unsourced" else account["source"],
        }
        for contested in record["contested"]
        for account in contested["accounts"]
    ]


def _fill_points(places: pd.DataFrame) -> None:
    """Give places without a point the gazetteer's, as known within 25 km (where_prec 2 at best)."""
    known = load_gazetteer().places.set_index("place_id")
    for at in places.index[places.lat.isna() & places.place_id.notna()]:
        row = known.loc[places.at[at, "place_id"]]
        if not pd.isna(row.lat):
            places.loc[at, ["lat", "lon"]] = [round(row.lat, 3), round(row.lon, 3)]
            places.at[at, "where_prec"] = max(2, places.at[at, "where_prec"])


def _countries(places: pd.DataFrame) -> list[str | None]:
    """Return the recognised state of each place: the gazetteer's, else by the point; none for a section of a border."""
    borders = gpd.read_file(ROOT / "data" / "boundaries" / "countries.geojson")
    points = gpd.GeoDataFrame(places, geometry=gpd.points_from_xy(places.lon, places.lat), crs=4326)
    found = gpd.sjoin(points, borders[["country", "geometry"]], how="left")
    by_point = found[~found.index.duplicated()].country
    known = load_gazetteer().places.set_index("place_id").country
    out: list[str | None] = []
    for place in places.assign(by_point=by_point).itertuples():
        if isinstance(place.place_id, str):
            out.append(known[place.place_id])
        else:
            out.append(None if place.kind in ("border section", "lake") else place.by_point)
    return out


def _place_ids(places: pd.DataFrame) -> list[str | None]:
    """Return the gazetteer's nearest place of the same name and kind within 25 km (districts: 60 km), or none."""
    gazetteer = load_gazetteer()
    names = gazetteer.names.assign(key=gazetteer.names.name.map(_fold)).groupby("key").place_id.agg(set)
    known = gazetteer.places.set_index("place_id")
    out: list[str | None] = []
    for place in places.itertuples():
        keys = {_fold(name) for name in [place.name, *str(place.other_names).split(";")]}
        kinds = KINDS.get(place.kind, {"settlement"})
        near = []
        for place_id in sorted(set().union(*(names.get(key, set()) for key in keys))):
            row = known.loc[place_id]
            km = 0.0 if pd.isna(place.lat) else 111 * math.hypot(row.lat - place.lat, 0.76 * (row.lon - place.lon))
            if row.kind in kinds and km <= (60 if place.kind in ("district", "region") else 25):
                near.append((km, place_id))
        out.append(min(near)[1] if near and (len(near) == 1 or not pd.isna(place.lat)) else None)
    return out


def _fold(name: str) -> str:
    name = re.sub(r"\(.*\)| district", "", name)
    return unicodedata.normalize("NFKD", name).casefold().replace("-", " ").strip()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
