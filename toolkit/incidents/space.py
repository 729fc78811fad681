"""Distances on the ground, and places that stand for governments."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from toolkit.sides import load_sides, sides_files

EARTH_KM = 6371.0


def km_between(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in km (haversine formula).

    >>> round(km_between(40.203, 45.866, 40.106, 46.038))
    18
    """
    half_lat, half_lon = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    chord = sin(half_lat) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """Return the names of the places that stand for a government in the files of ``data/sides``."""
    return frozenset(
        name
        for file in sides_files()
        for side in load_sides(file).sides
        for slots in side.words.values()
        for name in slots.get("capitals", [])
    )
