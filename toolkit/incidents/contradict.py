"""Figures that cannot both be true, each with the words it came from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING, Any

from toolkit.incidents.assess import NO_PARTY
from toolkit.incidents.figures import PARTIAL, Figure, add, exceeds, excludes
from toolkit.incidents.tolls import rows_of

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ["incident_id", "article_id", "side", "outcome", "kind"]
_EACH = ["low", "high", "status", "claimants", "claim_ids", "evidence"]


def contradictions(tolls: pd.DataFrame, claims: pd.DataFrame, *, sentences: pd.DataFrame | None = None) -> pd.DataFrame:
    """List each pair of figures that cannot both be true.

    One row for each pair: ``incident_id`` or ``article_id``, ``side, outcome``, ``kind`` (``sources differ``, ``one source
    differs from itself``: rows of one toll that exclude each other; ``parts exceed the whole``: claims that are said to be
    included in another and are more than it, alone or added over soldiers, civilians and police), and for each of the two
    (``a_``, ``b_``; a is the smaller, or the whole) ``low, high, status, claimants, claim_ids`` and ``evidence``: the
    sentences of SENTENCES, or the addresses of claims of the chronicle, in the order of ``claim_ids``; null evidence is
    unsourced or was not given.
    """
    import pandas as pd

    words = {} if sentences is None else dict(zip(sentences.sentence_id, sentences.text, strict=True))
    claim_rows, toll_rows = rows_of(claims), rows_of(tolls)
    by_id = {row.claim_id: row for row in claim_rows}
    out = []
    for key, a, b, kind in (*_within_tolls(toll_rows, by_id), *_within_claims(toll_rows, claim_rows)):
        row = dict(zip(_COLUMNS, (*key, kind), strict=True))
        for mark, side in (("a", a), ("b", b)):
            row |= {f"{mark}_{name}": side[name] for name in _EACH[:-1]}
            row[f"{mark}_evidence"] = [_evidence(by_id.get(i), words) for i in side["claim_ids"]]
        out.append(row)
    columns = [*_COLUMNS, *(f"{mark}_{name}" for mark in "ab" for name in _EACH)]
    numbers = dict.fromkeys((f"{mark}_{name}" for mark in "ab" for name in ("low", "high")), "Int64")
    return pd.DataFrame(out, columns=columns).astype(numbers)


def _within_tolls(tolls: list[Any], by_id: dict[str, Any]) -> Iterator[tuple]:
    """Yield the pairs of rows of one toll that exclude each other."""
    cells: dict[tuple, list[Any]] = {}
    for row in tolls:
        cells.setdefault((row.incident_id, row.article_id, row.side, row.outcome), []).append(row)
    for key, some in cells.items():
        for pair in combinations(some, 2):
            if not excludes(*(_figure(row) for row in pair)):
                continue
            a, b = sorted(pair, key=lambda row: (row.low or 0, row.claim_ids))
            if not {by_id[i].part_of for i in b.claim_ids if i in by_id} & set(a.claim_ids):
                one = set(a.claimants) == set(b.claimants) and not set(a.claimants) & NO_PARTY
                kind = "one source differs from itself" if one else "sources differ"
                yield key, a._asdict(), b._asdict(), kind


def _within_claims(tolls: list[Any], claims: list[Any]) -> Iterator[tuple]:
    """Yield the claims whose parts are more than they are."""
    incident_of = {i: row.incident_id for row in tolls for i in row.claim_ids}
    counted = {row.claim_id: row for row in claims if row.scope == "incident" and row.polarity == "asserted"}
    parts: dict[str, list[Any]] = {}
    for row in counted.values():
        whole = counted.get(row.part_of)
        if whole is not None and (row.side, row.outcome) == (whole.side, whole.outcome):
            parts.setdefault(whole.claim_id, []).append(row)
    for whole_id, some in parts.items():
        whole = counted[whole_id]
        limit = (whole.low, whole.high)
        beyond = [[row] for row in some if exceeds((row.low, row.high), limit)]
        largest: dict[str, Any] = {}
        for row in some:
            if row.status in PARTIAL and not exceeds((row.low, row.high), limit):
                largest[row.status] = max(row, largest.get(row.status, row), key=lambda row: row.low or 0)
        if sum(row.low or 0 for row in largest.values()) > (whole.high if whole.high is not None else inf):
            beyond.append(list(largest.values()))
        for group in beyond:
            incident = next((incident_of[row.claim_id] for row in (whole, *group) if row.claim_id in incident_of), None)
            key = (incident, whole.article_id if incident is None else None, whole.side, whole.outcome)
            yield key, _together([whole]), _together(group), "parts exceed the whole"


def _together(rows: list[Any]) -> dict[str, Any]:
    figure = add([_figure(row) for row in rows])
    return {
        "low": figure.low,
        "high": figure.high,
        "status": figure.status,
        "claimants": sorted({row.claimant for row in rows}),
        "claim_ids": [row.claim_id for row in rows],
    }


def _figure(row: Any) -> Figure:
    ids = tuple(row.claim_ids) if hasattr(row, "claim_ids") else (row.claim_id,)
    return Figure(row.low, row.high, row.status, ("", ""), ids)


def _evidence(claim: Any, words: dict[str, str]) -> str | None:
    if claim is None:
        return None
    return words.get(claim.sentence_id) if claim.sentence_id is not None else claim.source_url
