"""Frames, blame, mirror, silence and agreement: heat maps and tables of ``toolkit.framing``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.charts import style

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def frame_heatmap(
    table: pd.DataFrame,
    *,
    by: str = "outlet",
    scheme: str = "semetko_valkenburg",
    theme: str = "light",
    source: str | None = None,
) -> go.Figure:
    """Draw a ``frames_summary`` table as a heat map: frames by article or outlet, the share of sentences in each cell."""
    rows = table[table["scheme"].eq(scheme)]
    grid = rows.pivot_table(index=by, columns="frame", values="share", observed=True)
    counts = rows.pivot_table(index=by, columns="frame", values="n_sentences", observed=True)
    if len(grid.columns) > 8:  # many frames read better as lines
        grid, counts = grid.T.rename(index=_words), counts.T
    text = grid.map(lambda share: "" if share != share else f"{share:.0%}")
    figure = _heat(grid, text, theme, "%{y}, %{x}: %{customdata} sentences (%{z:.0%})", counts)
    top = rows.iloc[rows["share"].argmax()] if len(rows) and rows["share"].notna().any() else None
    alt = f"Share of sentences with each frame of {_words(scheme)}." + (
        f" Highest: {_words(top['frame'])} in {top[by]}, {top['share']:.0%}." if top is not None else " No sentences."
    )
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=190 + 34 * max(len(grid), 2))


def war_peace(table: pd.DataFrame, *, by: str = "outlet", theme: str = "light", source: str | None = None) -> go.Figure:
    """Draw a ``war_peace_summary`` table: indicators by outlet (or article); cells without evidence say 'not scored'."""
    rows = table.assign(indicator=table["orientation"] + ": " + table["indicator"].str.replace("_", " "))
    grid = rows.pivot_table(index="indicator", columns=by, values="n", aggfunc="sum", min_count=1, observed=True)
    grid = grid.reindex(index=sorted(rows["indicator"].unique()), columns=rows[by].unique()).astype(float)
    text = grid.astype("Int64").astype("str").where(grid.notna(), "not scored")
    figure = _heat(grid, text, theme, "%{x}, %{y}: %{customdata}", text)
    scored = int(rows["scored"].sum())
    alt = f"Indicators of war and peace journalism: {scored} of {len(rows)} cells have evidence, the others are not scored."
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=150 + 26 * max(len(grid), 2))


def blame(
    table: pd.DataFrame, *, theme: str = "light", labels: dict | None = None, source: str | None = None
) -> go.Figure:
    """Draw the ``blame`` table of ``blame_and_agency``: who lays responsibility on whom, denials left out of the counts."""
    names = labels or {}
    rows = table[table["status"].ne("denied")]
    total = rows.groupby(["accuser", "accused"], as_index=False)["n"].sum()
    grid = total.pivot(index="accuser", columns="accused", values="n")
    order = sorted(
        {*grid.index, *grid.columns}, key=lambda code: (code in ("OUTLET", "OTHER"), str(names.get(code, code)))
    )
    grid = grid.reindex(index=[c for c in order if c in grid.index], columns=[c for c in order if c in grid.columns])
    grid = grid.rename(index=lambda v: _short(names.get(v, v)), columns=lambda v: _short(names.get(v, v)))
    text = grid.map(lambda n: "" if n != n else f"{n:.0f}")
    figure = _heat(grid, text, theme, "%{y} blames %{x}: %{z:.0f} statements", grid)
    figure.update_layout(xaxis={"title": {"text": "accused"}}, yaxis={"title": {"text": "accuser"}})
    said = total.nlargest(3, "n")
    told = "; ".join(
        f"{names.get(r.accuser, r.accuser)} blames {names.get(r.accused, r.accused)}, {r.n}" for r in said.itertuples()
    )
    return style.finish(
        figure,
        theme_name=theme,
        alt=f"Who blames whom. {told or 'Nobody.'}",
        source=source,
        height=190 + 34 * max(len(grid), 2),
    )


MANNERS = (
    "active",
    "passive_with_agent",
    "thing_as_agent",
    "passive_no_agent",
    "intransitive",
    "noun",
    "agentless_event",
)


def agency(
    table: pd.DataFrame, *, theme: str = "light", labels: dict | None = None, source: str | None = None
) -> go.Figure:
    """Draw the ``agency`` table: how harm to each side's people is told, from 'somebody acts' to 'it happens', as shares.

    One bar for each side in the outlets' own voice and one in the voices they cite; the number of tellings stands beside it.
    """
    import plotly.graph_objects as go

    names = labels or {}
    rows = table.assign(side=table["side"].fillna("UNKNOWN"))
    rows = rows.groupby(["side", "own", "manner"], as_index=False)["n"].sum()
    rows["n_all"] = rows.groupby(["side", "own"])["n"].transform("sum")
    voice = rows["own"].map({True: "own voice", False: "cited"})
    rows["label"] = [
        f"{_short(names.get(side, side))}, {who} ({n})"
        for side, who, n in zip(rows["side"], voice, rows["n_all"], strict=True)
    ]
    order = rows.sort_values(["side", "own"], ascending=[True, False])["label"].drop_duplicates().tolist()
    figure = go.Figure()
    for manner, shade in zip(MANNERS, style.shades(len(MANNERS), theme), strict=True):
        part = rows[rows["manner"].eq(manner)]
        figure.add_bar(
            y=part["label"],
            x=100 * part["n"] / part["n_all"],
            orientation="h",
            name=_words(manner),
            marker={"color": shade, "line": {"width": 0.5, "color": style.theme(theme)["card"]}},
            customdata=part["n"],
            hovertemplate=_words(manner) + ": %{customdata} (%{x:.0f} %)<extra>%{y}</extra>",
        )
    figure.update_layout(
        barmode="stack",
        xaxis={"title": {"text": "share of tellings, %"}, "range": [0, 100]},
        yaxis={"categoryorder": "array", "categoryarray": order[::-1]},
        legend={"traceorder": "normal"},
    )
    alt = f"How harm is told, for {rows['side'].nunique()} sides, {int(rows['n'].sum())} tellings."
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=210 + 28 * max(len(order), 2))


def mirror(
    table: pd.DataFrame,
    *,
    by: str = "outlet",
    theme: str = "light",
    labels: dict | None = None,
    source: str | None = None,
) -> go.Figure:
    """Draw a ``mirror`` table: a row for each aspect and item, a column for each outlet; '—' marks what it leaves out."""
    import plotly.graph_objects as go

    c = style.theme(theme)
    table = table.assign(**{by: table[by].fillna("not known")})
    marks = [
        f"{n}×" if n else "—" if left_out else "" for n, left_out in zip(table["n"], table["left_out"], strict=True)
    ]
    cells = table.assign(cell=marks)
    grid = cells.pivot(index=["aspect", "item"], columns=by, values="cell")
    order = table[["aspect", "item"]].drop_duplicates()
    grid = grid.reindex(order.itertuples(index=False, name=None)).fillna("")
    header = ["", "", *map(str, grid.columns)]
    aspects = [aspect.replace("_", " ") for aspect, _ in grid.index]
    firsts = [a if not n or a != aspects[n - 1] else "" for n, a in enumerate(aspects)]
    items = [_with_labels(item, labels or {}) for _, item in grid.index]
    values = [firsts, items, *(grid[column] for column in grid.columns)]
    lines = [1 + len(item) // 30 for item in items]
    figure = go.Figure(
        go.Table(
            columnwidth=[1.2, 4, *[1.4] * len(grid.columns)],
            header={"values": header, "fill": {"color": c["grid"]}, "align": "left", "font": {"color": c["ink"]}},
            cells={
                "values": values,
                "fill": {"color": c["card"]},
                "align": "left",
                "font": {"color": c["ink"]},
                "height": 24,
            },
        )
    )
    missing = table[table["left_out"]].groupby(by).size()
    told = "; ".join(f"{name} leaves out {n}" for name, n in missing.items())
    alt = (
        f"One incident told by {len(grid.columns)} outlets: {len(grid)} items. {told or 'Nobody leaves anything out.'}"
    )
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=130 + 25 * max(sum(lines), 3))


def _with_labels(item: str, labels: dict) -> str:
    """Write the codes of sides in an item of the mirror as their names, and open bounds as words."""
    import re

    item = re.sub(r"(\d+) to \?", r"\1 or more", item)
    item = re.sub(r"\? to (\d+)", r"at most \1", item).replace(": ?", ": number not told")
    return re.sub(r"\b[A-Z]{3,7}\b", lambda code: _short(labels.get(code.group(), code.group())), item)


def silence_matrix(
    table: pd.DataFrame,
    *,
    by: str = "outlet",
    theme: str = "light",
    labels: dict | None = None,
    source: str | None = None,
) -> go.Figure:
    """Draw a ``silence_matrix``: reported (filled), silent (empty ring), no data (a dash), for each incident and outlet.

    Beside a report stand the sides whose casualties it leaves out and others tell (``−ARM``).
    """
    import plotly.graph_objects as go

    lines = {label: style.wrapped(str(label), 34) for label in table["label"].unique()}
    looks = {state: style.meaning(state, theme) for state in ("reported", "silent", "no data")}
    figure = go.Figure()
    for state, look in looks.items():
        part = table[table["state"].eq(state)]
        left = part["sides_left_out"].map(lambda codes: ", ".join((labels or {}).get(code, code) for code in codes))
        figure.add_scatter(
            x=part[by].map(lambda name: style.wrapped(str(name), 10)),
            y=part["label"].map(lines),
            mode="markers+text",
            name=state,
            marker={"size": 12 if state != "no data" else 7, **look},
            text=part["sides_left_out"].map(lambda codes: "".join(f" −{code}" for code in codes)),
            textposition="middle right",
            textfont={"size": 9},
            customdata=[
                [n, first, out or "none"]
                for n, first, out in zip(part["n_articles"], part["first_at"].astype("str"), left, strict=True)
            ],
            hovertemplate="%{y}<br>%{x}: "
            + state
            + "<br>%{customdata[0]} articles, first %{customdata[1]}<br>casualties left out: %{customdata[2]}<extra></extra>",
        )
    figure.update_layout(
        xaxis={"side": "top", "showgrid": False, "tickangle": 0, "tickfont": {"size": 10}},
        yaxis={"categoryorder": "array", "categoryarray": [*lines.values()][::-1], "tickfont": {"size": 11}},
        legend={"y": 0, "yanchor": "top", "yref": "paper"},
    )
    counts = table["state"].value_counts()
    alt = (
        "Which outlet reports which incident: " + ", ".join(f"{counts.get(state, 0)} {state}" for state in looks) + "."
    )
    return style.finish(
        figure, theme_name=theme, alt=alt, source=source, height=180 + 31 * max(table["label"].nunique(), 2)
    )


def agreement(table: pd.DataFrame, *, theme: str = "light", source: str | None = None) -> go.Figure:
    """Draw an ``agreement`` table: alpha with its interval for each variable, and the two usual marks 0.667 and 0.8.

    Variables without a number are named with the reason (``message``) instead.
    """
    import plotly.graph_objects as go

    c = style.theme(theme)
    number = style.meaning("number", theme)
    told = table[table["alpha"].notna()]
    figure = go.Figure()
    figure.add_scatter(
        x=told["alpha"],
        y=told["variable"],
        mode="markers",
        name="alpha",
        marker={"size": 10, **number},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (told["high"] - told["alpha"]).fillna(0),
            "arrayminus": (told["alpha"] - told["low"]).fillna(0),
        },
        customdata=told[["percent", "n_units", "n_coders"]].to_numpy(),
        hovertemplate="%{y}: alpha %{x:.3f}<br>%{customdata[0]:.0%} of pairs agree; %{customdata[1]} units, %{customdata[2]} coders<extra></extra>",
    )
    for row in table[table["alpha"].isna()].itertuples():
        figure.add_scatter(x=[None], y=[row.variable], showlegend=False)
        figure.add_annotation(
            x=0, y=row.variable, text=row.message, showarrow=False, xanchor="left", font={"color": c["muted"]}
        )
    for mark in (0.667, 0.8):
        figure.add_vline(x=mark, line={"dash": "dot", "width": 1, "color": c["muted"]})
    lowest = min([-0.1, *told["low"].dropna()])
    figure.update_layout(xaxis={"title": {"text": "Krippendorff's alpha"}, "range": [lowest, 1.05]})
    alt = (
        "Agreement of coders: "
        + "; ".join(
            f"{r.variable} {r.alpha:.2f}" if r.alpha == r.alpha else f"{r.variable}: {r.message}"
            for r in table.itertuples()
        )
        + "."
    )
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=170 + 30 * max(len(table), 2))


def _words(name: str) -> str:
    """Return a name of the data as words: 'passive_no_agent' as 'passive no agent'."""
    return str(name).replace("_", " ")


def _short(label: Any) -> str:
    """Return a side's label without what stands in brackets."""
    return str(label).split(" (")[0]


def _heat(grid: pd.DataFrame, text: pd.DataFrame, theme: str, hover: str, custom: pd.DataFrame) -> go.Figure:
    """Return a heat map with the first row on top and its labels in lines above it."""
    import plotly.graph_objects as go

    figure = go.Figure(
        go.Heatmap(
            z=grid.to_numpy(dtype=float),
            x=[style.wrapped(_words(column), 14) for column in grid.columns],
            y=[str(row) for row in grid.index],
            text=text.astype("str").to_numpy(),
            texttemplate="%{text}",
            textfont={"color": style.theme(theme)["ink"]},
            customdata=custom.to_numpy(),
            colorscale=style.scale(theme),
            zmin=0,
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate=hover + "<extra></extra>",
        )
    )
    return figure.update_layout(
        xaxis={"side": "top", "showgrid": False, "tickangle": 0, "tickfont": {"size": 11}},
        yaxis={"autorange": "reversed", "showgrid": False},
    )
