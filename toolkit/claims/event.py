"""The main armed event of an article: its day and place, as the text gives or implies them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from toolkit.claims.dates import Day, find_days, unit_at
from toolkit.tables import MAIN_EVENTS
from toolkit.voices.parse import article_lexicon, read_units

if TYPE_CHECKING:
    import pandas as pd

#: Kinds of place from the most to the least specific.
KINDS = ("settlement", "district", "corridor", "water", "mountain", "other", "region", "country")
#: Where a report was written: "YEREVAN, Armenia (AP) --", "BAKU, May 11."
_DATELINE = re.compile(r"[^\W\d_][^.!?:;–—]{1,60}?(?:\s[-–—]{1,2}\s|\s?/\s?\w+\s?/)|[A-Z]{3,}[\w /]*,[^.]{0,40}\.")
#: The place before which they stand is what is fought over, not where.
#: A sentence that tells of another event gives the day only where no other does, and a day of the week before publication.
NEWS_DAYS = 7
#: A span of days that is wider (UCDP date_prec) tells no day of the event.
WIDEST = 2
_ABOUT = re.compile(r"\b(?:over|about|border with|not connected to)(?: the)?(?: disputed| breakaway)?(?: region of)? $")
#: Characters before a place in which such words are looked for.
_BEFORE = 200
_INTO = ("in", "near", "at", "outside", "around", "over", "across", "of", "against", "into")
_FROM = re.compile(r"\b(?:from|to)(?: the)? $")
_WHERE = re.compile(r",? where\b")
_ROAD = re.compile(r" (?:road|highway)\b")
_LINE = re.compile(r"[/\w ]{0,20}(?:occupation|dividing|administrative|boundary|contact|border) line")
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
    found = places_of(places)
    rows = []
    columns = ["article_id", "sentence_id", "start", "end", "text", "part", "lang"]
    by_article: dict[str, list[Any]] = {}
    for line in sentences[columns].itertuples(index=False):
        by_article.setdefault(line.article_id, []).append(line)
    for article_id, lines in by_article.items():
        rows.append(
            _event(
                article_id,
                lines,
                told.get(article_id, {}),
                found.get(article_id, NOWHERE),
                published.get(article_id),
                sides,
            )
        )
    return MAIN_EVENTS.frame(rows)


class Named:
    """The places that an article names as places, in the order of its text."""

    def __init__(self, places: list[Any]):
        self.places = sorted(places, key=lambda place: place.start)
        self.starts = [place.start for place in self.places]
        self.districts = {place.surface for place in places if place.place_kind in ("district", "region")}

    def within(self, start: int, end: int) -> list[Any]:
        """Return the places that begin in a stretch of the text."""
        return self.places[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


NOWHERE = Named([])


def places_of(places: pd.DataFrame | None) -> dict[str, Named]:
    """Return the places that each article names as places (no metonyms)."""
    out: dict[str, list[Any]] = {}
    if places is None or not len(places):
        return {}
    wanted = [
        *("article_id", "start", "end", "surface", "kind", "place_id", "name", "place_kind", "relation", "metonym"),
        *("lat", "lon"),
    ]
    for row in places[wanted].itertuples(index=False):
        if isinstance(row.place_id, str) and row.kind in ("place", "organisation") and not row.metonym:
            out.setdefault(row.article_id, []).append(row)
    return {article_id: Named(rows) for article_id, rows in out.items()}


def _event(article_id, lines, told, places, published, sides) -> dict[str, Any]:
    text = "\n".join(line.text for line in lines)
    words = article_lexicon(text, lines[0].lang if isinstance(lines[0].lang, str) else None, sides)
    ranked = []
    for n, line in enumerate(lines):
        scopes = told.get(line.sentence_id, set())
        units = read_units(line.text, words)
        ranked.append((_rank(scopes, units, words), n, line, units))
    ranked.sort(key=lambda item: item[:2])
    day, day_line, why = _day(ranked, words, published)
    place = _place(ranked, places, words)
    reasons = [why]
    if place is not None:
        reasons.append(f"place: '{place[0].name}', the most specific named with the event")
    else:
        reasons.append("no place named with the event")
    line = day_line or (place[1] if place else None)
    return {
        "article_id": article_id,
        "incident_date": None if day is None else str(day.day),
        "end_date": None if day is None or day.end is None else str(day.end),
        "date_prec": None if day is None else day.prec,
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
    events, happenings = words.words("time", "events"), words.word_set("time", "happenings")
    for k, u in enumerate(units[:10]):
        if u.low in happenings and k and units[k - 1].low in ("the", "this"):
            after = [x.low for x in units[k + 1 : k + 5]]
            return any(" ".join(after[i : i + n]) in events for i in range(len(after)) for n in (1, 2))
    return False


def _day(ranked, words, published: date | None) -> tuple[Day | None, Any, str]:
    best: tuple[tuple, Day, Any] | None = None
    for rank, n, line, units in ranked:
        for day in find_days(units, words, published):
            if rank > 3 and not day.since and (published is None or (published - day.day).days > NEWS_DAYS):
                continue  # history
            if day.reported or day.old or (published is not None and day.day > published):
                continue
            if day.prec > WIDEST or (day.end is not None and day.phrase and not day.since):
                continue  # "last week", "in the past day", "in September" tell no day
            key = (rank if rank < 2 else 2 if rank < 4 else 3, day.now, 0 if not day.since else 1, n)
            if best is None or key < best[0]:
                best = (key, day, line)
    if best is None:
        return None, None, "no day of the event named"
    return best[1], best[2], f"day: {best[1].rule}"


def _place(ranked, places, words):
    """Return (place, sentence) of the most specific place that the sentences of the event put it at."""
    best = None
    for rank, _n, line, units in ranked:
        if rank > 3:
            continue
        for wide, place in put_at(line.text, line.start, units, places, words):
            if rank > 1 and _is_capital(units, place.start - line.start):
                continue  # "In Yerevan the maps are spoken of": nothing tells that it happened there
            key = (wide + (0 if rank < 2 else 0.5), 0 if rank < 2 else 1, place.start)
            if best is None or key < best[0]:
                best = (key, place, line)
    return None if best is None else best[1:]


def put_at(text: str, start: int, units, places: Named, words) -> Iterator[tuple[float, Any]]:
    """Yield the places of an article that a sentence puts its event at, each with a key: the smaller, the more specific."""
    here = places.within(start, start + len(text))
    if not here:
        return
    head = _DATELINE.match(text)
    for n, place in enumerate(here):
        at = place.start - start
        if (head and at < head.end()) or _elsewhere(text, at, place, units, words):
            continue
        if place.place_kind == "settlement" and place.surface in places.districts:
            continue  # the district, named in short
        listed = n and not text[here[n - 1].end - start : at].strip(" ,and")
        relation = here[n - 1].relation if listed else place.relation
        about = _ABOUT.search(text[max(0, at - _BEFORE) : at]) or _ROAD.match(text, place.end - start)
        far = 3 if relation == "direction" or _of_people(units, at) else 2 if about else 0
        yield _SPECIFIC.get(place.place_kind, 4) + far, place


def _of_people(units, at: int) -> bool:
    """Tell whether a place is where people are from: 'a Zangilan resident', 'житель Гори'."""
    k = unit_at(units, at)
    before, after = units[k - 1] if k else None, units[k + 1] if k + 1 < len(units) else None
    from_it = before is not None and "people" in before and "out" not in before
    return from_it or (after is not None and "people" in after and (before is None or "prep" not in before))


def _elsewhere(text: str, at: int, place, units, words) -> bool:
    """Tell whether a place named with an event is not where it happened: a source's seat, a hospital, where fire came from."""
    before, after = text[max(0, at - 40) : at].lower(), text[at + place.end - place.start :][:40].lower()
    if _WHERE.match(after):
        return False
    return bool(
        _of_a_source(units, at)
        or _stands_for_its_government(units, at, words)
        or words.word_set("elsewhere").intersection(before.split()[-4:])
        or "hospital" in after[:14]
        or _in_hospital(before, units, at)
        or _SOME.search(text[max(0, at - _BEFORE) : at])  # "26 of them in the minefields around Martakert"
        or (_FROM.search(before) and place.relation != "near")
        or _LINE.match(after)
    )


