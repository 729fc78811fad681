"""Numbers of people and days as the reader sees them: in the reader's language, with bounds and what is not known visible."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.views.store import Store

#: The conventions of each language of the interface for numbers and days.
LOCALES = {"en": "en_GB"}


def count(lang: str, n: Any) -> str:
    """Write a whole number.

    >>> count("en", 1500), count("ru", 1500)
    ('1,500', '1\\xa0500')
    """
    return str(int(n)) if -1000 < n < 1000 else _grouped(lang, int(n))


@lru_cache(maxsize=4096)
def _grouped(lang: str, n: int) -> str:
    from babel.numbers import format_decimal

    return format_decimal(n, locale=LOCALES.get(lang, lang))


def day(lang: str, at: Any) -> str:
    """Write a day, given as a date, a time or ISO text.

    >>> day("en", "2021-08-16"), day("ka", "2021-08-16T10:30")
    ('16 Aug 2021', '16 აგვ. 2021')
    """
    return _day(lang, str(at)[:10])


@lru_cache(maxsize=4096)
def _day(lang: str, at: str) -> str:
    from babel.dates import format_date

    return format_date(date.fromisoformat(at), "medium", locale=LOCALES.get(lang, lang))


@lru_cache(maxsize=4096)
def tenth(lang: str, value: float) -> str:
    """Write a number with one decimal.

    >>> tenth("az", 4.25)
    '4,2'
    """
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0.0", locale=LOCALES.get(lang, lang))


@lru_cache(maxsize=4096)
def decimal(lang: str, value: float) -> str:
    """Write a number with up to three decimals.

    >>> decimal("ka", 0.43650), decimal("en", 2.0)
    ('0,436', '2')
    """
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0.###", locale=LOCALES.get(lang, lang))


def number(store: Store, low: Any, high: Any) -> str:
    """Write a number with its bounds in the reader's language; null bounds are said, never filled in."""
    import pandas as pd

    if pd.isna(low) and pd.isna(high):
        return store.t("no number")
    if pd.isna(high):
        return store.t("at least {n}", n=store.count(low))
    if pd.isna(low):
        return store.t("at most {n}", n=store.count(high))
    return store.count(low) if low == high else store.t("{low} to {high}", low=store.count(low), high=store.count(high))


def said(store: Store, at: Any) -> str:
    """Write a day, or that it is not known."""
    import pandas as pd

    return store.day(at) if pd.notna(at) else store.t("day not known")
