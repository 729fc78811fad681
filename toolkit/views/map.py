"""The map: incidents as exactly as their place is known, and a tray of those that are not on it."""

from __future__ import annotations

from typing import Any

import numpy as np
import panel as pn
from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, CustomJS, HoverTool, PanTool

from toolkit.charts import basemap, style
from toolkit.charts import map as chart
from toolkit.views.behind import link
from toolkit.views.figure import hover_card, nearest, plot, span
from toolkit.views.labels import place_labels
from toolkit.views.view import View

#: Keeps one degree of latitude as long as it should be when the picture changes its size.
KEEP_SHAPE = """
const w = fig.inner_width, h = fig.inner_height;
if (w > 0 && h > 0) {
  const middle = (y.start + y.end) / 2;
  const half = (x.end - x.start) * h / w / aspect / 2;
  y.setv({start: middle - half, end: middle + half});
}
"""
#: Shows more names the closer the map is.
SHOW_NAMES = """
const span = x.end - x.start;
names.forEach((n, i) => { n.visible = i == 0 || span < (i == 1 ? 5 : 2.2); });
"""


class Map(View):
    """Incidents on the offline map. A circle opens its incidents; zoom and move by buttons, drag or keys."""

    name_of = "map"
    heading = "Map"

    def build(self) -> None:
        store = self.store
        self.head, self.foot = self.part(), self.part()
        self.spots: Any = ColumnDataSource(
            {k: [] for k in ("x", "y", "size", "line", "fill", "n", "text", "name", "prec", "origin", "marker")}
        )
        self.chosen: Any = ColumnDataSource({"x": [], "y": []})
        self.borders: list[Any] = []
        west, east, south, north = basemap.VIEW
        limits = basemap.LIMITS
        self.x = span(west, east, bounds=(limits[0], limits[1]))
        self.y = span(south, north)
        self.fig = plot(store.theme, height=470, x_range=self.x, y_range=self.y, tools=[], source=store.source_line)
        self.fig.min_border = 0
        self.fig.axis.visible = False
        self.fig.grid.visible = False
        self._draw_base()
        self._draw_spots()
        pan = PanTool()
        self.fig.add_tools(pan)
        self.fig.toolbar.active_drag = pan
        self.fig.on_event(Tap, self._tapped)
        keep = CustomJS(args={"fig": self.fig, "x": self.x, "y": self.y, "aspect": basemap.ASPECT}, code=KEEP_SHAPE)
        for name in ("inner_width", "inner_height"):
            self.fig.js_on_change(name, keep)
        self.pane = pn.pane.Bokeh(self.fig, sizing_mode="stretch_width")
        self._named = ""

    def _draw_base(self) -> None:
        colours = basemap.COLOURS[self.store.theme]
        self.fig.background_fill_color = colours["sea"]
        for name, kind, x, y in basemap.base_layers():
            xs, ys = (np.array(values, dtype="float64") for values in (x, y))
            if kind == "fill":
                self.fig.patch(xs, ys, fill_color=colours[name], line_color=None)
                continue
            width = {"border": 1.4, "disputed": 1.4, "sea": 1.6}.get(name, 0.7)
            line = self.fig.line(
                xs, ys, line_color=colours[name], line_width=width, line_dash="dashed" if kind == "dash" else "solid"
            )
            if name in ("border", "disputed"):
                self.borders.append(line)
        self.names = [ColumnDataSource({"x": [], "y": [], "text": []}) for _ in range(3)]
        self.name_glyphs = []
        for rank, source in enumerate(self.names):
            text = self.fig.text(
                "x",
                "y",
                text="text",
                source=source,
                text_color=colours["label"],
                text_font=value(style.FONT),
                text_font_size=("12px", "11px", "10px")[rank],
                text_align="center",
                text_baseline="bottom",
                y_offset=-4,
                visible=rank == 0,
            )
            point = self.fig.scatter("x", "y", source=source, size=3, color=colours["label"], visible=rank == 0)
            self.name_glyphs.append((text, point))
        for glyphs in zip(*self.name_glyphs, strict=True):
            self.x.js_on_change("end", CustomJS(args={"x": self.x, "names": list(glyphs)}, code=SHOW_NAMES))

    def _draw_spots(self) -> None:
        c, store = style.theme(self.store.theme), self.store
        spots = self.fig.scatter(
            "x",
            "y",
            size="size",
            marker="marker",
            line_color="line",
            fill_color="fill",
            fill_alpha=0.8,
            line_width=2,
            source=self.spots,
            nonselection_alpha=0.8,
        )
        self.fig.text(
            "x",
            "y",
            text="text",
            source=self.spots,
            text_color=c["card"],
            text_font=value(style.FONT),
            text_font_size="11px",
            text_font_style="bold",
            text_align="center",
            text_baseline="middle",
        )
        self.fig.scatter("x", "y", size=34, source=self.chosen, fill_color=None, line_color=c["ink"], line_width=2)
        rows = [("", "@name"), ("", "@prec"), (store.t("incidents"), "@n"), ("", "@origin")]
        self.fig.add_tools(HoverTool(renderers=[spots], tooltips=hover_card(store.theme, rows)))

    def refresh(self) -> None:
        store, f = self.store, self.store.filters
        table = store.selection.spots()
        n = table["n"].to_numpy("float64")
        exact = table["where_prec"].to_numpy() == 1
        colours = [store.colour(origin) for origin in table["origin"]]
        card = style.theme(store.theme)["card"]
        both = table["origin"].nunique() > 1
        shift = np.where(table["origin"] == "articles", 0.045, -0.045 if both else 0.0) if both else 0.0
        self.spots.data = {
            "x": table["lon"].to_numpy("float64") + shift,
            "y": table["lat"].to_numpy("float64"),
            "size": 11 + 4.5 * np.sqrt(n),
            "line": colours,
            "fill": [
                colour if full or many > 1 else card for colour, full, many in zip(colours, exact, n, strict=True)
            ],
            "marker": [style.symbol(origin) for origin in table["origin"]],
            "n": table["n"].to_numpy(),
            "text": [str(many) if many > 1 else "" for many in table["n"]],
            "name": table["place_name"].fillna("").to_list(),
            "prec": [store.t(chart.PRECISION.get(int(p), "")) for p in table["where_prec"]],
            "origin": [store.word(origin) for origin in table["origin"]],
        }
        self._draw_chosen(shift)
        for line in self.borders:
            line.visible = f.borders == "dashed"
        if self._named != f.names:
            self._named = f.names
            for source, labels in zip(self.names, place_labels(f.names), strict=True):
                source.data = {
                    "x": labels["lon"].to_numpy(),
                    "y": labels["lat"].to_numpy(),
                    "text": labels["name"].to_list(),
                }
        self._draw_parts()

    def _draw_parts(self) -> None:
        store = self.store
        off = store.selection.off_map()
        shown = len(store.selection.incident_at) - sum(off.values())
        self.head.html = str(store.render("map.html", figure=self.fig.id, shown=shown, off=sum(off.values())))
        some = chart.off_map_table(store.selection.incidents.head(5000)).head(50) if off else None
        self.foot.html = str(
            store.render(
                "map_tray.html",
                off={reason: link(n, "offmap", reason) for reason, n in off.items()},
                n_off=sum(off.values()),
                total=len(store.selection.incident_at),
                some=some,
                disclaimer=store.t(basemap.DISCLAIMER),
            )
        )

    def _draw_chosen(self, shift: Any) -> None:
        self.chosen.data = {"x": [], "y": []}
        if not self.store.filters.incident:
            return
        ids = self.store.index.incidents["incident_id"].to_numpy()
        row = self.store.index.incidents.iloc[np.flatnonzero(ids == self.store.filters.incident)[0]]
        if np.isfinite(row["lat"]) and np.isfinite(row["lon"]):
            moved = 0.0 if np.isscalar(shift) else 0.045 if row["origin"] == "articles" else -0.045
            self.chosen.data = {"x": [row["lon"] + moved], "y": [row["lat"]]}

    def _tapped(self, event: Any) -> None:
        best = nearest(self.fig, self.spots.data, event)
        if best is None:
            return
        at = self.store.index.spots[1]
        row = self.store.selection.spots().index[best]
        mine = self.store.selection.incident_at[at[self.store.selection.incident_at] == row]
        chosen = self.store.index.incidents["incident_id"].iloc[mine].to_list()
        now = self.store.filters.incident
        self.store.select("incident", chosen[(chosen.index(now) + 1) % len(chosen) if now in chosen else 0])

    def act(self, message: dict[str, Any]) -> None:
        zoom = {"closer": 0.6, "farther": 1 / 0.6}.get(message["act"])
        if zoom:
            self._zoom(zoom)
        elif message["act"] == "whole":
            west, east, south, north = basemap.VIEW
            self._show(west, east, (south + north) / 2)
        else:
            super().act(message)

    def _zoom(self, by: float) -> None:
        half = min((self.x.end - self.x.start) * by, basemap.LIMITS[1] - basemap.LIMITS[0]) / 2
        middle = self.chosen.data["x"][0] if len(self.chosen.data["x"]) else (self.x.start + self.x.end) / 2
        height = self.chosen.data["y"][0] if len(self.chosen.data["y"]) else (self.y.start + self.y.end) / 2
        self._show(middle - half, middle + half, height)

    def _show(self, west: float, east: float, middle: float) -> None:
        shape = (self.fig.inner_height or 400) / (self.fig.inner_width or 600)
        half = (east - west) * shape / basemap.ASPECT / 2
        self.y.update(start=middle - half, end=middle + half)
        self.x.update(start=west, end=east)

    @property
    def layout(self) -> pn.viewable.Viewable:
        return pn.Column(self.head, self.pane, self.foot, sizing_mode="stretch_width")
