"""Who says how many of whose people: one dot a claim, one range bar for each side, outcome and status of an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.charts import style
from toolkit.incidents.documents import NAMED_APART

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import plotly.graph_objects as go

#: What the range bars of one row are about.
ROW = ["incident_id", "side", "outcome", "status"]
#: The columns of a ``figures_table`` that ``rows_table`` needs.
NEEDED = [
    *ROW, "claim_id", "claimant", "low", "high", "polarity", "scope", "origin", "label", "start_date",
    "bound", "replaced", "part", "hollow", "inside", "source", "named",
]  # fmt: skip
TICKS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)


def scale(number):
    """Return the place of a number of people on the axis of all casualty charts: log10(1 + n), so that 0 has a place."""
    import numpy as np

    return np.log10(1 + np.asarray(number, dtype="float64"))


def figures_table(
    claims: pd.DataFrame, incidents: pd.DataFrame, reports: pd.DataFrame, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the claims that are put into incidents, each with its incident; a row is one claim (one dot).

    Added to the columns of CLAIMS: ``incident_id``, ``label``, ``start_date``, ``note``; ``at`` (the number a dot stands
    on: ``low``, or ``high`` where no lower bound is stated; null when no number is stated); ``bound`` (exact, at least,
    at most, between, none); ``replaced`` (a later claim revises it); ``part`` (included in another claim);
    ``hollow`` (reported as denied, or publicly rejected by a side, or no source is named); ``source`` (a number for each
    source that may be independent of others; ``articles`` tell outlets apart) and ``named`` (it is not the outlet itself).
    """
    import numpy as np

    put = reports.loc[reports["claim_id"].notna(), ["incident_id", "claim_id"]].drop_duplicates("claim_id")
    table = claims.merge(put, on="claim_id", how="inner")
    known = incidents[["incident_id", "label", "start_date", "note"]].assign(inside=inside_longer(incidents))
    table = table.merge(known, on="incident_id", how="inner")
    low, high = table["low"].astype("float64"), table["high"].astype("float64")
    table["at"] = low.fillna(high)
    bounds = [low.isna() & high.isna(), low.isna(), high.isna(), low.lt(high)]
    table["bound"] = np.select(bounds, ["none", "at most", "at least", "between"], "exact")
    table["replaced"] = table["claim_id"].isin(table["revises"].dropna())
    table["part"] = table["part_of"].notna()
    unsourced = table["source_url"].isna() & table["article_id"].isna()
    table["hollow"] = table["polarity"].eq("denied") | table["denied_by"].notna() | unsourced
    table["named"] = table["claimant"].ne("OUTLET")
    table["source"] = _sources(table, articles)
    return table


def _sources(table: pd.DataFrame, articles: pd.DataFrame | None) -> np.ndarray:
    """Number the sources of claims as ``toolkit.incidents`` tells them apart: officials of one side are one source.

    Third parties are told apart by their names, outlets that speak for themselves by theirs.
    """
    import pandas as pd

    who = table["claimant"].astype(object)
    name = table["claimant_text"].fillna("").str.casefold().str.removeprefix("the ").str.strip()
    outlet = table["article_id"].fillna("").astype(object)
    if articles is not None:
        outlet = outlet.map(articles.set_index("article_id")["outlet"]).astype(object).fillna(outlet)
    more = name.astype(object).where(who.isin(NAMED_APART), "")
    more = more.where(table["named"] | table["article_id"].isna(), outlet)
    return pd.factorize(who + "\n" + more)[0].astype("int32")


def inside_longer(incidents: pd.DataFrame) -> np.ndarray:
    """Tell which incidents fall within the days of a longer record of the same origin and a common side.

    Such a record (``event_clarity`` 2: an aggregate of several events) may count their people already.
    """
    import numpy as np

    first = incidents["start_date"].to_numpy().astype("datetime64[D]")
    last = incidents["end_date"].to_numpy().astype("datetime64[D]")
    last = np.where(np.isnat(last), first, last)
    origin = incidents["origin"].to_numpy(dtype=object)
    inside = np.zeros(len(incidents), bool)
    sides = [set(codes) for codes in incidents["sides"]]
    for at in np.flatnonzero(incidents["event_clarity"].eq(2).to_numpy(bool) & (last > first)):
        within = (first >= first[at]) & (last <= last[at]) & (last - first < last[at] - first[at])
        for other in np.flatnonzero(within & (origin == origin[at]) & ~inside):
            inside[other] = bool(sides[other] & sides[at])
    return inside


