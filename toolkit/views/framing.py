"""Framing in short: loaded wording by outlet, its own voice against voices it cites, each count with its words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import panel as pn

from toolkit.views.behind import link
from toolkit.views.numbers import tenth
from toolkit.views.view import View

MAX_PHRASES = 60


def loaded_table(frames: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count loaded wording: a row is one outlet; ``own`` (its own voice, not quoted) and ``cited`` pieces of wording, ``n_articles``, ``n_words``.

    Outlets without any such wording have 0 (looked and found none). Null outlet: not known.
    """
    loaded = frames[frames["measure"] == "loaded_wording"]
    outlet = articles.set_index("article_id")["outlet"]
    own = loaded["voice"].eq("OUTLET") & ~loaded["quoted"]
    counts = pd.DataFrame({"outlet": loaded["article_id"].map(outlet), "own": own, "cited": ~own})
    per_outlet = counts.groupby("outlet", dropna=False)[["own", "cited"]].sum()
    base = articles.groupby("outlet", dropna=False).agg(n_articles=("article_id", "size"), n_words=("n_words", "sum"))
    table = base.join(per_outlet).fillna({"own": 0, "cited": 0}).astype({"own": int, "cited": int})
    return table.reset_index().sort_values("outlet", na_position="last", ignore_index=True)


class FramingShort(View):
    """Loaded wording by outlet; the words behind each count open below."""

    name_of = "framing"
    heading = "Loaded wording"

    def build(self) -> None:
        self.body, self.foot = self.part(), self.part()
        self.outlet: str | None = None
        self._drawn: tuple[str | None, np.ndarray] | None = None

    def refresh(self) -> None:
        store = self.store
        at = store.selection.article_at
        if self._drawn and self._drawn[0] == self.outlet and np.array_equal(self._drawn[1], at):
            return  # the same articles: nothing to draw anew
        self._drawn = (self.outlet, at)
        articles = store.index.articles[["article_id", "outlet", "n_words"]].iloc[store.selection.article_at]
        frames = store.index.frames_of(store.selection)
        table = loaded_table(frames, articles)
        rates = 1000 * table[["own", "cited"]].div(table["n_words"].clip(lower=1), axis=0)
        top = max(float(rates.to_numpy().max()) if len(rates) else 0, 1e-9)
        rows = [
            {
                "outlet": row.outlet if isinstance(row.outlet, str) else "",
                "own": link(row.own, "loaded", row.outlet if isinstance(row.outlet, str) else "", "own"),
                "cited": link(row.cited, "loaded", row.outlet if isinstance(row.outlet, str) else "", "cited"),
                "n_articles": row.n_articles,
                "n_words": int(row.n_words),
                "own_width": round(100 * rate.own / top, 1),
                "cited_width": round(100 * rate.cited / top, 1),
                "own_rate": tenth(store.lang, rate.own),
                "cited_rate": tenth(store.lang, rate.cited),
            }
            for row, rate in zip(table.itertuples(), rates.itertuples(), strict=True)
        ]
        self.body.html = str(
            store.render("framing.html", rows=rows, chosen=self.outlet, phrases=self._phrases(frames, articles))
        )
        columns = [store.t(x) for x in ("outlet", "own voice", "cited voices", "articles", "words")]
        cells = [
            (r["outlet"], r["own"], r["cited"], link(r["n_articles"], "articles", "", "", r["outlet"]), r["n_words"])
            for r in rows
        ]
        self.foot.html = str(store.render("twin.html", key="framing", columns=columns, rows=cells, total=len(cells)))

    def _phrases(self, frames: pd.DataFrame, articles: pd.DataFrame) -> list[Any]:
        """Return the words behind the counts of the chosen outlet."""
        if self.outlet is None:
            return []
        mine = articles.loc[articles["outlet"].fillna("") == self.outlet, "article_id"]
        loaded = frames[(frames["measure"] == "loaded_wording") & frames["article_id"].isin(mine)]
        return list(loaded.head(MAX_PHRASES).itertuples())

    def act(self, message: dict[str, Any]) -> None:
        if message["act"] == "outlet":
            value = str(message.get("value", ""))
            self.outlet = None if self.outlet == value else value
            self.refresh()
        else:
            super().act(message)

    @property
    def layout(self) -> pn.viewable.Viewable:
        return pn.Column(self.body, self.foot, sizing_mode="stretch_width")
