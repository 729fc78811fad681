"""Coding by hand: one article and the questions of a codebook, in a notebook cell or a served page, saved answer by answer."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import panel as pn

from toolkit.framing.codebook import Codebook, Variable, load_codebook, read_codings, save_answer
from toolkit.views.html import Html

#: Shown first for each choice, so that no answer is given by just looking.
NOT_ANSWERED = "not answered"


def code_articles(
    articles: pd.DataFrame, codebook: Codebook | str | Path = "conflict_news", *, coder: str, folder: str | Path = "."
) -> CodingPanel:
    """Return a panel in which a coder answers the questions of a codebook about each article.

    Each answer is appended to ``folder/<coder>.jsonl`` at once (see ``read_codings``); what the coder answered before is
    shown again. Show the result in a notebook cell, or call ``.servable()`` in an app. Raises ``ValueError`` when there is
    no article or ``coder`` is no plain name.
    """
    if not len(articles):
        raise ValueError("code_articles: no articles to code")
    if not coder or not coder.replace("-", "").replace("_", "").isalnum():
        raise ValueError(f"code_articles: coder {coder!r}; a name of letters, digits, - and _ is wanted")
    book = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    return CodingPanel(articles.reset_index(drop=True), book, coder, Path(folder) / f"{coder}.jsonl")


class CodingPanel:
    """The state of one coder's work: the article shown, the answers given and the file that keeps them."""

    def __init__(self, articles: pd.DataFrame, codebook: Codebook, coder: str, file: Path):
        self.articles, self.codebook, self.coder, self.file = articles, codebook, coder, file
        self.answers: dict[tuple[str, str], Any] = {}
        if file.is_file():
            self._recall()
        names = [f"{n + 1}. {title or 'no headline'}" for n, title in enumerate(articles["title"].fillna(""))]
        self.chosen = pn.widgets.Select(label="Article", options=dict(zip(names, range(len(names)), strict=True)))
        self.before = pn.widgets.Button(label="Previous article", on_click=lambda _: self._move(-1))
        self.after = pn.widgets.Button(label="Next article", color="primary", on_click=lambda _: self._move(1))
        self.progress = Html(margin=(5, 10))  # as in all views: what changes in it asks no other host for a stylesheet
        self.text = Html(margin=(5, 10))
        self.questions = pn.Column(sizing_mode="stretch_width")
        self.chosen.param.watch(lambda _: self._show(), "value")
        self._show()

    @property
    def layout(self) -> pn.Column:
        """What is shown: the article, its questions and the way to the next."""
        intro = pn.pane.HTML(f"<h2>{escape(self.codebook.title)}</h2><p>{escape(self.codebook.instructions)}</p>")
        moves = pn.FlexBox(self.before, self.after)
        return pn.Column(
            intro, self.chosen, moves, self.progress, self.text, self.questions, sizing_mode="stretch_width"
        )

    def __panel__(self) -> pn.viewable.Viewable:
        return self.layout

    def _repr_mimebundle_(self, include=None, exclude=None):
        pn.extension(inline=True)  # what a cell needs for its answers to reach Python; from this machine only
        return self.layout._repr_mimebundle_(include, exclude)

    def servable(self, title: str = "Coding") -> None:
        """Offer the panel as a page of ``panel serve``."""
        self.layout.servable(title=title)

    def answer(self, variable: Variable, value: Any) -> None:
        """Keep and save one answer about the article shown; an empty one takes the earlier answer back."""
        row = self.articles.iloc[self.chosen.value]
        self.answers[row["article_id"], variable.name] = value
        stamp = datetime.now(UTC).isoformat(timespec="seconds")
        base = {"coder": self.coder, "article_id": row["article_id"], "variable": variable.name, "coded_at": stamp}
        if variable.level != "spans":
            save_answer(self.file, {**base, "value": None if value in (None, "") else str(value)})
        else:
            self._save_spans(variable, str(value or ""), row, base)
        self._count()

    def _save_spans(self, variable: Variable, value: str, row: pd.Series, base: dict[str, Any]) -> None:
        """Save marks: take back those that were there, then add each line that is found in the text."""
        for mark in self._marks(row["article_id"], variable.name):
            save_answer(self.file, {**base, "value": None, **mark})
        lines = [line.strip() for line in value.splitlines() if line.strip()]
        spans = find_spans(row["text"], lines)
        for start, end in spans:
            save_answer(self.file, {**base, "value": variable.values[0], "start": start, "end": end})
        if not spans:  # looked and marked nothing
            save_answer(self.file, {**base, "value": "none" if "none" in variable.values else variable.values[0]})

    def _marks(self, article_id: str, variable: str) -> list[dict[str, Any]]:
        if not self.file.is_file():
            return []
        rows = read_codings(self.file)
        rows = rows[rows.article_id.eq(article_id) & rows.variable.eq(variable)]
        return [
            {"start": None if start is None else int(start), "end": None if end is None else int(end)}
            for start, end in rows[["start", "end"]]
            .astype(object)
            .where(rows[["start", "end"]].notna(), None)
            .to_numpy()
        ]

    def _recall(self) -> None:
        texts = self.articles.set_index("article_id")["text"]
        for row in read_codings(self.file).itertuples():
            key = (row.article_id, row.variable)
            if pd.notna(row.start) and row.article_id in texts.index:
                phrase = texts[row.article_id][int(row.start) : int(row.end)]
                self.answers[key] = "\n".join(filter(None, (self.answers.get(key), phrase)))
            else:
                self.answers.setdefault(key, row.value)

    def _move(self, step: int) -> None:
        self.chosen.value = min(max(self.chosen.value + step, 0), len(self.articles) - 1)

    def _show(self) -> None:
        row = self.articles.iloc[self.chosen.value]
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in row["text"].splitlines() if line.strip())
        note = row.get("note")
        marked = f"<p><em>{escape(note)}</em></p>" if isinstance(note, str) else ""
        self.text.html = f"<article lang='{escape(str(row.get('lang') or 'en'))}'>{paragraphs}{marked}</article>"
        self.questions[:] = [self._question(variable, row["article_id"]) for variable in self.codebook.variables]
        self._count()

    def _question(self, variable: Variable, article_id: str) -> pn.viewable.Viewable:
        value = self.answers.get((article_id, variable.name))
        label = variable.question + (f" ({variable.hint})" if variable.hint else "")
        widget: Any
        if variable.level in ("nominal", "ordinal"):
            options = {NOT_ANSWERED: None, **{name: name for name in variable.values}}
            widget = pn.widgets.RadioBoxGroup(options=options, value=value, inline=True)
        elif variable.level == "interval":
            widget = pn.widgets.FloatInput(value=None if value is None else float(value))
        else:
            label += " Copy each piece of text into the box, one a line."
            known = "" if value in variable.values else value or ""
            widget = pn.widgets.TextAreaInput(value=known, rows=3)
        widget.label = label
        widget.param.watch(lambda event: self.answer(variable, event.new), "value")
        if variable.level in ("nominal", "ordinal"):  # a group of buttons does not show its name
            return pn.Column(pn.pane.HTML(f"<b>{escape(label)}</b>"), widget, sizing_mode="stretch_width")
        return pn.Column(widget, sizing_mode="stretch_width")

    def _count(self) -> None:
        total = len(self.articles) * len(self.codebook.variables)
        given = sum(value not in (None, "") for value in self.answers.values())
        self.progress.html = f"<p role='status'>{given} of {total} answers saved in {escape(self.file.name)}</p>"


def find_spans(text: str, phrases: list[str]) -> list[tuple[int, int]]:
    """Return where phrases stand in a text, each after the one before it of the same words; those not in it are left out.

    >>> find_spans("a so-called vote, so-called", ["so-called", "so-called", "none"])
    [(2, 11), (18, 27)]
    """
    spans = []
    last: dict[str, int] = {}
    for phrase in phrases:
        start = text.find(phrase, last.get(phrase, 0))
        if start >= 0:
            spans.append((start, start + len(phrase)))
            last[phrase] = start + len(phrase)
    return spans
