"""Numbers of people and days as the reader sees them: in the reader's language, with bounds and what is not known visible."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from toolkit.views.store import Store

#: The conventions of each language of the interface for numbers and days.
LOCALES = {"en": "en_GB"}


@lru_cache(maxsize=4096)
def count(lang: str, n: int) -> str:
    """Write a whole number.

    >>> count("en", 1500), count("ru", 1500)
    ('1,500', '1\\xa0500')
    """
    from babel.numbers import format_decimal

    return str(n) if -1000 < n < 1000 else format_decimal(n, locale=LOCALES.get(lang, lang))


@lru_cache(maxsize=4096)
def day(lang: str, at: date) -> str:
    """Write a day.

    >>> from datetime import date
    >>> day("en", date(2021, 8, 16)), day("ka", date(2021, 8, 16))
    ('16 Aug 2021', '16 აგვ. 2021')
    """
    from babel.dates import format_date

    return format_date(at, "medium", locale=LOCALES.get(lang, lang))


@lru_cache(maxsize=4096)
def tenth(lang: str, value: float) -> str:
    """Write a number with one decimal.

    >>> tenth("az", 4.25)
    '4,2'
    """
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0.0", locale=LOCALES.get(lang, lang))


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
