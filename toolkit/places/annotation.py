"""Places of one article in the form of ``docs/annotation.md``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.places.geometry import km_between
from toolkit.places.index import CORE, load_index
from toolkit.places.resolve import UNTOLD
from toolkit.places.text import fold

if TYPE_CHECKING:
    import pandas as pd

#: Places of the neighbours count when they lie this near to a place of the three states.
BORDER_KM = 60


def annotation_places(places: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one entry for each distinct surface form of a place inside the region, in the order of the text.

    ``metonym`` is true when the form stands for a government wherever it is named. States and capitals around the region,
    peoples, clubs, wars and names that are probably no places of the region are left out; a name that can be several of its
    places stands without coordinates.
    """
    found: dict[str, dict[str, Any]] = {}
    columns = (
        "kind",
        "place_id",
        "surface",
        "name",
        "place_kind",
        "country",
        "lat",
        "lon",
        "metonym",
        "score",
        "place_ids",
    )
    for kind, place_id, surface, name, place_kind, country, lat, lon, metonym, score, ids in zip(
        *(places[column].tolist() for column in columns), strict=True
    ):
        if kind not in ("place", "organisation"):
            continue
        if not isinstance(place_id, str):
            if score < UNTOLD:
                continue
            name, place_kind = surface, "settlement"
        elif not _in_region(place_kind, country, lat, lon):
            continue
        if not len(ids):
            name, place_kind = surface, "settlement"
        key = fold(surface)
        if key in found:
            found[key]["metonym"] = found[key]["metonym"] and bool(metonym)
            continue
        known = lat == lat
        found[key] = {
            "surface": surface,
            "name": name,
            "kind": place_kind,
            "lat": round(lat, 3) if known else None,
            "lon": round(lon, 3) if known else None,
            "metonym": bool(metonym),
        }
    return list(found.values())


def _in_region(kind: str, country: Any, lat: float, lon: float) -> bool:
    if country in CORE:
        return True
    if kind == "country" or lat != lat:
        return False
    if not isinstance(country, str):
        return True
    return any(km_between(lat, lon, *point) < BORDER_KM for point in _core_points())


@lru_cache(maxsize=1)
def _core_points() -> tuple[tuple[float, float], ...]:
    places = load_index(None).places.values()
    return tuple((p.lat, p.lon) for p in places if p.country in CORE and p.has_point and p.kind != "country")
