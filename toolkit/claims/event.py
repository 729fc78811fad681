"""The main armed event of an article: its day and place, as the text gives or implies them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from toolkit.claims.dates import Day, find_days
from toolkit.tables import MAIN_EVENTS
from toolkit.voices.parse import article_lexicon, read_units

if TYPE_CHECKING:
    import pandas as pd

#: Kinds of place from the most to the least specific.
KINDS = ("settlement", "district", "corridor", "water", "mountain", "other", "region", "country")
#: What follows is told of some of the people only.
_SOME = re.compile(r"\bof (?:them|whom)\b[^;.]*$")
_SPECIFIC = {
    "settlement": 0,
    "mountain": 1,
    "water": 1,
    "corridor": 1,
    "district": 2,
    "other": 2,
    "region": 3,
    "country": 5,
}


def main_event(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    claims: pd.DataFrame,
    places: pd.DataFrame | None = None,
    *,
    sides=None,
) -> pd.DataFrame:
    """Tell day and place of the main armed event of each article.

    A row of the MAIN_EVENTS table for each article with a sentence; ``incident_date`` is null where only the day of a
    statement or an older event is named, ``place_id`` where no place is. The day is read from the sentence that makes
    the first claim about the incident or else tells of an attack; weekdays count back from the day of publication, a
    night belongs to the day it begins in. Of the places named with the event the most specific is taken, of equals the
    first.
    """
    import pandas as pd

    published = {
        row.article_id: (row.published_at.date() if not pd.isna(row.published_at) else None)
        for row in articles[["article_id", "published_at"]].itertuples(index=False)
    }
    told: dict[str, dict[str, set[str]]] = {}
    for article_id, sentence_id, scope in zip(
        claims["article_id"], claims["sentence_id"], claims["scope"], strict=True
    ):
        told.setdefault(article_id, {}).setdefault(sentence_id, set()).add(scope)
    found = _places(places)
    rows = []
    columns = ["article_id", "sentence_id", "start", "end", "text", "part", "lang"]
    for article_id, part in sentences[columns].groupby("article_id", sort=False):
        lines = list(part.itertuples(index=False))
        rows.append(
            _event(
                article_id, lines, told.get(article_id, {}), found.get(article_id, []), published.get(article_id), sides
            )
        )
    return MAIN_EVENTS.frame(rows)


def _places(places: pd.DataFrame | None) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = {}
    if places is None or not len(places):
        return out
    wanted = ["article_id", "start", "end", "kind", "place_id", "name", "place_kind", "relation", "metonym"]
    for row in places[wanted].itertuples(index=False):
        if isinstance(row.place_id, str) and row.kind in ("place", "organisation") and not row.metonym:
            out.setdefault(row.article_id, []).append(row)
    return out


def _event(article_id, lines, told, places, published, sides) -> dict[str, Any]:
    text = "\n".join(line.text for line in lines)
    words = article_lexicon(text, lines[0].lang if isinstance(lines[0].lang, str) else None, sides)
    ranked = []
    for n, line in enumerate(lines):
        scopes = told.get(line.sentence_id, set())
        units = list(read_units(line.text, words))
        ranked.append((_rank(scopes, units, words), n, line, units))
    ranked.sort(key=lambda item: item[:2])
    day, day_line, why = _date(ranked, words, published)
    place = _place(ranked, places, words)
    reasons = [why]
    if place is not None:
        reasons.append(f"place: {place[1]}")
    else:
        reasons.append("no place named with the event")
    line = day_line or (place[2] if place else None)
    return {
        "article_id": article_id,
        "incident_date": None if day is None else str(day),
        "date_prec": None if day is None else 1,
        "place_id": place[0].place_id if place else None,
        "place_name": place[0].name if place else None,
        "sentence_id": line.sentence_id if line is not None else None,
        "reason": "; ".join(reasons),
    }


def _rank(scopes: set[str], units, words) -> int:
    """Rank a sentence by how plainly it tells of the main event: that it happened, its claims, an attack, the rest, history."""
    if "background" not in scopes and _happened(units, words):
        return -1
    if "incident" in scopes:
        return 0
    if scopes and "incident" not in scopes:
        return 4
    if any("attack" in u for u in units):
        return 1
    return 3


def _happened(units, words) -> bool:
    """Tell whether a sentence says when or where it happened: 'The incident occurred', 'the attack began'."""
    events, happenings = words.words("time", "events"), set(words.words("time", "happenings"))
    for k, u in enumerate(units[:10]):
        if u.low in happenings and k and units[k - 1].low in ("the", "this"):
            after = [x.low for x in units[k + 1 : k + 5]]
            return any(" ".join(after[i : i + n]) in events for i in range(len(after)) for n in (1, 2))
    return False


def _date(ranked, words, published: date | None) -> tuple[date | None, Any, str]:
    best: tuple[tuple, Day, Any] | None = None
    for rank, n, line, units in ranked:
        for day in find_days(units, words, published):
            if rank > 3 and "since" not in (u.low for u in units[max(0, day.first - 4) : day.first]):
                continue
            if day.reported or day.old or (published is not None and day.day > published):
                continue
            key = (rank if rank < 2 else 2, day.now, 0 if not day.since else 1, n)
            if best is None or key < best[0]:
                best = (key, day, line)
    if best is None:
        return None, None, "no day of the event named"
    return best[1].day, best[2], f"day: {best[1].rule}"


def _place(ranked, places, words):
    away = set(words.words("elsewhere"))
    best = None
    for rank, _n, line, units in ranked:
        if rank > 3:
            continue
        for place in places:
            if not line.start <= place.start < line.end:
                continue
            before = line.text[max(0, place.start - line.start - 40) : place.start - line.start].lower()
            after = line.text[place.end - line.start : place.end - line.start + 14].lower()
            if (
                _of_a_source(units, place.start - line.start)
                or any(word in before.split()[-4:] for word in away)
                or "hospital" in after
                or "hospital" in before
            ):
                continue
            if _SOME.search(line.text[: place.start - line.start]):
                continue  # "26 of them in the minefields around Martakert"
            if before.rstrip().endswith(("from", "to")) and place.relation != "near":
                continue
            far = 3 if place.relation == "direction" else 0
            key = (
                _SPECIFIC.get(place.place_kind, 4) + far + (0 if rank < 2 else 0.5),
                0 if rank < 2 else 1,
                place.start,
            )
            if best is None or key < best[0]:
                best = (key, place, line)
    if best is None:
        return None
    return best[1], f"'{line_text(best[1])}', the most specific named with the event", best[2]


def _of_a_source(units, at: int) -> bool:
    """Tell whether a place is where a source sits: 'authorities in Stepanakert'."""
    k = next((k for k, u in enumerate(units) if u.end > at), 0)
    return k > 1 and units[k - 1].low == "in" and "src" in units[k - 2] and "people" not in units[k - 2]


def line_text(place) -> str:
    """Return the name of a place for a reason."""
    return place.name if isinstance(place.name, str) else place.place_id
