"""Name choice: whose name a text uses for a place that has several."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.framing.quotes import is_quoted
from toolkit.framing.stretches import Voices

if TYPE_CHECKING:
    import pandas as pd


def place_name_rows(sentences: pd.DataFrame, voices: Voices, places: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a FRAMES row (measure ``place_name``) for each mention of a place whose name tells whose name it is.

    ``category`` is the usage as PLACES gives it, ``term`` the place's id, ``usage_side`` the side whose demonym the usage
    is (null for international and shared names).
    """
    named = places[places.name_usage.notna() & places.place_id.notna()]
    if not len(named):
        return []
    spans: dict[str, list[tuple[int, int, str, str]]] = {}
    wanted = set(named.article_id)
    columns = ("article_id", "start", "end", "sentence_id", "text")
    for article_id, *rest in zip(*(sentences[c].tolist() for c in columns), strict=True):
        if article_id in wanted:
            spans.setdefault(article_id, []).append(tuple(rest))
    rows = []
    for row in named[["article_id", "start", "end", "surface", "name_usage", "place_id"]].itertuples(index=False):
        inside = next((s for s in spans.get(row.article_id, []) if s[0] <= row.start < s[1]), None)
        if inside is None:
            continue
        first, _, sentence_id, text = inside
        rows.append(
            {
                "article_id": row.article_id,
                "sentence_id": sentence_id,
                "start": row.start,
                "end": row.end,
                "measure": "place_name",
                "category": row.name_usage,
                "term": row.place_id,
                "phrase": row.surface,
                "voice": voices.at(sentence_id, row.start).voice,
                "usage_side": usage_sides().get(row.name_usage),
                "quoted": is_quoted(text, row.start - first, row.end - first),
            }
        )
    return rows


@lru_cache(maxsize=1)
def usage_sides() -> dict[str, str]:
    """Return the code of the side by the name of its usage: the side whose English demonym the usage is."""
    from toolkit.sides import load_sides
    from toolkit.tables import NAME_USAGES

    demonyms = {word.lower(): side.code for side in load_sides().sides for word in side.slots("en").get("demonyms", [])}
    return {usage: demonyms[usage] for usage in NAME_USAGES if usage in demonyms}
