"""Contrast: the words, phrases, sources or frames that tell two sets of articles apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.errors import TableError
from toolkit.framing.names import Z95

if TYPE_CHECKING:
    import pandas as pd

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
#: Rare phrases are dropped from the count of a long corpus whenever it holds more different ones than this.
_KEEP = 2_000_000


def log_odds(
    a: Mapping[str, float],
    b: Mapping[str, float],
    *,
    prior: Mapping[str, float] | None = None,
    strength: float | None = None,
    min_count: int = 1,
) -> pd.DataFrame:
    """Compare two bags of counts: log-odds ratio with informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).

    A row is one word of either bag with at least ``min_count`` in both together, the most of ``a`` first. With y the
    counts, n their sums and α the prior (α₀ its sum):
    δ = log((yᵃ+α)/(nᵃ+α₀-yᵃ-α)) - log((yᵇ+α)/(nᵇ+α₀-yᵇ-α)), variance ≈ 1/(yᵃ+α) + 1/(yᵇ+α), z = δ/√variance
    (their equations 16, 20 and 22). ``prior`` are counts of a background (null: both bags together); ``strength`` scales
    them to a sum α₀ of so many words (null: as they are). Columns: ``word``, ``count_a``, ``count_b``, ``rate_a``,
    ``rate_b`` (for 1,000), ``log_odds``, ``z`` (null for the only word of both bags), ``significant`` (|z| > 1.96). Raises ``TableError`` when a bag is empty.
    """
    import numpy as np
    import pandas as pd

    n_a, n_b = float(sum(a.values())), float(sum(b.values()))
    if not n_a or not n_b:
        raise TableError(f"contrast: the {'first' if not n_a else 'second'} set has nothing to count")
    words = sorted(word for word in {*a, *b} if a.get(word, 0) + b.get(word, 0) >= min_count)
    y_a, y_b = (np.array([bag.get(word, 0) for word in words], dtype=float) for bag in (a, b))
    background = {word: a.get(word, 0) + b.get(word, 0) for word in {*a, *b}} if prior is None else prior
    alpha = np.array([background.get(word, 0) for word in words], dtype=float)
    total = float(sum(background.values()))
    if prior is not None and (alpha <= 0).any():  # a word the background lacks: as if seen once in it
        alpha = np.where(alpha <= 0, 1.0, alpha)
        total = max(total, float(alpha.sum()))
    if strength is not None:
        alpha, total = alpha * strength / total, strength
    with np.errstate(divide="ignore", invalid="ignore"):  # the only word of both bags has no odds
        odds_a = np.log((y_a + alpha) / (n_a + total - y_a - alpha))
        odds_b = np.log((y_b + alpha) / (n_b + total - y_b - alpha))
        delta = odds_a - odds_b
    z = delta / np.sqrt(1 / (y_a + alpha) + 1 / (y_b + alpha))
    out = pd.DataFrame(
        {
            "word": words,
            "count_a": y_a.astype(int),
            "count_b": y_b.astype(int),
            "rate_a": 1000 * y_a / n_a,
            "rate_b": 1000 * y_b / n_b,
            "log_odds": delta,
            "z": z,
            "significant": np.abs(z) > Z95,
        }
    )
    return out.sort_values("z", ascending=False, kind="stable", ignore_index=True)


def contrast(
    sentences: pd.DataFrame,
    a: Collection[str],
    b: Collection[str],
    *,
    of: str = "words",
    frames: pd.DataFrame | None = None,
    voices: pd.DataFrame | None = None,
    phrases: int = 1,
    min_count: int = 5,
    strength: float | None = None,
    prior: Mapping[str, float] | None = None,
    own_voice: bool = False,
    lang: str | None = None,
) -> pd.DataFrame:
    """Tell what distinguishes articles ``a`` from articles ``b`` (collections of article_id): a row is one item.

    ``of`` is ``words`` (with ``phrases=2`` pairs of words too), ``sources`` (needs ``voices``), ``loaded``, ``names`` or
    ``frames`` (need ``frames``). ``own_voice`` counts the outlets' own words only (needs ``voices``). ``lang`` counts words
    of one language only, else sets in two languages differ by their languages (see ``shared_language``). See ``log_odds`` for
    the columns and the formula; ``contrast_sentences`` gives the sentences behind an item. Raises ``TableError`` when a
    set is empty, the sets overlap, or a table is missing.
    """
    first, second = set(a), set(b)
    if first & second:
        raise TableError(
            f"contrast: {len(first & second)} article(s) are in both sets, such as {sorted(first & second)[0]}"
        )
    sentences = sentences if lang is None else sentences[sentences["lang"].eq(lang)]
    bags = [_bag(sentences, ids, of, frames, voices, phrases, own_voice) for ids in (first, second)]
    return log_odds(bags[0], bags[1], prior=prior, strength=strength, min_count=min_count)


def shared_language(sentences: pd.DataFrame, a: Collection[str], b: Collection[str]) -> str | None:
    """Return the language of which both sets of articles have most sentences; null where they share none."""
    counts = [sentences["lang"][sentences.article_id.isin(set(ids))].value_counts() for ids in (a, b)]
    both = counts[0].combine(counts[1], min, fill_value=0)
    return str(both.idxmax()) if len(both) and both.max() > 0 else None


def contrast_sentences(sentences: pd.DataFrame, word: str, ids: Collection[str], *, limit: int = 20) -> pd.DataFrame:
    """Return sentences of the articles ``ids`` that hold a word or phrase of ``contrast``: SENTENCES rows, at most ``limit``."""
    pattern = r"(?<!\w)" + r"[^\w]+".join(map(re.escape, word.split())) + r"(?!\w)"
    part = sentences[sentences.article_id.isin(set(ids))]
    held = part["text"].str.replace("’", "'").str.contains(pattern, case=False, regex=True)
    return part[held].head(limit).reset_index(drop=True)


def contrast_examples(
    sentences: pd.DataFrame, table: pd.DataFrame, a: Collection[str], b: Collection[str], *, top: int = 25
) -> dict[str, str]:
    """Return one sentence for each of the ``top`` items of both ends of a ``contrast`` table: of the set that has it more.

    For the hover texts of ``toolkit.charts.framing.contrast``; items that stand in no sentence (frames) are left out.
    """
    ends = {
        word: (a if z > 0 else b)
        for part in (table.nlargest(top, "z"), table.nsmallest(top, "z"))
        for word, z in zip(part["word"], part["z"], strict=True)
    }
    found: dict[str, str] = {}
    for ids in (a, b):
        wanted = {word for word, of in ends.items() if of is ids}
        for text in sentences["text"][sentences.article_id.isin(set(ids))]:
            if not wanted:
                break
            words = _WORD.findall(text.lower().replace("’", "'"))
            here = wanted & {*words, *map(" ".join, pairwise(words))}
            found.update(dict.fromkeys(here, text))
            wanted -= here
    return {word: found[word] for word in ends if word in found}


def count_words(texts: Iterable[str], *, phrases: int = 1) -> Counter:
    """Count words in small letters (letters, with inner hyphens and apostrophes), and with ``phrases=2`` pairs of them.

    With pairs, those seen once are forgotten whenever more than two million different ones are held.
    """
    counts: Counter = Counter()
    for text in texts:
        words = _WORD.findall(text.lower().replace("’", "'"))
        counts.update(words)
        if phrases > 1:
            counts.update(map(" ".join, pairwise(words)))
            if len(counts) > _KEEP:
                counts = Counter({word: n for word, n in counts.items() if n > 1})
    return counts


def _bag(sentences, ids, of, frames, voices, phrases, own_voice) -> Counter:
    measures = {
        "loaded": ("loaded_wording", "term"),
        "frames": ("frame", "category"),
        "names": ("place_name", "phrase"),
    }
    if of in measures:
        table, column = _needed(frames, "frames", of), measures[of][1]
        rows = table[table.measure.eq(measures[of][0]) & table.article_id.isin(ids)]
        return Counter(rows[rows.voice.eq("OUTLET")][column] if own_voice else rows[column])
    if of == "sources":
        table = _needed(voices, "voices", of)
        return Counter(table.source[table.article_id.isin(ids) & table.source.notna()])
    if of != "words":
        raise TableError(f"contrast: of={of!r}; allowed: words, sources, {', '.join(measures)}")
    part = sentences[sentences.article_id.isin(ids)]
    if not own_voice:
        return count_words(part["text"], phrases=phrases)
    return count_words(_own_texts(part, _needed(voices, "voices", "own_voice")), phrases=phrases)


def _own_texts(part: pd.DataFrame, voices: pd.DataFrame):
    rows = voices[voices.voice.eq("OUTLET")].merge(
        part[["sentence_id", "text", "start"]], on="sentence_id", suffixes=("", "_s")
    )
    for text, first, start, end in zip(rows["text"], rows["start_s"], rows["start"], rows["end"], strict=True):
        yield text[start - first : end - first]


def _needed(table, name: str, what: str):
    if table is None:
        raise TableError(f"contrast: {name} is wanted for {what}")
    return table
