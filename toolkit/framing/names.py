"""Name choice summed up: whose name for each contested place, in whose voice, by outlet and over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

Z95 = 1.959963984540054


def name_choice(
    frames: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str | None = "outlet",
    freq: str | None = None,
    places: bool = True,
    sides_only: bool = False,
) -> pd.DataFrame:
    """Count whose names are used for places with several: a row is one usage of one place (in one group and period).

    ``by`` is a column of ARTICLES (null: all together), ``freq`` a pandas period such as ``M`` or ``Y`` (null: no
    periods), ``places=False`` puts all places together, ``sides_only`` leaves out international and shared names. Columns:
    ``place_id``, ``who`` (``own`` voice or ``quoted`` others), ``usage``, ``usage_side``, ``n`` mentions, ``n_all`` (of all
    usages in the row's group), ``share`` (0 to 1) and ``low``, ``high``: the 95 % interval after Wilson 1927
    (Probable inference, JASA 22). Mentions in one article depend on each other: the interval is a lower bound of the
    uncertainty. Articles without a date are left out when periods are asked for; ``attrs['undated']`` counts them.
    """
    rows = frames[frames.measure.eq("place_name")]
    if sides_only:
        rows = rows[rows.usage_side.notna()]
    known = articles.set_index("article_id")
    if by is not None and by not in known:
        raise TableError(f"name_choice: articles has no column {by}; there are: {', '.join(articles.columns)}")
    rows = rows.assign(who=rows.voice.eq("OUTLET").map({True: "own", False: "quoted"}), usage=rows.category)
    keys = []
    if by is not None:
        rows = rows.assign(**{by: rows.article_id.map(known[by])})
        keys.append(by)
    undated = 0
    if freq is not None:
        dates = rows.article_id.map(known["published_at"])
        undated = int(rows.article_id[dates.isna()].nunique())
        rows = rows[dates.notna()].assign(
            period=dates[dates.notna()].dt.tz_localize(None).dt.to_period(freq).dt.start_time
        )
        keys.append("period")
    if places:
        rows = rows.assign(place_id=rows.term)
        keys.append("place_id")
    keys.append("who")
    out = rows.groupby([*keys, "usage", "usage_side"], dropna=False).size().rename("n").reset_index()
    out["n_all"] = out.groupby(keys, dropna=False)["n"].transform("sum")
    out["share"] = out["n"] / out["n_all"]
    out["low"], out["high"] = wilson(out["n"], out["n_all"])
    out.attrs["undated"] = undated
    return out


def wilson(n, n_all):
    """Return low and high of the 95 % interval of a share (Wilson 1927), null where ``n_all`` is 0.

    With p = n / N and z = 1.96: (p + z²/2N ± z √(p(1-p)/N + z²/4N²)) / (1 + z²/N).
    """
    import numpy as np

    n, n_all = np.asarray(n, dtype=float), np.asarray(n_all, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = n / n_all
        middle = p + Z95**2 / (2 * n_all)
        half = Z95 * np.sqrt(p * (1 - p) / n_all + Z95**2 / (4 * n_all**2))
        scale = 1 + Z95**2 / n_all
        return np.clip((middle - half) / scale, 0, 1), np.clip((middle + half) / scale, 0, 1)
