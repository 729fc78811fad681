"""The offline map under the dots: states, districts, water and disputed lines in plain axes, without tiles or other hosts.

Longitude and latitude are drawn as x and y with one degree of longitude shortened to its length at 41.5° N
(equirectangular projection), which over this region errs by less than 5 % and keeps the axes readable as degrees.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.resources import data_path

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    import plotly.graph_objects as go

#: Length of one degree of latitude over one of longitude at the middle of the region.
ASPECT = 1 / math.cos(math.radians(41.5))
#: What is shown at first, and how far one may move: west, east, south, north.
VIEW = (40.0, 50.8, 38.3, 43.8)
LIMITS = (36.0, 54.0, 36.0, 47.0)
STATES = ("ARM", "AZE", "GEO")
COLOURS = {
    "light": {
        "sea": "#dfe7ec",
        "land": "#faf8f3",
        "neighbour": "#efece5",
        "district": "#d8d3c8",
        "border": "#8a857a",
        "disputed": "#6b6f76",
        "label": "#33363b",
        "halo": "#faf8f3",
    },
    "dark": {
        "sea": "#12181f",
        "land": "#262c34",
        "neighbour": "#1d232a",
        "district": "#3a424c",
        "border": "#77818d",
        "disputed": "#a3adb8",
        "label": "#e3e6ea",
        "halo": "#262c34",
    },
}
#: What a map must say beside itself.
DISCLAIMER = (
    "The map takes no position on borders or names. States are drawn as the source draws them (Natural Earth); "
    "disputed areas are dashed."
)


@lru_cache(maxsize=8)
def load_layer(name: str) -> gpd.GeoDataFrame:
    """Load a layer of ``data/boundaries``: countries, districts, disputed, water or rivers (see its README)."""
    import geopandas as gpd

    return gpd.read_file(data_path("boundaries", f"{name}.geojson"))


def outlines(geometries, *, decimals: int = 3) -> tuple[list[float | None], list[float | None]]:
    """Return all rings and lines as one run of longitudes and one of latitudes, with ``None`` between two of them."""
    x: list[float | None] = []
    y: list[float | None] = []
    for geometry in geometries:
        if geometry is None or geometry.is_empty:
            continue
        for part in getattr(geometry, "geoms", [geometry]):
            rings = [part.exterior, *part.interiors] if hasattr(part, "exterior") else [part]
            for ring in rings:
                lon, lat = ring.coords.xy
                x += [*(round(value, decimals) for value in lon), None]
                y += [*(round(value, decimals) for value in lat), None]
    return x, y


@lru_cache(maxsize=4)
def base_layers(borders: str = "dashed", day: str | None = None) -> tuple[tuple[str, str, list, list], ...]:
    """Return the layers from bottom to top as (name, kind, longitudes, latitudes); kind is ``fill``, ``line`` or ``dash``.

    ``borders`` is ``dashed`` (disputed areas as of ``day``, an ISO date; by default those still drawn) or ``none``
    (no state borders and no disputed lines, only coasts and districts).
    """
    import shapely

    if borders not in ("dashed", "none"):
        raise ValueError(f"borders is {borders!r}; allowed: dashed, none")
    window = shapely.box(LIMITS[0], LIMITS[2], LIMITS[1], LIMITS[3])
    states = load_layer("countries").set_index("country").geometry.intersection(window)
    inner = states[states.index.isin(STATES)]
    layers = [
        ("neighbour", "fill", *outlines(states[~states.index.isin(STATES)].simplify(0.02))),
        ("land", "fill", *outlines(inner)),
        ("district", "line", *outlines(load_layer("districts").geometry)),
        ("sea", "fill", *outlines(load_layer("water").geometry)),
        ("sea", "line", *outlines(load_layer("rivers").geometry)),
    ]
    if borders == "dashed":
        layers.append(("border", "line", *outlines(states.simplify(0.004))))
        layers.append(("disputed", "dash", *outlines(_drawn_on(day).geometry)))
    return tuple(layers)


def _drawn_on(day: str | None) -> gpd.GeoDataFrame:
    import pandas as pd

    areas = load_layer("disputed")
    to_date = pd.to_datetime(areas.to_date)
    if day is None:
        return areas[to_date.isna()]
    at = pd.Timestamp(day)
    return areas[(pd.to_datetime(areas.from_date) <= at) & (to_date.isna() | (to_date > at))]


def base_figure(
    labels: pd.DataFrame | None = None, *, theme: str = "light", borders: str = "dashed", day: str | None = None
) -> go.Figure:
    """Return the map without data. ``labels`` has ``name``, ``lat``, ``lon`` and optionally ``rank`` (1 is largest).

    ``borders`` and ``day`` are those of ``base_layers``. Raises ``ValueError`` for another theme or view of borders.
    """
    import plotly.graph_objects as go

    if theme not in COLOURS:
        raise ValueError(f"theme is {theme!r}; allowed: {', '.join(COLOURS)}")
    colours = COLOURS[theme]
    figure = go.Figure()
    for name, kind, x, y in base_layers(borders, day):
        figure.add_scatter(
            x=x,
            y=y,
            mode="lines",
            fill="toself" if kind == "fill" else "none",
            fillcolor=colours[name] if kind == "fill" else None,
            line={
                "color": colours[name],
                "width": 0 if kind == "fill" else {"border": 1.4, "disputed": 1.4, "sea": 1.6}.get(name, 0.7),
                "dash": "dash" if kind == "dash" else "solid",
            },
            hoverinfo="skip",
            showlegend=False,
            name=name,
        )
    if labels is not None and len(labels):
        _add_labels(figure, labels, colours)
    west, east, south, north = VIEW
    figure.update_xaxes(range=[west, east], minallowed=LIMITS[0], maxallowed=LIMITS[1], visible=False)
    figure.update_yaxes(
        range=[south, north],
        minallowed=LIMITS[2],
        maxallowed=LIMITS[3],
        visible=False,
        scaleanchor="x",
        scaleratio=ASPECT,
    )
    figure.update_layout(
        plot_bgcolor=colours["sea"],
        paper_bgcolor="rgba(0,0,0,0)",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        dragmode="pan",
        uirevision="map",
        hovermode="closest",
    )
    return figure


def _add_labels(figure: go.Figure, labels: pd.DataFrame, colours: dict[str, str]) -> None:
    rank = labels.get("rank", 2)
    size = (13 - 1.5 * rank).clip(9, 13) if hasattr(rank, "clip") else 10
    figure.add_scatter(
        x=labels.lon,
        y=labels.lat,
        text=labels["name"],
        mode="markers+text",
        textposition="top center",
        textfont={"size": size, "color": colours["label"], "family": "Noto Sans, DejaVu Sans, sans-serif"},
        marker={"size": 3, "color": colours["label"]},
        hoverinfo="skip",
        showlegend=False,
        name="place names",
    )
