"""Incidents in the columns of UCDP GED and ACLED, with the rules that a row must meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.incidents.figures import PARTIAL
from toolkit.incidents.files import plain
from toolkit.incidents.tolls import rows_of
from toolkit.sides import load_sides

if TYPE_CHECKING:
    import pandas as pd

Span = tuple[int, int, int]  # low, best, high
NONE: Span = (0, 0, 0)

#: Words in the note of a record that adds up others; one row an event must not count them twice.
ADDS_UP = "must not be added to it"

UCDP_COLUMNS = [
    "id",
    "year",
    "side_a",
    "side_b",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "where_prec",
    "where_coordinates",
    "country",
    "latitude",
    "longitude",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "low",
    "best",
    "high",
    "number_of_sources",
    "source_headline",
]
ACLED_COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "actor2",
    "country",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source_scale",
    "notes",
    "fatalities",
]
#: ACLED's name of a sub-event type, where it differs from the toolkit's.
ACLED_NAMES = {
    "Non-violent: transfer of territory": "Non-violent transfer of territory",
    "Non-violent: arrest": "Arrests",
}
#: ACLED's time precision (1 day, 2 week, 3 month) and geographic precision (1 exact, 2 part of a region, 3 region).
ACLED_TIME = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
ACLED_PLACE = {1: 1, 2: 1, 3: 2, 4: 3, 5: 2, 6: 3, 7: 2}
#: ACLED event types of the sub-event types.
ACLED_TYPES = {
    "Armed clash": "Battles",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Air/drone strike": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Non-violent: transfer of territory": "Strategic developments",
    "Non-violent: arrest": "Strategic developments",
}


@dataclass(frozen=True)
class Export:
    """What an export gives: the valid ``rows``, the ``invalid`` ones with the broken ``rule``, and what was ``left_out``.

    ``left_out`` counts incidents by the reason for which the form has no row for them. The three together account for
    every incident.
    """

    rows: pd.DataFrame
    invalid: pd.DataFrame
    left_out: dict[str, int]


def to_ucdp_ged(incidents: pd.DataFrame, tolls: pd.DataFrame) -> Export:
    """Return incidents with a death in the columns of UCDP GED (Sundberg and Melander 2013; codebook of the GED).

    ``low`` and ``high`` are the least and the most that any claimant gives, added over sides; ``best`` adds what each side
    concedes of its own people, and the least figure for a side that states none: it is a rule, not an estimate. Where no
    upper bound is stated, the lower one stands for it.
    ``deaths_a`` and ``deaths_b`` are soldiers and police of the two sides (alphabetical order, no blame), by the same rule;
    civilians of all sides are together. Incidents without a stated death, and records that add up others, are left
    out and counted.
    Invalid are rows without a day or a point, or in which low <= best <= high does not hold.
    """
    killed = _killed(tolls)
    rows, left_out = [], {"no death stated": 0, "adds up other records": 0}
    for incident in rows_of(incidents):
        if ADDS_UP in (incident.note or ""):
            left_out["adds up other records"] += 1
            continue
        figures = killed.get(incident.incident_id, {})
        low, best, high = (sum(figure[n] for figure in figures.values()) for n in range(3))
        if high == 0:
            left_out["no death stated"] += 1
            continue
        rows.append(_ucdp(incident, figures, low, best, high))
    return _export(rows, UCDP_COLUMNS, left_out, _UCDP_RULES)


def to_acled(incidents: pd.DataFrame, tolls: pd.DataFrame) -> Export:
    """Return incidents in the columns of ACLED (Raleigh et al. 2010; ACLED codebook).

    ``fatalities`` is ``best`` of ``to_ucdp_ged`` (0 where no death is stated, as ACLED does); ``time_precision`` and
    ``geo_precision`` are ACLED's 1 to 3. Kinds of event that ACLED does not code (accidents), and records that add up
    others, are left out and counted.
    Invalid are rows without a day, a point, an actor or a place.
    """
    killed = _killed(tolls)
    rows, left_out = [], {"kind not coded by ACLED": 0, "adds up other records": 0}
    for incident in rows_of(incidents):
        if ADDS_UP in (incident.note or ""):
            left_out["adds up other records"] += 1
            continue
        if incident.event_type not in ACLED_TYPES:
            left_out["kind not coded by ACLED"] += 1
            continue
        best = sum(figure[1] for figure in killed.get(incident.incident_id, {}).values())
        rows.append(_acled(incident, best))
    return _export(rows, ACLED_COLUMNS, left_out, _ACLED_RULES)


def _killed(tolls: pd.DataFrame) -> dict[str, dict[tuple[str, str], Span]]:
    """Return low, best and high of the killed of each incident by side and status.

    Figures for soldiers, police and civilians are about different people and are added over statuses; where there are
    totals too, or only totals, the side has one span of status ``unknown`` that holds both.
    """
    sides: dict[tuple[str, str], list[Any]] = {}
    for row in rows_of(tolls[(tolls.outcome == "killed") & tolls.incident_id.notna()]):
        if row.low is not None or row.high is not None:
            sides.setdefault((row.incident_id, row.side), []).append(row)
    out: dict[str, dict[tuple[str, str], Span]] = {}
    for (incident_id, side), some in sides.items():
        parts = {
            status: _span([row for row in some if row.status == status], side)
            for status in PARTIAL
            if any(row.status == status for row in some)
        }
        totals = [row for row in some if row.status not in PARTIAL]
        if totals:
            whole = _span(totals, side)
            if parts:
                added = [sum(span[n] for span in parts.values()) for n in range(3)]
                conceded = any(side in row.claimants for row in totals)
                best = whole[1] if conceded else added[1]
                whole = (min(whole[0], added[0]), best, max(whole[2], added[2]))
            parts = {"unknown": whole}
        out.setdefault(incident_id, {}).update({(side, status): span for status, span in parts.items()})
    return out


def _span(rows: list[Any], side: str) -> Span:
    """Return the least figure, what the side concedes (else the least) and the most; an open bound is its other one."""
    lows = [row.low or 0 for row in rows]
    own = [row.low or 0 for row in rows if side in row.claimants]
    highs = [row.high if row.high is not None else row.low for row in rows]
    return min(lows), max(own) if own else min(lows), max(*highs, *lows)


def _ucdp(incident: Any, figures: dict, low: int, best: int, high: int) -> dict[str, Any]:
    sides = [*incident.sides, None, None][:2]
    start, end = incident.start_date, incident.end_date or incident.start_date
    armed = {side: sum(figures.get((side, status), NONE)[1] for status in ("military", "police")) for side in sides}
    of_two = sum(armed[side] for side in sides if side)
    civilians = sum(figure[1] for (_, status), figure in figures.items() if status == "civilian")
    return {
        "id": incident.incident_id,
        "year": None if start is None else start.year,
        "side_a": _label(sides[0]),
        "side_b": _label(sides[1]),
        "event_clarity": incident.event_clarity,
        "date_prec": incident.date_prec,
        "date_start": plain(start),
        "date_end": plain(end),
        "where_prec": incident.where_prec,
        "where_coordinates": incident.place_name,
        "country": incident.country,
        "latitude": incident.lat,
        "longitude": incident.lon,
        "deaths_a": armed[sides[0]] if sides[0] else 0,
        "deaths_b": armed[sides[1]] if sides[1] else 0,
        "deaths_civilians": civilians,
        "deaths_unknown": best - civilians - of_two,
        "low": low,
        "best": best,
        "high": high,
        "number_of_sources": incident.n_independent,
        "source_headline": incident.label,
    }


def _acled(incident: Any, best: int) -> dict[str, Any]:
    sides = [*incident.sides, None, None][:2]
    kind = ACLED_TYPES[incident.event_type]
    return {
        "event_id_cnty": incident.incident_id,
        "event_date": plain(incident.start_date),
        "year": None if incident.start_date is None else incident.start_date.year,
        "time_precision": ACLED_TIME.get(incident.date_prec),
        "disorder_type": "Strategic developments" if kind == "Strategic developments" else "Political violence",
        "event_type": kind,
        "sub_event_type": ACLED_NAMES.get(incident.event_type, incident.event_type),
        "actor1": _label(sides[0]),
        "actor2": _label(sides[1]),
        "country": incident.country,
        "location": incident.place_name,
        "latitude": incident.lat,
        "longitude": incident.lon,
        "geo_precision": ACLED_PLACE.get(incident.where_prec),
        "source_scale": incident.grade,
        "notes": incident.label,
        "fatalities": best,
    }


def _label(code: str | None) -> str | None:
    return None if code is None else load_sides().label(code)


#: Rules of a form: what is wrong in words, and the test that a valid row passes.
_UCDP_RULES = {
    "no day": lambda row: row["date_start"] is not None,
    "no point": lambda row: row["latitude"] is not None and row["longitude"] is not None,
    "no side": lambda row: row["side_a"] is not None,
    "low <= best <= high does not hold": lambda row: row["low"] <= row["best"] <= row["high"],
    "deaths do not add up to best": lambda row: (
        row["deaths_a"] + row["deaths_b"] + row["deaths_civilians"] + row["deaths_unknown"] == row["best"]
    ),
    "date_end before date_start": lambda row: row["date_start"] is None or row["date_start"] <= row["date_end"],
    "where_prec not 1 to 7": lambda row: row["where_prec"] in range(1, 8),
    "date_prec not 1 to 5": lambda row: row["date_prec"] in range(1, 6),
}
_ACLED_RULES = {
    "no day": lambda row: row["event_date"] is not None,
    "no point": lambda row: row["latitude"] is not None and row["longitude"] is not None,
    "no actor": lambda row: row["actor1"] is not None,
    "no location": lambda row: row["location"] is not None,
    "fatalities below 0": lambda row: row["fatalities"] >= 0,
}


def _export(rows: list[dict[str, Any]], columns: list[str], left_out: dict[str, int], rules: dict) -> Export:
    import pandas as pd

    valid, invalid = [], []
    for row in rows:
        broken = [rule for rule, holds in rules.items() if not holds(row)]
        if broken:
            invalid.append({**row, "rule": "; ".join(broken)})
        else:
            valid.append(row)
    return Export(pd.DataFrame(valid, columns=columns), pd.DataFrame(invalid, columns=[*columns, "rule"]), left_out)
