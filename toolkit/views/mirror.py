"""The mirror: one incident as several outlets tell it, in columns; what each leaves out, and who copied whom."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import panel as pn

from toolkit.errors import TableError
from toolkit.framing import mirror
from toolkit.views.numbers import number
from toolkit.views.view import View

#: The aspects that are shown, with their titles in English.
ASPECTS = {
    "first_published": "First published",
    "numbers": "Numbers",
    "names": "Names used",
    "blame": "Blame",
    "verbs": "How harm is told",
    "sources": "Sources cited",
    "wording": "Loaded wording",
}


#: How the items of an aspect are written by ``framing.mirror``.
PATTERNS = {
    "numbers": re.compile(r"(?P<side>\w+) (?P<outcome>\w+): (?P<low>\d+|\?)(?: to (?P<high>\d+|\?))? \((?P<by>\w+)\)"),
    "blame": re.compile(r"(?P<by>\w+) → (?P<side>\w+) \((?P<status>\w+)\)"),
    "verbs": re.compile(r"(?P<side>[A-Z]+): (?P<text>.+)"),
    "sources": re.compile(r"(?P<side>[A-Z]+): (?P<text>.+)", re.DOTALL),
    "wording": re.compile(r"(?P<side>[A-Z]+): (?P<text>.+)", re.DOTALL),
}


class Mirror(View):
    """One incident side by side. Without a chosen incident: the one that most outlets report."""

    name_of = "mirror"
    heading = "Mirror: one incident, several outlets"

    def build(self) -> None:
        self.body = self.part()

    def told(self) -> pd.DataFrame:
        """Return the incidents of the selection that articles report, with the number of outlets, most first."""
        corpus = self.store.index.corpus
        some = self.store.selection.incidents
        some = some[some["origin"] == "articles"]
        outlet = corpus.articles.set_index("article_id")["outlet"]
        put = corpus.reports[corpus.reports["article_id"].notna()]
        outlets = put.assign(outlet=put["article_id"].map(outlet)).groupby("incident_id")["outlet"].nunique()
        some = some.assign(n_outlets=some["incident_id"].map(outlets).fillna(0).astype(int))
        return some.sort_values(["n_outlets", "start_date"], ascending=False)

    def refresh(self) -> None:
        store = self.store
        told = self.told()
        chosen = store.filters.incident
        if chosen not in set(told["incident_id"]):
            same = store.index.incidents.loc[store.index.incidents["same_as"].eq(chosen) & bool(chosen), "incident_id"]
            chosen = next(
                (i for i in same if i in set(told["incident_id"])), told["incident_id"].iloc[0] if len(told) else ""
            )
        options = [(row.incident_id, store.label(row.incident_id)) for row in told.head(60).itertuples()]
        try:
            grid = self._grid(chosen) if chosen else None
        except TableError:
            grid = None
        self.body.html = str(store.render("mirror.html", options=options, chosen=chosen, grid=grid))

    def _grid(self, incident_id: str) -> dict[str, Any]:
        store = self.store
        table = mirror(store.index.corpus, incident_id)
        table["outlet"] = table["outlet"].fillna("")
        outlets = sorted(table["outlet"].unique())
        rows = []
        for aspect, title in ASPECTS.items():
            part = table[table["aspect"] == aspect]
            if aspect == "first_published":
                first = part.groupby("outlet")["item"].min()
                days = [self._cell(store.day(first[o]), None) if o in first else None for o in outlets]
                rows.append(("", [(store.t(title), days, False)]))
                continue
            items = []
            for item, cells in part.groupby("item", sort=False):
                by = {row.outlet: row for row in cells.itertuples()}
                told = [self._cell(f"{by[o].n}×", by[o]) if o in by and by[o].n else None for o in outlets]
                items.append((self._item(aspect, str(item)), told, len(outlets) > 1 and None not in told))
            rows.append((store.t(title), items))
        return {
            "outlets": outlets,
            "rows": rows,
            "left": [int(table.loc[table["outlet"] == o, "left_out"].sum()) for o in outlets],
            "copies": self._copies(table),
        }

    def _item(self, aspect: str, item: str) -> str:
        """Write an item of the mirror in the reader's language, with the names of sides instead of codes."""
        store = self.store
        found = PATTERNS[aspect].fullmatch(item) if aspect in PATTERNS else None
        if found is None:
            return item
        part = found.groupdict()
        if aspect == "numbers":
            low, high = (None if part[name] in (None, "?") else int(part[name]) for name in ("low", "high"))
            figure = number(store, low, low if part["high"] is None else high)
            return f"{store.side(part['side'])}, {store.word(part['outcome'])}: {figure} ({store.side(part['by'])})"
        if aspect == "blame":
            return f"{store.side(part['by'])} → {store.side(part['side'])} ({store.word(part['status'])})"
        text = store.word(part["text"]) if aspect == "verbs" else part["text"]
        return f"{store.side(part['side'])}: {text}"

    @staticmethod
    def _cell(text: str, row: Any) -> dict[str, Any]:
        placed = row is not None and pd.notna(row.start)
        return {"text": text, "stretch": f"{row.article_id}:{row.start}-{row.end}" if placed else ""}

    def _copies(self, table: pd.DataFrame) -> list[dict[str, Any]]:
        """Return who copied whom among the articles of the mirror."""
        corpus = self.store.index.corpus
        ids = set(table["article_id"].dropna())
        groups = corpus.copies[corpus.copies["article_id"].isin(ids) & ~corpus.copies["is_earliest"]]
        outlet = corpus.articles.set_index("article_id")["outlet"]
        return [
            {
                "outlet": outlet.get(row.article_id),
                "article": row.article_id,
                "of": outlet.get(row.copy_group),
                "first": row.copy_group,
                "share": round(100 * row.shared_share),
                "agency": row.agency,
            }
            for row in groups.itertuples()
        ]

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body
