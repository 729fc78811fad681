"""Reports of one incident, grouped across articles."""

from __future__ import annotations

import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.claims.when import precision
from toolkit.incidents.assess import assess, clarity_of
from toolkit.incidents.clusters import Member, cluster
from toolkit.incidents.corrections import read_corrections, replay
from toolkit.incidents.documents import read_document
from toolkit.incidents.labels import label_of
from toolkit.incidents.profiles import Profile, capitals, profiles_of
from toolkit.incidents.tolls import toll_rows
from toolkit.tables import INCIDENTS, REPORTS, TOLLS

if TYPE_CHECKING:
    import pandas as pd


#: Note of an incident that counts over a period. Its words tell exports to leave it out, as those of the chronicle.
TOTALS_NOTE = "Counts over several days or longer; incidents of these days are part of it and must not be added to it."
#: How the reason of an article begins that tells of an incident beside its main event.
OTHER = "tells of it beside its main event"


@dataclass(frozen=True)
class Grouping:
    """Incidents, the reports put into them, their tolls, and what became of each correction."""

    incidents: pd.DataFrame
    reports: pd.DataFrame
    tolls: pd.DataFrame
    corrections: pd.DataFrame


def group_incidents(
    articles: pd.DataFrame,
    claims: pd.DataFrame,
    places: pd.DataFrame,
    blames: pd.DataFrame,
    *,
    main_events: pd.DataFrame,
    copies: pd.DataFrame,
    corrections: str | Path | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Group the articles that report one incident; return INCIDENTS, REPORTS and TOLLS.

    Each article that reports an armed event is in exactly one incident; its claims about that event go with it, each with
    the score and the reason by which the article was put there (``toolkit.incidents.links``). An article whose day and
    place cannot be told stands alone, unless it is a copy. The order of the articles does not matter.
    ``corrections`` is a file that merges, splits and moves (``toolkit.incidents.corrections``); those that no longer apply
    are warned of, ``group`` returns them. Raises ``DataFileError`` when that file has faults, ``KeyError`` when a frame
    lacks columns of its table.
    """
    made = group(articles, claims, places, blames, main_events=main_events, copies=copies, corrections=corrections)
    stale = made.corrections[~made.corrections.applied.astype(bool)]
    if len(stale):
        lines = [f"  {row.n} ({row.kind}): {row.reason}" for row in stale.itertuples()]
        warnings.warn(
            f"{corrections}: {len(stale)} correction(s) no longer apply\n" + "\n".join(lines), UserWarning, stacklevel=2
        )
    return made.incidents, made.reports, made.tolls


def group(
    articles: pd.DataFrame,
    claims: pd.DataFrame,
    places: pd.DataFrame,
    blames: pd.DataFrame,
    *,
    main_events: pd.DataFrame,
    copies: pd.DataFrame,
    corrections: str | Path | None = None,
) -> Grouping:
    """Do what ``group_incidents`` does, and return what became of each correction as well.

    ``corrections`` has one row a correction: ``n`` (its place in the file, from 1), ``kind``, ``articles``, ``applied`` and
    the ``reason``.
    """
    import pandas as pd

    profiles = profiles_of(articles, claims, places, blames, main_events, copies)
    groups, done = replay(read_corrections(corrections) if corrections else [], cluster(profiles))
    groups = [sorted(members, key=lambda member: member.profile.key) for members in groups]
    incidents, reports, tolls = [], [], []
    taken: Counter[str] = Counter()
    for members in sorted(groups, key=lambda members: members[0].profile.key):
        row = _incident(members, taken)
        incidents.append(row)
        reports += _reports(row["incident_id"], members)
        tolls += _tolls(row["incident_id"], members)
    columns = ["n", "kind", "articles", "applied", "reason"]
    return Grouping(
        INCIDENTS.frame(incidents), REPORTS.frame(reports), TOLLS.frame(tolls), pd.DataFrame(done, columns=columns)
    )


def _incident(members: list[Member], taken: Counter[str]) -> dict[str, Any]:
    profiles = [member.profile for member in members]
    telling = [profile for profile in profiles if profile.key == profile.article_id] or profiles
    start, end = _days(telling)
    total = all(profile.total for profile in profiles)
    place = _main_place(telling)
    kind = _most([profile.event_type for profile in telling if profile.event_type != "Other"]) or "Other"
    claims = [claim for profile in profiles for claim in profile.claims]
    notes = [*([TOTALS_NOTE] if total else []), *dict.fromkeys(profile.note for profile in profiles if profile.note)]
    where = "totals" if total else place.place_id if place is not None else "noplace"
    incident_id = f"{start or 'undated'}-{where}"
    taken[incident_id] += 1
    return {
        "incident_id": incident_id if taken[incident_id] == 1 else f"{incident_id}-{_letters(taken[incident_id])}",
        "label": label_of(kind, None if place is None else place.name, start, end if total else None),
        "origin": "articles",
        "event_type": kind,
        "start_date": start,
        "end_date": end,
        "date_prec": None if start is None else precision(start, end),
        "event_clarity": 2 if total else clarity_of(*_range(telling)),
        "place_id": None if place is None else place.place_id,
        "place_name": None if place is None else place.name,
        "country": None if place is None else place.country,
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
        "where_prec": None if place is None else place.where_prec,
        "geometry": None if place is None else place.geometry,
        "sides": sorted({side for profile in profiles for side in profile.sides}),
        "n_articles": len({profile.article_id for profile in profiles}),
        "n_claims": len(claims),
        **assess(
            claims,
            outlets={profile.article_id: profile.outlet for profile in profiles},
            blames=[blame for profile in profiles for blame in profile.blames],
        ),
        "note": "; ".join(notes) or None,
    }


def _days(profiles: list[Profile]) -> tuple[Any, Any]:
    """Return first and last day of an incident: the day that most articles give; where some tell several days, all of these."""
    start = _most([profile.day for profile in profiles if profile.day is not None])
    spans = [(profile.day, profile.until) for profile in profiles if profile.until is not None]
    if not spans:
        return start, None
    return min(start, *(first for first, _ in spans)), max(last for _, last in spans)


def _range(profiles: list[Profile]) -> tuple[Any, Any]:
    """Return the first and the last day that any article gives; null where none gives one."""
    days = [day for profile in profiles for day in (profile.day, profile.until) if day is not None]
    return (min(days), max(days)) if days else (None, None)


def _most(values: list[Any]) -> Any:
    """Return the most frequent value, of equally frequent ones the smallest; null for none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _main_place(profiles: list[Profile]) -> Any:
    """Return the place that most articles give; of equals the most exact, then the one published first, then by name.

    Areas and capitals count only where no other is given.
    """
    places = {profile.place.place_id: profile.place for profile in profiles if profile.place is not None}
    counts = Counter(profile.place.place_id for profile in profiles if profile.place is not None)
    first = {
        place_id: min(str(p.published or "9") for p in profiles if p.place is not None and p.place.place_id == place_id)
        for place_id in places
    }
    if not places:
        return None
    return places[
        min(
            counts,
            key=lambda i: (
                _is_area(places[i]),
                -counts[i],
                places[i].where_prec or 9,
                first[i],
                places[i].name,
                i,
            ),
        )
    ]


def _is_area(place: Any) -> bool:
    return (place.where_prec or 9) >= 4 or place.name in capitals()


def _letters(n: int) -> str:
    """Return b for 2, c for 3, ..., aa for 27."""
    out = ""
    while n:
        n, rest = divmod(n - 1, 26)
        out = chr(97 + rest) + out
    return out


def _reports(incident_id: str, members: list[Member]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for member in members:
        profile = member.profile
        other = profile.key != profile.article_id
        row = {
            "incident_id": incident_id,
            "article_id": profile.article_id,
            "claim_id": None,
            "score": member.score,
            "reason": f"{OTHER}: {member.reason}" if other else member.reason,
        }
        if profile.article_id not in seen:
            rows.append(row)
        seen.add(profile.article_id)
        about = "a claim about another event than the main one" if other else "a claim about the main event"
        rows += [{**row, "claim_id": claim.claim_id, "reason": f"{about} of the article"} for claim in profile.claims]
    return rows


def _number(claim_id: str) -> int:
    """Return the place of a claim in its article."""
    last = claim_id.rpartition(":")[2]
    return int(last) if last.isdecimal() else 0


def _tolls(incident_id: str, members: list[Member]) -> list[dict[str, Any]]:
    told: dict[str, tuple[str, list[Any]]] = {}
    for member in members:
        profile = member.profile
        told.setdefault(profile.article_id, (profile.outlet, []))[1].extend(profile.claims)
    documents = [
        read_document(sorted(claims, key=lambda claim: (claim.start, _number(claim.claim_id))), outlet)
        for outlet, claims in told.values()
        if claims
    ]
    return [{"incident_id": incident_id, **row} for row in toll_rows(documents)]
