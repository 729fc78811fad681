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
    parts = list(table.groupby(by, sort=True, dropna=False))
    for (value, part), shade in zip(parts, style.shades(len(parts), theme), strict=True):
        text = _named(value, names)
        hue = style.colour(str(value), theme, swap=swap) if by == "voice" else shade
        figure.add_bar(
            y=part[within].fillna("not known") if within else ["all"] * len(part),
            x=100 * part["words_share"],
            orientation="h",
            name=text,
            marker={"color": hue, "pattern": {"shape": _pattern(str(value)) if by == "voice" else ""}},
            customdata=part[["words", "direct_words", "statements", "n_articles"]].to_numpy(),
            hovertemplate=text
            + ": %{x:.1f} % of words<br>%{customdata[0]} words, %{customdata[1]} in quotation marks<br>"
            + "%{customdata[2]} statements in %{customdata[3]} articles<extra>%{y}</extra>",
        )
    figure.update_layout(
        barmode="stack",
        xaxis={"title": {"text": "share of words, %"}, "range": [0, 100]},
        yaxis={"categoryorder": "category descending"},
        legend={"traceorder": "normal"},
    )
    top = table.nlargest(3, "words")
    told = "; ".join(
        f"{_named(r[by], names)} {r['words_share']:.0%}" + (f" in {r[within]}" if within else "")
        for _, r in top.iterrows()
    )
    alt = f"Share of words by {by}. Largest: {told}." if len(table) else "Share of words: no voices."
    unheard = [
        f"{_named(r[by], names)}" + (f" in {r[within]}" if within else "")
        for _, r in table[table["words"].eq(0)].iterrows()
    ]
    if unheard:
        alt += f" Looked for and given no words: {'; '.join(unheard)}."
    bars = table[within].nunique() if within else 1
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=150 + 34 * max(bars, 1))


def _named(value, names: dict) -> str:
    return str(names.get(value, "not stated" if value != value or value is None else value)).replace("_", " ")


_PATTERNS = ("", "/", "\\", "x", "-", "|", "+", ".")


def _pattern(code: str) -> str:
    """Return a hatch for a code, so that parts of one hue stay apart without colour."""
    return "" if code in ("OUTLET", "own") else _PATTERNS[sum(map(ord, code)) % len(_PATTERNS)]


