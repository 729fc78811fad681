"""What each side claims about others' losses beside what those concede about their own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from toolkit.incidents.assess import NO_PARTY, allied
from toolkit.incidents.exports import ADDS_UP
from toolkit.incidents.tolls import rows_of

if TYPE_CHECKING:
    import pandas as pd

#: A cell with fewer incidents than this says little; it is marked ``small``.
SMALL = 5

_COLUMNS = [
    "claimant",
    "side",
    "outcome",
    "n_claimed",
    "n_conceded",
    "n_both",
    "claimed_low",
    "conceded_low",
    "ratio",
    "median_ratio",
    "small",
    "incident_ids",
]


def claimed_vs_conceded(
    tolls: pd.DataFrame, *, incidents: pd.DataFrame | None = None, outcome: str = "killed", small: int = SMALL
) -> pd.DataFrame:
    """Set what one side says of another's people beside what that one says of its own, over incidents.

    One row for each ``claimant`` and each other, not allied ``side`` of whose people it gives a figure: ``n_claimed``
    incidents in which it does; ``n_conceded`` incidents in which the other gives one itself; ``n_both``, those in which
    both do, on which the rest rests: ``claimed_low`` and ``conceded_low`` (people, the least each states, added over these
    incidents), ``ratio`` of the two, ``median_ratio`` over the incidents. Both ratios are null when nobody is conceded or
    no incident has both. ``small`` marks cells of fewer than 5 incidents. A ratio says how far the two differ, not who is
    right. Of several figures of one claimant the largest is taken, for both alike; ``tolls`` are rows of incidents of one
    origin (do not mix the chronicle with articles). With ``incidents`` (INCIDENTS) the records that add up others are left
    out, so that nobody is counted twice. Raises ``TableError`` when these are of two origins.
    """
    import pandas as pd

    from toolkit.errors import TableError

    if incidents is not None:
        if incidents[incidents.incident_id.isin(tolls.incident_id)].origin.nunique() > 1:
            raise TableError("tolls: incidents of two origins, chronicle and articles; their figures must not be added")
        adds_up = incidents.note.fillna("").str.contains(ADDS_UP, regex=False)
        tolls = tolls[~tolls.incident_id.isin(incidents.incident_id[adds_up])]
    figures: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows_of(tolls[(tolls.outcome == outcome) & tolls.incident_id.notna() & tolls.low.notna()]):
        for claimant in row.claimants:
            own = figures[claimant, row.side]
            own[row.incident_id] = max(row.low, own.get(row.incident_id, 0))
    rows = [
        _row(claimant, side, outcome, claimed, figures.get((side, side), {}), small)
        for (claimant, side), claimed in sorted(figures.items())
        if claimant not in NO_PARTY and side not in NO_PARTY and not allied(claimant, side)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"claimed_low": "Int64", "conceded_low": "Int64"})


def _row(
    claimant: str, side: str, outcome: str, claimed: dict[str, int], conceded: dict[str, int], small: int
) -> dict[str, Any]:
    from statistics import median

    both = sorted(set(claimed) & set(conceded))
    ratios = [claimed[i] / conceded[i] for i in both if conceded[i]]
    total = sum(conceded[i] for i in both)
    return {
        "claimant": claimant,
        "side": side,
        "outcome": outcome,
        "n_claimed": len(claimed),
        "n_conceded": len(conceded),
        "n_both": len(both),
        "claimed_low": sum(claimed[i] for i in both) if both else None,
        "conceded_low": total if both else None,
        "ratio": sum(claimed[i] for i in both) / total if total else None,
        "median_ratio": median(ratios) if ratios else None,
        "small": len(both) < small,
        "incident_ids": both,
    }
