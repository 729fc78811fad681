"""The map: incidents as exactly as their place is known, and a tray of those that are not on it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import panel as pn
from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, CustomJS, HoverTool, PanTool

from toolkit.charts import basemap, style
from toolkit.charts import map as chart
from toolkit.views.behind import key, link, look_up
from toolkit.views.figure import hover_card, inner, nearest, plot, span
from toolkit.views.shapes import beside, clusters, ground, mark_size, rings
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
            {
                k: []
                for k in (
                    "x",
                    "y",
                    "size",
                    "line",
                    "fill",
                    "ink",
                    "n",
                    "text",
                    "name",
                    "prec",
                    "origin",
                    "marker",
                    "key",
                )
            }
        )
        areas: dict[str, list[Any]] = {k: [] for k in ("xs", "ys", "color", "alpha", "name", "prec")}
        self.grounds: Any = ColumnDataSource(dict(areas))
        self.lines: Any = ColumnDataSource(dict(areas))
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
        look = {
            "fill_color": "color",
            "line_color": "color",
            "fill_alpha": "alpha",
            "line_width": 1,
            "line_alpha": 0.6,
        }
        grounds = self.fig.patches("xs", "ys", source=self.grounds, **look)
        lines = self.fig.multi_line("xs", "ys", source=self.lines, line_color="color", line_width=4, line_alpha=0.55)
        spots = self.fig.scatter(
            "x",
            "y",
            size="size",
            marker="marker",
            line_color="line",
            fill_color="fill",
            fill_alpha=0.85,
            line_width=2,
            source=self.spots,
            nonselection_alpha=0.85,
        )
        self.fig.text(
            "x",
            "y",
            text="text",
            source=self.spots,
            text_color="ink",
            text_font=value(style.FONT),
            text_font_size="11px",
            text_font_style="bold",
            text_align="center",
            text_baseline="middle",
        )
        self.fig.scatter("x", "y", size=34, source=self.chosen, fill_color=None, line_color=c["ink"], line_width=2)
        rows = [("", "@name"), ("", "@prec"), (store.t("incidents"), "@n"), ("", "@origin")]
        self.fig.add_tools(
            HoverTool(renderers=[spots], tooltips=hover_card(store.theme, rows)),
            HoverTool(renderers=[grounds, lines], tooltips=hover_card(store.theme, rows[:2])),
        )
        self._width = 640
        self.fig.on_change("inner_width", self._resized)

    def refresh(self) -> None:
        store, f = self.store, self.store.filters
        self._table = store.selection.spots()
        self._draw_grounds()
        self._gather()
        for line in self.borders:
            line.visible = f.borders == "dashed"
        if self._named != f.names:
            self._named = f.names
            for source, labels in zip(self.names, store.index.place_labels(f.names, store.lang), strict=True):
                source.data = {
                    "x": labels["lon"].to_numpy(),
                    "y": labels["lat"].to_numpy(),
                    "text": labels["name"].to_list(),
                }
        self._draw_parts()

    def _names_of(self, table: pd.DataFrame) -> list[str]:
        """Return the names of spots in the reader's convention."""
        own = self.store.index.place_names(self.store.filters.names, self.store.lang)
        names = zip(table["place_id"], table["place_name"].fillna(""), strict=True)
        return [own.get(place_id, name) for place_id, name in names]

    def _draw_grounds(self) -> None:
        """Draw what is not known to a point as what it is known to: the more incidents, the darker."""
        store, table = self.store, self._table
        drawn: dict[str, dict[str, list[Any]]] = {
            kind: {k: [] for k in ("xs", "ys", "color", "alpha", "name", "prec")} for kind in ("area", "line")
        }
        for row, name in zip(table.itertuples(), self._names_of(table), strict=True):
            place = row.place_id if isinstance(row.place_id, str) else None
            shape = ground(place, int(row.where_prec), row.lat, row.lon)
            if shape is None:
                continue
            into = drawn["line" if shape.geom_type.endswith("LineString") else "area"]
            xs, ys = rings(shape)
            into["xs"] += xs
            into["ys"] += ys
            said = {
                "color": store.colour(row.origin),
                "alpha": min((0.04 if row.where_prec == 2 else 0.1) + 0.05 * row.n, 0.45),
                "name": name,
                "prec": store.t(chart.PRECISION[int(row.where_prec)]),
            }
            for column, content in said.items():
                into[column] += [content] * len(xs)
        self.grounds.data, self.lines.data = drawn["area"], drawn["line"]

    def _gather(self) -> None:
        """Draw the marks; those too close to tell apart at this zoom become one mark with their count."""
        store, table = self.store, self._table
        n = table["n"].to_numpy("float64")
        pixels = self._width / (self.x.end - self.x.start)
        lon, lat = table["lon"].to_numpy("float64"), table["lat"].to_numpy("float64")
        origin = table["origin"].to_numpy(dtype=object)
        of = clusters(lon * pixels, lat * pixels * basemap.ASPECT, n, origin)
        marks = table.assign(lon=lon * n, lat=lat * n, at=table.index, name=self._names_of(table)).groupby(of)
        made = marks.agg(lon=("lon", "sum"), lat=("lat", "sum"), n=("n", "sum"), origin=("origin", "first"))
        precise = marks["where_prec"].agg(lambda each: sorted(set(each.astype(int))))
        exact = np.array([each == [1] for each in precise], bool)
        colours = [store.colour(code) for code in made["origin"]]
        card = style.theme(store.theme)["card"]
        size = mark_size(made["n"].to_numpy("float64"))
        x, y = ((made[name] / made["n"]).to_numpy("float64") for name in ("lon", "lat"))
        x = beside(x * pixels, y * pixels * basemap.ASPECT, size, made["origin"].eq("articles").to_numpy()) / pixels
        self.spots.data = {
            "x": x,
            "y": y,
            "size": size * np.where(made["origin"].eq("articles"), 1.3, 1.0),
            "line": colours,
            "fill": [colour if full else card for colour, full in zip(colours, exact, strict=True)],
            "ink": [card if full else colour for colour, full in zip(colours, exact, strict=True)],
            "marker": [style.symbol(code) for code in made["origin"]],
            "n": made["n"].to_numpy(),
            "text": [store.count(many) if many > 1 else "" for many in made["n"]],
            "name": [listed(names) for names in marks["name"].agg(list)],
            "prec": [", ".join(store.t(chart.PRECISION[p]) for p in each) for each in precise],
            "origin": [store.word(code) for code in made["origin"]],
            "key": [key("spots", ".".join(map(str, each))) for each in marks["at"].agg(list)],
        }
        self._draw_chosen(of)

    def _resized(self, _name: str, _old: Any, width: Any) -> None:
        if width and abs(width - self._width) > 0.1 * self._width:
            self._width = width
            self._gather()

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

    def _draw_chosen(self, of: np.ndarray) -> None:
        """Ring the mark that the chosen incident is part of."""
        self.chosen.data = {"x": [], "y": []}
        if not self.store.filters.incident:
            return
        index = self.store.index
        spot = index.spots[1][index.position(self.store.filters.incident)]
        at = np.flatnonzero(self._table.index.to_numpy() == spot)
        if len(at):
            mark = of[at[0]]
            self.chosen.data = {"x": [self.spots.data["x"][mark]], "y": [self.spots.data["y"][mark]]}

    def _tapped(self, event: Any) -> None:
        """Open the nearest mark within reach: its incident when it is one, else the list of them."""
        best = nearest(self.fig, self.spots.data, event)
        if best is None:
            return
        opened = look_up(self.store, self.spots.data["key"][best])
        if opened and opened.total == 1:
            self.store.select("incident", opened.rows[0].value)
        else:
            self.store.select("behind", self.spots.data["key"][best])

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
        shape = inner(self.fig, "height", 400) / inner(self.fig, "width", 600)
        half = (east - west) * shape / basemap.ASPECT / 2
        self.y.update(start=middle - half, end=middle + half)
        self.x.update(start=west, end=east)
        self._gather()

    @property
    def layout(self) -> pn.viewable.Viewable:
        return pn.Column(self.head, self.pane, self.foot, sizing_mode="stretch_width")


def listed(names: list[str]) -> str:
    """Write the names of the places of one mark, the first few of many."""
    different = list(dict.fromkeys(filter(None, names)))
    return ", ".join(different[:4]) + (" …" if len(different) > 4 else "")
