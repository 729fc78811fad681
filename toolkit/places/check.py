"""Verify a gazetteer: every fault at once, with file and row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import tables
from toolkit.errors import DataFileError
from toolkit.places.gazetteer import Gazetteer, read_gazetteer
from toolkit.resources import data_path

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

#: Points may lie outside their polygon by this much: the lines of data/boundaries are drawn so coarsely.
TOLERANCE_KM = 2.5
#: and by how far off they may be themselves, up to this.
MOST_KM = 5
_KM_PER_DEGREE = 111.2
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SCRIPTS = ("Latn", "Cyrl", "Armn", "Geor")
#: In which languages a disputed place must have names, by its state: those of the parties.
_PARTY_LANGS = {"ARM": ("az", "hy"), "AZE": ("az", "hy"), "GEO": ("ka", "ru")}


def check_gazetteer(path: str | Path | None = None) -> list[str]:
    """Return the faults of a gazetteer folder (``data/gazetteer`` by default), each with file and row; empty when sound.

    Points are compared with ``data/boundaries``; places that are known to fall outside its lines, and why, stand in
    ``exceptions.csv`` of the folder.
    """
    folder = Path(path) if path else data_path("gazetteer")
    try:
        gazetteer, misread = read_gazetteer(folder)
        excepted = _exceptions(folder / "exceptions.csv", gazetteer)
        return [
            *misread,
            *_places(gazetteer),
            *_names(gazetteer),
            *_status(gazetteer),
            *_inside(gazetteer, excepted),
        ]
    except DataFileError as error:
        return str(error).splitlines()


def _faults(file: str, frame: pd.DataFrame, wrong: pd.Series, text: str) -> Iterator[str]:
    """Yield one fault for each row that is wrong; ``text`` is filled with the row's values."""
    for row in frame.index[wrong.fillna(False).astype(bool)]:
        yield f"{file}.csv:{row + 2}: " + text.format(**frame.loc[row].to_dict())


def _places(gazetteer: Gazetteer) -> Iterator[str]:
    from shapely import from_wkt, is_valid

    places = gazetteer.places
    ids = places.place_id
    yield from _faults("places", places, ids.duplicated(), "place_id {place_id!r} is given twice")
    yield from _faults("places", places, ~ids.str.fullmatch(_ID), "place_id {place_id!r}: only a-z, 0-9 and hyphens")
    yield from _faults("places", places, places.name.isna(), "{place_id}: no name")
    kinds = ", ".join(tables.PLACE_KINDS)
    yield from _faults(
        "places", places, ~places.kind.isin(tables.PLACE_KINDS), f"{{place_id}}: kind {{kind!r}}, allowed: {kinds}"
    )
    area = places.admin1_id
    yield from _faults(
        "places", places, area.notna() & ~area.isin(ids), "{place_id}: admin1_id {admin1_id!r} is no place"
    )
    lost = places.lat.isna() | places.lon.isna()
    yield from _faults("places", places, lost, "{place_id}: no point")
    yield from _faults(
        "places", places, ~lost & ~(places.point_prec > 0), "{place_id}: point_prec {point_prec}, must be above 0 km"
    )
    core = places.country.isin(list(_PARTY_LANGS)) & (places.kind != "country")
    here = places.lat.between(38, 44) & places.lon.between(39.5, 51)
    swapped = places.lon.between(38, 44) & places.lat.between(44, 51)
    yield from _faults("places", places, core & ~here & swapped, "{place_id}: lat {lat}, lon {lon} look swapped")
    yield from _faults(
        "places", places, core & ~here & ~swapped & ~lost, "{place_id}: lat {lat}, lon {lon} lie outside the region"
    )
    lines = places.line.dropna()
    broken = lines[~is_valid(from_wkt(lines.to_numpy(dtype=object), on_invalid="ignore"))]
    yield from _faults("places", places, places.index.to_series().isin(broken.index), "{place_id}: line is no WKT")
    unnamed = ~ids.isin(gazetteer.names.place_id)
    yield from _faults("places", places, unnamed, "{place_id}: no row in names.csv")


def _names(gazetteer: Gazetteer) -> Iterator[str]:
    places, names = gazetteer.places, gazetteer.names
    label = "{place_id}: {name!r}"
    yield from _faults("names", names, ~names.place_id.isin(places.place_id), label + ": there is no such place")
    yield from _faults("names", names, names.name.isna(), "{place_id}: empty name")
    yield from _faults("names", names, names.lang.isna(), label + " has no language")
    yield from _faults(
        "names", names, ~names.script.isin(_SCRIPTS), f"{label}: script {{script!r}}, allowed: {', '.join(_SCRIPTS)}"
    )
    yield from _faults(
        "names",
        names,
        ~names.usage.isin(tables.NAME_USAGES),
        f"{label}: usage {{usage!r}}, allowed: {', '.join(tables.NAME_USAGES)}",
    )
    yield from _faults("names", names, names.source.isna(), label + " has no source")
    of_place = names.place_id.map(dict(zip(places.place_id, places.name, strict=True)))
    chosen = names.official | names.source.fillna("").str.contains("own") | (names.name == of_place)
    short = (names.name.str.len() <= 3) & ~chosen
    yield from _faults("names", names, short, label + " has three letters or fewer and nobody chose it")
    yield from _dates("names", names)
    for country, langs in _PARTY_LANGS.items():
        disputed = places[places.contested & (places.country == country)]
        for lang in langs:
            missing = ~disputed.place_id.isin(names.place_id[names.lang == lang])
            yield from _faults("places", disputed, missing, f"{{place_id}}: disputed, and has no name in {lang}")


