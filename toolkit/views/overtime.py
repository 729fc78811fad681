"""Figures over time: the lowest and the highest figures of all incidents added up apart, never as one number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import panel as pn
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, HoverTool, NumeralTickFormatter

from toolkit.charts import casualties as chart
from toolkit.charts import style
from toolkit.tables import OUTCOMES
from toolkit.views.behind import key, link
from toolkit.views.figure import days_axis, hover_card, nearest, plot, span
from toolkit.views.numbers import number
from toolkit.views.timeline import millis
from toolkit.views.view import View

#: How many sides are drawn, those with the largest figures.
MAX_SIDES = 4


class OverTime(View):
    """Running sums by side: a band from the lowest to the highest figures, for one outcome and one origin."""

    name_of = "overtime"
    can_wait = False
    heading = "Lowest and highest figures over time"

    def build(self) -> None:
        store, self.outcome = self.store, "killed"
        self.head, self.foot = self.part(), self.part()
        c = style.theme(store.theme)
        self.fig = plot(
            store.theme, height=320, x_range=span(0, 1), x_axis_type="datetime", tools=[], source=store.source_line
        )
        self.fig.xaxis.formatter = days_axis()
        self.fig.yaxis.formatter = NumeralTickFormatter(format="0")
        self.bands: list[Any] = []
        for _ in range(MAX_SIDES):
            band: Any = ColumnDataSource({k: [] for k in ("x", "low", "high", "side", "figures", "n", "when", "key")})
            area = self.fig.varea_step(
                x="x", y1="low", y2="high", source=band, fill_alpha=0.22, step_mode="after", visible=False
            )
            low = self.fig.step("x", "low", source=band, line_width=2, mode="after")
            high = self.fig.step("x", "high", source=band, line_width=2, line_dash="dashed", mode="after")
            dots = self.fig.scatter("x", "high", source=band, size=7)
            self.bands.append((band, area, low, high, dots))
        rows = [("", "@side"), (store.t("people"), "@figures"), (store.t("incidents"), "@n"), ("", "@when")]
        self.fig.add_tools(HoverTool(renderers=[b[4] for b in self.bands], tooltips=hover_card(store.theme, rows)))
        self.fig.on_event(Tap, self._tapped)
        self.fig.outline_line_color = c["line"]
        self.pane = pn.pane.Bokeh(self.fig, sizing_mode="stretch_width")

    def refresh(self) -> None:
        store = self.store
        origins = store.selection.count_by_origin()
        origin = next(iter(origins), "chronicle")
        rows = store.selection.rows
        left_out = rows.loc[
            rows["inside"] & rows["origin"].eq(origin) & rows["outcome"].eq(self.outcome), "incident_id"
        ].nunique()
        table = chart.cumulative_table(rows)
        table = table[table["outcome"].eq(self.outcome) & table["origin"].eq(origin)]
        last = table.groupby("side").last().sort_values("high", ascending=False)
        sides = list(last.index[:MAX_SIDES])
        for at, (band, *glyphs) in enumerate(self.bands):
            self._draw(
                band,
                glyphs,
                table[table["side"] == sides[at]] if at < len(sides) else table.iloc[:0],
                origin,
                sides[at] if at < len(sides) else None,
            )
        if len(table):
            days = millis(table["start_date"].to_numpy())
            margin = max((days.max() - days.min()) * 0.03, 86_400_000)
            self.fig.x_range.update(start=days.min() - margin, end=days.max() + margin)
            self.fig.y_range.update(start=0, end=max(float(last.loc[sides, "high"].max()), 1) * 1.08)
        self.pane.visible = bool(len(table))
        sources = self._sources(chart.summed_rows(rows), origin)
        sums = [
            (
                side,
                self._range(last.loc[side]),
                int(last.loc[side, "n_incidents"]),
                int(last.loc[side, "n_claims"]),
                int(last.loc[side, "n_without"]),
                sources.get(side, 0),
                key(*self._sum(origin, side, last.loc[side, "start_date"])),
            )
            for side in last.index
        ]
        options = [(o, store.word(o)) for o in OUTCOMES if o in store.index.options["outcome"]]
        self.head.html = str(
            store.render(
                "overtime.html",
                figure=self.fig.id,
                origin=origin,
                origins=origins,
                sums=sums,
                shown=sides,
                options=options,
                left_out=left_out,
                outcome=self.outcome,
            )
        )
        rows = [
            (
                store.side(r.side),
                store.day(r.start_date),
                *(
                    link(int(n), *self._sum(origin, r.side, r.start_date))
                    for n in (r.low, r.high, r.n_incidents, r.n_claims)
                ),
            )
            for r in table.tail(80).itertuples()
        ]
        columns = [
            store.t(x) for x in ("whose people", "day", "lowest figures", "highest figures", "incidents", "claims")
        ]
        self.foot.html = str(store.render("twin.html", key="overtime", columns=columns, rows=rows, total=len(table)))

    def _sources(self, summed: pd.DataFrame, origin: str) -> dict[str, int]:
        """Return the number of independent sources behind the sum of each side."""
        summed = summed[summed["origin"].eq(origin) & summed["outcome"].eq(self.outcome)]
        figures = self.store.selection.figures[[*chart.ROW, "source", "named"]].merge(summed[chart.ROW], on=chart.ROW)
        found = {}
        for side, mine in figures.groupby("side"):
            named = mine.loc[mine["named"], "source"].nunique()
            found[str(side)] = named or mine["source"].nunique()
        return found

    def _tapped(self, event: Any) -> None:
        """Open what the sum of the nearest mark within reach was added up from."""
        drawn = [band.data for band, *_ in self.bands if len(band.data["x"])]
        if not drawn:
            return
        marks = {name: np.concatenate([data[name] for data in drawn]) for name in ("x", "high", "key")}
        best = nearest(self.fig, {"x": marks["x"], "y": marks["high"], "size": np.full(len(marks["x"]), 7)}, event)
        if best is not None:
            self.store.select("behind", str(marks["key"][best]))

    def _draw(self, band: Any, glyphs: list[Any], part: pd.DataFrame, origin: str, side: str | None) -> None:
        store = self.store
        colour = store.colour(side) if side else style.theme(store.theme)["slate"]
        area, low, high, dots = glyphs
        for glyph in glyphs:  # Bokeh 3.9 never ends drawing a stepped area without points
            glyph.visible = side is not None
        area.glyph.fill_color = low.glyph.line_color = high.glyph.line_color = colour
        dots.glyph.fill_color = dots.glyph.line_color = colour
        dots.glyph.marker = style.symbol(side) if side else "circle"
        band.data = {
            "x": millis(part["start_date"].to_numpy()),
            "low": part["low"].to_numpy("float64"),
            "high": part["high"].to_numpy("float64"),
            "side": [store.side(side)] * len(part),
            "figures": [number(store, a, b) for a, b in zip(part["low"], part["high"], strict=True)],
            "n": part["n_incidents"].to_numpy(),
            "key": [key(*self._sum(origin, str(side), at)) for at in part["start_date"]],
            "when": [store.day(at) for at in part["start_date"]],
        }

    def _sum(self, origin: str, side: str, until: Any) -> tuple[str, ...]:
        """Return the key of what a running sum was added up from."""
        return "sum", origin, side, self.outcome, f"{until:%Y-%m-%d}"

    def _range(self, row: Any) -> str:
        return number(self.store, row["low"], row["high"])

    def act(self, message: dict[str, Any]) -> None:
        if message["act"] == "set" and message.get("name") == "over_outcome":
            if message.get("value") in OUTCOMES:
                self.outcome = str(message["value"])
                self.refresh()
        else:
            super().act(message)

    @property
    def layout(self) -> pn.viewable.Viewable:
        return pn.Column(self.head, self.pane, self.foot, sizing_mode="stretch_width")
