"""Dates as pages print them, in the languages of the region: absolute, or relative to when the page was fetched.

The words are data (``data/furniture/dates.yml``). A date that cannot be, such as 31 February, is no date: never the nearest.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from toolkit.resources import data_path


class Stamp(NamedTuple):
    """A point in time (UTC) and how exactly it is known: ``second``, ``minute``, ``day``, ``month`` or ``year``."""

    at: datetime
    precision: str


class Found(NamedTuple):
    """A date in a line, and the line without it and without the words that go with dates."""

    stamp: Stamp | None
    rest: str


def fold(text: str) -> str:
    """Lower case for comparison; the dotted and dotless i of Turkish and Azerbaijani are one, and so is Armenian ev."""
    return text.casefold().replace("i̇", "i").replace("ı", "i").replace("եվ", "եւ")


_ISO = regex.compile(
    r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ](?P<h>\d{2}):?(?P<min>\d{2})(?::?(?P<s>\d{2})(?:[.,]\d+)?)?"
    r" ?(?P<z>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?(?![\d-])"
)
_COMPACT = regex.compile(
    r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})(?P<z>Z)?)?"
)
_NUMBERS = regex.compile(r"(?<![\d.:/-])(?P<a>\d{1,4})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})(?![\d/])")
_CLOCK = regex.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})(?P<sep>[:.])(?P<min>\d{2})(?::(?P<s>\d{2}))?(?![\d:]|\.\d)(?: ?(?P<half>[ap])\.?m\b\.?)?"
)
_ZONE = regex.compile(r"\(?\b(?:utc|gmt) ?(?P<sign>[+-]) ?(?P<h>\d{1,2})(?::?(?P<min>\d{2}))?\)?")
_PARTS = regex.compile(r"\s*[|•·/]\s+|\s+[–—-]\s+|(?<=\d{4}) (?=\p{L}+ ?: )|(?<=:\d\d) (?=\p{Lu}\p{L}+ )")
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


class _Words(NamedTuple):
    months: dict[str, int]
    solar: dict[str, int]
    named: regex.Pattern
    ago: regex.Pattern
    units: dict[str, str]
    today: regex.Pattern
    passed: regex.Pattern
    zones: dict[str, float]
    zone: regex.Pattern


@lru_cache(maxsize=1)
def _words() -> _Words:
    import yaml

    data = yaml.safe_load(data_path("furniture", "dates.yml").read_text(encoding="utf-8"))
    zones = {str(name): hours for name, hours in data.pop("zones").items()}
    languages = list(data.values())

    def numbered(name: str) -> dict[str, int]:
        return {fold(f): n for words in languages for n, forms in enumerate(words.get(name, ()), 1) for f in forms}

    def either(words) -> str:
        return "|".join(regex.escape(word) for word in sorted(set(map(fold, words)), key=len, reverse=True) if word)

    months, solar = numbered("months"), numbered("solar_months")
    units = {fold(f): unit for words in languages for unit, forms in words["units"].items() for f in forms}
    month = rf"(?P<month>{either([*months, *solar])})\b\.?"
    glue = r"(?:[\s,]|-?(?:st|nd|rd|th|i|u|ü|si|ին|ի|ը|ն|de|də|da|ში|ს|of)\b|՝)*"
    year = r"(?P<year>(?:1[34]|19|20)\d{2})(?!\d)"
    after = r"(?:-?(?:cü|cu|ci|cı|ci)? ?(?:il\w*|г\.?|года|թ\.?|թվականի|წლის|წ\.?)?\b\.?)"
    named = regex.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?!\d|:){glue}-?\s?{month}(?:[\s,]*{year})?"
        rf"|{year}{after}[\s,]*(?:(?<!\d)(?P<day>\d{{1,2}})(?!\d|:){glue}{month}|{month}{glue}(?P<day>\d{{1,2}})(?!\d|:)|{month})"
        rf"|\b{month}{glue}(?P<day>\d{{1,2}})(?!\d|:){glue}(?:[\s,]*{year})?"
        rf"|\b{month}[\s,]*{year}"
    )
    number = rf"(?P<number>\d{{1,3}}|{either(w for words in languages for w in words['one'])})"
    ago = either(w for words in languages for w in words["ago"])
    unit = rf"(?P<unit>{either(units)})\b\.?"
    names = either(w for words in languages for w in [*words["weekdays"], *words["fillers"], *zones])
    return _Words(
        months,
        solar,
        named,
        regex.compile(rf"\b{number} ?{unit} (?:{ago})\b|(?<now>{either(w for x in languages for w in x['now'])})"),
        units,
        regex.compile(
            rf"\b(?:(?P<today>{either(w for x in languages for w in x['today'])})"
            rf"|(?P<yesterday>{either(w for x in languages for w in x['yesterday'])}))\b(?!['’])"
        ),
        regex.compile(rf"\b(?:{names})\b\.?"),
        zones,
        regex.compile(rf"\b(?:{either(zones)})\b"),
    )


def is_month(word: str) -> bool:
    """Tell whether a word is the name of a month."""
    return fold(word) in _words().months


def read_stamp(
    value: Any, *, lang: str | None = None, order: str | None = None, now: datetime | None = None
) -> Stamp | None:
    """Read a value that should be a date: a date-time, an ISO or compact form, a printed date; null when it is none.

    ``now`` is when the page was fetched, needed for "3 hours ago" and for dates without a year; ``order`` is ``DMY``
    (when null, except where a number over 12 tells) or ``MDY``. Times without a zone are taken as they are printed.
    """
    import pandas as pd

    if isinstance(value, datetime | pd.Timestamp):
        if pd.isna(value):
            return None
        at = pd.Timestamp(value)
        at = at.tz_localize(UTC) if at.tzinfo is None else at.tz_convert(UTC)
        return Stamp(at.to_pydatetime(), "day" if at == at.normalize() else "second")
    if isinstance(value, date):
        return Stamp(datetime(value.year, value.month, value.day, tzinfo=UTC), "day")
    text = str(value).strip().translate(_DIGITS)
    for form in (_ISO, _COMPACT):
        if match := form.fullmatch(text):
            return _from_parts(match)
    if regex.fullmatch(r"1\d{9}(\d{3})?", text):  # seconds or milliseconds since 1970
        return Stamp(datetime.fromtimestamp(int(text[:10]), UTC), "second")
    if match := regex.fullmatch(r"((?:19|20)\d{2})(?:[-/.](\d{1,2}))?", text):
        return _stamp(int(match[1]), int(match[2] or 1), 1, precision="month" if match[2] else "year")
    found = find_date(text, lang=lang, order=order, now=now)
    return found.stamp if found and len(found.rest.split()) <= 3 else None


def find_date(
    text: str, *, lang: str | None = None, order: str | None = None, now: datetime | None = None
) -> Found | None:
    """Find the first date of a short line; null when there is none. ``stamp`` is null when what is there cannot be a date."""
    text = fold(text.translate(_DIGITS))
    if (made := _iso(text)) is not None:
        return _with_clock(*made)
    time, bare = _clock_of(text)
    for form in (_numbers, _named, _relative):
        if (made := form(bare, order, now)) is not None:
            day, precision, rest = made
            return _with_clock(day, precision, rest, time)
    return None


class DateLine(NamedTuple):
    """A line of dates: each with what stands before it in lower case; whether one cannot be; what else the line says."""

    stamps: list[tuple[str, Stamp]]
    bad: bool
    rest: str


def read_date_line(
    text: str, *, lang: str | None = None, order: str | None = None, now: datetime | None = None
) -> DateLine:
    """Read a line that may hold several dates, such as "Published 1 May 2023 | Updated 2 May 2023"."""
    stamps: list[tuple[str, Stamp]] = []
    bad, before = False, ""
    parts = [part for part in _PARTS.split(text) if part.strip(" .,")]
    rest = []
    held = ""  # a part without a day, such as a time, belongs to the date beside it
    for part in parts:
        if held and find_date(part, lang=lang, order=order, now=now):
            part, held = f"{part} {held}", ""
        found = find_date(part, lang=lang, order=order, now=now)
        if found is None:
            if _CLOCK.fullmatch(part.strip()):
                if stamps and stamps[-1][1].precision == "day":
                    day = stamps[-1][1].at
                    made = _with_clock(day, "day", "", _clock_of(part.strip())[0]).stamp
                    stamps[-1] = (stamps[-1][0], made or stamps[-1][1])
                else:
                    held = part
                continue
            rest.append(fold(part))
            before = fold(part)
            continue
        if found.stamp is None:
            bad = True
        else:
            stamps.append((f"{before} {found.rest}".strip(), found.stamp))
        before = ""
        rest.append(found.rest)
    return DateLine(stamps, bad and not stamps, regex.sub(r"[^\p{L}\p{N}]+", " ", " ".join(rest)).strip())


_Day = tuple[datetime | None, str, str]  # the day, how exactly, and the line without it


def _iso(text: str) -> _Day | None:
    match = _ISO.search(text.upper())
    if not match:
        return None
    stamp = _from_parts(match)
    rest = text[: match.start()] + " " + text[match.end() :]
    return (stamp.at if stamp else None), (stamp.precision if stamp else "day"), rest


def _from_parts(match) -> Stamp | None:
    parts = match.groupdict()
    zone = parts.get("z") or ""
    hours = 0.0
    if zone[:1] in "+-" and zone:
        digits = zone[1:].replace(":", "")
        hours = (int(digits[:2]) + int(digits[2:] or 0) / 60) * (-1 if zone[0] == "-" else 1)
    precision = "day" if parts["h"] is None else "minute" if parts["s"] is None else "second"
    made = _stamp(*(int(parts[name] or 0) for name in ("y", "m", "d", "h", "min", "s")), precision=precision)
    return made and Stamp(made.at - timedelta(hours=hours), made.precision)


def _stamp(year, month, day, hour=0, minute=0, second=0, *, precision: str) -> Stamp | None:
    try:
        return Stamp(datetime(year, month, day, hour, minute, second, tzinfo=UTC), precision)
    except ValueError:
        return None


def _numbers(text: str, order: str | None, now: datetime | None) -> _Day | None:
    match = _NUMBERS.search(text)
    if not match:
        return None
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        year, month, day = a, b, c
    elif len(match["a"]) == 3 or (len(match["c"]) == 2 and match["sep"] == "-"):
        return None
    else:
        year = c if len(match["c"]) == 4 else 2000 + c
        day, month = (b, a) if (order == "MDY" and a <= 12) or (b > 12 and a <= 12 and match["sep"] == "/") else (a, b)
    stamp = _stamp(year, month, day, precision="day")
    return (stamp and stamp.at), "day", text[: match.start()] + " " + text[match.end() :]


def _named(text: str, order: str | None, now: datetime | None) -> _Day | None:
    words = _words()
    best = None
    for match in words.named.finditer(text):
        best = match
        if match["year"]:
            break
    if best is None:
        return None
    name, day = best["month"], int(best["day"]) if best["day"] else None
    year = int(best["year"]) if best["year"] else None
    if name in words.solar and (year is None or year < 1900):
        made = _from_solar(year, words.solar[name], day or 1) if year else None
    elif year is None:
        made = _latest(words.months.get(name, 0), day, now)
    else:
        stamp = _stamp(year, words.months.get(name, 0), day or 1, precision="day")
        made = stamp and stamp.at
    if made is None and year is None:
        return None
    return made, "day" if day else "month", text[: best.start()] + " " + text[best.end() :]


def _latest(month: int, day: int | None, now: datetime | None) -> datetime | None:
    """The last such day that is not after ``now``."""
    if now is None or day is None:
        return None
    for year in (now.year, now.year - 1):
        stamp = _stamp(year, month, day, precision="day")
        if stamp and stamp.at <= now + timedelta(days=1):
            return stamp.at
    return None


def _from_solar(year: int, month: int, day: int) -> datetime | None:
    """Convert a date of the Iranian solar calendar (33-year cycle of leap years, exact from 1343 to 1472)."""
    if not (1300 <= year <= 1500 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    leaps = sum((25 * y + 11) % 33 < 8 for y in range(1343, year)) - sum(
        (25 * y + 11) % 33 < 8 for y in range(year, 1343)
    )
    days = (year - 1343) * 365 + leaps + (month - 1) * 30 + min(month - 1, 6) + day - 1
    return datetime(1964, 3, 21, tzinfo=UTC) + timedelta(days=days)


_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


def _relative(text: str, order: str | None, now: datetime | None) -> _Day | None:
    words = _words()
    if match := words.ago.search(text):
        rest = text[: match.start()] + " " + text[match.end() :]
        if now is None:
            return None, "day", rest
        if match["now"]:
            return now, "minute", rest
        number = int(match["number"]) if match["number"].isdigit() else 1
        unit = words.units[match["unit"]]
        if unit in _SECONDS:
            made = now - timedelta(seconds=number * _SECONDS[unit])
            return (made, "minute", rest) if unit in ("minute", "hour") else (_day(made), "day", rest)
        months = now.year * 12 + now.month - 1 - number * (12 if unit == "year" else 1)
        return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC), unit, rest
    if match := words.today.search(text):
        rest = text[: match.start()] + " " + text[match.end() :]
        return (None if now is None else _day(now - timedelta(days=bool(match["yesterday"])))), "day", rest
    return None


def _day(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


class _Clock(NamedTuple):
    hour: int
    minute: int
    second: int | None
    zone: float  # hours ahead of UTC; 0 when it is not printed


def _clock_of(text: str) -> tuple[_Clock | None, str]:
    """The time of day that a line has, and the line without it."""
    zone = None
    if match := _ZONE.search(text):
        zone = (int(match["h"]) + int(match["min"] or 0) / 60) * (-1 if match["sign"] == "-" else 1)
        text = text[: match.start()] + " " + text[match.end() :]
    clock = _CLOCK.search(text)
    if not clock:
        return None, text
    text = text[: clock.start()] + " " + text[clock.end() :]
    if zone is None and (named := _words().zone.search(text)):
        zone = _words().zones[named[0]]
    hour = int(clock["h"])
    if clock["half"]:
        hour = hour % 12 + 12 * (clock["half"] == "p")
    return _Clock(hour, int(clock["min"]), int(clock["s"]) if clock["s"] else None, zone or 0.0), text


def _with_clock(day: datetime | None, precision: str, rest: str, clock: _Clock | None = None) -> Found:
    """Add the time of day that stands beside a date, and take the words of dates out of the rest."""
    if clock and precision == "day" and day is not None:
        precision = "minute" if clock.second is None else "second"
        made = _stamp(day.year, day.month, day.day, clock.hour, clock.minute, clock.second or 0, precision=precision)
        day = made and made.at - timedelta(hours=clock.zone)
    rest = _words().passed.sub(" ", rest)
    rest = regex.sub(r"[^\p{L}\p{N}]+", " ", rest).strip()
    return Found(Stamp(day, precision) if day is not None else None, rest)
