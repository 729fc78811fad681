"""Neutral labels of incidents."""

from __future__ import annotations

from datetime import date
from typing import Any

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def label_of(event_type: str, place_name: str | None, day: Any, last: Any = None) -> str:
    """Return kind of event, place and date, as far as they are known; with ``last``, that of counts over a period.

    >>> label_of("Armed clash", "Yeraskh", "2021-08-16")
    'Armed clash, Yeraskh, 16 Aug 2021'
    >>> label_of("Other", None, None)
    'Incident of another kind, place not told, date not told'
    >>> label_of("Armed clash", None, "2020-09-27", "2020-11-10")
    'Counts from 27 Sep 2020 to 10 Nov 2020: armed clash, place not told'
    """
    kind = (
        "Incident of another kind"
        if event_type == "Other"
        else _sentence_case(event_type.removeprefix("Non-violent: "))
    )
    where = place_name or "place not told"
    if day is None:
        return f"{kind}, {where}, date not told"
    if last is not None:
        return f"Counts from {_day(day)} to {_day(last)}: {kind[:1].lower()}{kind[1:]}, {where}"
    return f"{kind}, {where}, {_day(day)}"


def _day(day: Any) -> str:
    first = date.fromisoformat(str(day)[:10])
    return f"{first.day} {_MONTHS[first.month - 1]} {first.year}"


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
