"""From a row to its words: the accessor ``frame.evidence`` of frames that carry ``article_id, start, end``."""

from __future__ import annotations

import pandas as pd


@pd.api.extensions.register_dataframe_accessor("evidence")
class Evidence:
    """The words behind the rows of a frame such as ``corpus.claims``; there once a corpus has been made or loaded.

    >>> claims = pd.DataFrame({"article_id": ["a"], "start": [4], "end": [16]})
    >>> claims.evidence.words(pd.DataFrame({"article_id": ["a"], "text": ["The three hurt men."]}))
    0    three hurt m
    Name: words, dtype: object
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        missing = {"article_id", "start", "end"} - set(frame.columns)
        if missing:
            raise AttributeError(f"evidence: the frame has no column {', '.join(sorted(missing))}")
        self._frame = frame

    def words(self, articles: pd.DataFrame) -> pd.Series:
        """Return the words that each row was read from; null for rows without a span (claims of the chronicle).

        Raises ``KeyError`` naming articles that are not in ``articles``.
        """
        return self._cut(articles, 0).rename("words")

    def around(self, articles: pd.DataFrame, characters: int = 60) -> pd.Series:
        """Return the words of each row with up to so many characters before and after them, on one line."""
        return self._cut(articles, characters).str.split().str.join(" ").rename("around")

    def _cut(self, articles: pd.DataFrame, more: int) -> pd.Series:
        texts = articles.set_index("article_id")["text"]
        unknown = set(self._frame["article_id"].dropna()) - set(texts.index)
        if unknown:
            raise KeyError(f"not in articles: {', '.join(sorted(unknown)[:5])}")
        cut = [
            None if pd.isna(article) or pd.isna(start) else texts[article][max(int(start) - more, 0) : int(end) + more]
            for article, start, end in self._frame[["article_id", "start", "end"]].itertuples(index=False)
        ]
        return pd.Series(cut, index=self._frame.index, dtype=object)
