"""Neutral labels of incidents."""

from __future__ import annotations

from datetime import date
from typing import Any

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def label_of(event_type: str, place_name: str | None, day: Any) -> str:
    """Return kind of event, place and date, as far as they are known.

    >>> label_of("Armed clash", "Yeraskh", "2021-08-16")
    'Armed clash, Yeraskh, 16 Aug 2021'
    >>> label_of("Other", None, None)
    'Incident of another kind, place not told, date not told'
    """
    kind = (
        "Incident of another kind"
        if event_type == "Other"
        else _sentence_case(event_type.removeprefix("Non-violent: "))
    )
    if day is None:
        when = "date not told"
    else:
        first = date.fromisoformat(str(day)[:10])
        when = f"{first.day} {_MONTHS[first.month - 1]} {first.year}"
    return f"{kind}, {place_name or 'place not told'}, {when}"


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
