"""The gazetteer by id, as the resolver reads it: plain objects with what is known of each place beforehand."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.places.gazetteer import Gazetteer, load_gazetteer
from toolkit.places.text import fold

#: What a kind of place is worth before the text is read: towns rather than the districts of the same name.
KIND_PRIOR = {
    "country": 1.0,
    "region": 0.6,
    "settlement": 0.5,
    "district": 0.4,
    "corridor": 0.5,
    "water": 0.4,
    "mountain": 0.3,
    "other": 0.2,
}
CORE = ("ARM", "AZE", "GEO")


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

    @property
    def has_point(self) -> bool:
        """True when a point is known."""
        return self.lat == self.lat


@dataclass(frozen=True)
class Index:
    """Places by id, whose name each name is, and the ids that stand for governments."""

    places: dict[str, Place] = field(repr=False)
    usages: dict[tuple[str, str], str] = field(repr=False)
    ids: dict[str, list[str]] = field(repr=False)
    governments: frozenset[str] = field(repr=False)


def load_index(gazetteer: Gazetteer | None = None) -> Index:
    """Return the index of a gazetteer; built once for each gazetteer object."""
    gazetteer = gazetteer or load_gazetteer()
    known = _BUILT.get(id(gazetteer))
    if known is None or known[0] is not gazetteer:
        known = (gazetteer, _build(gazetteer))
        while len(_BUILT) >= 4:
            _BUILT.pop(next(iter(_BUILT)))
        _BUILT[id(gazetteer)] = known
    return known[1]


_BUILT: dict[int, tuple[Gazetteer, Index]] = {}


def _build(gazetteer: Gazetteer) -> Index:
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
        )
        places[row.place_id] = place._replace(prior=_prior(place))
    usages: dict[tuple[str, str], str] = {}
    ids: dict[str, list[str]] = {}
    names = gazetteer.names
    for place_id, name, usage in zip(*(names[c].tolist() for c in ("place_id", "name", "usage")), strict=True):
        key = fold(name)
        usages.setdefault((place_id, key), usage)
        if place_id not in ids.setdefault(key, []):
            ids[key].append(place_id)
    return Index(places, usages, ids, _governments(places, ids))


def _text(value) -> str | None:
    return value if isinstance(value, str) else None


def _prior(place: Place) -> float:
    prior = KIND_PRIOR.get(place.kind, 0.2) + 0.12 * math.log10(place.population + 10)
    if place.contested:
        prior += 0.2
    if place.country not in CORE and place.kind != "country" and place.country is not None:
        prior -= 0.3
    return prior


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
