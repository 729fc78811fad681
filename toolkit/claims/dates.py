"""Days named in a sentence, told against the day of publication."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from toolkit.claims.days import Calendar, Made, calendar_of, phrase_at, read_day, weekday_and_date
from toolkit.claims.when import may_tell, phrases_of, precision, relative

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit


QUOTES = ("'", "’", '"', "“", "”", "«", "»")
#: A day so long before publication is not the day of the news.
OLD_DAYS = 45


@dataclass(frozen=True)
class Day:
    """One day or span of days named at units ``first:last``; ``end`` is its last day, null for one day, ``prec`` UCDP's date_prec.

    ``reported`` when it is the statement's, ``since`` the first (or last) of a span that is open, ``old`` when long before
    publication, ``now`` when only a word such as "currently" names it, ``phrase`` when words such as "last week" do.
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
    phrase: bool = False


def find_days(units: list[Unit], words: Lexicon, published: date | None, *, anchor: date | None = None) -> list[Day]:
    """Return the days and spans of days named in a sentence, in order; of a night it is the day on which it begins.

    ``anchor`` is the day named last before the sentence, from which "the day before" counts.
    """
    known = calendar_of(words)
    low = _low(units)
    spoken = may_tell(low, words)
    phrases = {unit_at(units, when.at[0]): when for when in phrases_of(low, words, published)} if spoken else {}
    counted = {unit_at(units, at[0]): (at[1], days) for at, days in relative(low, words)} if spoken else {}
    found: list[Day] = []
    k = 0
    while k < len(units):
        if k not in phrases and k not in counted and not _can_begin(units[k], known):
            k += 1
            continue
        made = _counted(units, k, known, counted, found[-1].day if found else anchor)
        if made is None and k in phrases:
            when = phrases[k]
            made = Made(unit_at(units, when.at[1] - 1) + 1, when.start, when.end, when.rule, when.war)
        if made is None:
            made = weekday_and_date(units, k, published, known) or read_day(units, k, published, known)
        if made is None:
            k += 1
            continue
        made = _night(units, k, made, known)
        found.append(_with_marks(units, k, made, known, published))
        k = made.last
    return [_until_published(day, published) for day in found]


def _can_begin(u: Unit, known: Calendar) -> bool:
    """Tell whether a day may begin with a word; others need no look."""
    return "weekday" in u.f or "month" in u.f or u.text[0].isdecimal() or u.low.split(" ")[0] in known.openings


def _low(units: list[Unit]) -> str:
    """Return the sentence in small letters, every character at its place."""
    pieces, at = [], 0
    for u in units:
        pieces.append(" " * (u.start - at) + u.low)
        at = u.start + len(u.low)
    return "".join(pieces)


def unit_at(units: Sequence[Unit], at: int) -> int:
    """Return the unit that a character of the sentence belongs to, or the next one."""
    return min(bisect_right(units, at, key=lambda u: u.end), len(units) - 1)


def _with_marks(units: list[Unit], k: int, made: Made, known: Calendar, published: date | None) -> Day:
    reported = (
        _reported(units, k, known.events) or _says_next(units, made.last) or _dateline(units, k, made.last)
    ) and not (made.end and precision(made.day, made.end) > 2)
    since = not made.rule.startswith("the night") and _since(units, k, made, known)
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
        published is not None and (published - (made.end or made.day)).days > OLD_DAYS,
        bool(phrase_at(units, k, known.now)),
        made.end,
        precision(made.day, made.end),
        made.rule.startswith("'"),
    )


def _until_published(day: Day, published: date | None) -> Day:
    """Give a span that began on a day its last one so far: the day of publication."""
    if not day.rule.startswith("since") or published is None or published <= day.day:
        return day
    return replace(day, end=published, prec=precision(day.day, published))


def _counted(units: list[Unit], k: int, known: Calendar, counted, anchor: date | None) -> Made | None:
    """Read a day that is counted from another one named before it: 'the day before', 'two days later'."""
    if anchor is None:
        return None
    if size := phrase_at(units, k, known.before):
        return Made(k + size, anchor - timedelta(days=1), None, "the day before another day named")
    if k in counted:
        end, days = counted[k]
        return Made(
            unit_at(units, end - 1) + 1, anchor + timedelta(days=days), None, f"{days:+d} days from another day named"
        )
    return None


def _night(units: list[Unit], k: int, made: Made, known: Calendar) -> Made:
    """Take a night for the day on which it begins: 'the night of May 10-11', 'overnight into Tuesday'; a week from its last day."""
    before = " ".join(u.low for u in units[max(0, k - 4) : k])
    if made.end is None and before.endswith(known.week_to or ("\n",)):
        return made._replace(day=made.day - timedelta(days=6), end=made.day, rule=f"the week to it: {made.rule}")
    if made.end is None and before.endswith(known.night_to or ("\n",)):
        return made._replace(day=made.day - timedelta(days=1), rule=f"the night to it: {made.rule}")
    near = [u.low for u in (*units[max(0, k - 3) : k], *units[made.last : made.last + 2])]
    if made.end is not None and (made.end - made.day).days == 1 and known.night.intersection(near):
        return made._replace(end=None, rule=f"the night that begins on it: {made.rule}")
    return made


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
    return tied or bool(phrase_at(units, made.last, known.since_after))
