"""The gazetteer by id, as the resolver reads it: plain objects with what is known of each place beforehand."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.places.gazetteer import Gazetteer
from toolkit.places.memo import once_for_each
from toolkit.places.text import fold
from toolkit.places.words import admin_words, ambiguous, word_file, words
from toolkit.resources import data_path

if TYPE_CHECKING:
    import pandas as pd

#: What a kind of place is worth before the text is read: towns rather than the districts of the same name.
KIND_PRIOR = {
    "country": 1.0,
    "region": 1.2,
    "settlement": 0.5,
    "district": 0.4,
    "corridor": 0.5,
    "water": 0.4,
    "mountain": 0.3,
    "other": 0.2,
}
CORE = ("ARM", "AZE", "GEO")
#: Places nearer than this are one spot: a district and its town, a river and a village on it.
SAME_KM, KM_PER_DEGREE = 30, 111.2
#: Detail that is kept of an area, in degrees.
SIMPLIFY = 0.02
#: Towns of this many people are known without other signs of their country in the text.
PROMINENT = 15_000


class Place(NamedTuple):
    """One place of the gazetteer."""

    place_id: str
    name: str
    kind: str
    detail: str | None
    country: str | None
    admin1: str | None
    admin1_id: str | None
    admin2: str | None
    lat: float
    lon: float
    population: int
    geometry_ref: str | None
    line: str | None
    contested: bool
    prior: float
    prominent: bool
    areas: tuple[str, ...]

    @property
    def has_point(self) -> bool:
        """True when a point is known."""
        return self.lat == self.lat


class Group(NamedTuple):
    """The places of one name: the likeliest before the text is read, and whether they all lie together."""

    places: tuple[Place, ...]
    best: Place
    one_spot: bool


NOBODY = Place("", "", "other", None, None, None, None, None, math.nan, math.nan, 0, None, None, False, 0.0, False, ())
NOWHERE = Group((), NOBODY, False)


@dataclass(frozen=True)
class Index:
    """Places by id, whose name each name is, and the ids that stand for governments."""

    places: dict[str, Place] = field(repr=False)
    usages: dict[tuple[str, str], str] = field(repr=False)
    ids: dict[str, list[str]] = field(repr=False)
    governments: frozenset[str] = field(repr=False)
    weak: dict[str, str] = field(repr=False)
    periods: dict[tuple[str, str], tuple[int, int]] = field(repr=False)
    elsewhere: frozenset[str] = field(repr=False)
    groups: dict[tuple[str, ...], Group] = field(repr=False, default_factory=dict)

    def in_period(self, place_id: str, key: str, year: int | None) -> bool | None:
        """Tell whether a name was official in a year; ``None`` where the gazetteer gives no period, or there is no year."""
        period = self.periods.get((place_id, key))
        return None if period is None or year is None else period[0] <= year <= period[1]

    def knows(self, name: str) -> bool:
        """Tell whether a name is in the gazetteer, or that of a state elsewhere, a people or a month."""
        return fold(name) in self.ids or name in _other_words()

    def group(self, place_ids: list[str]) -> Group:
        """Return the places of some ids; ids that are not in the gazetteer are passed over."""
        at = tuple(place_ids)
        known = self.groups.get(at)
        if known is None:
            known = self.groups[at] = _group([self.places[i] for i in place_ids if i in self.places])
        return known


@lru_cache(maxsize=1)
def _other_words() -> frozenset[str]:
    kinds = admin_words("en")
    peoples_and_days = {word for word in words("en", "after_a_place") if not kinds.get(word.lower())}
    return frozenset(word_file("elsewhere")["countries"]) | peoples_and_days


@once_for_each
def load_index(gazetteer: Gazetteer) -> Index:
    """Return the index of a gazetteer; built once for each gazetteer object."""
    places = {}
    known = gazetteer.places.assign(population=gazetteer.places["population"].fillna(0).astype(int))
    for row in known.itertuples(index=False):
        place = Place(
            row.place_id,
            row.name,
            row.kind,
            _text(row.detail),
            _text(row.country),
            _text(row.admin1),
            _text(row.admin1_id),
            _text(row.admin2),
            row.lat,
            row.lon,
            row.population,
            _text(row.geometry_ref),
            _text(row.line),
            bool(row.contested),
            0.0,
            False,
            (),
        )
        places[row.place_id] = place._replace(prior=_prior(place), prominent=_prominent(place))
    places = _with_areas(places)
    usages: dict[tuple[str, str], str] = {}
    ids: dict[str, list[str]] = {}
    names = gazetteer.names
    for place_id, name, usage in zip(*(names[c].tolist() for c in ("place_id", "name", "usage")), strict=True):
        key = fold(name)
        usages.setdefault((place_id, key), usage)
        if place_id not in ids.setdefault(key, []):
            ids[key].append(place_id)
    weak = {fold(name): "word" for name in names["name"][names["ambiguous"]]} | ambiguous()
    return Index(places, usages, ids, _governments(places, ids), weak, _periods(names), _elsewhere())


def _periods(names: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the years in which names were official, where the gazetteer bounds them."""
    bounded = names[names["from_date"].notna() | names["to_date"].notna()]
    years = (
        bounded[name].str[:4].astype(float).fillna(open_end) for name, open_end in (("from_date", 0), ("to_date", 9999))
    )
    keys = zip(bounded["place_id"], map(fold, bounded["name"]), strict=True)
    return dict(zip(keys, zip(*(column.astype(int) for column in years), strict=True), strict=True))


