"""When and where the event of each claim was: by its own sentence, else as the article's main event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.claims.dates import Day, find_days
from toolkit.claims.days import RANGE
from toolkit.claims.event import NOWHERE, Named, places_of, put_at
from toolkit.claims.when import precision
from toolkit.tables import CLAIMS
from toolkit.voices.parse import article_lexicon, read_units

if TYPE_CHECKING:
    import pandas as pd

#: Kinds of place that are too wide to tell one event from another where the article names its place.
WIDE = ("region", "country")
#: A count over more days than this is of several events.
LONGEST_EVENT_DAYS = 7
#: So many days and places before and after a claim's words are looked at.
AROUND = 20
#: Characters after an outcome word within which a place follows it at once, where nothing of these stands between.
NEXT = 30
_APART = re.compile(r"[,;:.]|\band\b")


class Told(NamedTuple):
    """Day and place of one claim: null where they cannot be told, with the rules that told them."""

    start: date | None
    end: date | None
    prec: int | None
    place_id: str | None
    when: str
    where: str
    running: bool = False  # counts over more than a week, by words of its own sentence


def locate_claims(
    claims: pd.DataFrame,
    sentences: pd.DataFrame,
    places: pd.DataFrame | None,
    main_events: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    sides=None,
) -> pd.DataFrame:
    """Tell when and where the event of each claim was; returns CLAIMS with ``event_start_date``, ``event_end_date``,
    ``date_prec`` and ``place_id`` filled, and a rule ``event: ...`` and ``place: ...`` for each.

    A day or place that the claim's sentence names for it is its own (of several the nearest to its words). A claim about
    the main incident without one has those of MAIN_EVENTS; a part those of its whole; a running total and a claim about
    another event none: null means that it cannot be told, the rule says why. A running total since a day lasts until
    publication. A count since a day, or from one day to another, over more than a week has the ``scope`` ``cumulative``. ``date_prec`` is UCDP's. The order of rows is kept.
    """
    import pandas as pd

    published = {
        article_id: None if pd.isna(at) else at.date()
        for article_id, at in zip(articles["article_id"], articles["published_at"], strict=True)
    }
    events = {row.article_id: row for row in main_events.itertuples(index=False)}
    found = places_of(places)
    told: dict[str, Told] = {}
    for article_id, rows, lines in _by_article(claims, sentences):
        words = article_lexicon("\n".join(line[2] for line in lines.values()), next(iter(lines.values()))[3], sides)
        named = found.get(article_id, NOWHERE)
        event = _event(events.get(article_id), named, published.get(article_id))
        anchor: date | None = None
        read: str | None = None
        for row in rows:
            sentence = lines[row.sentence_id]
            if row.sentence_id != read:
                read = row.sentence_id
                units = read_units(sentence[2], words)
                days = find_days(units, words, published.get(article_id), anchor=anchor)
                anchor = days[-1].day if days else anchor
                here = [*put_at(sentence[2], sentence[1], units, named, words)]
            own = _own_day(row, days, units, sentence)
            told[row.claim_id] = _told(row, own, _own_place(row, here, event, sentence), event, told.get(row.part_of))
    out = claims.copy()
    out["event_start_date"] = [_text(told, claim_id, "start") for claim_id in claims["claim_id"]]
    out["event_end_date"] = [_text(told, claim_id, "end") for claim_id in claims["claim_id"]]
    out["date_prec"] = [told[claim_id].prec if claim_id in told else None for claim_id in claims["claim_id"]]
    out["place_id"] = [told[claim_id].place_id if claim_id in told else None for claim_id in claims["claim_id"]]
    running = [
        claim_id in told and told[claim_id].running and scope == "incident"
        for claim_id, scope in zip(claims["claim_id"], claims["scope"], strict=True)
    ]
    out["scope"] = ["cumulative" if over else scope for over, scope in zip(running, claims["scope"], strict=True)]
    out["rules"] = [
        [*rules, *_rules(told[claim_id], over)] if claim_id in told else list(rules)
        for claim_id, rules, over in zip(claims["claim_id"], claims["rules"], running, strict=True)
    ]
    return CLAIMS.frame(out)


def _rules(told: Told, running: bool) -> list[str]:
    more = ["scope: a count over more than a week"] if running else []
    return [*more, f"event: {told.when}", f"place: {told.where}"]


class _Event(NamedTuple):
    """The main event of an article: first and last day, place, and the day of publication."""

    start: date | None
    end: date | None
    prec: int | None
    place: Any
    published: date | None


def _event(row: Any, places: Named, published: date | None) -> _Event:
    import pandas as pd

    if row is None:
        return _Event(None, None, None, None, published)
    start = None if pd.isna(row.incident_date) else row.incident_date.date()
    end = None if start is None or pd.isna(row.end_date) else row.end_date.date()
    place = next((place for place in places.places if place.place_id == row.place_id), None)
    return _Event(start, end, None if start is None else precision(start, end), place, published)


def _by_article(claims: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[tuple[str, list[Any], dict[str, tuple]]]:
    """Yield (article, its claims, its sentences by id: article, start, text, language), in the order of the claims."""
    names = ["article_id", "claim_id", "sentence_id", "start", "end", "scope", "part_of", "rules"]
    groups: dict[str, list[Any]] = {}
    for row in claims[names].itertuples(index=False):
        groups.setdefault(row.article_id, []).append(row)
    lines: dict[str, dict[str, tuple]] = {article_id: {} for article_id in groups}
    columns = (sentences[name].tolist() for name in ("sentence_id", "article_id", "start", "text", "lang"))
    for sentence_id, article_id, start, text, lang in zip(*columns, strict=True):
        if article_id in lines:
            lines[article_id][sentence_id] = (article_id, int(start), text, lang if isinstance(lang, str) else None)
    for article_id, rows in groups.items():
        yield article_id, rows, lines[article_id]


def _own_day(row: Any, days: list[Day], units: list[Any], sentence: tuple) -> tuple[Day, str] | None:
    """Return the day that a sentence names for a claim, and its words; a running total's is the span it runs over.

    A day that follows the outcome word at once is its, else the nearest.
    """
    first, last = _words(row, sentence)
    at = bisect_left(days, first, key=lambda day: units[day.first].start)
    near = days[max(0, at - AROUND) : at + AROUND]
    fitting = [day for day in near if not day.reported and (row.scope != "incident" or not day.old)]
    if row.scope == "cumulative":
        fitting = [day for day in fitting if day.end is not None]
    if not fitting:
        return None

    def far(day: Day) -> tuple[bool, bool, int, int]:
        start, end = units[day.first].start, units[day.last - 1].end
        away = not _follows(last, start, sentence[2])
        return day.since and row.scope != "cumulative", away, max(0, start - last, first - end), start

    day = min(fitting, key=far)
    return day, sentence[2][units[day.first].start : units[day.last - 1].end]


def _follows(last: int, start: int, text: str) -> bool:
    """Tell whether a day or place follows an outcome word at once: 'died on Monday', 'wounded in Gadabay'."""
    return last <= start <= last + NEXT and not _APART.search(text, last, start)


def _words(row: Any, sentence: tuple) -> tuple[int, int]:
    """Return the span of a claim's outcome word in its sentence; of the whole claim where that is not plain."""
    first, last = int(row.start) - sentence[1], int(row.end) - sentence[1]
    word = next((rule[9:].rsplit(", ", 1)[0] for rule in row.rules if rule.startswith("outcome: ")), "")
    at = sentence[2].find(word, first, last) if word else -1
    return (first, last) if at < 0 else (at, at + len(word))