def _status(gazetteer: Gazetteer) -> Iterator[str]:
    from toolkit.sides import DEFAULT, load_sides

    status = gazetteer.status
    codes = [side.code for side in load_sides(DEFAULT).sides]
    yield from _faults("status", status, ~status.place_id.isin(gazetteer.places.place_id), "{place_id!r} is no place")
    yield from _faults(
        "status",
        status,
        ~status.controller.isin(codes),
        f"{{place_id}}: controller {{controller!r}}, allowed: {', '.join(codes)}",
    )
    yield from _faults("status", status, status.source.isna(), "{place_id}: a period without source")
    yield from _dates("status", status)
    ordered = status.sort_values(["place_id", "from_date"], na_position="first")
    before = ordered.groupby("place_id").to_date.shift()
    first = ordered.groupby("place_id").cumcount() == 0
    overlap = ~first & (before.isna() | (before >= ordered.from_date))
    yield from _faults("status", ordered, overlap, "{place_id}: the period from {from_date} overlaps the one before")


def _dates(file: str, frame: pd.DataFrame) -> Iterator[str]:
    for column in ("from_date", "to_date"):
        wrong = frame[column].notna() & ~frame[column].fillna("").str.fullmatch(_DATE)
        yield from _faults(file, frame, wrong, f"{{place_id}}: {column} {{{column}!r}} is no ISO date")
    yield from _faults(
        file, frame, frame.from_date > frame.to_date, "{place_id}: from_date {from_date} is after to_date {to_date}"
    )


def _inside(gazetteer: Gazetteer, excepted: set[str]) -> Iterator[str]:
    """Yield the polygons that do not exist, and the points outside their state or district by more than the tolerance."""
    states, districts = _layer("countries", "country"), _layer("districts", "area_id")
    places = gazetteer.places
    drawn = {*states.index, *districts.index, *_layer("disputed", "area_id").index}
    undrawn = places.geometry_ref.notna() & ~places.geometry_ref.isin(drawn)
    yield from _faults(
        "places", places, undrawn, "{place_id}: geometry_ref {geometry_ref!r} is no area of data/boundaries"
    )
    of_area = places.admin1_id.map(dict(zip(places.place_id, places.geometry_ref, strict=True)))
    for column, layer, what in (
        (places.country, states, "state {country}"),
        (of_area, districts, "district {admin1_id}"),
    ):
        known = (
            places.kind.isin(["settlement", "other", "mountain"])
            & ~places.place_id.isin(excepted)
            & column.isin(layer.index)
        )
        rows = places[known & places.lat.notna()]
        outside = _km_outside(rows, layer.reindex(column[rows.index])) > TOLERANCE_KM + rows.point_prec.clip(
            upper=MOST_KM
        )
        yield from _faults("places", rows, outside, f"{{place_id}}: lat {{lat}}, lon {{lon}} lie outside the {what}")


def _km_outside(rows: pd.DataFrame, areas: gpd.GeoSeries) -> pd.Series:
    import shapely

    points = shapely.points(rows.lon.to_numpy(), rows.lat.to_numpy())
    return rows.lat * 0 + shapely.distance(points, areas.to_numpy()) * _KM_PER_DEGREE


def _layer(name: str, key: str) -> gpd.GeoSeries:
    import geopandas as gpd

    path = data_path("boundaries", f"{name}.geojson")
    if not path.is_file():
        raise DataFileError(f"{path}: no such file; points cannot be compared with it")
    return gpd.read_file(path).set_index(key).geometry


def _exceptions(path: Path, gazetteer: Gazetteer) -> set[str]:
    """Return the place_ids of ``exceptions.csv``; none where the folder has no such file."""
    import pandas as pd

    if not path.is_file():
        return set()
    listed = pd.read_csv(path, dtype="str")
    if not {"place_id", "reason"} <= set(listed.columns):
        raise DataFileError(f"{path}: needs the columns place_id, reason")
    unknown = listed.place_id[~listed.place_id.isin(gazetteer.places.place_id)]
    if len(unknown):
        raise DataFileError("\n".join(f"{path.name}:{row + 2}: {name!r} is no place" for row, name in unknown.items()))
    return set(listed.place_id)
