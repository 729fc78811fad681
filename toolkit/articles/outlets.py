"""Outlets of the region by their domain, read from ``data/outlets/outlets.yml``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from toolkit.resources import data_path


class Outlet(NamedTuple):
    """An outlet: its name, and the side whose country or body it belongs to (null: of none, or not known)."""

    name: str | None = None
    side: str | None = None
    kind: str | None = None


@lru_cache(maxsize=1)
def _outlets() -> dict[str, Outlet]:
    import yaml

    rows = yaml.safe_load(data_path("outlets", "outlets.yml").read_text(encoding="utf-8"))
    return {domain: Outlet(row["name"], row.get("side"), row.get("kind")) for row in rows for domain in row["domains"]}


def outlet_of(domain: str | None) -> Outlet:
    """Return the outlet of a domain or of one it is under (``en.wire.example`` is of ``wire.example``); else one of nulls."""
    parts = (domain or "").split(".")
    for first in range(len(parts) - 1):
        if found := _outlets().get(".".join(parts[first:])):
            return found
    return Outlet()
