"""Wording and voices: who is given words, whose wording and names are used. Each chart takes a table of ``toolkit.framing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.charts import style

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def share_of_voice(
    table: pd.DataFrame,
    *,
    by: str = "voice",
    within: str | None = None,
    theme: str = "light",
    labels: dict | None = None,
    swap: bool = False,
    source: str | None = None,
) -> go.Figure:
    """Draw a ``share_of_voice`` table as bars from 0 to 100 %: one bar for each ``within``, one part for each ``by``.

    Parts of the bar are labelled by words; a voice without words keeps its place in the legend.
    """
    import plotly.graph_objects as go

    names = labels or {}
    figure = go.Figure()
    for value, part in table.groupby(by, sort=True, dropna=False):
        text = str(names.get(value, "not stated" if value != value else value))
        figure.add_bar(
            y=part[within].fillna("not known") if within else ["all"] * len(part),
            x=100 * part["words_share"],
            orientation="h",
            name=text,
            marker={"color": style.colour(str(value), theme, swap=swap), "pattern": {"shape": _pattern(str(value))}},
            customdata=part[["words", "direct_words", "statements", "n_articles"]].to_numpy(),
            hovertemplate=text
            + ": %{x:.1f} % of words<br>%{customdata[0]} words, %{customdata[1]} in quotation marks<br>"
            + "%{customdata[2]} statements in %{customdata[3]} articles<extra>%{y}</extra>",
        )
    figure.update_layout(barmode="stack", xaxis={"title": {"text": "share of words, %"}, "range": [0, 100]})
    top = table.nlargest(3, "words")
    told = "; ".join(f"{names.get(r[by], r[by])} {r['words_share']:.0%}" for _, r in top.iterrows())
    alt = f"Share of words by {by}. Largest: {told}." if len(table) else "Share of words: no voices."
    groups = table[within].nunique() if within else 1
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=150 + 34 * max(groups, 1))


_PATTERNS = ("", "/", "\\", "x", "-", "|", "+", ".")


def _pattern(code: str) -> str:
    """Return a hatch for a code, so that parts of one hue stay apart without colour."""
    return "" if code in ("OUTLET", "own") else _PATTERNS[sum(map(ord, code)) % len(_PATTERNS)]


def loaded_wording(
    table: pd.DataFrame,
    *,
    by: str = "term",
    theme: str = "light",
    rate: bool = True,
    top: int = 20,
    source: str | None = None,
) -> go.Figure:
    """Draw a ``loaded_wording`` table as mirrored bars: the outlets' own voice to the left, cited voices to the right."""
    import plotly.graph_objects as go

    columns = {name: f"{name}_rate" if rate else name for name in ("own", "cited")}
    rows = (
        table.groupby(by, dropna=False)[[*columns.values(), "own", "cited"]].sum()
        if rate
        else table.groupby(by)[["own", "cited"]].sum()
    )
    rows = rows.assign(n=rows["own"] + rows["cited"]).nlargest(top, "n", keep="all").sort_values("n")
    figure = go.Figure()
    hues = {"own": style.theme(theme)["slate"], "cited": style.theme(theme)["violet"]}
    for name, sign in (("own", -1), ("cited", 1)):
        figure.add_bar(
            y=rows.index.astype(str),
            x=sign * rows[columns[name]],
            orientation="h",
            name={"own": "outlet's own voice", "cited": "cited voices"}[name],
            marker={"color": hues[name]},
            customdata=rows[[name, columns[name]]].to_numpy(),
            hovertemplate="%{y}: %{customdata[0]} times"
            + (", %{customdata[1]:.2f} per 1,000 words" if rate else "")
            + "<extra></extra>",
        )
    unit = "per 1,000 words" if rate else "times"
    ticks = _mirrored_ticks(max(rows[column].max() for column in columns.values()) if len(rows) else 1)
    figure.update_xaxes(tickvals=ticks, ticktext=[f"{abs(tick):g}" for tick in ticks])
    figure.update_layout(
        barmode="relative", xaxis={"title": {"text": f"← own voice · {unit} · cited →"}, "zeroline": True}
    )
    worst = rows["n"].idxmax() if len(rows) else None
    alt = f"Loaded wording by voice, {len(rows)} rows." + (
        f" Most: {worst}, {int(rows['own'][worst])} in the outlets' own voice, {int(rows['cited'][worst])} cited."
        if worst is not None
        else " None found."
    )
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=140 + 24 * max(len(rows), 2))


def _mirrored_ticks(largest: float) -> list[float]:
    """Return places for ticks on both sides of 0, so that both sides are labelled without a sign."""
    import math

    step = 10 ** math.floor(math.log10(max(largest, 1e-3)))
    step = next(s for s in (step / 5, step / 2, step, 2 * step, 5 * step) if largest / s <= 5)
    count = math.ceil(largest / step)
    return [round(step * k, 10) for k in range(-count, count + 1)]


