"""Incidents on the offline map, drawn as exactly as their place is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from toolkit.charts import basemap, style

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

#: UCDP ``where_prec`` in words, as the map says them.
PRECISION = {
    1: "exact place",
    2: "within 25 km",
    3: "district only",
    4: "region only",
    5: "line or area",
    6: "country only",
    7: "over water or in the air",
}
#: Why an incident is not drawn.
REASONS = (
    "the place could not be told",
    "no coordinates are known",
    "known to a region only",
    "known to a country only",
    "over water or in the air",
)
#: Only what is known to about a district is drawn at its place; the rest is listed beside the map.
DRAWN = (1, 2, 3, 5)


def map_table(incidents: pd.DataFrame) -> pd.DataFrame:
    """Count incidents by place: a row is one place, precision and origin, with ``lat, lon, place_name, n`` (n in incidents).

    Incidents without coordinates, and those known to a region or country only, are in no row; see ``off_map_table``.
    """
    drawn = incidents[off_map_reason(incidents).isna()]
    keys = ["lat", "lon", "where_prec", "origin"]
    table = drawn.groupby(keys, sort=True).agg(
        place_name=("place_name", "first"), place_id=("place_id", "first"), n=("incident_id", "size")
    )
    return table.reset_index()


def off_map_reason(incidents: pd.DataFrame) -> pd.Series:
    """Say for each incident why it is not drawn on the map; null: it is drawn."""
    import numpy as np
    import pandas as pd

    prec = incidents["where_prec"].astype("float64")
    none = incidents["lat"].isna() | incidents["lon"].isna()
    reasons = [incidents["place_name"].isna() & none, none, prec.eq(4), prec.eq(6), prec.eq(7)]
    found = np.select(reasons, list(REASONS), "")
    return pd.Series(found, index=incidents.index).replace("", None).astype(object)


def off_map_table(incidents: pd.DataFrame) -> pd.DataFrame:
    """List the incidents that are not on the map: ``incident_id, label, start_date, place_name, reason``."""
    table = incidents[["incident_id", "label", "start_date", "place_name"]].assign(reason=off_map_reason(incidents))
    return table[table["reason"].notna()].reset_index(drop=True)


def incident_map(
    incidents: pd.DataFrame,
    *,
    theme: str = "light",
    borders: str = "dashed",
    day: str | None = None,
    labels: pd.DataFrame | None = None,
    names: Mapping[str, str] | None = None,
    source: str | None = None,
) -> go.Figure:
    """Draw incidents on the offline map: the area of a circle is the number of incidents, colour the origin.

    Rings instead of discs mark places that are known to 25 km or a district only. ``borders``, ``day`` and ``labels`` are
    those of ``basemap.base_figure``; ``names`` gives places by ``place_id`` the name that is shown for each. Both come from
    ``toolkit.places.map_labels`` and ``place_names`` in the naming and language that the reader wants.
    """
    table = map_table(incidents)
    if names is not None:
        table["place_name"] = [
            names.get(place_id, name) for place_id, name in zip(table["place_id"], table["place_name"], strict=True)
        ]
    figure = basemap.base_figure(labels, theme=theme, borders=borders, day=day)
    for origin, rows in sorted(table.groupby("origin"), reverse=True):
        exact = rows["where_prec"].eq(1)
        colour, shape = style.colour(str(origin), theme), style.symbol(str(origin), plotly=True)
        figure.add_scatter(
            x=rows["lon"],
            y=rows["lat"],
            mode="markers",
            name=str(origin),
            marker={
                "size": 7 + 4 * rows["n"].pow(0.5),
                "color": colour,
                "opacity": 0.8,
                "symbol": [shape if at else f"{shape}-open" for at in exact],
                "line": {"width": 1.5, "color": colour},
            },
            customdata=[
                (name, PRECISION[prec], n)
                for name, prec, n in zip(rows["place_name"], rows["where_prec"], rows["n"], strict=True)
            ],
            hovertemplate="%{customdata[0]} (%{customdata[1]})<br>%{customdata[2]} incident(s)<extra>%{fullData.name}</extra>",
        )
    off = int(off_map_reason(incidents).notna().sum())
    alt = f"Map of {len(incidents) - off} incidents at {len(table)} places; {off} more are not on the map."
    style.finish(figure, theme_name=theme, alt=alt, source=source, height=520)
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 30 if source else 0}, plot_bgcolor=basemap.COLOURS[theme]["sea"]
    )
    return figure
