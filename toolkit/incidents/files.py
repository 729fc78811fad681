"""Incidents and tables as files: GeoJSON, and CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.incidents.tolls import rows_of

if TYPE_CHECKING:
    import pandas as pd

#: Characters by which a spreadsheet takes a cell for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_geojson(incidents: pd.DataFrame, tolls: pd.DataFrame, path: str | Path | None = None) -> dict[str, Any]:
    """Return incidents as a GeoJSON FeatureCollection (RFC 7946, WGS 84), each with its tolls; write it if ``path`` is given.

    An incident without a known point is a feature with null geometry, so that none is lost.
    """
    from shapely.geometry import mapping

    by_incident: dict[str, list[dict[str, Any]]] = {}
    names = ["side", "outcome", "status", "low", "high", "claimants", "claim_ids", "n_independent", "contested"]
    for row in rows_of(tolls[tolls.incident_id.notna()]):
        by_incident.setdefault(row.incident_id, []).append({name: getattr(row, name) for name in names})
    features = []
    for row in rows_of(incidents):
        properties = {
            name: plain(value)
            for name, value in row._asdict().items()
            if name not in ("geometry", "lat", "lon", "incident_id")
        }
        features.append(
            {
                "type": "Feature",
                "id": row.incident_id,
                "geometry": None if row.geometry is None else mapping(row.geometry),
                "properties": {**properties, "tolls": by_incident.get(row.incident_id, [])},
            }
        )
    collection = {"type": "FeatureCollection", "features": features}
    if path is not None:
        Path(path).write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return collection


def to_csv(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write a table as UTF-8 CSV that a spreadsheet opens without running anything in it.

    Text that begins like a formula (= + - @, also in full width, tab, return, new line) gets an apostrophe before it (OWASP's advice on CSV injection);
    numbers stay numbers; lists are joined by "; "; geometry is WKT; null is an empty cell. A byte order mark tells
    spreadsheets that it is UTF-8.
    """
    import csv

    import pandas as pd

    out = pd.DataFrame({name: [_cell(value) for value in frame[name]] for name in frame.columns})
    out.columns = [_cell(name) for name in out.columns]
    out.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    return Path(path)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    elif hasattr(value, "wkt"):
        value = value.wkt
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value


def plain(value: Any) -> Any:
    """Return a value for JSON: days as ISO dates, all else as it is."""
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value
