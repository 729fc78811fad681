"""Whose mouths: sources in high office and ordinary people, an indicator of war and peace journalism."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

#: Roles of VOICES by the indicator that a source of this role speaks for.
ORIENTATIONS = {
    "official": ("war", "elite_sources"),
    "military": ("war", "elite_sources"),
    "civilian": ("peace", "people_sources"),
    "third_party": ("peace", "third_party_sources"),
}


def source_rows(voices: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a FRAMES row (measure ``war_peace``) for each named source: elites (war), people and third parties (peace).

    Lee & Maslog (2005) count elite and people orientation by who is quoted.
    """
    named = voices[voices.source_start.notna() & voices.role.isin(list(ORIENTATIONS))]
    columns = ("article_id", "sentence_id", "source_start", "source_end", "source", "role", "voice")
    rows = []
    seen = set()
    for article_id, sentence_id, start, end, source, role, voice in zip(
        *(named[name].tolist() for name in columns), strict=True
    ):
        if (article_id, start) in seen:
            continue
        seen.add((article_id, start))
        category, term = ORIENTATIONS[role]
        rows.append(
            {
                "article_id": article_id,
                "sentence_id": sentence_id,
                "start": start,
                "end": end,
                "measure": "war_peace",
                "category": category,
                "term": term,
                "phrase": source,
                "voice": voice,
                "quoted": False,
            }
        )
    return rows
