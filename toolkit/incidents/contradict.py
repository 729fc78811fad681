"""Figures that cannot both be true, each with the words it came from."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from toolkit.incidents.assess import NO_PARTY
from toolkit.incidents.figures import Figure, excludes
from toolkit.incidents.tolls import rows_of

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ["incident_id", "article_id", "side", "outcome", "kind"]
_EACH = ["low", "high", "status", "claimants", "claim_ids", "evidence"]


def contradictions(tolls: pd.DataFrame, claims: pd.DataFrame, *, sentences: pd.DataFrame | None = None) -> pd.DataFrame:
    """List each pair of figures of a toll that cannot both be true.

    One row for each pair: ``incident_id`` or ``article_id``, ``side, outcome``, ``kind`` (``sources differ``, ``one source
    differs from itself``, ``parts exceed the whole``), and for each of the two (``a_``, ``b_``; a is the smaller) ``low,
    high, status, claimants, claim_ids`` and ``evidence``: the sentences of SENTENCES, or the addresses of claims of the
    chronicle, in the order of ``claim_ids``; null evidence is unsourced or was not given.
    """
    import pandas as pd

    words = {} if sentences is None else dict(zip(sentences.sentence_id, sentences.text, strict=True))
    by_id = {row.claim_id: row for row in rows_of(claims)}
    cells: dict[tuple, list[Any]] = {}
    for row in rows_of(tolls):
        cells.setdefault((row.incident_id, row.article_id, row.side, row.outcome), []).append(row)
    out = []
    for key, some in cells.items():
        for pair in combinations(some, 2):
            if not excludes(*(_figure(row) for row in pair)):
                continue
            a, b = sorted(pair, key=lambda row: (row.low or 0, row.claim_ids))
            row = dict(zip(_COLUMNS, (*key, _kind(a, b, by_id)), strict=True))
            for mark, side in (("a", a), ("b", b)):
                row |= {f"{mark}_{name}": getattr(side, name) for name in _EACH[:-1]}
                row[f"{mark}_evidence"] = [_evidence(by_id.get(i), words) for i in side.claim_ids]
            out.append(row)
    columns = [*_COLUMNS, *(f"{mark}_{name}" for mark in "ab" for name in _EACH)]
    numbers = dict.fromkeys((f"{mark}_{name}" for mark in "ab" for name in ("low", "high")), "Int64")
    return pd.DataFrame(out, columns=columns).astype(numbers)


def _figure(row: Any) -> Figure:
    return Figure(row.low, row.high, row.status, ("", ""), tuple(row.claim_ids))


def _kind(a: Any, b: Any, by_id: dict[str, Any]) -> str:
    inside = {by_id[i].part_of for i in b.claim_ids if i in by_id}
    if inside & set(a.claim_ids):
        return "parts exceed the whole"
    one = set(a.claimants) == set(b.claimants) and not set(a.claimants) & NO_PARTY
    return "one source differs from itself" if one else "sources differ"


def _evidence(claim: Any, words: dict[str, str]) -> str | None:
    if claim is None:
        return None
    return words.get(claim.sentence_id) if claim.sentence_id is not None else claim.source_url
