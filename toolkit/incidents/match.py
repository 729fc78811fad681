"""Which incident of the articles is plainly one of the chronicle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.incidents.exports import ADDS_UP
from toolkit.incidents.space import km_between
from toolkit.tables import INCIDENTS

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.incidents.chronicle import Chronicle

#: An incident is the chronicle's when their days are at most so far apart and their places within so many km; on the same
#: first day the places may lie further apart, as reports name the next town; without a side in both they must be nearer.
DAYS, KM, KM_SAME_DAY, KM_NO_SIDE = 1, 40, 80, 10
#: A longer record adds up many events; only what begins with it is the same.
LONGEST_EVENT_DAYS = 6
#: Counts over a period are those of a record that begins with them and is at least so long.
SHORTEST_PERIOD_DAYS = 3
#: where_prec of regions and countries: too wide to tell one event by its distance, unless the day is the same.
WIDE = (4, 6)


def match_chronicle(incidents: pd.DataFrame, chronicle: Chronicle) -> pd.DataFrame:
    """Return ``incidents`` with ``same_as`` filled where one record of the chronicle is plainly the same event.

    The days overlap or are one day apart (a record of more than a week is met by its first day only), the places are the
    same or within 40 km (80 km on the same first day), and a side is in both. Counts over a period are those of the record of
    several days that begins with them and ends nearest to them. Of several records the nearest in days, then in km, is taken; none when two are equally near, or when nothing tells the place.
    """
    records = list(chronicle.incidents.itertuples(index=False))
    found = [_nearest(row, records) for row in incidents.itertuples(index=False)]
    if not found:
        return incidents
    out = incidents.copy()
    out["same_as"] = found
    return INCIDENTS.frame(out[INCIDENTS.names])


def _nearest(row: Any, records: list[Any]) -> str | None:
    measure = _period_gap if ADDS_UP in str(row.note or "") else _gap
    ranked = sorted(
        (gap, record.incident_id)
        for record in records
        if (gap := measure(row, record)) is not None
        and (set(row.sides) & set(record.sides) or (not row.sides and gap[0] == 0 and gap[1] <= KM_NO_SIDE))
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _period_gap(row: Any, record: Any) -> tuple[int, float] | None:
    """Return how far counts over a period begin and end from a record of several days; null when they begin apart."""
    import pandas as pd

    if pd.isna(record.end_date) or (record.end_date - record.start_date).days < SHORTEST_PERIOD_DAYS:
        return None
    begin = abs((row.start_date - record.start_date).days)
    return (begin, float(abs((row.end_date - record.end_date).days))) if begin <= DAYS else None


def _gap(row: Any, record: Any) -> tuple[int, float] | None:
    """Return days and km between an incident and a record; null when they are too far apart or cannot be told."""
    import pandas as pd

    if pd.isna(row.start_date):
        return None
    row_end = row.start_date if pd.isna(row.end_date) else row.end_date
    record_end = record.start_date if pd.isna(record.end_date) else record.end_date
    if (record_end - record.start_date).days > LONGEST_EVENT_DAYS:
        if ADDS_UP in str(record.note or ""):
            return None  # the record of a war is no one event
        record_end = record.start_date
    days = max(0, (record.start_date - row_end).days, (row.start_date - record_end).days)
    if days > DAYS:
        return None
    if isinstance(row.place_id, str) and row.place_id == record.place_id:
        return days, 0.0
    if pd.isna(row.lat) or pd.isna(record.lat):
        return None
    same_day = row.start_date == record.start_date
    if not same_day and (row.where_prec in WIDE or record.where_prec in WIDE):
        return None
    km = km_between(row.lat, row.lon, record.lat, record.lon)
    return (days, km) if km <= (KM_SAME_DAY if same_day else KM) else None
