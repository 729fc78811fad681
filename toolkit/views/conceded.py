"""Claimed against conceded, and how figures were revised."""

from __future__ import annotations

from typing import Any

import pandas as pd
import panel as pn

from toolkit.charts import casualties as chart
from toolkit.incidents.concede import claimed_vs_conceded
from toolkit.views.behind import link
from toolkit.views.numbers import number, said, tenth
from toolkit.views.view import View


class Conceded(View):
    """What a side says of another's losses beside what that one says of its own, incident by incident."""

    name_of = "conceded"
    heading = "Claimed against conceded"

    def build(self) -> None:
        self.body = self.part()

    def refresh(self) -> None:
        store = self.store
        blocks = []
        tolls, kept = store.index.corpus.tolls, store.selection.incidents
        for origin in store.selection.count_by_origin():
            ids = kept.loc[kept["origin"].eq(origin) & kept["event_clarity"].ne(2), "incident_id"]
            table = claimed_vs_conceded(tolls[tolls["incident_id"].isin(ids) & tolls["article_id"].isna()])
            blocks.append((origin, [self._row(row, origin) for row in table.itertuples()]))
        self.body.html = str(store.render("conceded.html", blocks=blocks))

    def _row(self, row: Any, origin: str) -> dict[str, Any]:
        def cell(name: str, what: str) -> Any:
            value = getattr(row, name)
            return "" if pd.isna(value) else link(int(value), "conceded", origin, row.claimant, row.side, what)

        return {
            "claimant": row.claimant,
            "side": row.side,
            "small": row.small,
            "cells": [
                cell("n_claimed", "claimed"),
                cell("n_conceded", "conceded"),
                cell("n_both", "both"),
                cell("claimed_low", "both"),
                cell("conceded_low", "both"),
            ],
            "ratio": "" if pd.isna(row.ratio) else tenth(self.store.lang, row.ratio),
        }

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body


class Revisions(View):
    """Figures that a later claim of the same source replaced."""

    name_of = "revisions"
    heading = "Revised figures"

    def build(self) -> None:
        self.body = self.part()

    def refresh(self) -> None:
        store = self.store
        table = chart.revisions_table(store.selection.figures).sort_values(
            "said_at", ascending=False, na_position="last"
        )
        rows = [
            {
                "id": row.claim_id,
                "label": store.label(row.incident_id),
                "origin": row.origin,
                "people": f"{store.side(row.side)}, {store.word(row.outcome)}",
                "claimant": store.side(row.claimant),
                "before": number(store, row.low_before, row.high_before),
                "after": number(store, row.low, row.high),
                "said_before": said(store, row.said_at_before),
                "said": said(store, row.said_at),
            }
            for row in table.head(60).itertuples()
        ]
        self.body.html = str(store.render("revisions.html", rows=rows, total=len(table)))

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body
