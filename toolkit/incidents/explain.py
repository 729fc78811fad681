"""Why an incident is as it is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.incidents.documents import read_document
from toolkit.incidents.tolls import rows_of

if TYPE_CHECKING:
    import pandas as pd


def account_for(claims: pd.DataFrame, reports: pd.DataFrame | None = None) -> pd.DataFrame:
    """Tell what became of each claim of articles in the toll of its article.

    One row a claim: ``claim_id, article_id`` and ``fate`` in words (counted, repeats another, part of another, a running
    total, another event, denied ...). With ``reports`` it says too into which incident a claim about another event than
    its article's was put. As many rows as claims: nothing is dropped silently.
    """
    import pandas as pd

    by_article: dict[str, list[Any]] = {}
    rows = rows_of(claims)
    for row in rows:
        by_article.setdefault(row.article_id or row.claim_id, []).append(row)
    fates: dict[str, str] = {}
    for some in by_article.values():
        fates |= read_document(some).fates
    if reports is not None:
        for row in rows_of(reports[reports.claim_id.notna()]):
            if "not in the toll" in fates.get(row.claim_id, "") and "denied" not in fates[row.claim_id]:
                fates[row.claim_id] += f", but in {row.incident_id}"
    return pd.DataFrame(
        [{"claim_id": row.claim_id, "article_id": row.article_id, "fate": fates[row.claim_id]} for row in rows],
        columns=["claim_id", "article_id", "fate"],
    )


def explain_incident(
    incident_id: str,
    incidents: pd.DataFrame,
    reports: pd.DataFrame,
    tolls: pd.DataFrame,
    claims: pd.DataFrame | None = None,
    *,
    sentences: pd.DataFrame | None = None,
) -> str:
    """Return in plain text how an incident was put together: reports with score and reason, tolls, grade.

    With ``claims`` each figure is followed by its claims, with ``sentences`` by the words they were read from. Raises ``KeyError`` for an id that is not in ``incidents``.
    """
    rows = [row for row in rows_of(incidents) if row.incident_id == incident_id]
    if not rows:
        raise KeyError(f"no incident {incident_id!r}")
    incident = rows[0]
    lines = [f"{incident.label} ({incident.incident_id})"]
    if incident.note:
        lines.append(f"Note: {incident.note}")
    lines += ["", f"Evidence: {incident.grade}, because {incident.grade_reason}."]
    mine = [row for row in rows_of(reports[reports.incident_id == incident_id]) if row.claim_id is None]
    if mine:
        lines += ["", f"Reports ({len(mine)}):"]
        lines += [f"  {row.article_id}: {row.score:.2f}, {row.reason}" for row in mine]
    by_id = {} if claims is None else {row.claim_id: row for row in rows_of(claims)}
    words = {} if sentences is None else dict(zip(sentences.sentence_id, sentences.text, strict=True))
    figures = rows_of(tolls[tolls.incident_id == incident_id])
    lines += ["", f"Toll ({len(figures)} figure{'' if len(figures) == 1 else 's'}, not to be added across rows):"]
    for row in figures:
        mark = ", excluded by another figure" if row.contested else ""
        lines.append(
            f"  {row.side} {row.outcome} {_bounds(row)} ({row.status}), says {', '.join(row.claimants)}"
            f" [{row.n_independent} independent]{mark}"
        )
        lines += [f"    {_claim(by_id[i], words)}" for i in row.claim_ids if i in by_id]
    return "\n".join(lines)


def _bounds(row: Any) -> str:
    if row.low is None and row.high is None:
        return "no number"
    if row.low == row.high:
        return str(row.low)
    return f"at least {row.low}" if row.high is None else f"{row.low or 0} to {row.high}"


def _claim(claim: Any, words: dict[str, str]) -> str:
    said = "" if claim.said_at is None else f", {claim.said_at.date()}"
    if claim.sentence_id in words:
        where = f'"{words[claim.sentence_id]}"'
    else:
        where = claim.source_url or (claim.sentence_id and f"sentence {claim.sentence_id}") or "unsourced"
    return f"{claim.claim_id}: {_bounds(claim)}, {claim.claimant_text or claim.claimant}{said}, {where}"
