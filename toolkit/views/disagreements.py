"""Where coders differ: one article, the question and each coder's answer, the most contested first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import panel as pn

from toolkit.framing.agreement import disagreements
from toolkit.framing.codebook import Codebook, load_codebook

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def browse_disagreements(
    codings: pd.DataFrame, articles: pd.DataFrame, codebook: Codebook | str | Path = "conflict_news"
) -> Disagreements:
    """Return a browser of the answers in which coders differ, for a notebook cell or a page.

    ``codings`` as from ``read_codings``, with the toolkit as one more coder if you like (``with_toolkit``). Where nobody
    differs it says so.
    """
    book = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    return Disagreements(disagreements(codings), articles, book)


class Disagreements:
    """The browser: a list of contested answers, and the article that the chosen one is about."""

    def __init__(self, table: pd.DataFrame, articles: pd.DataFrame, codebook: Codebook):
        self.table, self.codebook = table, codebook
        self.texts = articles.set_index("article_id")
        names = [f"{row.variable}: {row.article_id} ({row.n_values} answers)" for row in table.itertuples()]
        self.chosen = pn.widgets.Select(label="Contested", options=dict(zip(names, range(len(names)), strict=True)))
        self.shown = pn.pane.HTML("", sizing_mode="stretch_width")
        self.chosen.param.watch(lambda _: self._show(), "value")
        self._show()

    @property
    def layout(self) -> pn.Column:
        """What is shown: the list and the chosen answers above the article."""
        parts = [self.chosen, self.shown] if len(self.table) else [self.shown]
        return pn.Column(*parts, sizing_mode="stretch_width")

    def __panel__(self) -> pn.viewable.Viewable:
        return self.layout

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.layout._repr_mimebundle_(include, exclude)

    def _show(self) -> None:
        if not len(self.table):
            self.shown.object = "<p>No disagreement: all who answered the same question answered alike.</p>"
            return
        row = self.table.iloc[self.chosen.value]
        question = next((v.question for v in self.codebook.variables if v.name == row["variable"]), row["variable"])
        answers = "".join(f"<li>{escape(answer)}</li>" for answer in row["answers"])
        self.shown.object = f"<h3>{escape(question)}</h3><ul>{answers}</ul>{self._article(row['article_id'])}"

    def _article(self, article_id: str) -> str:
        if article_id not in self.texts.index:
            return f"<p>The article {escape(article_id)} is not in this corpus.</p>"
        article = self.texts.loc[article_id]
        lines = "".join(f"<p>{escape(line)}</p>" for line in article["text"].splitlines() if line.strip())
        note = article.get("note")
        marked = f"<p><em>{escape(note)}</em></p>" if isinstance(note, str) else ""
        return f"<article lang='{escape(str(article.get('lang') or 'en'))}'>{lines}{marked}</article>"
