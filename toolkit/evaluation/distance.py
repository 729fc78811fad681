"""Great-circle distance on a sphere of the Earth's mean radius."""

from math import asin, cos, radians, sin, sqrt


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance in km between two (lat, lon) points in degrees, by the haversine formula (R = 6371 km).

    >>> round(km((40.18, 44.51), (40.41, 49.87)))
    454
    """
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))
