"""Casualty claims: a dot a claim, a bar from the lowest to the highest figure; each dot leads to its sentence or source."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd
import panel as pn
from markupsafe import Markup

from toolkit.charts import casualties as chart
from toolkit.charts import style
from toolkit.views.behind import Link, key, link
from toolkit.views.numbers import number
from toolkit.views.view import View

PER_PAGE = 12
#: What is needed of a claim to draw it and say what it is.
DRAWN = [
    *chart.ROW, "claim_id", "claimant", "claimant_text", "low", "high", "at", "said_at", "polarity", "scope", "denied_by",
    "replaced", "part", "hollow", "source_url", "article_id",
]  # fmt: skip
#: Shapes of ``style.symbol`` in a box of 16 by 16.
SHAPES = {
    "circle": "<circle cx='8' cy='8' r='5.5'/>",
    "square": "<rect x='3' y='3' width='10' height='10'/>",
    "diamond": "<path d='M8 1.8 14.2 8 8 14.2 1.8 8Z'/>",
    "triangle": "<path d='M8 2 14.2 13.4H1.8Z'/>",
    "inverted_triangle": "<path d='M8 14 1.8 2.6H14.2Z'/>",
    "hexagon": "<path d='M8 1.8 13.6 5V11L8 14.2 2.4 11V5Z'/>",
    "star": "<path d='M8 1.2 9.9 6H15L10.9 9.2 12.5 14.4 8 11.2 3.5 14.4 5.1 9.2 1 6H6.1Z'/>",
    "plus": "<path d='M6 2h4v4h4v4h-4v4H6v-4H2V6h4Z'/>",
    "cross": "<path d='M4 1.5 8 5.4 12 1.5 14.5 4 10.6 8 14.5 12 12 14.5 8 10.6 4 14.5 1.5 12 5.4 8 1.5 4Z'/>",
    "x": "<path d='M4 1.5 8 5.4 12 1.5 14.5 4 10.6 8 14.5 12 12 14.5 8 10.6 4 14.5 1.5 12 5.4 8 1.5 4Z'/>",
}


class Casualties(View):
    """Who says how many of whose people."""

    name_of = "casualties"
    heading = "Casualty claims"

    def build(self) -> None:
        self.body, self.foot = self.part(), self.part()

    def refresh(self) -> None:
        store, f = self.store, self.store.filters
        rows = store.selection.rows
        ordered = rows.sort_values(
            [f.order, "start_date", *chart.ROW], ascending=[False, False, True, True, True, True], na_position="last"
        )
        if f.incident:
            mine = ordered["incident_id"].eq(f.incident)
            ordered = pd.concat([ordered[mine], ordered[~mine]])
        pages = max(-(-len(ordered) // PER_PAGE), 1)
        page = min(f.page, pages)
        shown = ordered.iloc[(page - 1) * PER_PAGE : page * PER_PAGE]
        dots = self._dots_of(shown)
        largest = max([5.0, *dots["at"].dropna(), *shown["high"].dropna()])
        top = float(chart.scale(largest * 1.25))
        made = self._rows(shown, dots, top)
        self.body.html = str(
            store.render(
                "casualties.html",
                rows=made,
                total=len(rows),
                claims=store.selection.claims_by_origin(),
                undated=store.selection.n_undated_claims,
                claimants=sorted(set(dots["claimant"]), key=store.side),
                ticks=[
                    (store.count(tick), round(100 * float(chart.scale(tick)) / top, 2))
                    for tick in chart.TICKS
                    if chart.scale(tick) <= top
                ],
                shape=self.shape,
                page=page,
                pages=pages,
            )
        )
        self.folded("twin", lambda: self._twin(ordered))

    def _dots_of(self, shown: pd.DataFrame) -> pd.DataFrame:
        """Return the claims of the rows that are shown."""
        index, at = self.store.index, self.store.selection.figure_at
        mine = at[index.figures["incident_id"].iloc[at].isin(shown["incident_id"]).to_numpy()]
        dots = index.figures[DRAWN].iloc[mine].merge(shown[chart.ROW], on=chart.ROW)
        return dots.sort_values(["at", "claim_id"])

    def shape(self, code: str | None, hollow: bool) -> Markup:
        """Return the mark of a claimant as SVG."""
        colour = self.store.colour(code) if code else style.theme(self.store.theme)["muted"]
        fill = "none" if hollow else colour
        inner = SHAPES[style.symbol(code) if code else "circle"]
        return Markup(
            f"<svg viewBox='0 0 16 16' aria-hidden='true' fill='{fill}' stroke='{colour}' stroke-width='1.7'>{inner}</svg>"
        )

    def _rows(self, shown: pd.DataFrame, dots: pd.DataFrame, top: float) -> list[dict[str, Any]]:
        by_row: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for dot in dots[dots["at"].notna()].itertuples():
            by_row[dot.incident_id, dot.side, dot.outcome, dot.status].append(dot)
        made = []
        for row in shown.itertuples():
            low, high = (100 * chart.scale(value) / top for value in (row.low, row.high))
            own = by_row[row.incident_id, row.side, row.outcome, row.status]
            made.append(
                {
                    **{
                        name: getattr(row, name)
                        for name in (
                            "incident_id",
                            "origin",
                            "side",
                            "outcome",
                            "status",
                            "n_claims",
                            "n_sources",
                        )
                    },
                    "label": self.store.label(row.incident_id),
                    "behind": key("row", row.incident_id, row.side, row.outcome, row.status),
                    "range": self._range(row),
                    "bar": (round(float(low), 2), round(float(high - low), 2)) if np.isfinite(low) else None,
                    "dots": self._dots(own, top),
                    "picked": row.incident_id == self.store.filters.incident,
                }
            )
        return made

    def _range(self, row: Any) -> str:
        if row.open_low and row.low == row.high:
            return number(self.store, None, row.high)
        if row.open_high and row.low == row.high:
            return number(self.store, row.low, None)
        return number(self.store, row.low, row.high)

    def _dots(self, own: list[Any], top: float) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        placed: list[tuple[float, int]] = []
        for dot in own:
            at = round(100 * float(chart.scale(dot.at)) / top, 2)
            level = next(n for n in range(len(placed) + 1) if all(abs(x - at) >= 2.6 or n != y for x, y in placed))
            placed.append((at, level))
            made.append(
                {
                    "id": dot.claim_id,
                    "at": at,
                    "top": 8 + (level % 5) * 7,
                    "claimant": dot.claimant,
                    "hollow": dot.hollow,
                    "faint": dot.replaced or dot.part,
                    "says": self._says(dot),
                }
            )
        return made

    def _says(self, dot: Any) -> str:
        t, store = self.store.t, self.store
        who = store.side(dot.claimant) + (f" ({dot.claimant_text})" if isinstance(dot.claimant_text, str) else "")
        notes = [
            t("said {day}", day=self.store.day(dot.said_at)) if pd.notna(dot.said_at) else t("day not known"),
            t("reported as denied") if dot.polarity == "denied" else "",
            t("rejected by {side}", side=store.side(dot.denied_by)) if isinstance(dot.denied_by, str) else "",
            t("replaced by a later figure") if dot.replaced else "",
            t("included in another figure") if dot.part else "",
            t("a running total") if dot.scope == "cumulative" else "",
            t("unsourced") if not isinstance(dot.source_url, str) and not isinstance(dot.article_id, str) else "",
        ]
        return f"{who}: {number(self.store, dot.low, dot.high)}; " + ", ".join(note for note in notes if note)

    def _twin(self, ordered: pd.DataFrame) -> None:
        store = self.store
        rows = [
            (
                Link(store.label(r.incident_id), "incident", r.incident_id),
                store.word(r.origin),
                store.side(r.side),
                store.word(r.outcome),
                store.word(r.status),
                self._range(r),
                *(link(int(n), "row", r.incident_id, r.side, r.outcome, r.status) for n in (r.n_claims, r.n_sources)),
            )
            for r in ordered.head(60).itertuples()
        ]
        columns = [
            store.t(x) for x in ("incident", "origin", "whose people", "outcome", "who", "figures", "claims", "sources")
        ]
        self.foot.html = str(
            store.render("twin.html", key="casualties", columns=columns, rows=rows, total=len(ordered))
        )

    @property
    def layout(self) -> pn.viewable.Viewable:
        return pn.Column(self.body, self.foot, sizing_mode="stretch_width")
