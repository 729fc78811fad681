"""Who attacks, in languages whose verb may stand last: the party that opens the clause, or the one that 'by' follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.voices.units import Unit


def attackers_before(units: Sequence[Unit]) -> list[tuple[int, str]]:
    """Return (unit, side) of the party behind each word of attack: the first of its clause that is neither source nor target."""
    out: list[tuple[int, str]] = []
    start = 0
    for k, u in enumerate(units):
        if u.text in (";", ":") or "told_after" in u or "say" in u or ("clause" in u and "rel" not in u):
            start = k + 1
        elif u.f.get("attack") == "final":
            found = _doer(units, start, k)
            if found is not None and found not in out:
                out.append(found)
            start = k + 1 if "out" in u else start
    return out


def _doer(units: Sequence[Unit], start: int, k: int) -> tuple[int, str] | None:
    named = [
        j
        for j in range(start, k)
        if units[j].f.get("side") and units[j].f["side"][0][1] != "places" and not _target(units, j)
    ]
    by = next((j for j in named if any("from" in u for u in units[j + 1 : j + 4])), None)
    first = by if by is not None else next(iter(named), None)
    return None if first is None else (first, units[first].f["side"][0][0])


def _target(units: Sequence[Unit], j: int) -> bool:
    """Tell whether a party is only named with what is attacked, or with the people harmed: 'Azərbaycan mövqeləri'."""
    follows = units[j + 1 : j + 2]
    return any(
        ("thing" in u and "attack" not in u) or "people" in u or ("src" in u and "role" not in u) for u in follows
    )
