"""Days named in a sentence, told against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit


QUOTES = ("'", "’", '"', "“", "”", "«", "»")


@dataclass(frozen=True)
class Day:
    """One day named at units ``first:last``; ``reported`` when it is the statement's, ``since`` the first of a span,
    ``old`` when long before publication, ``now`` when only a word such as "currently" names it.
    """

    first: int
    last: int
    day: date
    rule: str
    reported: bool = False
    since: bool = False
    old: bool = False
    now: bool = False


def find_days(units: list[Unit], words: Lexicon, published: date | None) -> list[Day]:
    """Return the days named in a sentence, in order. Of a span of days ("27-28 April") it is the first."""
    ago = {word: int(value) for word, value in words.data.get("time", {}).get("days_ago", {}).items()}
    nights, now, before = (set(words.words("time", part)) for part in ("night", "now", "day_before"))
    events = set(words.words("time", "events"))
    found: list[Day] = []
    k = 0
    while k < len(units):
        made = _weekday_and_date(units, k, published) or _day(units, k, published, ago, nights)
        if made is None and found and (size := _phrase(units, k, before)):
            made = k + size, found[-1].day - timedelta(days=1), "the day before another day named"
        if made is None:
            k += 1
            continue
        last, day, rule = made
        found.append(
            Day(
                k,
                last,
                day,
                rule,
                _reported(units, k, events) or _says_next(units, last) or _dateline(units, k, last),
                _since(units, k),
                published is not None and (published - day).days > 45,
                bool(_phrase(units, k, now)),
            )
        )
        k = last
    return found


def _phrase(units: list[Unit], k: int, phrases: set[str]) -> int:
    """Return how many units from ``k`` on are one of some phrases; 0 when none is."""
    return next((n for n in (4, 3, 2, 1) if " ".join(x.low for x in units[k : k + n]) in phrases), 0)


def _weekday_and_date(units: list[Unit], k: int, published: date | None) -> tuple[int, date, str] | None:
    """Read 'Wednesday, 28 July' as one day."""
    if "weekday" not in units[k]:
        return None
    j = k + 1
    while j < min(k + 3, len(units)) and units[j].text in (",", "("):
        j += 1
    return _date(units, j, published) if j < len(units) else None


def _day(units: list[Unit], k: int, published: date | None, ago, nights) -> tuple[int, date, str] | None:
    u = units[k]
    made = _date(units, k, published)
    if made is not None or published is None:
        return made
    if "weekday" in u and (u.cap or len(u.text) > 3):
        back = (published.weekday() - u.f["weekday"]) % 7
        if back == 0 and k and units[k - 1].low == "last":
            back = 7
        return k + 1, published - timedelta(days=back), "weekday before publication"
    size = _phrase(units, k, set(ago))
    if size:
        phrase = " ".join(x.low for x in units[k : k + size])
        return k + size, published - timedelta(days=ago[phrase]), f"'{phrase}'"
    if u.low in nights and u.low == "overnight":
        return k + 1, published - timedelta(days=1), "the night before publication"
    return None


def _date(units: list[Unit], k: int, published: date | None) -> tuple[int, date, str] | None:
    """Read 'September 1', '1 September 2023', '27-28 April', 'between 14 and 17 July'."""
    u = units[k]
    if "month" in u and (u.cap or any("tied" in x for x in units[k + 1 : k + 2])):
        j = k + 1
        if j < len(units) and units[j].text == ".":
            j += 1
        number = _of_month(units, j)
        if number is not None:
            day, end = number
            if end + 1 < len(units) and units[end].text in ("-", "–", "and") and _of_month(units, end + 1):
                end += 2
            year, end = _year(units, end)
            return _made(day, u.f["month"], year, published, end)
    number = _of_month(units, k)
    if number is not None:
        j = number[1]
        if j + 1 < len(units) and units[j].text in ("-", "–", "and", "to") and _of_month(units, j + 1):
            j += 2
        if j < len(units) and units[j].low == "of":
            j += 1
        if j < len(units) and "month" in units[j] and (units[j].cap or units[j].low != "may"):
            year, end = _year(units, j + 1)
            return _made(number[0], units[j].f["month"], year, published, end)
    return None


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


def _made(day: int, month: int, year: int | None, published: date | None, end: int) -> tuple[int, date, str] | None:
    try:
        if year is None:
            if published is None:
                return None
            made = date(published.year, month, day)
            if made > published + timedelta(days=1):
                made = date(published.year - 1, month, day)
            return end, made, "day and month"
        return end, date(year, month, day), "day, month and year"
    except ValueError:
        return None


def _reported(units: list[Unit], k: int, events: set[str]) -> bool:
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


def _since(units: list[Unit], k: int) -> bool:
    return k > 0 and units[k - 1].low in ("since", "until", "till", "by")
