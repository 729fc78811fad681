"""The measures of ``toolkit.framing`` as charts, each with what it says in words and its twin table."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import numpy as np
import pandas as pd
import panel as pn

from toolkit import framing
from toolkit.charts import framing as charts
from toolkit.charts import framing_tables as more_charts
from toolkit.errors import TableError
from toolkit.views.behind import Link, link
from toolkit.views.filter_form import TITLES
from toolkit.views.index import NONE
from toolkit.views.spoken import spoken
from toolkit.views.view import View
from toolkit.views.words import COLUMNS

#: What sets of articles can be told apart by besides the outlet.
SETS = {"outlet_side": TITLES["outlet_side"], "lang": TITLES["lang"], "year": "Year"}


class Charted(View):
    """A Plotly chart of one measure over the articles of the selection. ``table`` and ``chart`` say which."""

    #: What the chart shows and what it does not, in English.
    says = ""
    columns: tuple[str, ...] = ()

    def build(self) -> None:
        self.head, self.foot = self.part(), self.part()
        self._drawn: tuple[Any, np.ndarray] | None = None
        self.pane = pn.pane.Plotly(
            None,
            config={"displayModeBar": False, "responsive": True},
            sizing_mode="stretch_width",
            min_height=160,
            visible=False,
            margin=0,
        )

    @abstractmethod
    def table(self) -> pd.DataFrame:
        """Return the table that is drawn."""

    @abstractmethod
    def chart(self, table: pd.DataFrame) -> Any:
        """Return the Plotly figure of the table."""

    def depends_on(self) -> tuple[Any, ...]:
        """Return what the chart depends on besides the articles."""
        return (self.store.filters.swap,)

    def refresh(self) -> None:
        store = self.store
        on, at = self.depends_on(), store.selection.article_at
        if self._drawn and self._drawn[0] == on and np.array_equal(self._drawn[1], at):
            return  # the same articles: nothing to draw anew
        self._drawn = (on, at)
        try:
            table = self.table() if len(store.selection.article_at) else None
        except TableError as error:
            table = None
            self._reason = str(error)
        else:
            self._reason = ""
        drawn = table is not None and len(table) > 0
        self.pane.visible = drawn
        alt = ""
        if drawn:
            figure = spoken(store, self.chart(table))
            figure.update_layout(margin_t=max(figure.layout.margin.t or 0, 64), legend_font_size=12)
            alt = figure.layout.meta["alt"]
            self.pane.param.update(object=figure, height=int(figure.layout.height or 320) + 40)
        self._words(alt, table if drawn else None)

    def _words(self, alt: str, table: pd.DataFrame | None) -> None:
        store = self.store
        self.head.html = str(
            store.render("charted.html", says=store.t(self.says), alt=alt, reason=self._reason, **self.extras())
        )
        rows = (
            []
            if table is None
            else [
                [self.opens(row).get(name) or self._cell(getattr(row, name)) for name in self.columns]
                for row in table.head(80).itertuples(index=False)
            ]
        )
        names = [store.t(COLUMNS[name]) for name in self.columns]
        total = 0 if table is None else len(table)
        self.foot.html = str(store.render("twin.html", key=self.name_of, columns=names, rows=rows, total=total))

    def opens(self, row: Any) -> dict[str, Link]:
        """Return the cells of a row of the table that open what they count."""
        return {}

    def extras(self) -> dict[str, Any]:
        """Return what else the head of the view shows."""
        return {"choices": None, "found": None, "sentences": None}

    def _cell(self, value: Any) -> Any:
        if isinstance(value, float):
            return "" if pd.isna(value) else value
        if isinstance(value, list):
            return ", ".join(map(self.store.side, value))
        if isinstance(value, str):
            return self.store.word(value)
        return "" if value is None or value is pd.NaT or value is pd.NA else value

    def labels(self) -> dict[str, str]:
        """Return the names of all sides for the reader, short enough for a legend."""
        codes = {side.code for sides in self.store.index.sides for side in sides.sides}
        codes |= {"OUTLET", "OTHER", "BOTH", "UNKNOWN"}
        return {code: self.store.side(code).split(" (")[0] for code in codes}

    def of_articles(self, name: str) -> pd.DataFrame:
        """Return a table of the corpus for the articles of the selection."""
        frame = getattr(self.store.index.corpus, name)
        if len(self.store.selection.article_at) == len(self.store.index.articles):
            return frame
        return frame[frame["article_id"].isin(self.store.selection.articles["article_id"])]

    @property
    def layout(self) -> pn.viewable.Viewable:
        return pn.Column(self.head, self.pane, self.foot, sizing_mode="stretch_width")


def named(outlet: Any) -> str:
    """Return what stands in a key for an outlet; empty: not known."""
    return outlet if isinstance(outlet, str) else ""


class ShareOfVoice(Charted):
    """Words given to each voice, by outlet."""

    name_of = "share"
    heading = "Who is given words"
    says = "Share of the words of each outlet that are its own, or those of voices it cites. Being given words is not being believed."
    columns = ("outlet", "voice", "words", "words_share", "direct_words", "statements", "n_articles")

    def table(self) -> pd.DataFrame:
        return framing.share_of_voice(
            self.of_articles("sentences"),
            self.of_articles("voices"),
            articles=self.store.selection.articles,
            within="outlet",
            sides=self.unheard(),
        )

    def unheard(self) -> pd.DataFrame:
        """Return the sides whose losses an outlet tells and whom it gives no words: ``outlet`` and ``voice``."""
        voices, claims = self.of_articles("voices"), self.of_articles("claims")
        told = framing.never_speaks(voices, claims, self.store.selection.articles)
        return told.loc[told["silent"], ["outlet", "side"]].rename(columns={"side": "voice"})

    def opens(self, row: Any) -> dict[str, Link]:
        return {
            name: link(getattr(row, name), "voice", named(row.outlet), row.voice) for name in ("words", "statements")
        }

    def chart(self, table: pd.DataFrame) -> Any:
        store = self.store
        return charts.share_of_voice(
            table,
            within="outlet",
            theme=store.theme,
            labels=self.labels(),
            swap=store.filters.swap,
            source=store.source_line.replace("\n", " "),
        )


class NameChoice(Charted):
    """Whose names for contested places."""

    name_of = "naming"
    heading = "Whose place names"
    says = "Share of the mentions of places with several names that use each name, in the outlets' own voice, with the 95 % interval. Few mentions make wide intervals."
    columns = ("outlet", "who", "usage", "n", "n_all", "share", "low", "high")

    def table(self) -> pd.DataFrame:
        table = framing.name_choice(self.of_articles("frames"), self.store.selection.articles, places=False)
        return table[table["who"] == "own"]

    def opens(self, row: Any) -> dict[str, Link]:
        return {"n": link(row.n, "names", named(row.outlet), row.who, row.usage)}

    def chart(self, table: pd.DataFrame) -> Any:
        store = self.store
        return charts.name_choice(
            table, theme=store.theme, swap=store.filters.swap, source=store.source_line.replace("\n", " ")
        )


class GenericFrames(Charted):
    """Generic frames by outlet."""

    name_of = "frames"
    heading = "Generic frames"
    says = "Share of sentences with an indicator of each of five generic frames (Semetko and Valkenburg 2000), read by words and patterns."
    columns = ("outlet", "scheme", "frame", "n_sentences", "n_all", "share", "n_indicators")

    def table(self) -> pd.DataFrame:
        articles = self.store.selection.articles
        table = framing.frames_summary(
            self.of_articles("frames"), self.of_articles("sentences"), articles=articles, by="outlet"
        )
        return table[table["scheme"] == "semetko_valkenburg"]

    def opens(self, row: Any) -> dict[str, Link]:
        return {"n_sentences": link(row.n_sentences, "frames", named(row.outlet), row.scheme, row.frame)}

    def chart(self, table: pd.DataFrame) -> Any:
        return more_charts.frame_heatmap(
            table, theme=self.store.theme, source=self.store.source_line.replace("\n", " ")
        )


class Silence(Charted):
    """Which outlet reports which incident."""

    name_of = "silence"
    heading = "Who reports what"
    says = "Silent: articles of the outlet from those days were read and none reports it. No data: none of its articles from those days were read, so nothing can be said."
    columns = ("label", "outlet", "state", "n_articles", "sides_told", "sides_left_out")

    def depends_on(self) -> tuple[Any, ...]:
        return (self.store.selection.incident_at.tobytes(),)

    def table(self) -> pd.DataFrame:
        corpus, some = self.store.index.corpus, self.store.selection.incidents
        told = some[some["origin"] == "articles"].head(40)
        return framing.silence_matrix(told, corpus.reports, self.store.selection.articles, corpus.claims)

    def opens(self, row: Any) -> dict[str, Link]:
        return {
            "label": Link(self.store.label(row.incident_id), "incident", row.incident_id),
            "n_articles": link(row.n_articles, "reporting", row.incident_id, named(row.outlet)),
        }

    def chart(self, table: pd.DataFrame) -> Any:
        return more_charts.silence_matrix(
            table, theme=self.store.theme, labels=self.labels(), source=self.store.source_line.replace("\n", " ")
        )


class Contrast(Charted):
    """Words that tell two sets of articles apart."""

    name_of = "contrast"
    heading = "Two sets of articles compared"
    says = "Words that tell the two sets apart: log-odds ratio with informative Dirichlet prior (Monroe, Colaresi and Quinn 2008); beyond 1.96 is unlikely to be chance."
    columns = ("word", "count_a", "count_b", "rate_a", "rate_b", "log_odds", "z")

    def build(self) -> None:
        super().build()
        self.word = ""

    def depends_on(self) -> tuple[Any, ...]:
        return (self.store.filters.a, self.store.filters.b, self.word)

    def sets(self) -> tuple[str, str]:
        """Return the names of the two sets: as chosen, else the first two outlets."""
        f, known = self.store.filters, [name for name in self.store.index.article_sets if not name.endswith(":none")]
        first = f.a or (known[0] if known else "")
        second = f.b or next((name for name in known if name != first), "")
        return first, second

    def ids(self) -> list[set[str]]:
        """Return the articles of the two sets; an article that is in both is in neither."""
        store = self.store
        ids = store.index.articles["article_id"]
        kept = set(store.selection.articles["article_id"])
        a, b = (set(ids.iloc[store.index.article_sets[name]]) & kept if name else set() for name in self.sets())
        return [a - b, b - a]

    def table(self) -> pd.DataFrame:
        a, b = self.ids()
        sentences = self.of_articles("sentences")
        return framing.contrast(sentences, a, b, min_count=3, lang=framing.shared_language(sentences, a, b))

    def chart(self, table: pd.DataFrame) -> Any:
        first, second = (self.set_name(name) for name in self.sets())
        return charts.contrast(
            table,
            names=(first, second),
            sentences=framing.contrast_examples(self.of_articles("sentences"), table, *self.ids()),
            theme=self.store.theme,
            source=self.store.source_line.replace("\n", " "),
        )

    def set_name(self, name: str) -> str:
        """Return the name of a set for the reader."""
        kind, _, value = name.partition(":")
        if kind == "outlet":
            return value if value != NONE else self.store.t("outlet not known")
        return f"{self.store.t(SETS[kind])}: {self.store.word(value)}"

    def opens(self, row: Any) -> dict[str, Link]:
        return {name: Link(getattr(row, name), "word", row.word) for name in ("count_a", "count_b")}

    def extras(self) -> dict[str, Any]:
        first, second = self.sets()
        choices = [(name, self.set_name(name)) for name in self.store.index.article_sets]
        table = self.table() if not self._reason and len(self.store.selection.article_at) else None
        found = None
        if table is not None:
            found = [
                (self.set_name(first), list(table.head(8)["word"])),
                (self.set_name(second), list(table.tail(8)["word"][::-1])),
            ]
        sentences = None
        if self.word:
            both = set().union(*self.ids())
            sentences = (
                self.word,
                list(framing.contrast_sentences(self.of_articles("sentences"), self.word, both, limit=12).itertuples()),
            )
        return {"choices": (first, second, choices), "found": found, "sentences": sentences}

    def act(self, message: dict[str, Any]) -> None:
        if message["act"] == "word":
            self.word = str(message.get("value", ""))[:60]
            self.refresh()
        else:
            super().act(message)
