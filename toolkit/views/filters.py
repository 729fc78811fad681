"""What a reader has chosen: one record of filters and selections, written to and read from the address of the page.

Reading is tolerant: a value that is not allowed gives the default and a notice, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

from toolkit import tables
from toolkit.charts.timeline import LANES, STEPS

#: Naming conventions a reader can choose from; ``written`` keeps what the table says.
NAMES = ("neutral", "written", "armenian", "azerbaijani", "georgian", "abkhaz", "ossetian", "international", "both")
BORDERS = ("dashed", "none")
ORDERS = ("gap", "start_date", "high", "n_claims")
MARKS = ("claim", "place", "quote", "loaded")
MAX_TEXT = 200


@dataclass(frozen=True)
class Filters:
    """Filters (what is counted), then views (how it is shown), then selections. Empty means all, or none selected.

    ``at`` is a stretch of the chosen article (``start-end``); ``behind`` is the list behind a number (see ``views.behind``);
    ``a`` and ``b`` are sets to compare (``outlet:Name`` ...).
    """

    first: str = ""
    last: str = ""
    known: str = ""
    area: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    outlet_side: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    q: str = ""
    step: str = ""
    lanes: str = "area"
    names: str = "neutral"
    borders: str = "dashed"
    order: str = "gap"
    marks: tuple[str, ...] = MARKS
    swap: bool = False
    page: int = 1
    since: str = ""
    incident: str = ""
    article: str = ""
    claim: str = ""
    at: str = ""
    behind: str = ""
    a: str = ""
    b: str = ""

    @property
    def counted(self) -> tuple:
        """The part that decides what is counted, by which selections are kept."""
        return tuple(getattr(self, name) for name in COUNTED)

    def query(self) -> dict[str, str]:
        """Return what differs from the defaults as short, documented keys of an address."""
        out = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                out[field.name] = (
                    ",".join(value) if isinstance(value, tuple) else str(int(value) if value is True else value)
                )
                if value == ():
                    out[field.name] = "none"
        return out

    def address(self) -> str:
        """Return the query string, ``?`` included; empty when nothing differs from the defaults."""
        query = self.query()
        return "?" + urlencode(query, safe=",:") if query else ""

    def changed(self, **changes: Any) -> Filters:
        """Return the filters with changes; a change of what is counted goes back to the first page."""
        if set(changes) & set(COUNTED) or "order" in changes:
            changes.setdefault("page", 1)
        return replace(self, **changes)

    def as_code(self) -> dict[str, Any]:
        """Return the keyword arguments of ``explore`` that give this view."""
        defaults = asdict(Filters())
        return {name: value for name, value in asdict(self).items() if value != defaults[name]}


COUNTED = tuple(f.name for f in fields(Filters))[:13]
#: The closed lists; those of the data (outlets, areas, sides, languages) are given by the index.
CLOSED = {
    "outcome": tables.OUTCOMES,
    "status": tables.STATUSES,
    "grade": tables.GRADES,
    "origin": tables.ORIGINS,
    "step": ("", *STEPS),
    "lanes": LANES,
    "names": NAMES,
    "borders": BORDERS,
    "order": ORDERS,
    "marks": MARKS,
}
DATES = ("first", "last", "known", "since")
MANY = tuple(f.name for f in fields(Filters) if isinstance(f.default, tuple))


def from_query(text: str) -> dict[str, str]:
    """Return the keys and last values of a query string."""
    return {key: values[-1] for key, values in parse_qs(text.lstrip("?"), keep_blank_values=True).items()}


def parse(query: Mapping[str, Any], allowed: Mapping[str, Any] | None = None) -> tuple[Filters, list[tuple[str, str]]]:
    """Read filters; return them and a list of (key, value) that were not understood and left at their default.

    ``allowed`` gives the values of the open lists (``area``, ``side``, ``outlet``, ``outlet_side``, ``lang``) and of the
    selections (``incident``, ``article``, ``claim``) and of the two sets that are compared (``a``, ``b``). Keys that are no filters are passed over: they belong to the page.
    """
    lists = {**CLOSED, **(allowed or {})}
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for field in fields(Filters):
        if field.name not in query or query[field.name] in ("", (), None):
            continue
        raw = query[field.name]
        value = _read(field.name, raw, lists)
        if value is None:
            wrong.append((field.name, str(raw)[:60]))
        else:
            values[field.name] = value
    if values.get("first") and values.get("last") and values["first"] > values["last"]:
        wrong.append(("last", values.pop("last")))
    return Filters(**values), wrong


def _read(name: str, raw: Any, lists: Mapping[str, Any]) -> Any:
    """Return the value of one key, or None when it is not allowed."""
    if name in MANY:
        given = (
            [raw]
            if isinstance(raw, str) and raw in lists.get(name, ())
            else raw.split(",")
            if isinstance(raw, str)
            else list(raw)
        )
        if given == ["none"] and name == "marks":
            return ()
        return tuple(dict.fromkeys(given)) if all(item in lists.get(name, ()) for item in given) else None
    text = str(raw)
    if name in DATES:
        return _day(text)
    if name == "page":
        return int(text) if text.isdecimal() and 0 < int(text[:7]) < 10**6 else None
    if name == "at":
        return text if re.fullmatch(r"\d{1,8}-\d{1,8}", text) else None
    if name == "behind":
        return text if re.fullmatch(r"[a-z]{1,12}(:[^:\s]{0,300}){0,6}", text) else None
    if name == "swap":
        return {"1": True, "True": True, "0": False, "False": False}.get(text)
    if name == "q":
        return text[:MAX_TEXT]
    return text if text in lists.get(name, ()) else None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None
