"""The second clock: when figures were made known, beside when the event was."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from toolkit.incidents.documents import Source, source_of
from toolkit.incidents.tolls import add_up, rows_of
from toolkit.tables import TOLLS

if TYPE_CHECKING:
    import pandas as pd


def toll_as_known(
    claims: pd.DataFrame,
    reports: pd.DataFrame,
    day: Any,
    *,
    incident_id: str | None = None,
    outlets: dict[str, str] | None = None,
) -> pd.DataFrame:
    """Return the TOLLS of the incidents as they were known at the end of a day (UTC).

    Only claims said or published by then enter, so that revisions and retractions of later days are not yet made. Claims
    whose day is not known are left out; ``undated`` lists them. ``day`` is a date, or a time for an hour within the day;
    ``incident_id`` keeps to one incident. Rows are those of ``add_up(..., by="incident_id")``.
    """
    import pandas as pd

    moment = pd.Timestamp(day)
    if moment == moment.normalize():
        moment = moment + pd.Timedelta(days=1) - pd.Timedelta(microseconds=1)
    moment = moment.tz_localize("UTC") if moment.tz is None else moment.tz_convert("UTC")
    known = with_incident(claims, reports, incident_id)
    known = known[known.said_at.notna() & (known.said_at <= moment)]
    if known.empty:
        return TOLLS.empty()
    return add_up(known, by="incident_id", outlets=outlets)


def undated(claims: pd.DataFrame, reports: pd.DataFrame, *, incident_id: str | None = None) -> pd.DataFrame:
    """Return the claims of incidents of which it is not known when they were made: rows of CLAIMS with ``incident_id``."""
    known = with_incident(claims, reports, incident_id)
    return known[known.said_at.isna()].reset_index(drop=True)


def revisions(claims: pd.DataFrame, reports: pd.DataFrame, *, incident_id: str | None = None) -> pd.DataFrame:
    """List how the figures of each source changed.

    One row for each change: ``incident_id, side, outcome, status, claimant, claimant_text, said_at, low, high, claim_id``
    of the later figure, ``before_low, before_high, before_said_at, before_claim_id`` of the earlier one, ``change`` (up,
    down, or bounds when only the exactness changed) and ``stated`` (true when the later claim says that it replaces the
    earlier one; false when it is simply the source's next figure). Undated claims have a row only where they state it.
    """
    import pandas as pd

    known = with_incident(claims, reports, incident_id)
    known = known[(known.scope == "incident") & (known.polarity == "asserted")]
    series: dict[tuple[str, str, str, str, Source], list[Any]] = defaultdict(list)
    rows = rows_of(known)
    by_id = {row.claim_id: row for row in rows}
    for row in rows:
        if row.part_of is None:
            key = (row.incident_id, row.side, row.outcome, row.status, source_of(row, row.article_id or ""))
            series[key].append(row)
    changes: dict[tuple[str, str], tuple[Any, Any, bool]] = {}
    for row in rows:
        before = by_id.get(row.revises)
        if before is not None:
            changes[before.claim_id, row.claim_id] = (before, row, True)
    for some in series.values():
        dated = sorted((row for row in some if row.said_at is not None), key=lambda row: (row.said_at, row.claim_id))
        for before, row in pairwise(dated):
            differ = (before.low, before.high) != (row.low, row.high)
            if differ and before.said_at < row.said_at and row.revises is None:
                changes.setdefault((before.claim_id, row.claim_id), (before, row, False))
    out = pd.DataFrame([_change(*change) for change in changes.values()], columns=_COLUMNS)
    for name in ("low", "high", "before_low", "before_high"):
        out[name] = out[name].astype("Int64")
    for name in ("said_at", "before_said_at"):
        out[name] = pd.to_datetime(out[name], utc=True)
    return out.sort_values(["incident_id", "side", "outcome", "said_at"], ignore_index=True, kind="stable")


_COLUMNS = [
    "incident_id",
    "side",
    "outcome",
    "status",
    "claimant",
    "claimant_text",
    "said_at",
    "low",
    "high",
    "claim_id",
    "before_low",
    "before_high",
    "before_said_at",
    "before_claim_id",
    "change",
    "stated",
]


def _change(before: Any, row: Any, stated: bool) -> dict[str, Any]:
    old = before.low if before.low is not None else before.high
    new = row.low if row.low is not None else row.high
    change = "bounds" if old is None or new is None or old == new else "up" if new > old else "down"
    same = {name: getattr(row, name) for name in _COLUMNS[:10]}
    return {
        **same,
        "before_low": before.low,
        "before_high": before.high,
        "before_said_at": before.said_at,
        "before_claim_id": before.claim_id,
        "change": change,
        "stated": stated,
    }


def with_incident(claims: pd.DataFrame, reports: pd.DataFrame, incident_id: str | None = None) -> pd.DataFrame:
    """Return the claims that are in an incident, with its ``incident_id``; of one incident only if it is named.

    What an article tells of another event is about the incident it was put into: its ``scope`` is ``incident`` here.
    """
    import pandas as pd

    placed = reports[reports.claim_id.notna()][["incident_id", "claim_id"]]
    if incident_id is not None:
        placed = placed[placed.incident_id == incident_id]
    known = pd.DataFrame(claims).merge(placed, on="claim_id", how="inner", validate="one_to_one")
    known["scope"] = known["scope"].where(known["origin"] != "articles", "incident")
    return known
