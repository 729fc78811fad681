"""What a resolved place looks like on a map: a point, a disc of 25 km, a polygon or a line."""

from __future__ import annotations

import math
from functools import lru_cache

from toolkit.places.index import KM_PER_DEGREE, Place, areas

#: Radius of the disc of where_prec 2.
RADIUS_KM = 25
_PREC = {
    "settlement": 1,
    "mountain": 1,
    "other": 1,
    "district": 3,
    "region": 4,
    "corridor": 5,
    "water": 5,
    "country": 6,
}


def where_prec(place: Place, relation: str) -> int:
    """Return UCDP's where_prec of a place as the text puts the event to it."""
    prec = _PREC.get(place.kind, 1)
    if relation == "between":
        return max(prec, 5)
    if relation in ("near", "direction"):
        return max(prec, 2)
    if place.kind == "water" and place.detail == "sea":
        return 7
    return prec


@lru_cache(maxsize=1 << 15)
def geometry(place: Place, prec: int):
    """Return the shapely geometry of a place at a precision; ``None`` when no point of it is known."""
    import shapely

    if place.line and prec == 5:
        return shapely.from_wkt(place.line)
    if prec in (3, 4, 6) or (prec == 5 and place.geometry_ref):
        area = areas().get(place.geometry_ref or "")
        if area is not None:
            return area
    if not place.has_point:
        return None
    return disc(place.lat, place.lon) if prec == 2 else shapely.Point(place.lon, place.lat)


def line_between(a: Place, b: Place):
    """Return the straight line between two places."""
    import shapely

    return shapely.LineString([(a.lon, a.lat), (b.lon, b.lat)])


@lru_cache(maxsize=1 << 13)
def disc(lat: float, lon: float, radius_km: float = RADIUS_KM):
    """Return a disc around a point as a polygon of 32 corners in degrees."""
    import shapely

    north = radius_km / KM_PER_DEGREE
    east = north / math.cos(math.radians(lat))
    turns = [2 * math.pi * k / 32 for k in range(32)]
    return shapely.Polygon([(lon + east * math.cos(turn), lat + north * math.sin(turn)) for turn in turns])


def km(a: Place, b: Place) -> float:
    """Return the distance of two places in km (equirectangular: right within 0.5 % at these distances)."""
    return km_between(a.lat, a.lon, b.lat, b.lon)


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance of two points in km."""
    east = (lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return KM_PER_DEGREE * math.hypot(lat2 - lat1, east)
