"""How harm is told: of the words that tell it in a sentence, which count, and who is the subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.framing.patterns import Hit, fold, side_words

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.framing.indicators import Indicators

#: Manners in which the harmed are the subject or a mere noun, with nobody who did it.
_WITHOUT_AGENT = ("passive_no_agent", "intransitive", "noun")


class Harmed(NamedTuple):
    """One claim of a sentence: where it stands in the article, what happened and whose people."""

    start: int
    end: int
    outcome: str
    side: str


def claims_by_sentence(claims: pd.DataFrame | None) -> dict[str, list[Harmed]]:
    """Return the claims of each sentence."""
    out: dict[str, list[Harmed]] = {}
    if claims is not None and len(claims):
        told = claims[claims.sentence_id.notna()]
        columns = ("sentence_id", "start", "end", "outcome", "side")
        for sentence_id, *row in zip(*(told[name].tolist() for name in columns), strict=True):
            out.setdefault(sentence_id, []).append(Harmed(*row))
    return out


def nearest(claims: list[Harmed], start: int, end: int) -> Harmed:
    """Return the claim that stands nearest to a stretch of the article."""
    return min(claims, key=lambda claim: max(claim.start - end, start - claim.end, 0))


def with_agents_only(
    hits: Iterable[Hit], indicators: Indicators, texts: list[str], lang: str, told: list[tuple[int, list[Harmed]]]
) -> Iterator[Hit]:
    """Leave out words that make the harmed their own attackers: 'Three Armenian soldiers killed' is no active clause.

    ``told`` are, for each text, where it begins in its article and the claims that it makes.
    """
    sides = side_words(lang)
    for hit in hits:
        number, shield = hit.key
        offset, claims = told[hit.text]
        if claims and not shield and indicators.items[number].category == "active":
            subject = sides.first(fold(texts[hit.text], lang), hit.start, hit.end)
            if subject == nearest(claims, offset + hit.start, offset + hit.end).side:
                continue
        yield hit


def settle(rows: list[dict[str, Any]], harmed: dict[str, list[Harmed]]) -> list[dict[str, Any]]:
    """Return the rows of ``harm_voice`` that count, with the outcome and side of the nearest claim of their sentence.

    Sentences without a claim count only when violence is told as a mere event. Where one clause tells that people were
    harmed and another of the sentence who did it ('was wounded when Armenian units fired'), it is one telling, with agent.
    """
    acting: dict[str, str | None] = {}
    for row in rows:
        claims = harmed.get(row["sentence_id"])
        claim = nearest(claims, row["start"], row["end"]) if claims else None
        row["term"] = claim.outcome if claim else "event"
        row["about_side"] = claim.side if claim and claim.side not in ("UNKNOWN", "OTHER") else None
        subject = row.pop("subject")
        if claim and row["category"] == "active":
            acting[row["sentence_id"]] = subject
    joined: set[str] = set()
    for row in rows:
        agent = acting.get(row["sentence_id"])
        if row["category"] in _WITHOUT_AGENT and row["sentence_id"] in acting and agent != row["about_side"]:
            row["category"] = "passive_with_agent"
            joined.add(row["sentence_id"])
    return [
        row
        for row in rows
        if (row["sentence_id"] in harmed or row["category"] == "agentless_event")
        and not (row["category"] == "active" and row["sentence_id"] in joined)
    ]
