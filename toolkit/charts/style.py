"""The look of all charts: one registry of colours and shapes (``palette.yml``), one Plotly template for light and dark."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

THEMES = ("light", "dark")
FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
_SWAPPED = {"violet": "ochre", "ochre": "violet"}


@lru_cache(maxsize=1)
def _palette() -> dict[str, Any]:
    import yaml

    return yaml.safe_load((Path(__file__).parent / "palette.yml").read_text(encoding="utf-8"))


def theme(name: str = "light") -> dict[str, str]:
    """Return the colours of a theme by name: hues, ``paper``, ``card``, ``ink``, ``muted``, ``line``, ``grid``, ..."""
    return _palette()["themes"][name]


def colour(code: str, name: str = "light", *, swap: bool = False) -> str:
    """Return the colour of a side's code (special codes too) or of an origin in a theme; ``swap`` exchanges the two hues.

    >>> colour("ARM") == colour("AZE", swap=True)
    True
    """
    hue = _entry(code)["hue"]
    return theme(name)[_SWAPPED.get(hue, hue) if swap else hue]


def symbol(code: str, *, plotly: bool = False) -> str:
    """Return the name of the shape of a side's code, in Bokeh's or Plotly's words."""
    shape = _entry(code).get("symbol", "circle")
    return _palette()["plotly_symbols"].get(shape, shape) if plotly else shape


def meaning(name: str, theme_name: str = "light") -> dict[str, str]:
    """Return colour and Plotly symbol of what is of no side: ``own``, ``cited``, ``reported``, ``silent``, ``no data``, ..."""
    entry = _palette()["meanings"][name]
    return {"color": theme(theme_name)[entry["hue"]], "symbol": entry["symbol"]}


def shades(n: int, theme_name: str = "light") -> list[str]:
    """Return ``n`` colours of one hue of no side, from the strongest to the faintest."""
    c = theme(theme_name)
    return [mixed(c["deep"], c["grid"], k / max(n - 1, 1)) for k in range(n)]


def scale(theme_name: str = "light") -> list[list[Any]]:
    """Return the colours of a heat map, from none to most; text in the colour of ink is read on each of them."""
    c = theme(theme_name)
    return [[0, c["card"]], [1, mixed(c["card"], c["deep"], 0.4)]]


def mixed(one: str, other: str, part: float) -> str:
    """Return a colour between two hex colours, ``part`` (0 to 1) of the way to the other.

    >>> mixed("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def wrapped(text: str, width: int = 16) -> str:
    """Return a label broken into lines of about ``width`` characters, between words."""
    import textwrap

    return "<br>".join(textwrap.wrap(text, width, break_long_words=False)) or text


def _entry(code: str) -> dict[str, str]:
    palette = _palette()
    known = palette["sides"].get(code) or palette["origins"].get(code)
    if known:
        return known
    others = palette["others"]
    return others[sum(map(ord, code)) % len(others)]


def template(name: str = "light"):
    """Return the Plotly template of a theme."""
    import plotly.graph_objects as go

    c = theme(name)
    axis = {
        "gridcolor": c["grid"],
        "linecolor": c["line"],
        "zerolinecolor": c["line"],
        "tickcolor": c["line"],
        "title": {"font": {"size": 12, "color": c["muted"]}},
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": c["ink"]},
            "paper_bgcolor": c["card"],
            "plot_bgcolor": c["card"],
            "colorway": [c["violet"], c["ochre"], c["slate"]],
            "colorscale": {"sequential": [[0, c["grid"]], [1, c["violet"]]]},
            "xaxis": axis,
            "yaxis": axis,
            "title": {"font": {"size": 15}, "x": 0, "xanchor": "left"},
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "title": {"text": ""}},
            "margin": {"l": 8, "r": 8, "t": 48, "b": 48},
            "hoverlabel": {
                "bgcolor": c["paper"],
                "bordercolor": c["line"],
                "font": {"color": c["ink"], "family": FONT},
            },
        }
    )


def finish(figure, *, theme_name: str = "light", alt: str, source: str | None = None, height: int | None = None):
    """Give a figure the template, a text alternative (``layout.meta.alt``), a source line in the picture and kept zoom."""
    figure.update_layout(template=template(theme_name), meta={"alt": alt}, uirevision="kept", autosize=True)
    if height:
        figure.update_layout(height=height)
    if source:
        line = {"text": source, "font": {"size": 10, "color": theme(theme_name)["muted"]}}
        at = {"x": 0, "y": 0, "xref": "container", "yref": "container", "xanchor": "left", "yanchor": "bottom"}
        figure.update_layout(title={**line, **at, "pad": {"l": 8, "b": 6}}, margin_b=72)
    return figure
