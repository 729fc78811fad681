"""Tolls: the people of each side counted once, each source's figure beside the others'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from toolkit.incidents.combine import combine
from toolkit.incidents.documents import Document, read_document
from toolkit.incidents.figures import Figure, excludes
from toolkit.tables import CLAIMS, TOLLS

if TYPE_CHECKING:
    import pandas as pd

Cell = tuple[str, str]  # side, outcome


def add_up(claims: pd.DataFrame, *, by: str = "article_id", outlets: dict[str, str] | None = None) -> pd.DataFrame:
    """Add up the claims of each article, or of each incident over its articles.

    Rows of TOLLS: one for each figure that is given for the people of one side with one outcome, with all that give it.
    Sources that give different figures have a row each. Only asserted claims about the main incident enter; a total
    replaces its parts, a repetition adds its source but no people. ``by`` is ``article_id``, or ``incident_id`` when
    ``claims`` has that column too (join REPORTS): an article's claims are then about the incident they were put into,
    whatever their ``scope`` in the article, and what a source said later replaces what it said before, unless it
    is less; both stay. ``outlets`` maps an article to its outlet, or to the article it is a copy of.
    Bounds are people; null means that no bound is stated. Raises ``TableError`` when columns are missing.
    """
    from toolkit.errors import TableError

    needed = [*CLAIMS.names, by] if by not in CLAIMS.names else CLAIMS.names
    missing = [name for name in needed if name not in claims.columns]
    if missing:
        raise TableError(f"claims: missing column(s) {', '.join(missing)}")
    rows: list[dict[str, Any]] = []
    for key, documents in _documents(claims, by, outlets or {}).items():
        rows += [{by: key, **row} for row in toll_rows(documents)]
    return TOLLS.frame(rows)


def toll_rows(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Return the rows of one toll (without its key) from the documents that give it."""
    cells: dict[Cell, list[list[Figure]]] = defaultdict(list)
    for document in documents:
        for cell, figures in document.figures.items():
            cells[cell].append(figures)
    numbered = {
        outcome
        for (side, outcome), some in cells.items()
        if side not in ("UNKNOWN", "BOTH") and any(figure.numbered for figures in some for figure in figures)
    }
    rows = []
    for (side, outcome), some in cells.items():
        if side == "UNKNOWN" and outcome in numbered and not any(f.numbered for doc in some for f in doc):
            continue
        rows += _rows(side, outcome, combine(some))
    return rows


def _rows(side: str, outcome: str, figures: list[Figure]) -> list[dict[str, Any]]:
    """Put equal figures into one row with all their sources; mark rows that exclude each other."""
    alike: dict[tuple, list[Figure]] = {}
    for figure in figures:
        alike.setdefault(figure.bounds, []).append(figure)
    groups = sorted(alike.values(), key=lambda some: min(figure.first for figure in some))
    rows = []
    for some in groups:
        others = [figure for group in groups if group is not some for figure in group]
        said = [figure.said_at for figure in some if figure.said_at is not None]
        statuses = [figure.status for figure in some if figure.status != "unknown"]
        rows.append(
            {
                "side": side,
                "outcome": outcome,
                "status": statuses[0] if len(set(statuses)) == 1 else "mixed" if statuses else "unknown",
                "low": some[0].low,
                "high": some[0].high,
                "claimants": sorted({figure.source[0] for figure in some}),
                "claim_ids": list(dict.fromkeys(i for figure in some for i in (*figure.claim_ids, *figure.again))),
                "n_independent": n_independent(figure.source for figure in some),
                "as_of": max(said) if said else None,
                "contested": any(excludes(mine, other) for mine in some for other in others),
            }
        )
    return rows


def n_independent(sources: Iterable[tuple[str, str]]) -> int:
    """Count independent sources: an outlet that repeats what a named source says is none of its own."""
    distinct = set(sources)
    named = {source for source in distinct if source[0] != "OUTLET"}
    return len(named or distinct)


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """Return the rows of a table as named tuples, with ``None`` for null."""
    import pandas as pd

    plain = pd.DataFrame(frame).astype(object)
    return list(plain.where(plain.notna(), None).itertuples(index=False))


def _documents(claims: pd.DataFrame, by: str, outlets: dict[str, str]) -> dict[str, list[Document]]:
    """Return the documents of each key: the claims of one article, or one claim of the chronicle, which has none."""
    rows = rows_of(claims[list(dict.fromkeys([*CLAIMS.names, by]))])
    revised = frozenset(row.revises for row in rows if row.revises is not None)
    groups: dict[str, dict[str, list[Any]]] = {}
    for claim in rows:
        key = getattr(claim, by)
        if by == "incident_id" and claim.article_id is not None:
            claim = claim._replace(scope="incident")
        if key is not None and (claim.article_id is not None or claim.part_of is None):
            groups.setdefault(key, {}).setdefault(claim.article_id or claim.claim_id, []).append(claim)
    return {
        key: [read_document(some, outlets.get(name, name), revised) for name, some in documents.items()]
        for key, documents in groups.items()
    }