def _in_hospital(before: str, units, at: int) -> bool:
    """Tell whether a place is that of a hospital: not 'taken to hospital after the shelling of Tegh'."""
    return "hospital" in before and not any(
        "attack" in u for u in units if at - 30 < u.start < at and u.low != "hospital"
    )


def _stands_for_its_government(units, at: int, words) -> bool:
    """Tell whether a capital is named for those who govern from it: nothing puts anything into it."""
    k = unit_at(units, at)
    if not _is_capital(units, at):
        return False
    if k > 1 and units[k - 1].low == "of" and units[k - 2].f.keys() & {"say", "noun_say", "src"}:
        return True  # "the statement of Baku"
    if units[k].low.endswith(tuple(words.words("locative")) or ("\n",)):
        return False
    for u in reversed(units[max(0, k - 3) : k]):
        if "attack" in u or u.low in _INTO:
            return False
        if "prep" in u or u.f.get("punct"):
            return True
    return True


def _is_capital(units, at: int) -> bool:
    """Tell whether a word is a place that can stand for a government."""
    k = unit_at(units, at)
    return any(slot == "capitals" for _, slot in units[k].f.get("side", ()))


def _of_a_source(units, at: int) -> bool:
    """Tell whether a place is where a source sits: 'authorities in Stepanakert'."""
    k = unit_at(units, at)
    return k > 1 and units[k - 1].low == "in" and "src" in units[k - 2] and "people" not in units[k - 2]
