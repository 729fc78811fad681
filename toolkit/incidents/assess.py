"""How strong the evidence of an incident is: independent sources, and who says what about whose people."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.incidents.documents import source_of
from toolkit.incidents.tolls import n_independent, rows_of
from toolkit.sides import SPECIAL, load_sides, sides_files

if TYPE_CHECKING:
    import pandas as pd

#: Claimants that are no party.
NO_PARTY = frozenset(SPECIAL)


def assess(
    claims: pd.DataFrame | list[Any],
    *,
    outlets: dict[str, str] | None = None,
    blames: Iterable[tuple[str, str, str]] = (),
) -> dict[str, Any]:
    """Return ``n_independent``, ``grade`` and ``grade_reason`` of the incident that the claims are about.

    The grade is the strongest that holds:

    ``admitted``      a side states losses of its own people that a side not allied to it states too, or a side lays the act on itself
    ``both_sides``    two sides that are not allied make claims about it
    ``one_side``      two independent sources or more, but not two sides
    ``single_claim``  one source, or none

    ``blames`` are (accuser, accused, status).
    """
    listed = claims if isinstance(claims, list) else rows_of(claims)
    rows = [row for row in listed if row.scope == "incident" and row.polarity == "asserted"]
    sources = {source_of(row, (outlets or {}).get(row.article_id, row.article_id or "")) for row in rows}
    n = n_independent(sources or {("OUTLET", outlet) for outlet in (outlets or {}).values()})
    parties = sorted({row.claimant for row in rows} - NO_PARTY)
    own = {(row.side, row.outcome) for row in rows if row.claimant == row.side and _any(row)}
    other = {
        (row.side, row.outcome)
        for row in rows
        if row.claimant not in NO_PARTY and row.claimant != row.side and _any(row)
    }
    admitted = sorted(own & other)
    confessed = sorted({a for a, b, status in blames if a == b and a not in NO_PARTY and status != "denied"})
    denied = sorted({row.denied_by for row in rows if row.denied_by is not None})
    counted = f"{n} independent source{'' if n == 1 else 's'}"
    if admitted or confessed:
        grade = "admitted"
        why = [f"{side} states people of its own {outcome}, as another side does" for side, outcome in admitted]
        why += [f"{side} lays the act on itself" for side in confessed]
    elif any(not allied(a, b) for a in parties for b in parties):
        grade, why = (
            "both_sides",
            [f"{' and '.join(parties)} make claims; none states own losses that the other states"],
        )
    elif n > 1:
        grade = "one_side"
        why = [
            f"of the sides only {parties[0]} makes claims"
            if parties
            else "no side makes a claim; outlets or third parties do"
        ]
    else:
        grade, why = "single_claim", ["one source" if n else "no claim about people"]
    if denied:
        why.append(f"{' and '.join(denied)} {'rejects' if len(denied) == 1 else 'reject'} a figure or the act")
    return {"n_independent": n, "grade": grade, "grade_reason": "; ".join([*why, counted])}


@lru_cache(maxsize=1)
def _alliances() -> frozenset[tuple[str, str]]:
    pairs = {(side.code, ally) for name in sides_files() for side in load_sides(name).sides for ally in side.allies}
    return frozenset(pairs | {(b, a) for a, b in pairs})


def allied(a: str, b: str) -> bool:
    """Tell whether two sides fight together, as a file of ``data/sides`` says, or are one."""
    return a == b or (a, b) in _alliances()


def clarity_of(start: Any, end: Any) -> int:
    """Return UCDP's event_clarity: 1 for an event of one day or one night, 2 for several days together."""
    return 1 if start is None or end is None or (end - start).days <= 1 else 2


def _any(row: Any) -> bool:
    return (row.low or 0) > 0 or (row.high or 0) > 0
