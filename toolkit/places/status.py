"""Who controlled a place on a day, as the gazetteer's sources have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.places.gazetteer import Gazetteer, load_gazetteer

if TYPE_CHECKING:
    from datetime import date


def status_at(place_id: str, on: str | date, *, gazetteer: Gazetteer | None = None) -> dict[str, Any] | None:
    """Return who controlled a place on a day: ``controller`` (side code), ``from_date``, ``to_date``, ``source``.

    ``None`` means that the gazetteer holds no statement for that place and day; it is not a statement that nobody did.
    Raises ``DataFileError`` for an unknown place and ``ValueError`` for a day that is no date.
    """
    import pandas as pd

    gazetteer = gazetteer or load_gazetteer()
    gazetteer.place(place_id)
    day = pd.Timestamp(on).date().isoformat()
    rows = gazetteer.status[gazetteer.status.place_id == place_id]
    rows = rows[(rows.from_date.isna() | (rows.from_date <= day)) & (rows.to_date.isna() | (rows.to_date >= day))]
    if rows.empty:
        return None
    row = rows.iloc[-1]
    return {
        name: None if pd.isna(row[name]) else row[name] for name in ("controller", "from_date", "to_date", "source")
    }
