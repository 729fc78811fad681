"""What a reader can take along: the rows behind each view, with the words that belong to them."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.charts import timeline

if TYPE_CHECKING:
    from toolkit.views.store import Store

#: Beginnings of a cell that a spreadsheet would run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def download(store: Store, what: str) -> dict[str, Any] | None:
    """Return the name, type and contents (base64) of a download; None for a name that there is none of."""
    makers = {
        "timeline": lambda: _csv(_timeline(store)),
        "read": lambda: _csv(timeline.articles_table(store.selection.articles)),
        "casualties": lambda: _csv(store.selection.rows),
        "claims": lambda: _csv(store.selection.figures),
        "incidents": lambda: _csv(store.selection.incidents.drop(columns="geometry")),
        "framing": lambda: _csv(store.index.frames_of(store.selection)),
        "geojson": lambda: _geo(store).to_json(drop_id=True).encode(),
        "geoparquet": lambda: _parquet(_geo(store)),
    }
    if what not in makers:
        return None
    ending, kind = {
        "geojson": ("geojson", "application/geo+json"),
        "geoparquet": ("parquet", "application/octet-stream"),
    }.get(what, ("csv", "text/csv;charset=utf-8"))
    stem = "incidents" if what.startswith("geo") else what
    return {
        "file": f"{stem}-{store.index.digest}.{ending}",
        "kind": kind,
        "data": base64.b64encode(makers[what]()).decode(),
    }


def _timeline(store: Store) -> pd.DataFrame:
    f = store.filters
    return timeline.timeline_table(store.selection.incidents, step=f.step or None, lanes=f.lanes)


def _csv(table: pd.DataFrame) -> bytes:
    """Return CSV that is safe to open in a spreadsheet: text that looks like a formula gets an apostrophe before it."""
    safe = table.copy()
    for name in safe.columns:
        if safe[name].map(lambda value: isinstance(value, list)).any():
            safe[name] = safe[name].map(lambda value: "; ".join(map(str, value)))
        if safe[name].map(lambda value: isinstance(value, str) and value.startswith(FORMULA)).any():
            safe[name] = safe[name].map(
                lambda value: "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value
            )
    return safe.to_csv(index=False).encode("utf-8-sig")


def _geo(store: Store):
    import geopandas as gpd

    table = store.selection.incidents.drop(columns="geometry").copy()
    for name in ("start_date", "end_date"):
        table[name] = table[name].dt.strftime("%Y-%m-%d")
    points = gpd.points_from_xy(table["lon"].astype("float64"), table["lat"].astype("float64"))
    frame = gpd.GeoDataFrame(table, geometry=points, crs=4326)
    frame.loc[frame["lat"].isna(), "geometry"] = None
    frame["sides"] = frame["sides"].map("; ".join)
    return frame


def _parquet(frame: Any) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()
