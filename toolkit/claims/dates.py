"""Days named in a sentence, told against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit


@dataclass(frozen=True)
class Day:
    """One day named at units ``first:last``; ``exact`` when the text names it, ``reported`` when it is the statement's."""

    first: int
    last: int
    day: date
    rule: str
    reported: bool = False
    since: bool = False
    old: bool = False


def find_days(units: list[Unit], words: Lexicon, published: date | None) -> list[Day]:
    """Return the days named in a sentence."""
    ago = {word: int(value) for word, value in words.data.get("time", {}).get("days_ago", {}).items()}
    nights = set(words.words("time", "night"))
    found = []
    k = 0
    while k < len(units):
        made = _day(units, k, published, ago, nights)
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
                _reported(units, k),
                _since(units, k),
                published is not None and (published - day).days > 45,
            )
        )
        k = last
    return found


def _day(units: list[Unit], k: int, published: date | None, ago, nights) -> tuple[int, date, str] | None:
    u = units[k]
    if "month" in u and u.cap:
        j = k + 1
        if j < len(units) and units[j].text == ".":
            j += 1
        number = _of_month(units, j)
        if number is not None:
            day, end = number
            year, end = _year(units, end)
            return _made(day, u.f["month"], year, published, end)
    number = _of_month(units, k)
    if number is not None:
        j = number[1]
        if j < len(units) and units[j].low == "of":
            j += 1
        if j < len(units) and "month" in units[j] and (units[j].cap or units[j].low != "may"):
            year, end = _year(units, j + 1)
            return _made(number[0], units[j].f["month"], year, published, end)
    if published is None:
        return None
    if "weekday" in u and (u.cap or len(u.text) > 3):
        back = (published.weekday() - u.f["weekday"]) % 7
        if back == 0 and k and units[k - 1].low == "last":
            back = 7
        return k + 1, published - timedelta(days=back), "weekday before publication"
    phrase = u.low
    for size in (3, 2, 1):
        phrase = " ".join(x.low for x in units[k : k + size])
        if phrase in ago:
            return k + size, published - timedelta(days=ago[phrase]), f"'{phrase}'"
    if u.low in nights and u.low == "overnight":
        return k + 1, published - timedelta(days=1), "the night before publication"
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


def _reported(units: list[Unit], k: int) -> bool:
    """Tell whether a day is that of a statement: 'said on Sunday', 'in a statement on Friday'."""
    j = k - 1
    steps = 0
    if any(units[j].low == "as" and units[j + 1].low == "of" for j in range(max(0, k - 4), k - 1)):
        return True  # "data as of October 10"
    while j >= 0 and steps < 9:
        u = units[j]
        if ("out" in u and "src" not in u) or (u.f.get("punct") and u.text not in ("'", "’", '"', "”")):
            return False
        if (
            "say" in u
            and ("src" not in u or u.low not in ("report", "statement", "post"))
            and u.low not in ("released",)
        ):
            return not any("clause" in x and "prep" not in x for x in units[j + 1 : k])
        if u.low in ("statement", "briefing", "note", "interview", "conference"):
            return True
        if "be" in u or "aux" in u:
            return False
        j -= 1
        steps += 1
    after = units[k + 1 : k + 5]
    return any(u.low in ("briefing", "statement", "press") for u in after[:3])


def _since(units: list[Unit], k: int) -> bool:
    return k > 0 and units[k - 1].low in ("since", "until", "till", "by")