def rows_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Sum up a ``figures_table``: a row is the people of one side with one outcome and status in one incident.

    ``low`` and ``high`` are the lowest and highest number that an asserted claim about the incident gives (people; null:
    none stated; claims that were replaced, are parts of others or tell running totals are left out, unless there are no
    others); ``open_low`` and ``open_high`` tell that a claim sets no bound there. ``n_claims`` counts all claims,
    ``n_sources`` the independent sources of them (an outlet that repeats what a named source says is none of its own);
    ``inside``: see ``inside_longer``. ``gap`` is log10((1 + high) / (1 + low)), the order of the disagreement.
    Nothing is added up.
    """
    import numpy as np

    table = figures.assign(
        counts=~figures["replaced"]
        & ~figures["part"]
        & figures["polarity"].eq("asserted")
        & figures["scope"].eq("incident")
    )
    table["counts"] |= ~table.groupby(ROW)["counts"].transform("any") & table["polarity"].eq("asserted")
    low = table["low"].astype("float64").fillna(table["high"].astype("float64")).where(table["counts"])
    high = table["high"].astype("float64").fillna(table["low"].astype("float64")).where(table["counts"])
    table = table.assign(
        named_source=table["source"].where(table["named"]),
        lowest=low,
        highest=high,
        no_low=table["counts"] & table["bound"].eq("at most"),
        no_high=table["counts"] & table["bound"].eq("at least"),
    )
    groups = table.groupby(ROW, sort=False)
    rows = groups.agg(
        label=("label", "first"),
        start_date=("start_date", "first"),
        origin=("origin", "first"),
        low=("lowest", "min"),
        high=("highest", "max"),
        open_low=("no_low", "any"),
        open_high=("no_high", "any"),
        n_claims=("claim_id", "size"),
        n_sources=("source", "nunique"),
        n_named=("named_source", "nunique"),
        n_denied=("hollow", "sum"),
        inside=("inside", "first"),
    ).reset_index()
    rows["n_sources"] = rows["n_sources"].where(rows["n_named"].eq(0), rows.pop("n_named"))
    rows["gap"] = np.log10((1 + rows["high"]) / (1 + rows["low"]))
    return rows


def conceded_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Count who speaks about whose losses: a row is one claimant and one victim side of one origin.

    ``n_claims`` claims in ``n_incidents`` incidents; ``own`` is true where a side speaks of its own people (it concedes).
    """
    groups = figures.groupby(["origin", "claimant", "side"], sort=True)
    table = groups.agg(n_claims=("claim_id", "size"), n_incidents=("incident_id", "nunique")).reset_index()
    table["own"] = table["claimant"].eq(table["side"])
    return table


def summed_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a ``rows_table`` that running sums add up, so that nobody is counted twice.

    Of several statuses of one incident the row with the highest figure stands for all; incidents that fall ``inside`` a
    longer record, and those without a date, are left out.
    """
    one = rows[~rows["inside"].astype(bool)].sort_values("high")
    one = one.groupby(["incident_id", "side", "outcome"], as_index=False).last()
    return one[one["start_date"].notna()]


def cumulative_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up rows over time, lowest and highest figures apart: a row is one day of one origin, side and outcome.

    ``low`` and ``high`` are running sums of the lowest and the highest figures of each incident (people; rows without a
    figure add nothing and are counted in ``n_without``). Only ``summed_rows`` are added.
    ``n_incidents`` and ``n_claims`` say what stands behind the sums.
    """
    one = summed_rows(rows).sort_values("start_date", kind="stable")
    one = one.assign(without=one["low"].isna(), low=one["low"].fillna(0), high=one["high"].fillna(0), one=1)
    groups = one.groupby(["origin", "side", "outcome"], sort=True)
    for column, target in (
        ("low", "low"),
        ("high", "high"),
        ("without", "n_without"),
        ("one", "n_incidents"),
        ("n_claims", "n_claims"),
    ):
        one[target] = groups[column].cumsum()
    columns = ["origin", "side", "outcome", "start_date", "low", "high", "n_incidents", "n_claims", "n_without"]
    return one[columns].sort_values(columns[:4], kind="stable").reset_index(drop=True)


