"""An article that tells several events, split by the day and the place of its claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from toolkit.incidents.space import km_between

#: Places further apart are of two events on one day; with two days or more between them, places so far apart are too.
APART_KM, APART_KM_OTHER_DAY, OTHER_DAY = 60, 25, 2
#: where_prec of places that are exact enough to tell two events apart.
EXACT = 2


@dataclass
class Segment:
    """The claims of one article about one event other than its main one. ``total``: counts over a period."""

    start: date
    end: date | None
    place: Any
    total: bool
    beside: bool  # told beside the main incident, not as history
    claims: list[Any] = field(default_factory=list)


def split(claims: list[Any], event: Any, places: dict[str, Any]) -> tuple[list[Any], list[Segment]]:
    """Return the claims of an article about its main event, and segments with those about others whose day is told.

    ``claims`` are rows of CLAIMS of one article, ``event`` its row of MAIN_EVENTS (null: none), ``places`` its rows of
    PLACES by id. A running total whose first and last day are told is a segment of its own. A
    claim about the article's incident is of another event where it names another day and a place elsewhere, or an exact
    place more than 60 km away; a claim about an older event where its day is told within a week. Parts, repetitions
    and revised figures stay with what they belong to. Claims in neither list are about other events that cannot be told.
    """
    main: list[Any] = []
    segments: dict[tuple, Segment] = {}
    home: dict[str, tuple | None] = {}
    scopes = {claim.claim_id: claim.scope for claim in claims}
    for claim in claims:
        whole = claim.part_of or claim.revises
        key = home[whole] if whole in home and scopes[whole] == claim.scope else _key(claim, event, places)
        if key == ():
            continue
        home[claim.claim_id] = key
        if key is None:
            main.append(claim)
            continue
        if key not in segments:
            start, end, place_id, total = key
            segments[key] = Segment(start, end, places.get(place_id), total, claim.scope == "incident")
        segments[key].claims.append(claim)
    return main, list(segments.values())


def _key(claim: Any, event: Any, places: dict[str, Any]) -> tuple | None:
    """Return (start, end, place, total) of a claim's event; null for the main event, empty for one that cannot be told."""
    start = None if claim.event_start_date is None else claim.event_start_date.date()
    end = None if claim.event_end_date is None else claim.event_end_date.date()
    if claim.scope == "cumulative" and end is not None:
        return start, end, None, True
    if claim.scope == "cumulative" or (claim.scope == "background" and (start is None or claim.date_prec > EXACT)):
        return ()
    if claim.scope == "incident" and not _elsewhere(claim, start, event, places):
        return None
    return start, end, claim.place_id, False


def _elsewhere(claim: Any, start: date | None, event: Any, places: dict[str, Any]) -> bool:
    """Tell whether a claim about an article's incident is of another event than the main one."""
    here, main = places.get(claim.place_id), None if event is None else places.get(event.place_id)
    if start is None or here is None or main is None or not _exact(here) or not _exact(main):
        return False
    km = km_between(here.lat, here.lon, main.lat, main.lon)
    if km > APART_KM:
        return True
    first = None if event.incident_date is None else event.incident_date.date()
    last = first if event.end_date is None else event.end_date.date()
    gap = 0 if first is None or last is None else max((first - start).days, (start - last).days)
    return km > APART_KM_OTHER_DAY and gap >= OTHER_DAY


def _exact(place: Any) -> bool:
    return place.lat is not None and place.lon is not None and (place.where_prec or 9) <= EXACT
