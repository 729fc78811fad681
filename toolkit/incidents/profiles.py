"""What each article says of its main event, in the form in which two are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.incidents.kinds import LEAD_WEIGHT, event_type_of
from toolkit.incidents.tolls import rows_of
from toolkit.sides import SPECIAL, load_sides, sides_files

if TYPE_CHECKING:
    import pandas as pd

#: Days before its publication in which the event of an article may lie that does not tell the day.
SLACK_DAYS = 2


@dataclass
class Profile:
    """One article and its main event."""

    article_id: str
    outlet: str
    copy_of: str | None
    day: date | None
    published: date | None
    first_day: date | None  # earliest and latest day that the event can have; null: cannot be told
    last_day: date | None
    place: Any  # the row of PLACES of its main place; null: none told
    place_ids: frozenset[str]
    event_type: str
    sides: frozenset[str]
    numbers: frozenset[tuple]
    cells: frozenset[tuple[str, str]]
    claims: list[Any] = field(default_factory=list)
    blames: list[tuple[str, str, str]] = field(default_factory=list)
    note: str | None = None
    seat: bool = False  # the place is a capital or wider than a region: where one speaks, not surely where it happened
    weak: bool = False  # makes no claim and does not tell day and place: joins an incident, but makes none

    @property
    def lat(self) -> float | None:
        """Degrees north of the main place."""
        return None if self.place is None else self.place.lat

    @property
    def lon(self) -> float | None:
        """Degrees east of the main place."""
        return None if self.place is None else self.place.lon


def profiles_of(
    articles: pd.DataFrame,
    claims: pd.DataFrame,
    places: pd.DataFrame,
    blames: pd.DataFrame,
    main_events: pd.DataFrame,
    copies: pd.DataFrame,
) -> list[Profile]:
    """Return the articles that report an armed event, in the order of their ids.

    An article does when it makes a claim about its main incident, or when its lead names a kind of event and its day and
    place are told. One whose lead names a kind of event, or which lays blame, is weak otherwise: it can join an incident.
    """
    by_article = _group(claims, "article_id")
    blamed = _group(blames, "article_id")
    events = {row.article_id: row for row in rows_of(main_events)}
    located = _places(places)
    origin = {row.article_id: row.copy_group for row in rows_of(copies)} if len(copies) else {}
    out = []
    for article in rows_of(articles[["article_id", "domain", "outlet", "published_at", "text", "note"]]):
        event = events.get(article.article_id)
        own = [claim for claim in by_article.get(article.article_id, []) if claim.scope == "incident"]
        kind, weight = event_type_of(article.text)
        told = event is not None and event.incident_date is not None and event.place_id is not None
        laid = blamed.get(article.article_id, [])
        if not own and weight < LEAD_WEIGHT and not laid:
            continue
        profile = _profile(article, event, own, laid, located, origin, kind)
        profile.weak = not own and not (told and weight >= LEAD_WEIGHT)
        out.append(profile)
    return sorted(out, key=lambda profile: profile.article_id)


def _profile(article, event, claims, blames, located, origin, kind) -> Profile:
    day = None if event is None or event.incident_date is None else event.incident_date.date()
    published = None if article.published_at is None else article.published_at.date()
    stated = [claim for claim in claims if claim.polarity == "asserted"]
    sides = {claim.side for claim in claims} | {side for row in blames for side in (row.accuser, row.accused)}
    first = day or (None if published is None else published - timedelta(days=SLACK_DAYS))
    mine = located.get(article.article_id, {})
    earliest = origin.get(article.article_id)
    place = None if event is None else mine.get(event.place_id)
    return Profile(
        article_id=article.article_id,
        outlet=earliest or article.domain or article.outlet or article.article_id,
        copy_of=earliest,
        day=day,
        published=published,
        first_day=first,
        last_day=day or published,
        place=place,
        place_ids=frozenset(mine),
        event_type=kind,
        sides=frozenset(sides - set(SPECIAL)),
        numbers=frozenset(
            (claim.side, claim.outcome, claim.low, claim.high) for claim in stated if claim.low or claim.high
        ),
        cells=frozenset((claim.side, claim.outcome) for claim in stated if claim.low or claim.high),
        claims=claims,
        blames=[(row.accuser, row.accused, row.status) for row in blames],
        note=article.note,
        seat=place is not None and (place.place_kind == "country" or place.name in capitals()),
    )


@lru_cache(maxsize=1)
def capitals() -> frozenset[str]:
    """Return the names of the places that stand for a government in the files of ``data/sides``."""
    return frozenset(
        name
        for file in sides_files()
        for side in load_sides(file).sides
        for slots in side.words.values()
        for name in slots.get("capitals", [])
    )


def _group(frame: pd.DataFrame, column: str) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for row in rows_of(frame):
        groups.setdefault(getattr(row, column), []).append(row)
    return groups


def _places(places: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the places that each article names as places of something (no metonyms, no countries), by id."""
    out: dict[str, dict[str, Any]] = {}
    if not len(places):
        return out
    columns = [
        "article_id",
        "place_id",
        "name",
        "place_kind",
        "country",
        "lat",
        "lon",
        "where_prec",
        "geometry",
        "metonym",
    ]
    for row in rows_of(places[columns]):
        if row.place_id is not None and not row.metonym:
            out.setdefault(row.article_id, {}).setdefault(row.place_id, row)
    return out
