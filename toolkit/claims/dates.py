"""Days named in a sentence, told against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from toolkit.claims.when import month_of, phrases_of, precision, relative

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit


QUOTES = ("'", "’", '"', "“", "”", "«", "»")
DASHES = ("-", "–", "—")
#: A day so long before publication is not the day of the news.
OLD_DAYS = 45
#: A range of days that is longer is two days named apart.
LONGEST_RANGE = timedelta(days=400)
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})$")


@dataclass(frozen=True)
class Day:
    """One day or span of days named at units ``first:last``; ``end`` is its last day, null for one day, ``prec`` UCDP's date_prec.

    ``reported`` when it is the statement's, ``since`` the first (or last) of a span that is open, ``old`` when long before
    publication, ``now`` when only a word such as "currently" names it.
    """

    first: int
    last: int
    day: date
    rule: str
    reported: bool = False
    since: bool = False
    old: bool = False
    now: bool = False
    end: date | None = None
    prec: int = 1


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
    since: tuple[str, ...]
    after: tuple[str, ...]
    since_after: frozenset[str]
    since_endings: tuple[str, ...]
    until: frozenset[str]
    in_words: frozenset[str]
    in_month: dict[str, int]
    year_words: frozenset[str]


@lru_cache(maxsize=16)
def _calendar(words: Lexicon) -> Calendar:
    time = words.data.get("time", {})
    return Calendar(
        ago={word: int(value) for word, value in time.get("days_ago", {}).items()},
        night=frozenset(time.get("night", ())),
        now=frozenset(time.get("now", ())),
        before=frozenset(time.get("day_before", ())),
        events=frozenset(time.get("events", ())),
        to=frozenset(time.get("to", ())),
        night_to=tuple(time.get("night_to", ())),
        since=tuple(time.get("since", ())),
        after=tuple(time.get("after", ())),
        since_after=frozenset(time.get("since_after", ())),
        since_endings=tuple(time.get("since_endings", ())),
        until=frozenset(time.get("until", ())),
        in_words=frozenset(time.get("in", ())),
        in_month={word: int(value) for word, value in time.get("in_month", {}).items()},
        year_words=frozenset(time.get("year", ())),
    )


def find_days(units: list[Unit], words: Lexicon, published: date | None, *, anchor: date | None = None) -> list[Day]:
    """Return the days and spans of days named in a sentence, in order; of a night it is the day on which it begins.

    ``anchor`` is the day named last before the sentence, from which "the day before" counts.
    """
    known = _calendar(words)
    low = _low(units)
    phrases = {_unit_at(units, when.at[0]): when for when in phrases_of(low, words, published)}
    counted = {_unit_at(units, at[0]): (at[1], days) for at, days in relative(low, words)}
    found: list[Day] = []
    k = 0
    while k < len(units):
        made = _counted(units, k, known, counted, found[-1].day if found else anchor)
        if made is None and k in phrases:
            when = phrases[k]
            made = Made(_unit_at(units, when.at[1] - 1) + 1, when.start, when.end, when.rule, when.war)
        if made is None:
            made = _weekday_and_date(units, k, published, known) or _day(units, k, published, known)
        if made is None:
            k += 1
            continue
        made = _night(units, k, made, known)
        found.append(_with_marks(units, k, made, known, published))
        k = made.last
    return [_until_published(day, published) for day in found]


def _low(units: list[Unit]) -> str:
    """Return the sentence in small letters, every character at its place."""
    low = ""
    for u in units:
        low += " " * (u.start - len(low)) + u.low
    return low


def _unit_at(units: list[Unit], at: int) -> int:
    return next((k for k, u in enumerate(units) if u.end > at), len(units) - 1)


def _with_marks(units: list[Unit], k: int, made: Made, known: Calendar, published: date | None) -> Day:
    reported = (
        _reported(units, k, known.events) or _says_next(units, made.last) or _dateline(units, k, made.last)
    ) and not (made.end and precision(made.day, made.end) > 2)
    since = _since(units, k, made, known)
    if since:
        start = made.end if made.war and made.end else made.day
        made = made._replace(day=start, end=None, rule=f"since then: {made.rule}")
    return Day(
        k,
        made.last,
        made.day,
        made.rule,
        reported,
        since or (made.end is None and bool(k and units[k - 1].low in known.until)),
        published is not None and (published - made.day).days > OLD_DAYS,
        bool(_phrase(units, k, known.now)),
        made.end,
        precision(made.day, made.end),
    )


def _until_published(day: Day, published: date | None) -> Day:
    """Give a span that began on a day its last one so far: the day of publication."""
    if not day.rule.startswith("since") or published is None or published <= day.day:
        return day
    return replace(day, end=published, prec=precision(day.day, published))


def _phrase(units: list[Unit], k: int, phrases) -> int:
    """Return how many units from ``k`` on are one of some phrases; 0 when none is."""
    return next((n for n in (4, 3, 2, 1) if " ".join(x.low for x in units[k : k + n]) in phrases), 0)


def _counted(units: list[Unit], k: int, known: Calendar, counted, anchor: date | None) -> Made | None:
    """Read a day that is counted from another one named before it: 'the day before', 'two days later'."""
    if anchor is None:
        return None
    if size := _phrase(units, k, known.before):
        return Made(k + size, anchor - timedelta(days=1), None, "the day before another day named")
    if k in counted:
        end, days = counted[k]
        return Made(
            _unit_at(units, end - 1) + 1, anchor + timedelta(days=days), None, f"{days:+d} days from another day named"
        )
    return None


def _night(units: list[Unit], k: int, made: Made, known: Calendar) -> Made:
    """Take a night for the day on which it begins: 'the night of May 10-11', 'overnight into Tuesday', 'в ночь на 11 мая'."""
    before = " ".join(u.low for u in units[max(0, k - 4) : k])
    if made.end is None and any(before.endswith(phrase) for phrase in known.night_to):
        return made._replace(day=made.day - timedelta(days=1), rule=f"the night to it: {made.rule}")
    near = [u.low for u in (*units[max(0, k - 3) : k], *units[made.last : made.last + 2])]
    if made.end is not None and (made.end - made.day).days == 1 and known.night.intersection(near):
        return made._replace(end=None, rule=f"the night that begins on it: {made.rule}")
    return made


def _weekday_and_date(units: list[Unit], k: int, published: date | None, known: Calendar) -> Made | None:
    """Read 'Wednesday, 28 July' as one day."""
    if "weekday" not in units[k]:
        return None
    j = k + 1
    while j < min(k + 3, len(units)) and units[j].text in (",", "("):
        j += 1
    return _date(units, j, published, known) if j < len(units) else None


def _day(units: list[Unit], k: int, published: date | None, known: Calendar) -> Made | None:
    made = _date(units, k, published, known)
    if made is not None:
        return _range(units, made, published, known)
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
    if size := _phrase(units, k, known.ago):
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
    value = f.get("num") if f.get("digits") else f.get("ord") if f.get("digits") else None
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


def _range(units: list[Unit], made: Made, published: date | None, known: Calendar) -> Made:
    """Read on to the last day of 'from 27 September to 10 November 2020'; the year of the last is that of the first."""
    at = made.last
    if made.end is not None or at + 1 >= len(units) or not (units[at].text in DASHES or units[at].low in known.to):
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
    return Made(last.last, first, last.day, "from one day to another")


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
    month = known.in_month.get(u.low)
    if month is None and u.cap and k and units[k - 1].low in known.in_words:
        month = u.f.get("month")
    if month is None:
        return None
    year, last = _year(units, k + 1)
    if year is None and k and units[k - 1].f.get("year"):
        year = units[k - 1].f["num"]
    if year is None:
        if published is None:
            return None
        year = published.year if month <= published.month else published.year - 1
    start, end = month_of(year, month - 1)
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


def _reported(units: list[Unit], k: int, events) -> bool:
    """Tell whether a day is that of a statement: 'said on Sunday', 'in a statement on Friday'."""
    if units[k].low == "overnight":
        return False
    if any(units[j].low == "as" and units[j + 1].low == "of" for j in range(max(0, k - 4), k - 1)):
        return True  # "data as of October 10"
    for j in range(k - 1, max(-1, k - 10), -1):
        u = units[j]
        if ("out" in u and "src" not in u) or (u.f.get("punct") and u.text not in QUOTES):
            return False
        if u.low in events or " ".join(x.low for x in units[j : j + 2]) in events:
            return False  # "said the incident occurred early Friday"
        if _says(units, j):
            return not any("clause" in x and "prep" not in x for x in units[j + 1 : k])
        if u.low in ("statement", "briefing", "note", "interview", "conference"):
            return True
        if "be" in u or "aux" in u:
            return False
    return any(u.low in ("briefing", "statement", "press") for u in units[k + 1 : k + 4])


def _says(units: list[Unit], j: int) -> bool:
    """Tell whether a unit reports speech as a verb: not 'the state border', nor 'the report'."""
    u = units[j]
    if "say" not in u or u.low == "released" or ("src" in u and u.low in ("report", "statement", "post")):
        return False
    return not ("noun_say" in u and j and ("det" in units[j - 1] or "article" in units[j - 1]))


def _says_next(units: list[Unit], last: int) -> bool:
    """Tell whether reported speech follows a day at once: 'Baku on Tuesday said', 'the ministry on May 3 also announced'."""
    at = last + 1 if last < len(units) and "adv" in units[last] and not _says(units, last) else last
    return at < len(units) and _says(units, at)


def _dateline(units: list[Unit], k: int, last: int) -> bool:
    """Tell whether a day belongs to the line's head: 'BAKU, Azerbaijan, May 11.', '12 January 2020, 11:43'."""
    if k > 8 or any(not (u.cap or u.f.get("punct")) or "prep" in u for u in units[:k]):
        return False
    after = units[last] if last < len(units) else None
    if not k:
        return all(u.f.get("punct") or "time" in u or "num" in u for u in units[last:])
    return after is None or after.text in (".", "/", "–", "—", "-", ":", ")")


def _since(units: list[Unit], k: int, made: Made, known: Calendar) -> bool:
    """Tell whether a day is the first of a span: 'since 27 September', '27 Eylül'den bu yana', 'after the 44-day war'."""
    before = " ".join(u.low for u in units[max(0, k - 4) : k]).removesuffix(" the")
    starts = (*known.since, *known.after) if made.war else known.since
    if any(before == phrase or before.endswith(" " + phrase) for phrase in starts):
        return made.end is None or made.war or before.endswith("since")
    tied = units[made.last - 1].low.endswith(known.since_endings or ("\n",)) and made.end is None
    return tied or bool(_phrase(units, made.last, known.since_after))
