"""Incidents over time: counted by day, week, month or year and by lane, with the articles read as the denominator below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.charts import style

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import plotly.graph_objects as go

STEPS = ("day", "week", "month", "year")
LANES = ("area", "side", "kind", "grade")
NO_DATE = "NaT"


def choose_step(first: np.datetime64, last: np.datetime64) -> str:
    """Return the finest step that cuts the days from first to last into at most 220 bins."""
    days = max(int((last - first).astype("timedelta64[D]").astype(int)), 0)
    return next((step for step, size in (("day", 1), ("week", 7), ("month", 30.4)) if days / size <= 220), "year")


def bin_start(days: np.ndarray, step: str) -> np.ndarray:
    """Return the first day of the bin of each day (``datetime64[D]``); weeks begin on Monday. NaT stays NaT."""
    import numpy as np

    if step not in STEPS:
        raise ValueError(f"step is {step!r}; allowed: {', '.join(STEPS)}")
    days = np.asarray(days, "datetime64[D]")
    if step == "day":
        return days
    if step == "week":
        return days - (days.astype("int64") + 3) % 7 * np.isfinite(days)
    return days.astype({"month": "datetime64[M]", "year": "datetime64[Y]"}[step]).astype("datetime64[D]")


def bin_end(starts: np.ndarray, step: str) -> np.ndarray:
    """Return the first day after each bin."""
    import numpy as np

    if step in ("day", "week"):
        return starts + np.timedelta64({"day": 1, "week": 7}[step], "D")
    unit = {"month": "datetime64[M]", "year": "datetime64[Y]"}[step]
    return (starts.astype(unit) + 1).astype("datetime64[D]")


def count_bins(days: np.ndarray, lane: np.ndarray, *, step: str, n_lanes: int) -> pd.DataFrame:
    """Count rows by bin and lane code; a row is one bin of one lane with at least one: ``start, end, lane, n``. NaT is left out."""
    import numpy as np
    import pandas as pd

    known = np.isfinite(days)
    starts = bin_start(days[known], step)
    if not len(starts):
        return pd.DataFrame({"start": starts, "end": starts, "lane": np.array([], int), "n": np.array([], int)})
    first = starts.min()
    offset = (starts - first).astype("int64")
    width = int(offset.max()) + 1
    flat = np.bincount(lane[known].astype("int64") * width + offset, minlength=width * n_lanes)
    at = np.flatnonzero(flat)
    begin = first + (at % width).astype("timedelta64[D]")
    return pd.DataFrame({"start": begin, "end": bin_end(begin, step), "lane": at // width, "n": flat[at]})


def lane_values(incidents: pd.DataFrame, lanes: str) -> pd.DataFrame:
    """Return one row for each incident and lane it stands in: ``position`` (row of incidents) and ``lane`` (text; null is unknown).

    An incident of two sides stands in both their lanes.
    """
    import pandas as pd

    if lanes not in LANES:
        raise ValueError(f"lanes is {lanes!r}; allowed: {', '.join(LANES)}")
    if lanes != "side":
        column = {"area": "country", "kind": "event_type", "grade": "grade"}[lanes]
        return pd.DataFrame({"position": range(len(incidents)), "lane": incidents[column].to_numpy(dtype=object)})
    exploded = pd.Series(incidents["sides"].to_list(), dtype=object).explode()
    return pd.DataFrame({"position": exploded.index, "lane": exploded.to_numpy(dtype=object)})


def timeline_table(incidents: pd.DataFrame, *, step: str | None = None, lanes: str = "area") -> pd.DataFrame:
    """Count incidents: a row is one bin of one lane of one origin, ``start, end, lane, origin, n`` (n in incidents).

    ``step`` is day, week, month or year, chosen by the span of dates when not given. ``lane`` null: not known. Incidents
    without a start date are in no row. Origins are counted apart and are never added.
    """
    import numpy as np
    import pandas as pd

    days = incidents["start_date"].to_numpy().astype("datetime64[D]")
    known = days[np.isfinite(days)]
    step = step or (choose_step(known.min(), known.max()) if len(known) else "day")
    values = lane_values(incidents, lanes)
    codes, names = pd.factorize(values["lane"], use_na_sentinel=False)
    origin_codes, origins = pd.factorize(incidents["origin"].to_numpy(dtype=object))
    both = codes * max(len(origins), 1) + origin_codes[values["position"].to_numpy()] if len(values) else codes
    table = count_bins(days[values["position"].to_numpy()], both, step=step, n_lanes=len(names) * max(len(origins), 1))
    code = table.pop("lane").to_numpy()
    table.insert(2, "lane", np.asarray(names, object)[code // max(len(origins), 1)] if len(table) else [])
    table.insert(3, "origin", np.asarray(origins, object)[code % max(len(origins), 1)] if len(table) else [])
    return table


def articles_table(articles: pd.DataFrame, *, step: str = "day") -> pd.DataFrame:
    """Count the articles read: a row is one bin and outlet, ``start, end, outlet, n`` (n in articles); undated ones are in no row."""
    import numpy as np
    import pandas as pd

    days = articles["published_at"].dt.tz_localize(None).to_numpy().astype("datetime64[D]")
    codes, names = pd.factorize(articles["outlet"].to_numpy(dtype=object), use_na_sentinel=False)
    table = count_bins(days, codes, step=step, n_lanes=max(len(names), 1))
    table["outlet"] = np.asarray(names, object)[table.pop("lane").to_numpy()] if len(table) else []
    return table[["start", "end", "outlet", "n"]]


def timeline(
    table: pd.DataFrame, *, theme: str = "light", labels: dict | None = None, source: str | None = None
) -> go.Figure:
    """Draw a ``timeline_table``: a circle is one bin of one lane, its area the number of incidents; colour is the origin."""
    import plotly.graph_objects as go

    names = {None: "not known", **(labels or {})}
    figure = go.Figure()
    largest = table["n"].max() if len(table) else 1
    for origin, rows in sorted(table.groupby("origin"), reverse=True):
        lane = [names.get(value if isinstance(value, str) else None, value) for value in rows["lane"]]
        middle = rows["start"] + (rows["end"] - rows["start"]) / 2
        figure.add_scatter(
            x=middle,
            y=lane,
            mode="markers",
            name=names.get(origin, origin),
            marker={
                "size": rows["n"],
                "sizemode": "area",
                "sizeref": 2 * largest / 26**2,
                "sizemin": 4,
                "color": style.colour(str(origin), theme),
                "symbol": style.symbol(str(origin), plotly=True),
                "opacity": 0.8,
            },
            customdata=rows[["start", "end", "n"]].astype({"start": str, "end": str}).to_numpy(),
            hovertemplate="%{y}<br>%{customdata[0]} to before %{customdata[1]}<br>%{customdata[2]} incident(s)<extra>%{fullData.name}</extra>",
        )
    figure.update_yaxes(categoryorder="category descending")
    figure.update_layout(legend_itemsizing="constant")
    alt = f"Timeline of {len(table)} bins with incidents, in {table['lane'].nunique(dropna=False)} lanes."
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=360)
