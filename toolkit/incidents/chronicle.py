"""The chronicle: real incidents with sourced claims, read from ``data/chronicle``; see its README for the form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.incidents.assess import assess, clarity_of
from toolkit.incidents.labels import label_of
from toolkit.incidents.tolls import add_up
from toolkit.resources import data_path
from toolkit.tables import CLAIMS, INCIDENTS, REPORTS

if TYPE_CHECKING:
    import pandas as pd


#: Columns that hold whole numbers, by file.
_NUMBERS = {"claims": ("n", "low", "high", "part_of", "revises", "place"), "places": ("n", "where_prec")}


@dataclass(frozen=True)
class Chronicle:
    """The chronicle as tables of ``toolkit.tables`` (``origin`` is ``chronicle``), and three frames of its own.

    ``accounts``: one row an account that one party gives of a contested point; ``naming``: one row a party, how it calls
    place and event; ``sources``: one row a page that was used. Null ``source_url`` means unsourced, to be checked.
    """

    incidents: pd.DataFrame
    claims: pd.DataFrame
    reports: pd.DataFrame
    tolls: pd.DataFrame
    accounts: pd.DataFrame
    naming: pd.DataFrame
    sources: pd.DataFrame


def load_chronicle(path: str | Path | None = None) -> Chronicle:
    """Load the chronicle from its folder (``data/chronicle`` by default); read once, each call returns own frames.

    Raises ``DataFileError`` naming every fault when a file is missing or a claim points at what is not there.
    """
    kept = _load(Path(path) if path else data_path("chronicle"))
    return Chronicle(**{name: getattr(kept, name).copy() for name in kept.__dataclass_fields__})


@lru_cache(maxsize=2)
def _load(folder: Path) -> Chronicle:
    files = {name: _read(folder, name) for name in ("incidents", "places", "claims", "accounts", "naming", "sources")}
    _check(files, folder)
    places = {(row.incident_id, row.n): row for row in files["places"]}
    starts = {row.incident_id: row for row in files["incidents"]}
    claims = CLAIMS.frame([_claim(row, starts[row.incident_id], places) for row in files["claims"]])
    incident_of = [row.incident_id for row in files["claims"]]
    tolls = add_up(claims.assign(incident_id=incident_of), by="incident_id")
    by_incident: dict[str, list[Any]] = {}
    for row in files["claims"]:
        by_incident.setdefault(row.incident_id, []).append(row)
    incidents = INCIDENTS.frame(
        [
            _incident(
                row, [p for (name, _), p in sorted(places.items()) if name == row.incident_id], claims, incident_of
            )
            for row in files["incidents"]
        ]
    )
    reports = REPORTS.frame(
        [
            {
                "incident_id": row.incident_id,
                "claim_id": f"{row.incident_id}:{row.n}",
                "score": 1.0,
                "reason": "stands in the chronicle's record",
            }
            for row in files["claims"]
        ]
    )
    import pandas as pd

    own = {name: pd.DataFrame(files[name]) for name in ("accounts", "naming", "sources")}
    return Chronicle(incidents, claims, reports, tolls, **own)


def _read(folder: Path, name: str) -> list[Any]:
    import pandas as pd

    from toolkit.errors import DataFileError

    path = folder / f"{name}.csv"
    if not path.is_file():
        raise DataFileError(f"{path}: no such file; the chronicle has one CSV file a table, see its README.md")
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""]).astype(object)
    for column in _NUMBERS.get(name, ()):
        frame[column] = pd.to_numeric(frame[column]).astype("Int64").astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False))


def _check(files: dict[str, list[Any]], folder: Path) -> None:
    """Raise ``DataFileError`` when rows point at what is not there."""
    from toolkit.errors import DataFileError

    incidents = {row.incident_id for row in files["incidents"]}
    claims = {(row.incident_id, row.n) for row in files["claims"]}
    places = {(row.incident_id, row.n) for row in files["places"]}
    faults = [
        f"{name}.csv: {row.incident_id} is no incident"
        for name, rows in files.items()
        for row in rows
        if row.incident_id not in incidents
    ]
    for row in files["claims"]:
        where = f"claims.csv: claim {row.n} of {row.incident_id}"
        for column in ("part_of", "revises"):
            other = getattr(row, column)
            if other is not None and ((row.incident_id, other) not in claims or other == row.n):
                faults.append(f"{where}: {column} {other} is no other claim of it")
        if row.place is not None and (row.incident_id, row.place) not in places:
            faults.append(f"{where}: place {row.place} is no place of it")
    if faults:
        raise DataFileError(f"{folder}: {len(faults)} fault(s)\n  " + "\n  ".join(faults))


def _claim(row: Any, incident: Any, places: dict[tuple[str, int], Any]) -> dict[str, Any]:
    place = places[row.incident_id, row.place or 0]
    start = row.event_start_date or incident.start_date
    end = row.event_end_date or (incident.end_date if row.event_start_date is None else None)
    link = {
        name: None if getattr(row, name) is None else f"{row.incident_id}:{getattr(row, name)}"
        for name in ("part_of", "revises")
    }
    return {
        "claim_id": f"{row.incident_id}:{row.n}",
        "outcome": row.outcome,
        "low": row.low,
        "high": row.high,
        "side": row.side,
        "status": row.status,
        "claimant": row.claimant,
        "claimant_text": row.office,
        "polarity": "asserted",
        "scope": row.scope,
        **link,
        "denied_by": row.denied_by,
        "event_start_date": start,
        "event_end_date": end,
        "date_prec": _date_prec(start, end),
        "place_id": place.place_id,
        "said_at": row.said_on,
        "source_url": row.source_url,
        "origin": "chronicle",
        "rules": [
            f"claimant: {row.office}",
            "source: unsourced, to be checked" if row.source_url is None else "source: the page at source_url",
        ],
    }


def _incident(row: Any, places: list[Any], claims: pd.DataFrame, incident_of: list[str]) -> dict[str, Any]:
    import pandas as pd
    from shapely.geometry import Point

    main = places[0]
    located = next((place for place in places if place.lat is not None), None)
    own = claims[[name == row.incident_id for name in incident_of]]
    return {
        "incident_id": row.incident_id,
        "label": label_of(row.event_type, main.name, row.start_date),
        "origin": "chronicle",
        "event_type": row.event_type,
        "start_date": row.start_date,
        "end_date": row.end_date,
        "date_prec": _date_prec(row.start_date, row.end_date),
        "event_clarity": clarity_of(pd.Timestamp(row.start_date), row.end_date and pd.Timestamp(row.end_date)),
        "place_id": main.place_id,
        "place_name": main.name,
        "country": main.country or (located.country if located is not None and main.lat is None else None),
        "lat": None if located is None else float(located.lat),
        "lon": None if located is None else float(located.lon),
        "where_prec": None if located is None else located.where_prec,
        "geometry": None if located is None else Point(float(located.lon), float(located.lat)),
        "sides": (row.sides or "").split(";") if row.sides else [],
        "n_articles": 0,
        "n_claims": len(own),
        **assess(own),
        "note": row.note,
    }


def _date_prec(start: str | None, end: str | None) -> int | None:
    """Return UCDP's date_prec: how many days the first and last day leave open."""
    import pandas as pd

    if start is None:
        return None
    days = 0 if end is None else (pd.Timestamp(end) - pd.Timestamp(start)).days
    return 1 if days < 1 else 2 if days < 6 else 3 if days < 7 else 4 if days < 31 else 5
