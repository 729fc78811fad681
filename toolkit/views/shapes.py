"""What a mark of the map stands for on the ground: a district, a disc of 25 km, a line; and marks too close to tell apart."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from toolkit.places.gazetteer import load_gazetteer
from toolkit.places.geometry import disc
from toolkit.places.index import areas

#: More marks than this are first put together by cells of so many pixels.
MANY, CELL = 600, 16


@lru_cache(maxsize=4096)
def ground(place_id: str | None, where_prec: int, lat: float, lon: float) -> Any:
    """Return the shapely geometry that an incident is known to: disc, district or line; None for a point.

    A place that is known to its district only is drawn as that district.
    """
    import shapely

    if where_prec == 2:
        return disc(lat, lon)
    if where_prec not in (3, 5) or place_id is None:
        return None
    places = _places()
    row = places.get(place_id)
    if row is None:
        return None
    if where_prec == 5 and row["line"]:
        return shapely.from_wkt(row["line"])
    within = row if row["geometry_ref"] or where_prec == 5 else places.get(row["admin1_id"])
    return areas().get(within["geometry_ref"]) if within else None


@lru_cache(maxsize=1)
def _places() -> dict[str, dict[str, str]]:
    columns = ["geometry_ref", "line", "admin1_id"]
    table = load_gazetteer().places.set_index("place_id")[columns]
    return table.astype(object).where(table.notna(), "").to_dict("index")


def rings(shape: Any) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the outer rings and lines of a geometry as longitudes and latitudes, the coarsest that look the same here."""
    xs, ys = [], []
    for part in getattr(shape, "geoms", [shape]):
        line = part.exterior if hasattr(part, "exterior") else part
        lon, lat = np.round(np.asarray(line.coords.xy), 3)
        xs.append(lon)
        ys.append(lat)
    return xs, ys


def clusters(x: np.ndarray, y: np.ndarray, n: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Put marks that would cover each other together; return the number of the cluster of each, counted from 0.

    ``x`` and ``y`` are pixels, ``n`` how many incidents a mark stands for. Only marks of the same ``kind`` (origin)
    come together. The largest marks gather those around them, whatever the order they are given in, until none overlap.
    """
    found = np.arange(len(x))
    count = len(x) + 1
    while len(x) and found.max() + 1 < count:
        count = found.max() + 1
        groups = pd.DataFrame({"x": x * n, "y": y * n, "n": n, "kind": kind}).groupby(found)
        many = groups["n"].sum().to_numpy()
        px, py = groups["x"].sum().to_numpy() / many, groups["y"].sum().to_numpy() / many
        again = _gathered(px, py, many, groups["kind"].first().to_numpy())
        found = again[found]
    return found


def mark_size(n: np.ndarray) -> np.ndarray:
    """Return the width of the mark of so many incidents, in pixels."""
    return 11 + 4.5 * np.sqrt(n)


def beside(x: np.ndarray, y: np.ndarray, size: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """Return ``x`` with the ``moved`` marks pushed to the right of the marks of the other origin that they would cover."""
    x = x.copy()
    fixed = np.flatnonzero(~moved)
    for at in np.flatnonzero(moved):
        apart = (size[fixed] + size[at]) / 2
        covered = fixed[np.hypot(x[fixed] - x[at], y[fixed] - y[at]) < apart]
        if len(covered):
            x[at] = (x[covered] + (size[covered] + size[at]) / 2).max()
    return x


def _gathered(x: np.ndarray, y: np.ndarray, n: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Gather marks once around the largest of those that are not gathered yet."""
    if len(x) > MANY:
        cells = pd.DataFrame({"x": x // CELL, "y": y // CELL, "kind": kind})
        groups = cells.groupby(["x", "y", "kind"]).ngroup().to_numpy()
        if groups.max() + 1 < len(x):
            return groups
    wide = mark_size(n)
    found, made = np.full(len(x), -1), 0
    for seed in np.lexsort((y, x, -n)):
        if found[seed] < 0:
            near = np.hypot(x - x[seed], y - y[seed]) < 0.48 * (wide + wide[seed])
            found[near & (found < 0) & (kind == kind[seed])] = made
            made += 1
    return found
