"""What each article says of its main event, in the form in which two are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from toolkit.claims.locate import LONGEST_EVENT_DAYS
from toolkit.incidents.kinds import LEAD_WEIGHT, event_type_of
from toolkit.incidents.segments import Segment, split
from toolkit.incidents.space import capitals
from toolkit.incidents.tolls import rows_of
from toolkit.sides import SPECIAL

if TYPE_CHECKING:
    import pandas as pd

#: Days before its publication in which the event of an article may lie that does not tell the day.
SLACK_DAYS = 7
#: Characters around a claim whose words tell the kind of another event than the main one.
AROUND = 200


@dataclass
class Profile:
    """One article and its main event, or another event that it tells of (``toolkit.incidents.segments``).

    ``key`` names it: the article's id, or that of the first claim about another event.
    """

    key: str
    article_id: str
    outlet: str
    copy_of: str | None
    day: date | None  # first day told; ``until`` is the last one, null for one day
    until: date | None
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
    weak: bool = (
        False  # makes no claim and does not tell day and place, or tells history: joins an incident, but makes none
    )
    total: bool = False  # counts over a period: together with other such counts only

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
    """Return the articles that report an armed event, and the other events they tell of, in the order of their keys.

    An article does when it makes a claim about its main incident, or when its lead names a kind of event and its day and
    place are told. One whose lead names a kind of event, or which lays blame, is weak otherwise: it can join an incident.
    What it tells of other events stands apart (``toolkit.incidents.segments``): history is weak too.
    """
    by_article = _group(claims, "article_id")
    blamed = _group(blames, "article_id")
    events = {row.article_id: row for row in rows_of(main_events)}
    located = _places(places)
    origin = {row.article_id: row.copy_group for row in rows_of(copies)} if len(copies) else {}
    out = []
    for article in rows_of(articles[["article_id", "domain", "outlet", "published_at", "text", "note"]]):
        event = events.get(article.article_id)
        mine = located.get(article.article_id, {})
        own, others = split(by_article.get(article.article_id, []), event, mine)
        kind, weight = event_type_of(article.text)
        told = event is not None and event.incident_date is not None and event.place_id is not None
        laid = blamed.get(article.article_id, [])
        if own or weight >= LEAD_WEIGHT or laid:
            apart = {segment.place.place_id for segment in others if segment.place is not None}
            near = {i: place for i, place in mine.items() if i not in apart or (event and i == event.place_id)}
            profile = _profile(article, event, own, laid, near, origin, kind)
            profile.weak = not own and not (told and weight >= LEAD_WEIGHT)
            out.append(profile)
        out += [_segment(article, segment, mine, origin, kind) for segment in others]
    return sorted(out, key=lambda profile: profile.key)


def _profile(article, event, claims, blames, places, origin, kind) -> Profile:
    day = None if event is None or event.incident_date is None else event.incident_date.date()
    until = None if day is None or event.end_date is None else event.end_date.date()
    published = None if article.published_at is None else article.published_at.date()
    if day is not None and until is not None and (until - day).days > LONGEST_EVENT_DAYS:
        until = None  # since the first day of a war: the event of the article is within it
    place = None if event is None else places.get(event.place_id)
    laid = {side for row in blames for side in (row.accuser, row.accused)}
    made = _made(article.article_id, article, day, until, place, places, origin, kind, claims, laid)
    made.first_day = day or (None if published is None else published - timedelta(days=SLACK_DAYS))
    made.last_day = until or day or published
    made.blames = [(row.accuser, row.accused, row.status) for row in blames]
    return made


def _segment(article, segment: Segment, places, origin, kind) -> Profile:
    """Return the profile of another event that an article tells of."""
    first = segment.claims[0]
    made = _made(
        first.claim_id, article, segment.start, segment.end, segment.place, places, origin, kind, segment.claims, set()
    )
    made.event_type = event_type_of(
        article.text[first.start - AROUND if first.start > AROUND else 0 : first.end + AROUND]
    )[0]
    made.place_ids = frozenset() if segment.place is None else frozenset([segment.place.place_id])
    made.copy_of, made.total, made.weak = None, segment.total, not (segment.total or segment.beside)
    return made


def _made(key, article, day, until, place, places, origin, kind, claims, more_sides) -> Profile:
    claims = [claim._replace(scope="incident") for claim in claims]
    stated = [claim for claim in claims if claim.polarity == "asserted" and (claim.low or claim.high)]
    earliest = origin.get(article.article_id)
    return Profile(
        key=key,
        article_id=article.article_id,
        outlet=earliest or article.domain or article.outlet or article.article_id,
        copy_of=earliest,
        day=day,
        until=until,
        published=None if article.published_at is None else article.published_at.date(),
        first_day=day,
        last_day=until or day,
        place=place,
        place_ids=frozenset(places),
        event_type=kind,
        sides=frozenset(({claim.side for claim in claims} | more_sides) - set(SPECIAL)),
        numbers=frozenset((claim.side, claim.outcome, claim.low, claim.high) for claim in stated),
        cells=frozenset((claim.side, claim.outcome) for claim in stated),
        claims=claims,
        note=article.note,
        seat=place is not None and (place.place_kind == "country" or place.name in capitals()),
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
