"""The timeline: incidents by step and lane, agreements as quiet marks, and the articles read beneath."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pandas as pd
import panel as pn
from bokeh.events import SelectionGeometry, Tap
from bokeh.models import (
    BoxSelectTool,
    ColumnDataSource,
    FixedTicker,
    HoverTool,
)

from toolkit.charts import style
from toolkit.charts import timeline as chart
from toolkit.charts.background import background_events
from toolkit.views.behind import all_but, key, link, look_up
from toolkit.views.figure import days_axis, hover_card, inner, nearest, plot, span
from toolkit.views.index import NONE
from toolkit.views.view import View

DAY = 86_400_000
LANE_HEIGHT = 38
#: Outlets with a row of their own in the strip of articles read; the others share one.
MOST_OUTLETS = 6


def millis(days: Any) -> np.ndarray:
    """Return days as milliseconds since 1970, as Bokeh counts."""
    return np.asarray(days, "datetime64[D]").astype("int64") * DAY


class Timeline(View):
    """Incidents over time. Drag across to choose a period; a circle opens its incidents."""

    name_of = "timeline"
    heading = "Timeline"

    def build(self) -> None:
        store = self.store
        self.head, self.foot, self.read_foot = self.part(), self.part(), self.part()
        self.dots: Any = ColumnDataSource(
            {k: [] for k in ("x", "y", "size", "color", "n", "lane", "when", "origin", "start", "end", "marker", "key")}
        )
        self.chosen: Any = ColumnDataSource({"x": [], "y": []})
        self.read: Any = ColumnDataSource(
            {k: [] for k in ("x", "bottom", "top", "width", "n", "outlet", "when", "key")}
        )
        self.marks: Any = ColumnDataSource({"x": [], "y": [], "what": [], "when": []})
        c = style.theme(store.theme)
        self.range = span(0, 1)
        self.fig = plot(
            store.theme, height=300, x_range=self.range, x_axis_type="datetime", tools=[], source=store.source_line
        )
        self.fig.xaxis.formatter = days_axis()
        self.fig.ygrid.grid_line_color = c["grid"]
        self.fig.segment(
            x0="x",
            x1="x",
            y0=-0.5,
            y1="y",
            source=self.marks,
            line_color=c["muted"],
            line_dash="dotted",
            line_alpha=0.6,
        )
        marks = self.fig.scatter("x", "y", source=self.marks, marker="inverted_triangle", size=9, color=c["muted"])
        dots = self.fig.scatter(
            "x",
            "y",
            size="size",
            color="color",
            marker="marker",
            source=self.dots,
            alpha=0.8,
            line_color=c["card"],
            line_width=1,
            nonselection_alpha=0.8,
        )
        self.fig.scatter("x", "y", size=26, source=self.chosen, fill_color=None, line_color=c["ink"], line_width=2)
        rows = [(store.t("incidents"), "@n"), ("", "@lane"), ("", "@when"), ("", "@origin")]
        self.fig.add_tools(
            HoverTool(renderers=[dots], tooltips=hover_card(store.theme, rows)),
            HoverTool(renderers=[marks], tooltips=hover_card(store.theme, [("", "@what"), ("", "@when")])),
        )
        brush = BoxSelectTool(dimensions="width", renderers=[dots], persistent=False)
        brush.overlay.fill_color, brush.overlay.fill_alpha, brush.overlay.line_color = c["accent"], 0.15, c["accent"]
        self.fig.add_tools(brush)
        self.fig.toolbar.active_drag = brush
        self.fig.on_event(SelectionGeometry, self._brushed)
        self.fig.on_event(Tap, self._tapped)
        self.strip = plot(
            store.theme,
            height=100,
            x_range=self.range,
            x_axis_type="datetime",
            tools=[],
            caption=store.t("articles read"),
        )
        self.strip.xaxis.visible = False
        self.strip.xgrid.visible = False
        bars = self.strip.vbar(
            x="x", bottom="bottom", top="top", width="width", source=self.read, color=c["slate"], alpha=0.8
        )
        rows = [(store.t("articles read"), "@n"), ("", "@outlet"), ("", "@when")]
        self.strip.add_tools(HoverTool(renderers=[bars], tooltips=hover_card(store.theme, rows)))
        self.strip.on_event(Tap, self._tapped_read)
        self.fig.min_border_left = self.strip.min_border_left = 112
        self.panes = [pn.pane.Bokeh(fig, sizing_mode="stretch_width") for fig in (self.fig, self.strip)]

    def refresh(self) -> None:
        store, f = self.store, self.store.filters
        table, lanes, step = store.selection.timeline(f.lanes, f.step)
        self._lanes = lanes
        self._draw(table, lanes)
        self._draw_read(step)
        self._draw_chosen(lanes)
        self.head.html = str(
            store.render(
                "timeline.html",
                figure=self.fig.id,
                step=step,
                lanes=lanes,
                total=int(table["n"].sum()),
                counts=store.selection.count_by_origin(),
            )
        )
        self.folded("twin", lambda: self._twin(table))

    def _twin(self, table: pd.DataFrame) -> None:
        store = self.store
        twin = table.sort_values(["start", "lane"], ascending=[False, True]).head(60)
        rows = [
            (
                store.day(r.start),
                store.day(r.end - np.timedelta64(1, "D")),
                store.word(r.lane),
                store.word(r.origin),
                link(int(r.n), *self._bin(r.start, r.end, r.lane, r.origin)),
            )
            for r in twin.itertuples()
        ]
        columns = [store.t(x) for x in ("from", "to", "lane", "origin", "incidents")]
        self.foot.html = str(store.render("twin.html", key="timeline", columns=columns, rows=rows, total=len(table)))

    def _draw(self, table: pd.DataFrame, lanes: list[str]) -> None:
        store = self.store
        place = {lane: len(lanes) - 1 - n for n, lane in enumerate(lanes)}
        shift = {"chronicle": 0.0, "articles": 0.0}
        if table["origin"].nunique() > 1:
            shift = {"chronicle": 0.19, "articles": -0.19}
        start, end = millis(table["start"]), millis(table["end"])
        largest = max(int(table["n"].max()), 4) if len(table) else 4
        self.dots.data = {
            "x": (start + end) / 2,
            "y": table["lane"].map(place).to_numpy("float64") + table["origin"].map(shift).to_numpy("float64"),
            "size": 8 + 18 * np.sqrt(table["n"].to_numpy("float64") / largest),
            "color": [store.colour(origin) for origin in table["origin"]],
            "n": table["n"].to_numpy(),
            "lane": [store.word(lane) for lane in table["lane"]],
            "origin": [store.word(origin) for origin in table["origin"]],
            "when": [self._when(a, b) for a, b in zip(table["start"], table["end"], strict=True)],
            "key": [
                key(*self._bin(*row))
                for row in table[["start", "end", "lane", "origin"]].itertuples(index=False, name=None)
            ],
            "marker": [style.symbol(origin) for origin in table["origin"]],
            "start": start,
            "end": end,
        }
        ticks = {place[lane]: textwrap.fill(store.word(lane).split(" (")[0], 16) for lane in lanes}
        self.fig.yaxis.ticker = FixedTicker(ticks=sorted(ticks))
        self.fig.yaxis.major_label_overrides = ticks
        self.fig.y_range.start, self.fig.y_range.end = -0.6, max(len(lanes), 1) + 0.1
        self.fig.height = 96 + LANE_HEIGHT * max(len(lanes), 2)
        events = background_events()
        self.marks.data = {
            "x": millis(events["date"]),
            "y": np.full(len(events), max(len(lanes), 1) - 0.25),
            "what": [store.t(text) for text in events["label"]],
            "when": events["date"].astype(str).to_list(),
        }
        first, last = self._period(start, end)
        self.range.update(start=first, end=last)

    def _period(self, start: np.ndarray, end: np.ndarray) -> tuple[float, float]:
        f = self.store.filters
        if not len(start):
            return float(millis(np.datetime64("2008-01-01"))), float(millis(np.datetime64("2026-01-01")))
        first, last = float(start.min()), float(end.max())
        if f.first:
            first = min(first, float(millis(np.datetime64(f.first))))
        if f.last:
            last = max(last, float(millis(np.datetime64(f.last))))
        margin = max((last - first) * 0.02, DAY)
        return first - margin, last + margin

    def _draw_read(self, step: str) -> None:
        """Draw how many articles were read, a row an outlet: the denominator of all that is above."""
        coded, at = self.store.index.article_coded["outlet"], self.store.selection.article_at
        codes = coded.codes[at]
        most_read = np.argsort(-np.bincount(codes, minlength=len(coded.names)), kind="stable")[:MOST_OUTLETS]
        shown = [code for code in sorted(most_read, key=lambda code: coded.names[code]) if (codes == code).any()]
        row = np.full(len(coded.names), len(shown))
        row[shown] = np.arange(len(shown))
        days = self.store.index.article_day[at]
        table = chart.count_bins(days, row[codes], step=step, n_lanes=len(shown) + 1)
        names = [coded.names[code] if coded.names[code] != NONE else "" for code in shown]
        labels = [name or self.store.t("outlet not known") for name in names]
        if len(set(codes)) > len(shown):
            names, labels = [*names, all_but(names)], [*labels, self.store.t("other outlets")]
        start, end = millis(table["start"]), millis(table["end"])
        lane, n = table["lane"].to_numpy(), table["n"].to_numpy()
        bottom = len(labels) - 1 - lane.astype("float64")
        periods = list(zip(table["start"], table["end"], strict=True))
        self.read.data = {
            "x": (start + end) / 2,
            "bottom": bottom,
            "top": bottom + 0.85 * n / max(int(n.max()) if len(n) else 1, 1),
            "n": n,
            "width": (end - start) * 0.9,
            "outlet": [labels[at] for at in lane],
            "when": [self._when(a, b) for a, b in periods],
            "key": [
                key("articles", str(a)[:10], str(b)[:10], names[at]) for at, (a, b) in zip(lane, periods, strict=True)
            ],
        }
        self.folded("read", lambda: self._read_twin(table, names, labels))
        self.strip.visible = bool(len(self.store.index.articles))
        self.strip.y_range.start, self.strip.y_range.end = -0.05, max(len(labels), 1)
        self.strip.height = 40 + 24 * max(len(labels), 1)
        self.strip.yaxis.ticker = FixedTicker(ticks=[at + 0.4 for at in range(len(labels))])
        self.strip.yaxis.major_label_overrides = {
            len(labels) - 1 - at + 0.4: textwrap.shorten(label, 18, placeholder="…") for at, label in enumerate(labels)
        }

    def _read_twin(self, table: pd.DataFrame, names: list[str], labels: list[str]) -> None:
        store = self.store
        rows = [
            (
                self._when(row.start, row.end),
                labels[row.lane],
                link(int(row.n), "articles", str(row.start)[:10], str(row.end)[:10], names[row.lane]),
            )
            for row in table.sort_values(["start", "lane"], ascending=[False, True]).head(60).itertuples()
        ]
        columns = [store.t(x) for x in ("days", "outlet", "articles read")]
        undated = len(store.selection.article_at) - int(table["n"].sum())
        self.read_foot.html = str(
            store.render(
                "twin.html",
                key="read",
                title=store.t("Table of the articles read"),
                columns=columns,
                rows=rows,
                total=len(table),
                undated=undated,
            )
        )

    def _when(self, start: Any, end: Any) -> str:
        """Write a step of time by its first and last day."""
        first, last = self.store.day(start), self.store.day(end - np.timedelta64(1, "D"))
        return first if first == last else f"{first} – {last}"

    def _draw_chosen(self, lanes: list[str]) -> None:
        self.chosen.data = {"x": [], "y": []}
        chosen = self.store.filters.incident
        if not chosen:
            return
        at = np.flatnonzero(self.store.index.incidents["incident_id"].to_numpy() == chosen)[0]
        day = millis(self.store.index.day[at])
        inside = (self.dots.data["start"] <= day) & (day < self.dots.data["end"])
        positions, coded = self.store.index.lanes[self.store.filters.lanes]
        mine = [self.store.word(coded.names[code]) for code in coded.codes[positions == at]]
        origin = self.store.word(self.store.index.incidents["origin"].iloc[at])
        keep = inside & np.isin(self.dots.data["lane"], mine) & (np.array(self.dots.data["origin"]) == origin)
        self.chosen.data = {"x": self.dots.data["x"][keep], "y": self.dots.data["y"][keep]}

    def _brushed(self, event: Any) -> None:
        if event.final and event.geometry.get("type") == "rect":
            first, last = (pd.Timestamp(event.geometry[k], unit="ms") for k in ("x0", "x1"))
            self.store.change(first=f"{first:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")

    def _tapped(self, event: Any) -> None:
        """Open the nearest circle within reach: its incident when it is one, else the list of them."""
        data = self.dots.data
        best = nearest(self.fig, data, event)
        if best is None:
            return
        opened = look_up(self.store, data["key"][best])
        if opened and opened.total == 1:
            self.store.select("incident", opened.rows[0].value)
        else:
            self.store.select("behind", data["key"][best])

    def _tapped_read(self, event: Any) -> None:
        """Open the articles of the bar that was tapped."""
        data = self.read.data
        inside = (np.abs(data["x"] - event.x) <= np.maximum(data["width"], self._pixel() * 8) / 2) & (
            np.abs(data["bottom"] + 0.5 - event.y) <= 0.5
        )
        if inside.any():
            self.store.select("behind", data["key"][int(np.flatnonzero(inside)[0])])

    def _pixel(self) -> float:
        """Return the milliseconds of one pixel."""
        return (self.range.end - self.range.start) / inner(self.strip, "width", 600)

    def _bin(self, start: Any, end: Any, lane: str, origin: str) -> tuple[str, ...]:
        """Return the key of the incidents of one circle."""
        return "bin", str(start)[:10], str(end)[:10], self.store.filters.lanes, lane, origin

    def act(self, message: dict[str, Any]) -> None:
        if message["act"] == "whole":
            self.store.change(first="", last="")
        else:
            super().act(message)

    @property
    def layout(self) -> pn.viewable.Viewable:
        return pn.Column(self.head, *self.panes, self.foot, self.read_foot, sizing_mode="stretch_width")
