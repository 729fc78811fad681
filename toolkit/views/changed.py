"""What changed: figures as they were known on an earlier day beside those known now, or on the day that is chosen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import panel as pn

from toolkit.charts import casualties as chart
from toolkit.views.behind import Link, link
from toolkit.views.numbers import number
from toolkit.views.view import View

MOST = 60


def changed_table(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a ``rows_table`` that are new in ``after`` or give another range or more claims there.

    Added: ``low_before``, ``high_before`` (people; null: none stated), ``n_before`` (claims known before; 0: the row is
    new). Rows that stayed as they were are left out.
    """
    old = before[[*chart.ROW, "low", "high", "n_claims"]]
    old = old.rename(columns={"low": "low_before", "high": "high_before", "n_claims": "n_before"})
    both = after.merge(old, on=chart.ROW, how="left")
    both["n_before"] = both["n_before"].fillna(0).astype(int)
    same = both["n_claims"].eq(both["n_before"])
    return both[~same].reset_index(drop=True)


class Changed(View):
    """Figures that claims made since a day have added, widened or replaced."""

    name_of = "changed"
    heading = "What changed"

    def build(self) -> None:
        self.body = self.part()

    def since(self) -> str:
        """Return the day that is compared with: as chosen, else a week before the last claim of the selection."""
        if self.store.filters.since:
            return self.store.filters.since
        said = self.store.index.said_day[self.store.selection.figure_at]
        said = said[~np.isnat(said)]
        return str(said.max() - np.timedelta64(7, "D")) if len(said) else ""

    def refresh(self) -> None:
        store, since = self.store, self.since()
        table = self._table(since) if since else None
        rows = [] if table is None else [self._row(row) for row in table.head(MOST).itertuples()]
        self.body.html = str(
            store.render(
                "changed.html",
                since=since,
                until=store.filters.known,
                rows=rows,
                total=0 if table is None else len(table),
                n_new=0 if table is None else int(table["n_before"].eq(0).sum()),
                undated=int(np.isnat(store.index.said_day[store.selection.figure_at]).sum()),
            )
        )

    def _table(self, since: str) -> pd.DataFrame:
        store = self.store
        known = min(filter(None, (since, store.filters.known)))
        index, at = store.index, store.selection.figure_at
        dated = at[~np.isnat(index.said_day[at])]
        columns = index.figures[chart.NEEDED]
        after = chart.rows_table(columns.iloc[dated])
        before = chart.rows_table(columns.iloc[dated[index.said_day[dated] <= np.datetime64(known)]])
        return changed_table(before, after).sort_values("start_date", ascending=False, kind="stable")

    def _row(self, row: Any) -> dict[str, Any]:
        store = self.store
        behind = ("row", row.incident_id, row.side, row.outcome, row.status)
        before = number(store, row.low_before, row.high_before) if row.n_before else ""
        return {
            "origin": row.origin,
            "cells": [
                Link(store.label(row.incident_id), "incident", row.incident_id),
                f"{store.side(row.side)}, {store.word(row.outcome)}, {store.word(row.status)}",
                link(before, *behind) if before else store.t("not yet reported"),
                link(number(store, row.low, row.high), *behind),
                link(int(row.n_claims - row.n_before), *behind),
            ],
        }

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body