def name_choice(
    table: pd.DataFrame,
    *,
    usage: str | None = None,
    who: str = "own",
    by: str | None = "outlet",
    theme: str = "light",
    source: str | None = None,
) -> go.Figure:
    """Draw a ``name_choice`` table: the share of each usage with its interval, over periods where the table has them.

    One line (or row of points) for each usage; ``usage`` and ``by`` narrow what is drawn, ``who`` is ``own`` or ``quoted``.
    """
    import plotly.graph_objects as go

    rows = table[table["who"].eq(who)]
    rows = rows[rows["usage"].eq(usage)] if usage else rows
    timed = "period" in rows
    figure = go.Figure()
    for name, part in rows.groupby("usage", sort=True):
        part = part.sort_values("period") if timed else part
        x, y = (
            100 * part["share"],
            part[by].fillna("not known") if by and by in part else part.get("place_id", part["usage"]),
        )
        error = {
            "type": "data",
            "symmetric": False,
            "array": 100 * (part["high"] - part["share"]),
            "arrayminus": 100 * (part["share"] - part["low"]),
        }
        code = next(iter(part["usage_side"].dropna()), "OTHER")
        marker = {"color": style.colour(code, theme), "symbol": style.symbol(code, plotly=True), "size": 9}
        figure.add_scatter(
            x=part["period"] if timed else x,
            y=x if timed else y,
            mode="lines+markers" if timed else "markers",
            name=str(name),
            marker=marker,
            line={"color": marker["color"]},
            customdata=part[["n", "n_all", "low", "high"]].to_numpy(),
            hovertemplate=f"{name}: %{{customdata[0]}} of %{{customdata[1]}} mentions<br>95 % interval %{{customdata[2]:.0%}} to %{{customdata[3]:.0%}}<extra></extra>",
            **({"error_y": error} if timed else {"error_x": error}),
        )
    share = {"title": {"text": "share of mentions, %"}, "range": [-2, 102]}
    figure.update_layout(**({"yaxis": share} if timed else {"xaxis": share}))
    alt = f"Whose place names are used, {who} voice: " + (
        "; ".join(f"{r.usage} {r.share:.0%} of {r.n_all}" for r in rows.nlargest(4, "n").itertuples()) or "no mentions"
    )
    return style.finish(
        figure, theme_name=theme, alt=alt + ".", source=source, height=420 if timed else 160 + 30 * max(len(rows), 2)
    )


def contrast(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] = ("first set", "second set"),
    sentences: dict[str, str] | None = None,
    top: int = 12,
    theme: str = "light",
    source: str | None = None,
) -> go.Figure:
    """Draw a ``contrast`` table: frequency against z, the ``top`` items of each set named (those on one spot by the first), a sentence on hover.

    ``sentences`` maps items to a sentence that holds them (see ``contrast_sentences``).
    """
    import plotly.graph_objects as go

    c = style.theme(theme)
    named = set(table.nlargest(top, "z").query("z > 0")["word"]) | set(table.nsmallest(top, "z").query("z < 0")["word"])
    spots = table[table["word"].isin(named)].assign(
        at=lambda t: t["z"].round(1), n=lambda t: t["count_a"] + t["count_b"]
    )
    marks = {
        g["word"].iloc[0]: f"{g['word'].iloc[0]} +{len(g) - 1}" if len(g) > 1 else g["word"].iloc[0]
        for _, g in spots.groupby(["at", "n"])
    }
    hover = [(sentences or {}).get(word, "") for word in table["word"]]
    figure = go.Figure()
    for sign, name, hue, shape in ((1, names[0], "violet", "circle"), (-1, names[1], "ochre", "square")):
        part = table[table["z"].mul(sign).gt(0)]
        lines = [hover[i] for i in table.index.get_indexer(part.index)]
        figure.add_scatter(
            x=part["count_a"] + part["count_b"],
            y=part["z"],
            mode="markers+text",
            name=name,
            text=[marks.get(word, "") for word in part["word"]],
            textposition="middle right",
            textfont={"size": 11},
            marker={
                "color": c[hue],
                "symbol": shape,
                "size": 7,
                "opacity": [1 if s else 0.35 for s in part["significant"]],
            },
            customdata=[
                [w, a, b, s] for w, a, b, s in zip(part["word"], part["count_a"], part["count_b"], lines, strict=True)
            ],
            hovertemplate="%{customdata[0]}: %{customdata[1]} and %{customdata[2]} times, z = %{y:.2f}<br>%{customdata[3]}<extra></extra>",
        )
    for level in (-1.96, 1.96):
        figure.add_hline(y=level, line={"dash": "dot", "width": 1, "color": c["muted"]})
    figure.update_layout(
        xaxis={"type": "log", "title": {"text": "times in both sets"}},
        yaxis={"title": {"text": f"← {names[1]} · z of the log-odds ratio · {names[0]} →"}},
    )
    best = table.nlargest(3, "z")["word"].tolist(), table.nsmallest(3, "z")["word"].tolist()
    alt = f"Words that tell {names[0]} ({', '.join(best[0])}) from {names[1]} ({', '.join(best[1])})."
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=520)
