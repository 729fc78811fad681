"""Agreement of coders: Krippendorff's alpha with a bootstrap interval, percent agreement, and where coders differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.errors import TableError
from toolkit.framing.codebook import Codebook

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


class Alpha(NamedTuple):
    """Krippendorff's alpha with its interval, percent agreement, and what they stand on; null with a ``message``."""

    alpha: float | None
    low: float | None
    high: float | None
    percent: float | None
    n_units: int
    n_coders: int
    n_values: int
    message: str | None


def agreement(codings: pd.DataFrame, codebook: Codebook, *, resamples: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Return the agreement of coders: a row is one variable of the codebook.

    ``alpha`` (1: perfect, 0: as by chance, below 0: worse), ``low`` and ``high`` (95 % interval over ``resamples``
    resamples of the units), ``percent`` (share of pairs of coders that agree, 0 to 1), ``n_units`` coded by two or more,
    ``n_coders``, ``n_values`` pairable answers, and ``message`` instead of a number where there is none: one coder, no
    overlap, or all answers the same. Krippendorff 2004, Content Analysis, ch. 11; Hayes & Krippendorff 2007. Alpha is
    computed by ``nltk.metrics.agreement``; spans see ``alpha_spans``.
    """
    import pandas as pd

    rows = []
    for variable in codebook.variables:
        part = codings[codings.variable.eq(variable.name)]
        if variable.level == "spans":
            found = alpha_spans(part)
        else:
            triples = list(zip(part.coder, part.article_id, part["value"], strict=True))
            found = alpha(triples, level=variable.level, order=variable.values, resamples=resamples, seed=seed)
        rows.append({"variable": variable.name, "level": variable.level, **found._asdict()})
    return pd.DataFrame(rows).astype(dict.fromkeys(("alpha", "low", "high", "percent"), float))


def alpha(
    triples: Sequence[tuple[Any, Any, Any]],
    *,
    level: str = "nominal",
    order: Sequence[str] = (),
    resamples: int = 1000,
    seed: int = 1,
) -> Alpha:
    """Return Krippendorff's alpha of (coder, unit, value) triples. Units with one answer are not pairable and left out.

    ``level``: ``nominal``, ``ordinal`` (``order`` gives the values from low to high; else they are sorted) or ``interval``.
    The interval resamples units with replacement; the chance part is taken from the whole data, as in Hayes &
    Krippendorff's macro. Raises ``TableError`` for another level or interval values that are no numbers.
    """
    import numpy as np

    by_unit: dict[Any, dict[Any, Any]] = {}
    for coder, unit, value in triples:
        by_unit.setdefault(unit, {})[coder] = value
    units = {unit: answers for unit, answers in by_unit.items() if len(answers) > 1}
    coders = {coder for coder, _, _ in triples}
    n = sum(len(answers) for answers in units.values())
    message = _no_number(coders, units)
    percent = _percent(units)
    if message:
        return Alpha(None, None, None, percent, len(units), len(coders), n, message)
    values = _ranked({value for answers in units.values() for value in answers.values()}, level, order)
    place = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(units), len(values)))
    for row, answers in enumerate(units.values()):
        for value in answers.values():
            counts[row, place[value]] += 1
    distance = _distance(level, values, counts)
    from nltk.metrics.agreement import AnnotationTask

    task = AnnotationTask(
        data=[(str(c), str(u), place[v]) for u, answers in units.items() for c, v in answers.items()],
        distance=lambda one, other: float(distance[one, other]),
    )
    low, high = _bootstrap(counts, distance, resamples, seed)
    return Alpha(float(task.alpha()), low, high, percent, len(units), len(coders), n, None)


def _no_number(coders: set, units: dict[Any, dict]) -> str | None:
    if len(coders) < 2:
        return "one coder only: agreement needs at least two" if coders else "no answers"
    if not units:
        return "no overlap: no unit was coded by two coders"
    if len({value for answers in units.values() for value in answers.values()}) == 1:
        return "all answers are the same: without variation alpha says nothing"
    return None


def _percent(units: dict[Any, dict]) -> float | None:
    pairs = same = 0
    for answers in units.values():
        values = list(answers.values())
        for i, one in enumerate(values):
            for other in values[i + 1 :]:
                pairs += 1
                same += one == other
    return same / pairs if pairs else None


def _ranked(values: set, level: str, order: Sequence[str]) -> list:
    if level == "interval":
        try:
            return sorted(values, key=float)
        except (TypeError, ValueError):
            raise TableError(
                f"agreement: interval values must be numbers, got {sorted(map(str, values))[:5]}"
            ) from None
    if level not in ("nominal", "ordinal"):
        raise TableError(f"agreement: level {level!r}; allowed: nominal, ordinal, interval")
    known = {value: number for number, value in enumerate(order)}
    return sorted(values, key=lambda value: (known.get(value, len(known)), str(value)) if order else _natural(value))


def _natural(value) -> tuple:
    try:
        return (0, float(value), "")
    except (TypeError, ValueError):
        return (1, 0.0, str(value))


def _distance(level: str, values: list, counts: np.ndarray) -> np.ndarray:
    """Return δ² between all pairs of values: nominal 0 or 1; interval (c-k)²; ordinal (Σ n_g between c and k - (n_c+n_k)/2)²."""
    import numpy as np

    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        numbers = np.array([float(value) for value in values])
    else:
        totals = counts.sum(axis=0)
        numbers = np.cumsum(totals) - totals / 2
    return (numbers[:, None] - numbers[None, :]) ** 2


def _bootstrap(
    counts: np.ndarray, distance: np.ndarray, resamples: int, seed: int
) -> tuple[float | None, float | None]:
    """Return the 95 % interval of alpha over resamples of the units, the expected disagreement held as in the data."""
    import numpy as np

    m = counts.sum(axis=1)
    disagreement = np.einsum("ui,ij,uj->u", counts, distance, counts) / (m - 1)
    totals = counts.sum(axis=0)
    n = totals.sum()
    expected = totals @ distance @ totals / (n * (n - 1))
    if not resamples or not expected:
        return None, None
    picks = np.random.default_rng(seed).integers(0, len(m), (resamples, len(m)))
    alphas = 1 - disagreement[picks].sum(axis=1) / m[picks].sum(axis=1) / expected
    low, high = np.quantile(alphas, [0.025, 0.975])
    return float(low), float(high)


def alpha_spans(codings: pd.DataFrame) -> Alpha:
    """Return alpha of spans that coders marked in the same articles, over the characters of the texts.

    Each character from 0 to the end of the last mark in an article is a unit, valued by the mark on it or none; agreement
    on being unmarked counts too. After the alpha for unitising continua of Krippendorff et al. 2016 (Quality & Quantity
    50), whose coefficient it equals for the continuum up to the last mark; no interval, since characters are not independent.
    An article that a coder answered without marking anything needs a row with null ``start``.
    """
    import numpy as np

    coders = sorted(set(codings.coder))
    columns = []
    for _, part in codings.groupby("article_id"):
        here = sorted(set(part.coder))
        marks = part[part.start.notna()]
        if len(here) < 2 or not len(marks):
            continue
        length = int(marks.end.max())
        grid = np.full((len(coders), length), None, dtype=object)
        for coder in here:
            grid[coders.index(coder)] = ""
            for row in marks[marks.coder.eq(coder)].itertuples():
                grid[coders.index(coder), int(row.start) : int(row.end)] = row.value
        columns.append(grid)
    if not columns:
        why = (
            "one coder only: agreement needs at least two"
            if len(coders) == 1
            else "no overlap: no article was marked by two coders"
        )
        return Alpha(None, None, None, None, 0, len(coders), 0, why if coders else "no answers")
    grid = np.concatenate(columns, axis=1)
    patterns: dict[tuple, int] = {}
    for column in grid.T:
        patterns[tuple(column)] = patterns.get(tuple(column), 0) + 1
    return _alpha_patterns(patterns, len(coders))


def _alpha_patterns(patterns: dict[tuple, int], n_coders: int) -> Alpha:
    """Return nominal alpha of units given as patterns of answers (one a coder, null: none) with how often each occurs."""
    totals: dict[Any, int] = {}
    observed = n = pairs = same = 0.0
    for answers, times in patterns.items():
        values = [value for value in answers if value is not None]
        m = len(values)
        if m < 2:
            continue
        equal = sum(values.count(value) - 1 for value in values)
        observed += times * (m * (m - 1) - equal) / (m - 1)
        pairs += times * m * (m - 1)
        same += times * equal
        n += times * m
        for value in values:
            totals[value] = totals.get(value, 0) + times
    units = sum(patterns.values())
    if len(totals) == 1:
        message = "all answers are the same: without variation alpha says nothing"
        return Alpha(None, None, None, same / pairs, units, n_coders, int(n), message)
    expected = (n * n - sum(t * t for t in totals.values())) / (n * (n - 1))
    return Alpha(1 - observed / n / expected, None, None, same / pairs, units, n_coders, int(n), None)


def disagreements(codings: pd.DataFrame) -> pd.DataFrame:
    """Return where coders differ: a row is one unit and variable with different answers, the most contested first.

    ``answers`` ('coder: value' for each coder, a list), ``n_coders`` and ``n_values`` (different answers).
    """
    whole = codings[codings.start.isna()]
    groups = whole.groupby(["variable", "article_id"], sort=True)
    out = groups.agg(n_coders=("coder", "nunique"), n_values=("value", "nunique")).reset_index()
    said = {key: [f"{c}: {v}" for c, v in zip(rows.coder, rows["value"], strict=True)] for key, rows in groups}
    out["answers"] = [said[key] for key in zip(out.variable, out.article_id, strict=True)]
    out = out[out.n_values.gt(1)]
    return out.sort_values(["n_values", "variable", "article_id"], ascending=[False, True, True], ignore_index=True)


def with_toolkit(
    codings: pd.DataFrame, codebook: Codebook, score: Callable[[str], pd.Series], *, name: str = "toolkit"
) -> pd.DataFrame:
    """Return the codings with the toolkit as one more coder, for variables that name a ``measure``.

    ``score`` takes a measure and returns a Series of values (of the codebook) by article_id, for example
    ``lambda measure: frame_present(frames, measure, articles)``.
    """
    import pandas as pd

    pieces = [codings]
    coded = set(codings.article_id)
    for variable in codebook.variables:
        if variable.measure is None:
            continue
        values = score(variable.measure)
        values = values[values.index.isin(coded)]
        pieces.append(
            pd.DataFrame(
                {"coder": name, "article_id": values.index, "variable": variable.name, "value": values.to_numpy()}
            )
        )
    return pd.concat(pieces, ignore_index=True)


def frame_present(
    frames: pd.DataFrame, measure: str, articles: pd.DataFrame, *, yes: str = "yes", no: str = "no"
) -> pd.Series:
    """Return whether the toolkit found a frame in each article: ``yes`` or ``no`` by article_id.

    ``measure`` is a category of FRAMES (``semetko_valkenburg:conflict``) or a measure (``loaded_wording``).
    """
    rows = frames[frames.category.eq(measure) | frames.measure.eq(measure)]
    ids = articles.set_index("article_id").index
    return ids.to_series().isin(rows.article_id).map({True: yes, False: no})
