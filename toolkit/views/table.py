"""The table of incidents: sortable, paged on the server, the way in for the keyboard."""

from __future__ import annotations

from typing import Any

import pandas as pd
import panel as pn

from toolkit.views.view import View

PER_PAGE = 15
COLUMNS = {
    "start_date": "Date",
    "label": "Incident",
    "origin": "Data",
    "sides": "Sides",
    "n_claims": "Claims",
    "n_independent": "Sources",
    "grade": "Evidence",
}
SORTED = ("start_date", "label", "origin", "n_claims", "n_independent", "grade")


class Table(View):
    """All incidents that fit, one row each; a row opens in the reader."""

    name_of = "table"
    heading = "Incidents"

    def build(self) -> None:
        self.body = self.part()
        self.by, self.down, self.page = "start_date", True, 1

    def refresh(self) -> None:
        store = self.store
        at = store.selection.incident_at
        order = self._order(at)
        pages = max(-(-len(at) // PER_PAGE), 1)
        self.page = min(self.page, pages)
        rows = store.index.incidents.iloc[order[(self.page - 1) * PER_PAGE : self.page * PER_PAGE]]
        columns = [(name, store.t(title), name in SORTED) for name, title in COLUMNS.items()]
        self.body.html = str(
            store.render(
                "table.html",
                rows=list(rows.itertuples()),
                columns=columns,
                by=self.by,
                down=self.down,
                page=self.page,
                pages=pages,
                total=len(at),
                isna=pd.isna,
            )
        )

    def _order(self, at: Any) -> Any:
        values = self.store.index.incidents[self.by].iloc[at]
        return at[
            values.reset_index(drop=True)
            .sort_values(ascending=not self.down, kind="stable", na_position="last")
            .index.to_numpy()
        ]

    def act(self, message: dict[str, Any]) -> None:
        act, value = message["act"], str(message.get("value", ""))
        if act == "sort" and value in SORTED:
            self.by, self.down, self.page = value, not self.down if value == self.by else True, 1
            self.refresh()
        elif act == "page" and value.isdecimal():
            self.page = max(int(value[:7]), 1)
            self.refresh()
        else:
            super().act(message)

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body
