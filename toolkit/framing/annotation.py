"""Loaded wording as an annotator writes it down: each wording once for each voice."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def annotation_loaded(frames: pd.DataFrame | None, titles: Set[str] = frozenset()) -> list[dict[str, str]]:
    """Return ``{"phrase", "voice"}`` for one article's FRAMES, in the order of the text.

    A term family that one voice repeats is written once, and once more where the headline has it. ``titles`` are the ids of
    the sentences that are headlines.
    """
    if frames is None:
        return []
    wording = frames[frames.measure == "loaded_wording"]
    seen: set[tuple] = set()
    out = []
    for row in wording.itertuples():
        key = (row.term, row.voice, row.sentence_id in titles)
        if key not in seen:
            seen.add(key)
            out.append({"phrase": row.phrase, "voice": row.voice})
    return out