def _own_place(row: Any, here: list[tuple[float, Any]], event: _Event, sentence: tuple) -> Any:
    """Return the place that a sentence names for a claim; null for none of its own.

    A place that follows the outcome word at once is its ("wounded in Gadabay"), else of the most specific the nearest.
    """
    first, last = _words(row, sentence)
    at = bisect_left(here, first, key=lambda item: item[1].start - sentence[1])
    here = here[max(0, at - AROUND) : at + AROUND]
    if not here:
        return None

    def far(item: tuple[float, Any]) -> tuple[bool, float, int, int]:
        start, end = item[1].start - sentence[1], item[1].end - sentence[1]
        return not _follows(last, start, sentence[2]), item[0], max(0, start - last, first - end), start

    _, place = min(here, key=far)
    if event.place is None or row.scope != "incident":
        return place
    return None if place.place_kind in WIDE else place


def _told(row: Any, own: tuple[Day, str] | None, place: Any, event: _Event, whole: Told | None) -> Told:
    start, end, prec, when = _when(row, own, event, whole)
    if place is not None:
        place_id, where = place.place_id, f"'{place.surface}', named with it"
    elif whole is not None and whole.place_id is not None:
        place_id, where = whole.place_id, "as the count it is part of"
    elif row.scope == "incident" and event.place is not None:
        place_id, where = event.place.place_id, "the article's main event"
    else:
        place_id, where = None, "no place named with it"
    long = end is not None and start is not None and (end - start).days > LONGEST_EVENT_DAYS
    running = (
        own is not None and long and (own[0].since or own[0].rule == RANGE)
    )  # "in April" is one event of a day not told
    return Told(start, end, prec, place_id, when, where, running)


def _when(row: Any, own: tuple[Day, str] | None, event: _Event, whole: Told | None):
    """Return first day, last day, date_prec and rule of a claim's event."""
    if own is not None:
        day, words = own
        return day.day, day.end, day.prec, f"'{words}', {day.rule}"
    if whole is not None and whole.start is not None:
        return whole.start, whole.end, whole.prec, "as the count it is part of"
    if row.scope == "incident" and event.start is not None:
        return event.start, event.end, event.prec, "the article's main event"
    if event.published is None:
        return None, None, None, "no full date named, and the day of publication is not known"
    why = {"cumulative": "a running total whose first day is not told", "background": "another event, no day named"}
    return None, None, None, why.get(row.scope, "no day of the event named")


def _text(told: dict[str, Told], claim_id: str, name: str) -> str | None:
    day = getattr(told[claim_id], name) if claim_id in told else None
    return None if day is None else str(day)
