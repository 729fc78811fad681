"""Dates, weekdays, months and years read from the units of a sentence, by the words of its language."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.claims.when import month_of

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit

DASHES = ("-", "–", "—")
#: The rule of a span of which both days are named.
RANGE = "from one day to another"
#: A range of days that is longer is two days named apart.
LONGEST_RANGE = timedelta(days=400)
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})$")


class Made(NamedTuple):
    """What was read: up to which unit, the first day, the last day of a span, and by which rule."""

    last: int
    day: date
    end: date | None
    rule: str
    war: bool = False


class Calendar(NamedTuple):
    """The words of a language that days are told with."""

    ago: dict[str, int]
    night: frozenset[str]
    now: frozenset[str]
    before: frozenset[str]
    events: frozenset[str]
    to: frozenset[str]
    night_to: tuple[str, ...]
    week_to: tuple[str, ...]
    since: tuple[str, ...]
    after: tuple[str, ...]
    since_after: frozenset[str]
    since_endings: tuple[str, ...]
    until: frozenset[str]
    in_words: frozenset[str]
    in_month: dict[str, int]
    week_of: dict[str, int]
    month_words: frozenset[str]
    between: frozenset[str]
    year_words: frozenset[str]
    openings: frozenset[str]  # first words of the phrases that name a day


@lru_cache(maxsize=16)
def calendar_of(words: Lexicon) -> Calendar:
    """Return the words of a language that days are told with (``time`` of its file)."""
    time = words.data.get("time", {})
    return Calendar(
        ago={word: int(value) for word, value in time.get("days_ago", {}).items()},
        night=frozenset(time.get("night", ())),
        now=frozenset(time.get("now", ())),
        before=frozenset(time.get("day_before", ())),
        events=frozenset(time.get("events", ())),
        to=frozenset(time.get("to", ())),
        night_to=tuple(time.get("night_to", ())),
        week_to=tuple(time.get("week_to", ())),
        since=tuple(time.get("since", ())),
        after=tuple(time.get("after", ())),
        since_after=frozenset(time.get("since_after", ())),
        since_endings=tuple(time.get("since_endings", ())),
        until=frozenset(time.get("until", ())),
        in_words=frozenset(time.get("in", ())),
        in_month={word: int(value) for word, value in time.get("in_month", {}).items()},
        week_of={phrase: int(value) for phrase, value in time.get("week_of", {}).items()},
        month_words=frozenset(time.get("month", ())),
        between=frozenset(time.get("between", ())),
        year_words=frozenset(time.get("year", ())),
        openings=frozenset(
            phrase.split(" ")[0] for key in ("days_ago", "day_before", "in_month") for phrase in time.get(key, ())
        ),
    )


def phrase_at(units: list[Unit], k: int, phrases) -> int:
    """Return how many units from ``k`` on are one of some phrases; 0 when none is."""
    sizes = range(min(4, len(units) - k), 0, -1)
    return next((n for n in sizes if " ".join(x.low for x in units[k : k + n]) in phrases), 0)


def weekday_and_date(units: list[Unit], k: int, published: date | None, known: Calendar) -> Made | None:
    """Read 'Wednesday, 28 July' as one day."""
    if "weekday" not in units[k]:
        return None
    j = k + 1
    while j < min(k + 3, len(units)) and units[j].text in (",", "("):
        j += 1
    return _date(units, j, published, known) if j < len(units) else None


def read_day(units: list[Unit], k: int, published: date | None, known: Calendar) -> Made | None:
    made = _date(units, k, published, known)
    if made is not None:
        return _range(units, k, made, published, known)
    made = _numeric(units, k) or _month(units, k, published, known) or _in_year(units, k, published, known)
    if made is not None or published is None:
        return made
    u = units[k]
    if "weekday" in u and (u.cap or len(u.text) > 3):
        back = (published.weekday() - u.f["weekday"]) % 7
        if back == 0 and k and units[k - 1].low == "last":
            back = 7
        day = published - timedelta(days=back)
        if k + 2 < len(units) and units[k + 1].low in known.to and (units[k + 2].f.get("weekday")) is not None:
            later = day + timedelta(days=(units[k + 2].f["weekday"] - u.f["weekday"]) % 7)
            return Made(k + 3, day, later if later <= published else None, "weekdays before publication")
        return Made(k + 1, day, None, "weekday before publication")
    if size := phrase_at(units, k, known.ago):
        phrase = " ".join(x.low for x in units[k : k + size])
        return Made(k + size, published - timedelta(days=known.ago[phrase]), None, f"'{phrase}'")
    return None


def _date(units: list[Unit], k: int, published: date | None, known: Calendar) -> Made | None:
    """Read 'September 1', '1 September 2023', '27-28 April', 'between 14 and 17 July', 'Mayın 10-dan 11-nə'."""
    u = units[k]
    if "month" in u and (u.cap or any("tied" in x for x in units[k + 1 : k + 2])):
        j = k + 1
        if j < len(units) and units[j].text == ".":
            j += 1
        number = _of_month(units, j)
        if number is not None:
            day, end = number
            later, end = _later_number(units, end, known)
            year, end = _year(units, end)
            return _made(day, later, u.f["month"], year, published, end)
    number = _of_month(units, k)
    if number is not None:
        day, j = number
        later, j = _later_number(units, j, known)
        if j < len(units) and units[j].low == "of":
            j += 1
        if j < len(units) and "month" in units[j] and (units[j].cap or units[j].low != "may"):
            year, end = _year(units, j + 1)
            return _made(day, later, units[j].f["month"], year, published, end)
    return None


def _later_number(units: list[Unit], k: int, known: Calendar) -> tuple[int | None, int]:
    """Read the second day of '10-11', '12 to 14', '2 and 3', '10-dan 11-nə'; null and the same place when there is none."""
    tied = k < len(units) and "tied" in units[k - 1] and "tied" in units[k]
    dash = k + 1 < len(units) and units[k].text in DASHES
    joined = dash or (k + 1 < len(units) and (units[k].low == "and" or units[k].low in known.to))
    at = k if tied else k + 1 if joined else None
    number = None if at is None else _of_month(units, at)
    after = units[number[1]] if number is not None and number[1] < len(units) else None
    if number is None or (not dash and after is not None and {"people", "out", "rank"} & after.f.keys()):
        return None, k  # "on May 9 and 2 soldiers"
    return number


def _of_month(units: list[Unit], k: int) -> tuple[int, int] | None:
    if k >= len(units):
        return None
    f = units[k].f
    value = f.get("num", f.get("ord")) if f.get("digits") else None
    if value is None or not 1 <= value <= 31 or "," in units[k].text:
        return None
    return value, k + 1


def _year(units: list[Unit], k: int) -> tuple[int | None, int]:
    j = k + 1 if k < len(units) and units[k].text == "," else k
    if j < len(units) and units[j].f.get("year"):
        return units[j].f["num"], j + 1
    return None, k


def _made(day: int, later: int | None, month: int, year: int | None, published: date | None, at: int) -> Made | None:
    rule = "day and month" if year is None else "day, month and year"
    try:
        if year is None:
            if published is None:
                return None
            made = date(published.year, month, day)
            if made > published + timedelta(days=1):
                made = date(published.year - 1, month, day)
        else:
            made = date(year, month, day)
        end = made.replace(day=later) if later is not None and later > day else None
    except ValueError:
        return None
    return Made(at, made, end, rule)


def _range(units: list[Unit], k: int, made: Made, published: date | None, known: Calendar) -> Made:
    """Read on to the last day of 'from 27 September to 10 November 2020'; the year of the last is that of the first."""
    at = made.last
    joined = at + 1 < len(units) and (units[at].text in DASHES or units[at].low in known.to)
    pair = at + 1 < len(units) and k > 0 and units[k - 1].low in known.between
    if made.end is not None or not (joined or pair):
        return made
    last = _date(units, at + 1, published, known)
    if last is None:
        return made
    first = made.day
    if "year" not in made.rule and "year" in last.rule:
        first = first.replace(
            year=last.day.year if (first.month, first.day) <= (last.day.month, last.day.day) else last.day.year - 1
        )
    if not timedelta(0) < last.day - first < LONGEST_RANGE:
        return made
    return Made(last.last, first, last.day, RANGE)


def _numeric(units: list[Unit], k: int) -> Made | None:
    """Read '09.05.2021' and '2021-05-09'; '9/5/2021' is read by nobody alike and left."""
    match = _NUMERIC.match(units[k].text)
    parts: tuple[str, ...] = ()
    if match and "." in match.group() and [u.text for u in units[k + 1 : k + 2]] == ["."] and len(units) > k + 2:
        parts = (units[k + 2].text, match.group(2), match.group(1))
    elif units[k].f.get("year") and [u.text for u in units[k + 1 : k + 5 : 2]] == ["-", "-"] and len(units) > k + 4:
        parts = (units[k].text, units[k + 2].text, units[k + 4].text)
    if len(parts) != 3 or len(parts[0]) != 4 or not all(part.isdecimal() for part in parts):
        return None
    try:
        return Made(k + (3 if match else 5), date(*map(int, parts)), None, "date in numbers")
    except ValueError:
        return None


def _month(units: list[Unit], k: int, published: date | None, known: Calendar) -> Made | None:
    """Read 'in September 2022', 'in April' as a whole month."""
    u = units[k]
    year, last = _year(units, k + 1)
    if year is None and k and units[k - 1].low in known.year_words and k > 1 and units[k - 2].f.get("year"):
        year = units[k - 2].f["num"]  # "2016-cı ilin aprelində"
    elif year is None and k and units[k - 1].f.get("year"):
        year = units[k - 1].f["num"]
    month = known.in_month.get(u.low)
    told = (k and units[k - 1].low in known.in_words) or (last < len(units) and units[last].low in known.month_words)
    if month is None and ((u.cap and told) or (year is not None and last == k + 1)):
        month = u.f.get("month")
    if month is None:
        return None
    if year is None:
        if published is None:
            return None
        year = published.year if month <= published.month else published.year - 1
    start, end = month_of(year, month - 1)
    week = known.week_of.get(" ".join(x.low for x in units[max(0, k - 3) : k]))
    if week is not None:
        start = start + timedelta(days=7 * (week - 1))
        return Made(last, start, start + timedelta(days=6), "week of a month")
    if published is not None and start <= published < end:
        end = published
    return Made(last, start, end, "month")


def _in_year(units: list[Unit], k: int, published: date | None, known: Calendar) -> Made | None:
    """Read 'in 2016', 'в 2016 году', '2016-cı ildə' as a whole year; one to come, or a mere number, is none."""
    u = units[k]
    if not u.f.get("year"):
        return None
    before = k > 0 and units[k - 1].low in known.in_words
    after = k + 1 < len(units) and units[k + 1].low in known.year_words
    tied = "-" in u.text or "'" in u.low
    if not (before or after or tied) or (published is not None and u.f["num"] >= published.year):
        return None
    start = date(u.f["num"], 1, 1)
    return Made(k + 1 + after, start, date(start.year, 12, 31), "year")
