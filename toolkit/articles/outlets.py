"""Outlets of the region by their domain, read from ``data/outlets/outlets.yml``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from toolkit.articles.dates import is_month
from toolkit.resources import data_path

_DATELINE_END = regex.compile(r"[)\]/]*\s*(?:[-–—/:]|\.(?:\s|$)|$)|[)/\]]")


class Outlet(NamedTuple):
    """An outlet: its name, and the side whose country or body it belongs to (null: of none, or not known)."""

    name: str | None = None
    side: str | None = None
    kind: str | None = None
    date_order: str | None = None


@lru_cache(maxsize=1)
def _outlets() -> dict[str, Outlet]:
    import yaml

    rows = yaml.safe_load(data_path("outlets", "outlets.yml").read_text(encoding="utf-8"))
    return {
        domain: Outlet(row["name"], row["side"], row["kind"], row.get("date_order"))
        for row in rows
        for domain in row["domains"]
    }


@lru_cache(maxsize=1)
def _agencies() -> regex.Pattern:
    import yaml

    rows = yaml.safe_load(data_path("outlets", "outlets.yml").read_text(encoding="utf-8"))
    agencies = [row for row in rows if row["kind"] == "agency"]
    names = {name for row in agencies for name in (row["name"], *row.get("aliases", ()))}
    either = "|".join(regex.escape(name) for name in sorted(names, key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?i:{either})(?![\p{{L}}\p{{N}}])")


def credited(first: str, last: str) -> list[str]:
    """Return the agencies that a text credits in the place and date before its first words, or behind its last.

    "BAKU, May 8 (Reuters) - ..." and "... he said. /APA/" credit one; "an official told Reuters" does not.
    """
    found = []
    if (match := _agencies().search(first[:90])) and _DATELINE_END.match(first[match.end() :]):
        before = regex.findall(r"\p{L}+", first[: match.start()])
        if all(word[0].isupper() or is_month(word) or len(word) < 3 for word in before) and match.start() <= 60:
            found.append(match[0])
    behind = regex.search(r"[.!?։…»”\")]\s*[-–—/(\[]+\s*([^.()/\[\]]{2,40}?)\s*[)/\]]*\.?$", last)
    if behind and (match := _agencies().search(behind[1])) and match[0] not in found:
        found.append(match[0])
    return found


def outlet_of(domain: str | None) -> Outlet:
    """Return the outlet of a domain or of one it is under (``en.wire.example`` is of ``wire.example``); else one of nulls."""
    parts = (domain or "").split(".")
    for first in range(len(parts) - 1):
        if found := _outlets().get(".".join(parts[first:])):
            return found
    return Outlet()