def _elsewhere() -> frozenset[str]:
    """Return the folded names that settlements far away bear too (``data/gazetteer/elsewhere.csv``)."""
    import pandas as pd

    path = data_path("gazetteer", "elsewhere.csv")
    return frozenset(pd.read_csv(path, usecols=["name"], dtype="str", keep_default_na=False)["name"])


def _with_areas(places: dict[str, Place]) -> dict[str, Place]:
    """Add to each place the ids of what it lies in: its district or region, and breakaway and former autonomous areas."""
    import numpy as np
    import shapely

    lons, lats = (np.array([getattr(place, name) for place in places.values()]) for name in ("lon", "lat"))
    inside: dict[str, list[str]] = {}
    polygons = areas()
    for region in places.values():
        polygon = polygons.get(region.geometry_ref or "") if region.kind == "region" and region.contested else None
        if polygon is not None:
            for place_id, within in zip(places, shapely.contains_xy(polygon, lons, lats), strict=True):
                if within and place_id != region.place_id:
                    inside.setdefault(place_id, []).append(region.place_id)
    return {
        place_id: place._replace(areas=(*filter(None, [place.admin1_id]), *inside.get(place_id, ())))
        for place_id, place in places.items()
    }


@lru_cache(maxsize=1)
def areas() -> dict[str, Any]:
    """Return the polygons and lines of data/boundaries by country code or area id, simplified by about 2 km."""
    import json

    import shapely
    from shapely.geometry import shape

    found: dict[str, Any] = {}
    for file, key in (("countries", "country"), ("districts", "area_id"), ("disputed", "area_id")):
        path = data_path("boundaries", f"{file}.geojson")
        if path.is_file():
            for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
                code = feature["properties"].get(key)
                if isinstance(code, str) and code not in found:
                    found[code] = shapely.simplify(shape(feature["geometry"]), SIMPLIFY)
    return found


def _group(places: list[Place]) -> Group:
    if not places:
        return NOWHERE
    best = max(places, key=lambda place: place.prior)
    together = len(places) == 1 or (
        best.has_point and all(place.has_point and _km(best, place) < SAME_KM for place in places)
    )
    return Group(tuple(places), best, together)


def _km(a: Place, b: Place) -> float:
    return KM_PER_DEGREE * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))


def _text(value) -> str | None:
    return value if isinstance(value, str) else None


def _prior(place: Place) -> float:
    prior = KIND_PRIOR.get(place.kind, 0.2) + 0.2 * math.log10(place.population + 10)
    if place.contested:
        prior += 0.2
    if place.country not in CORE and place.kind != "country" and place.country is not None:
        prior -= 0.3
    return prior


def _prominent(place: Place) -> bool:
    if place.kind in ("country", "region", "corridor") or place.contested:
        return True
    return place.population >= (PROMINENT if place.country in CORE else 5 * PROMINENT)


def _governments(places: dict[str, Place], ids: dict[str, list[str]]) -> frozenset[str]:
    """Return the ids of the states, breakaway areas and capitals whose names stand for governments (sides files)."""
    from toolkit.sides import DEFAULT, load_sides

    found = {place_id for place_id, place in places.items() if place.kind == "country"}
    for side in load_sides(DEFAULT).sides:
        for slots in side.words.values():
            for slot, kinds in (("names", ("country", "region")), ("capitals", ("settlement",))):
                for word in (slots or {}).get(slot, ()):
                    known = [places[i] for i in ids.get(fold(word), ()) if places[i].kind in kinds]
                    if known:
                        found.add(max(known, key=lambda place: place.prior).place_id)
    return frozenset(found)