def loaded_wording(
    table: pd.DataFrame,
    *,
    by: str = "term",
    within: str = "outlet",
    theme: str = "light",
    rate: bool = True,
    top: int = 20,
    source: str | None = None,
) -> go.Figure:
    """Draw a ``loaded_wording`` table as mirrored bars: the outlets' own voice to the left, cited voices to the right.

    The groups of ``within`` are put together: their counts, for 1,000 words of all of them (``rate``) or as they are.
    """
    import plotly.graph_objects as go

    rows = table.groupby(by, dropna=False)[["own", "cited"]].sum()
    rows = rows.assign(n=rows["own"] + rows["cited"]).nlargest(top, "n", keep="all").sort_values("n")
    columns = {name: f"{name}_rate" if rate else name for name in ("own", "cited")}
    if rate:
        groups = table[within] if within in table else table["n_words"]
        words = table["n_words"].groupby(groups, dropna=False).first().sum()
        rows = rows.assign(own_rate=1000 * rows["own"] / words, cited_rate=1000 * rows["cited"] / words)
    figure = go.Figure()
    for name, sign in (("own", -1), ("cited", 1)):
        figure.add_bar(
            y=rows.index.astype(str),
            x=sign * rows[columns[name]],
            orientation="h",
            name={"own": "outlet's own voice", "cited": "cited voices"}[name],
            marker={"color": style.meaning(name, theme)["color"]},
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
    swap: bool = False,
    source: str | None = None,
) -> go.Figure:
    """Draw a ``name_choice`` table: the share of each usage with its interval, over periods where the table has them.

    One line (or row of points) for each usage, a little apart so that intervals do not hide each other; a dot is larger
    with more mentions. ``usage`` and ``by`` narrow what is drawn, ``who`` is ``own`` or ``quoted``; ``swap`` exchanges hues.
    """
    import pandas as pd
    import plotly.graph_objects as go

    rows = table[table["who"].eq(who)]
    rows = rows[rows["usage"].eq(usage)] if usage else rows
    timed = "period" in rows
    usages = sorted(rows["usage"].unique())
    column = by if by and by in rows else "place_id" if "place_id" in rows else "usage"
    groups = [] if timed else sorted(rows[column].fillna("not known").unique(), reverse=True)
    step = rows["period"].drop_duplicates().sort_values().diff().min() if timed else None
    figure = go.Figure()
    for k, (name, part) in enumerate(rows.groupby("usage", sort=True)):
        apart = (k - (len(usages) - 1) / 2) * (0.12 if timed else 0.18)
        code = next(iter(part["usage_side"].dropna()), "OTHER")
        look = {"color": style.colour(code, theme, swap=swap), "symbol": style.symbol(code, plotly=True)}
        share = 100 * part["share"]
        error = {
            "type": "data",
            "symmetric": False,
            "array": 100 * (part["high"] - part["share"]),
            "arrayminus": 100 * (part["share"] - part["low"]),
            "thickness": 1.2,
        }
        if timed:
            part = part.sort_values("period")
            place = part["period"] + (pd.Timedelta(0) if step is None or pd.isna(step) else apart * step)
        else:
            place = part[column].fillna("not known").map(groups.index) - apart
        figure.add_scatter(
            x=place if timed else share,
            y=100 * part["share"] if timed else place,
            mode="lines+markers" if timed else "markers",
            name=str(name).capitalize(),
            marker={**look, "size": 7 + 2 * part["n_all"].clip(upper=25) ** 0.5},
            line={"color": look["color"], "width": 1, "dash": "dot"},
            customdata=part[["n", "n_all", "low", "high"]].to_numpy(),
            hovertemplate=f"{name}: %{{customdata[0]}} of %{{customdata[1]}} mentions<br>95 % interval %{{customdata[2]:.0%}} to %{{customdata[3]:.0%}}<extra></extra>",
            **({"error_y": error} if timed else {"error_x": error}),
        )
    share = {"title": {"text": "share of mentions, %"}, "range": [-3, 103]}
    if timed:
        figure.update_layout(yaxis=share)
    else:
        figure.update_layout(
            xaxis=share, yaxis={"tickvals": list(range(len(groups))), "ticktext": groups, "showgrid": False}
        )
    alt = f"Whose place names are used, {who} voice: " + (
        "; ".join(f"{r.usage.capitalize()} {r.share:.0%} of {r.n_all}" for r in rows.nlargest(4, "n").itertuples())
        or "no mentions"
    )
    return style.finish(
        figure, theme_name=theme, alt=alt + ".", source=source, height=420 if timed else 170 + 46 * max(len(groups), 2)
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
    """Draw a ``contrast`` table: frequency against z, the ``top`` items of each set named where there is room, a sentence on hover.

    ``sentences`` maps items to a sentence that holds them (see ``contrast_sentences``).
    """
    import plotly.graph_objects as go

    c = style.theme(theme)
    named = set(table.nlargest(top, "z").query("z > 0")["word"]) | set(table.nsmallest(top, "z").query("z < 0")["word"])
    marks = _labels_apart(table[table["word"].isin(named)])
    hover = [(sentences or {}).get(word, "") for word in table["word"]]
    figure = go.Figure()
    for sign, name, of in ((1, names[0], "first"), (-1, names[1], "second")):
        part = table[table["z"].mul(sign).gt(0)]
        lines = [hover[i] for i in table.index.get_indexer(part.index)]
        figure.add_scatter(
            x=part["count_a"] + part["count_b"],
            y=part["z"],
            mode="markers+text",
            name=name,
            text=[word if word in marks else "" for word in part["word"]],
            textposition="middle right",
            textfont={"size": 11},
            marker={
                **style.meaning(of, theme),
                "size": [9 if s else 5 for s in part["significant"]],
                "opacity": [1 if s else 0.5 for s in part["significant"]],
            },
            customdata=[
                [w, a, b, s] for w, a, b, s in zip(part["word"], part["count_a"], part["count_b"], lines, strict=True)
            ],
            hovertemplate="%{customdata[0]}: %{customdata[1]} and %{customdata[2]} times, z = %{y:.2f}<br>%{customdata[3]}<extra></extra>",
        )
    for level in (-1.96, 1.96):
        figure.add_hline(y=level, line={"dash": "dot", "width": 1, "color": c["muted"]})
    figure.update_layout(
        legend={"itemsizing": "constant"},
        xaxis={"type": "log", "title": {"text": "times in both sets"}},
        yaxis={"title": {"text": f"← {names[1]} · z of the log-odds ratio · {names[0]} →"}},
    )
    best = table.nlargest(3, "z")["word"].tolist(), table.nsmallest(3, "z")["word"].tolist()
    alt = f"Words that tell {names[0]} ({', '.join(best[0])}) from {names[1]} ({', '.join(best[1])})."
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=520)


def _labels_apart(rows: pd.DataFrame) -> set[str]:
    """Return the words whose labels do not cover each other in the contrast chart, the strongest first."""
    import math

    placed: list[tuple[float, float, int]] = []
    out = set()
    height = max(float(rows["z"].max() - rows["z"].min()), 1e-9) if len(rows) else 1
    for row in rows.reindex(rows["z"].abs().sort_values(ascending=False, kind="stable").index).itertuples():
        x, y = math.log10(max(row.count_a + row.count_b, 1)), row.z / height
        wide = 0.04 * len(row.word) + 0.06
        if all(abs(y - b) > 0.03 or x + wide < a or a + 0.04 * n + 0.06 < x for a, b, n in placed):
            placed.append((x, y, len(row.word)))
            out.add(row.word)
    return out
