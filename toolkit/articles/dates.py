"""Dates as pages print them, in the languages of the region."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

import regex


class Stamp(NamedTuple):
    """A point in time (UTC) and how exactly it is known: ``minute`` or ``day``."""

    at: datetime
    precision: str


_YEAR = regex.compile(r"\b(19|20)\d{2}\b")
_CLOCK = regex.compile(r"\b\d{1,2}[:.]\d{2}(?=\D|$)(?![.:]\d)")
_WORD = regex.compile(r"\p{L}{3,}")
LANGUAGES = ("en", "ru", "tr", "az", "hy", "ka", "fa")


def read_date(text: str, *, lang: str | None = None) -> Stamp | None:
    """Read a line that is a date and nothing else; null when it is not, or cannot be a date.

    A year must be there. Numbers alone are day, month, year (``01.09.2023``) unless they begin with the year.
    """
    if not _YEAR.search(text) or len(_WORD.findall(text)) > 5:
        return None
    import dateparser

    bare = regex.sub(r"(?i)^(published|updated|posted|date|опубликовано|обновлено|yayınlanma|dərc olunub)( on| at)?:?", "", text).strip(" |•·,")
    bare = regex.sub(r"(?i)\b(GMT|UTC)[+-]\d{1,2}(:\d{2})?|\b(sept)\.", lambda m: "Sep" if m[3] else "", bare)
    languages = [lang] if lang in LANGUAGES else list(LANGUAGES)
    order = "YMD" if regex.match(r"\d{4}", bare) else "DMY"
    made = dateparser.parse(bare, languages=languages, settings={"DATE_ORDER": order, "REQUIRE_PARTS": ["day", "month", "year"]})
    if made is None:
        return None
    made = made if made.tzinfo else made.replace(tzinfo=UTC)
    return Stamp(made.astimezone(UTC), "minute" if _CLOCK.search(regex.sub(r"\d{1,2}\.\d{1,2}\.\d{4}", "", bare)) else "day")


def read_stamp(value, *, lang: str | None = None) -> Stamp | None:
    """Read a value of a column such as ``published``: ISO date or date-time, or a printed date."""
    import pandas as pd

    text = str(value).strip()
    if match := regex.fullmatch(r"(\d{4})-(\d{2})-(\d{2})([T ].*)?", text):
        made = pd.to_datetime(text, utc=True, errors="coerce")
        return None if pd.isna(made) else Stamp(made.to_pydatetime(), "second" if match[4] and match[4].count(":") > 1 else "minute" if match[4] else "day")
    return read_date(text, lang=lang)
