"""Who says the words at a place of a text: look-ups in SENTENCES and VOICES that the measures share."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Stretch(NamedTuple):
    """One row of VOICES, as far as the measures need it."""

    start: int
    end: int
    voice: str
    kind: str


class Voices:
    """The stretches of VOICES by sentence, the places where sources are named, and who speaks in each article."""

    def __init__(self, voices: pd.DataFrame):
        self._of: dict[str, list[Stretch]] = {}
        self._sources: dict[str, list[tuple[int, int]]] = {}
        self._speakers: dict[str, list[str]] = {}
        columns = ("article_id", "sentence_id", "source_start", "source_end", "start", "end", "voice", "kind")
        named = voices["source_start"].notna().tolist()
        for is_named, article_id, sentence_id, a, b, *row in zip(
            named, *(voices[name].tolist() for name in columns), strict=True
        ):
            stretch = Stretch(*row)
            self._of.setdefault(sentence_id, []).append(stretch)
            if is_named:
                self._sources.setdefault(sentence_id, []).append((a, b))
            if stretch.voice not in ("OUTLET", "OTHER"):
                self._speakers.setdefault(article_id, []).append(stretch.voice)
        for rows in self._of.values():
            rows.sort()

    def of(self, sentence_id: str) -> list[Stretch]:
        """Return the stretches of a sentence in their order."""
        return self._of.get(sentence_id, [])

    def sources(self, sentence_id: str) -> list[tuple[int, int]]:
        """Return the spans of the names of the sources of a sentence's stretches."""
        return self._sources.get(sentence_id, [])

    def speakers(self, article_id: str) -> list[str]:
        """Return the sides that speak in an article, one entry a stretch."""
        return self._speakers.get(article_id, [])

    def at(self, sentence_id: str, position: int) -> Stretch:
        """Return the stretch that covers a character of the article; the outlet's own voice where none does."""
        rows = self.of(sentence_id)
        n = bisect_right(rows, position, key=lambda row: row.start) - 1
        if n >= 0 and position < rows[n].end:
            return rows[n]
        return Stretch(position, position, "OUTLET", "own")


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give FRAMES rows their ids, article by article in the order of the text."""
    rows = sorted(rows, key=lambda row: (row["article_id"], row["start"], row["end"], row["measure"], row["term"]))
    count: dict[str, int] = {}
    for row in rows:
        number = count.get(row["article_id"], 0)
        row["frame_id"] = f"{row['article_id']}:f:{number}"
        count[row["article_id"]] = number + 1
    return rows


def evidence(frames: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return FRAMES rows with the ``sentence`` that each was read from, so that every count can be read.

    Null ``sentence``: the row is about the article as a whole.
    """
    text = sentences.set_index("sentence_id")["text"]
    return frames.assign(sentence=frames["sentence_id"].map(text))
