"""Times told by a phrase ("last week", "three days ago", "in the 44-day war"): the data of a language, and named wars."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.resources import data_path
from toolkit.voices.parse import first_of

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon


@dataclass(frozen=True)
class When:
    """Days that a phrase names: from ``start`` to ``end`` (null: one day); ``at`` is its span of characters."""

    at: tuple[int, int]
    start: date
    end: date | None
    rule: str
    war: bool = False


def precision(start: date, end: date | None) -> int:
    """Return UCDP's date_prec of an event that lies between two days: 1 a day, 2 to 6 days, 3 a week, 4 a month, 5 longer.

    >>> precision(date(2022, 9, 12), date(2022, 9, 14)), precision(date(2021, 4, 1), date(2021, 4, 30))
    (2, 4)
    """
    days = 0 if end is None else (end - start).days
    return 1 if days < 1 else 2 if days < 6 else 3 if days < 7 else 4 if days < 31 else 5


def may_tell(low: str, words: Lexicon) -> bool:
    """Tell whether a folded sentence holds a word of those that ``phrases_of`` and ``relative`` read; others need no look."""
    return first_of(low, _stems(words))


@lru_cache(maxsize=16)
def _stems(words: Lexicon) -> tuple[str, ...]:
    return tuple(sorted({*_phrases(words)[2], *_war_names(words.code)[2]}))


def phrases_of(low: str, words: Lexicon, published: date | None) -> list[When]:
    """Return the times that a folded sentence names by a phrase, but for those that count from another day of it.

    Without a day of publication only named wars can be told.
    """
    found = list(_wars(low, words.code))
    wars = [when.at for when in found]
    pattern, meanings, stems = _phrases(words)
    if published is not None and pattern is not None and first_of(low, stems):
        for match in pattern.finditer(low):
            unit, offset = meanings[_key(match.group(), words)].split()
            if unit in ("before", "after"):
                continue
            days = _days(unit, _offset(offset, match.group(), words), published)
            if not any(first <= match.start() < last for first, last in wars):
                found.append(When(match.span(), *days, f"'{match.group()}'"))
    return sorted(found, key=lambda when: when.at)


def relative(low: str, words: Lexicon) -> list[tuple[tuple[int, int], int]]:
    """Return (span, days) of the phrases that count from the day named before them: 'two days earlier', 'a day later'."""
    pattern, meanings, stems = _phrases(words)
    out = []
    if pattern is not None and first_of(low, stems):
        for match in pattern.finditer(low):
            unit, offset = meanings[_key(match.group(), words)].split()
            if unit in ("before", "after"):
                days = _offset(offset, match.group(), words)
                out.append((match.span(), -days if unit == "before" else days))
    return out


def _days(unit: str, offset: int, published: date) -> tuple[date, date | None]:
    """Return first and last day of a time that is told from the day of publication."""
    if unit == "day":
        return published + timedelta(days=offset), None
    if unit == "past":
        return published - timedelta(days=offset), published
    if unit == "weekend":
        saturday = published - timedelta(days=(published.weekday() - 5) % 7)
        return saturday, saturday + timedelta(days=1)
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=offset)
        start, end = monday, monday + timedelta(days=6)
    elif unit == "month":
        start, end = month_of(*divmod(published.year * 12 + published.month - 1 + offset, 12))
    else:
        start, end = date(published.year + offset, 1, 1), date(published.year + offset, 12, 31)
    return start, min(end, published) if end > start else None


def month_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month (``month`` from 0)."""
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


@lru_cache(maxsize=16)
def _phrases(words: Lexicon) -> tuple[re.Pattern[str] | None, dict[str, str], tuple[str, ...]]:
    """Return one pattern for all phrases of a language, what each means, and pieces of words of which one must be there."""
    meanings = {phrase.rstrip("*"): value for phrase, value in words.data.get("time", {}).get("when", {}).items()}
    phrases = sorted(words.data.get("time", {}).get("when", {}), key=len, reverse=True)
    if not phrases:
        return None, {}, ()
    number = "(?:" + "|".join([r"\d{1,3}", *map(re.escape, sorted(_small(words), key=len, reverse=True))]) + ")"
    parts = [_flexible(phrase, number) for phrase in phrases]
    stems = {max((p for p in phrase.rstrip("*").split() if p != "N"), key=len) for phrase in phrases}
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")"), meanings, tuple(sorted(stems))


def _key(found: str, words: Lexicon) -> str:
    """Return the phrase of the language file that some words match."""
    _, meanings, _ = _phrases(words)
    if found in meanings:
        return found
    plain = " ".join("N" if _number(piece, words) is not None else piece for piece in found.split())
    fitting = [phrase for phrase in meanings if found.startswith(phrase) or plain.startswith(phrase)]
    return max(fitting, key=len)


def _offset(offset: str, found: str, words: Lexicon) -> int:
    if "N" not in offset:
        return int(offset)
    n = next(n for piece in found.split() if (n := _number(piece, words)) is not None)
    return -n if offset.startswith("-") else n


def _small(words: Lexicon) -> dict[str, int]:
    """Return the words for the numbers 2 to 30."""
    return {word: int(n) for word, n in words.data["numbers"]["words"].items() if " " not in word and 2 <= int(n) <= 30}


def _number(piece: str, words: Lexicon) -> int | None:
    return int(piece) if piece.isdecimal() else _small(words).get(piece)


@lru_cache(maxsize=8)
def _war_names(code: str) -> tuple[re.Pattern[str] | None, list[tuple[date, date]], tuple[str, ...]]:
    """Return the pattern of the names of wars in a language, a group each, their days, and stems of which one must be there."""
    import yaml

    rows = yaml.safe_load(data_path("incidents", "wars.yml").read_text(encoding="utf-8"))
    named = [(row, sorted(row["words"][code], key=len, reverse=True)) for row in rows if row["words"].get(code)]
    if not named:
        return None, [], ()
    groups = ["(" + "|".join(map(_flexible, names)) + ")" for _, names in named]
    stems = {max(re.findall(r"\w+", name), key=len) for _, names in named for name in names}
    return (
        re.compile(r"(?<!\w)(?:" + "|".join(groups) + ")"),
        [(row["start"], row["end"]) for row, _ in named],
        tuple(stems),
    )


def _flexible(phrase: str, number: str = "N") -> str:
    """Return a pattern for a phrase in which ``*`` stands for any ending of a word and ``N`` for the pattern of a number."""
    pieces = [
        (number if piece == "N" else re.escape(piece.rstrip("*"))) + (r"\w*" if piece.endswith("*") else r"(?!\w)")
        for piece in phrase.split()
    ]
    return r"\s".join(pieces)


def _wars(low: str, code: str) -> Iterator[When]:
    pattern, days, stems = _war_names(code)
    if pattern is None or not first_of(low, stems):
        return
    for match in pattern.finditer(low):
        start, end = days[(match.lastindex or 1) - 1]
        yield When(match.span(), start, end, f"'{match.group()}', a war of known days", war=True)
