"""Bokeh figures of the served pages in the look of ``charts.style``: no toolbar, own controls, the source line in the picture."""

from __future__ import annotations

from typing import Any

import numpy as np
from bokeh.core.property.descriptors import UnsetValueError
from bokeh.models import DatetimeTickFormatter, Range1d
from bokeh.models.annotations import Title
from bokeh.plotting import figure

from toolkit.charts import style

#: How far from the edge of a mark a tap still means it, in pixels.
REACH = 8


def span(start: float, end: float, **options: Any) -> Any:
    """Return a range of an axis that keeps what it is set to."""
    return Range1d(start=start, end=end, **options)


def inner(fig: Any, side: str, otherwise: int) -> int:
    """Return the inner width or height of a figure as the browser drew it; something else before it was drawn."""
    try:
        return getattr(fig, f"inner_{side}") or otherwise
    except UnsetValueError:
        return otherwise


def nearest(fig: Any, data: dict[str, Any], event: Any) -> int | None:
    """Return the position of the mark (``x``, ``y``, ``size``) that a tap is on; None when there is none within reach."""
    if not len(data["x"]) or event.x is None:
        return None
    x, y = fig.x_range, fig.y_range
    across = (np.asarray(data["x"]) - event.x) / (x.end - x.start) * inner(fig, "width", 800)
    up = (np.asarray(data["y"]) - event.y) / (y.end - y.start) * inner(fig, "height", 300)
    away = np.hypot(across, up) - np.asarray(data["size"]) / 2
    best = int(away.argmin())
    return best if away[best] <= REACH else None


def plot(theme: str, *, height: int, source: str | None = None, caption: str | None = None, **options: Any) -> Any:
    """Return an empty figure in the colours of a theme. Ranges are kept when its data change."""
    c = style.theme(theme)
    options = {"x_range": span(0, 1), "y_range": span(0, 1), **options}
    fig = figure(
        height=height,
        sizing_mode="stretch_width",
        toolbar_location=None,
        min_border_right=12,
        background_fill_color=c["card"],
        border_fill_color=c["card"],
        outline_line_color=None,
        **options,
    )
    for axis in fig.axis:
        axis.axis_line_color = c["line"]
        axis.major_tick_line_color = c["line"]
        axis.minor_tick_line_color = None
        axis.major_label_text_color = c["ink"]
        axis.major_label_text_font = style.FONT
        axis.major_label_text_font_size = "12px"
    for grid in fig.grid:
        grid.grid_line_color = c["grid"]
    lines: tuple[tuple[str | None, Any], ...] = ((caption, "above"), (source, "below"))
    for text, where in lines:
        if text:
            line = Title(
                text=text,
                text_color=c["muted"],
                text_font=style.FONT,
                text_font_size="10px",
                text_font_style="normal",
            )
            fig.add_layout(line, where)
    return fig


def days_axis() -> Any:
    """Return how an axis writes days: in numbers, the same in all languages."""
    return DatetimeTickFormatter(years="%Y", months="%Y-%m", days="%Y-%m-%d", hours="%Y-%m-%d")


def lean(fig: Any) -> None:
    """Leave out the second forms of marks (not chosen, muted, ...), of which nothing is shown: half the models of a page."""
    for drawn in fig.renderers:
        drawn.update(selection_glyph=None, nonselection_glyph=None, muted_glyph=None)


def hover_card(theme: str, rows: list[tuple[str, str]]) -> str:
    """Return the HTML of a hover text: a name and a field of the source each; Bokeh escapes the values of fields."""
    c = style.theme(theme)
    lines = "".join(f"<div><b>{value}</b> <span style='opacity:.75'>{name}</span></div>" for name, value in rows)
    return f"<div style='font:13px {style.FONT};color:{c['ink']};background:{c['paper']};padding:6px 8px;max-width:260px'>{lines}</div>"