def revisions_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that a later claim of the list replaces: a row is one revision, from the earlier claim to the later."""
    earlier = figures[["claim_id", "low", "high", "said_at", "claimant"]].add_suffix("_before")
    later = figures[figures["revises"].notna()]
    table = later.merge(earlier, left_on="revises", right_on="claim_id_before", how="inner")
    return table.reset_index(drop=True)


def number(low, high) -> str:
    """Write a number with its bounds: ``3``, ``3 to 5``, ``at least 3``, ``at most 5`` or ``no number``."""
    import pandas as pd

    if pd.isna(low) and pd.isna(high):
        return "no number"
    if pd.isna(high):
        return f"at least {int(low):,}"
    if pd.isna(low):
        return f"at most {int(high):,}"
    return f"{int(low):,}" if low == high else f"{int(low):,} to {int(high):,}"


def casualties(
    figures: pd.DataFrame,
    *,
    theme: str = "light",
    limit: int = 20,
    order: str = "gap",
    labels: dict | None = None,
    swap: bool = False,
    source: str | None = None,
) -> go.Figure:
    """Draw a ``figures_table``: dots are claims (shape and colour say who is cited, hollow is denied or unsourced).

    Bars reach from the lowest to the highest figure of a row; at most ``limit`` rows are drawn, in the ``order`` of
    disagreement (``gap``), ``high`` figures or ``start_date``.
    """
    import plotly.graph_objects as go

    names = labels or {}
    rows = rows_table(figures).sort_values(order, ascending=False, kind="stable", na_position="last").head(limit)[::-1]
    rows = rows.assign(y=range(len(rows)))
    dots = figures.merge(rows[[*ROW, "y"]], on=ROW)
    dots = dots[dots["at"].notna()]
    c = style.theme(theme)
    figure = go.Figure()
    bars = rows[rows["low"].notna()]
    x = [
        value for low, high in zip(scale(bars["low"]), scale(bars["high"]), strict=True) for value in (low, high, None)
    ]
    y = [value for at in bars["y"] for value in (at, at, None)]
    figure.add_scatter(
        x=x, y=y, mode="lines", line={"width": 7, "color": c["line"]}, hoverinfo="skip", name="lowest to highest figure"
    )
    for claimant, some in dots.groupby("claimant", sort=True):
        shape = style.symbol(claimant, plotly=True)
        figure.add_scatter(
            x=scale(some["at"]),
            y=some["y"],
            mode="markers",
            name=names.get(claimant, claimant),
            marker={
                "symbol": [shape + ("-open" if hollow else "") for hollow in some["hollow"]],
                "color": style.colour(claimant, theme, swap=swap),
                "size": 11,
                "line": {"width": 1.6, "color": style.colour(claimant, theme, swap=swap)},
                "opacity": [0.45 if replaced else 1.0 for replaced in some["replaced"]],
            },
            customdata=[
                (number(low, high), str(text or "source not named"))
                for low, high, text in zip(some["low"], some["high"], some["claimant_text"].astype(object), strict=True)
            ],
            hovertemplate="%{customdata[0]}<br>%{customdata[1]}<extra>%{fullData.name}</extra>",
        )
    ticks = [tick for tick in TICKS if not len(bars) or tick <= 2 * bars["high"].max() + 2]
    figure.update_xaxes(
        tickvals=scale(ticks), ticktext=[f"{tick:,}" for tick in ticks], title="people (logarithmic, 0 included)"
    )
    figure.update_yaxes(
        tickvals=rows["y"],
        ticktext=[
            f"{row.label}: {names.get(row.side, row.side)}, {row.outcome}, {row.status}" for row in rows.itertuples()
        ],
    )
    alt = f"{len(dots)} casualty claims in {len(rows)} rows; each row is the people of one side with one outcome in one incident."
    return style.finish(figure, theme_name=theme, alt=alt, source=source, height=140 + 30 * max(len(rows), 4))
