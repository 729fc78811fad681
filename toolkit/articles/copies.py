"""Groups of near-duplicate articles, such as the same wire report in several outlets."""

from __future__ import annotations

import zlib
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import regex

from toolkit import tables

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: MinHash finds candidates (Broder 1997); they are copies when this share of the smaller text's word runs is in both.
PERMUTATIONS, CANDIDATE, SHARED, RUN = 64, 0.4, 0.6, 4
#: Copies that share more than this are found through the first of them.
SAME = 0.95
#: Sentences that are at least this much alike, of 100, are told as changed; others as cut and added.
ALIKE = 60
_WORD = regex.compile(r"\w+")
_SENTENCE = regex.compile(r"(?<=[.!?…։][\"'”»)]?)\s+|\n")


def find_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """Return COPIES: one row an article that shares most of its text with another; no row for articles without copies.

    Candidates come from MinHash over runs of four words (datasketch), and are then compared exactly. The earliest member is
    the one published first (then the one whose id comes first). ``added``, ``cut`` and ``changed`` are in sentences.
    """
    runs = [_runs(text) for text in articles.text]
    groups = [members for members in _group(runs) if len(members) > 1]
    if not groups:
        return tables.COPIES.empty()
    ids, texts, credits = articles.article_id.tolist(), articles.text.tolist(), articles.agencies.tolist()
    unknown = articles.published_at.isna().tolist()
    when = list(
        zip(unknown, articles.published_at.astype("int64").tolist(), ids, strict=True)
    )  # unknown dates come last
    rows = []
    for members in groups:
        own = sorted(members, key=when.__getitem__)
        first = own[0]
        agency = next((agency for n in own for agency in credits[n]), None)
        for n in own:
            rows.append(
                {
                    "copy_group": ids[first],
                    "article_id": ids[n],
                    "is_earliest": n == first,
                    "shared_share": _shared(runs[n], runs[first]) / len(runs[n]),
                    "agency": agency,
                    **(_difference(texts[first], texts[n]) if n != first else {}),
                }
            )
    return tables.COPIES.frame(rows)


def _group(runs: list[np.ndarray]) -> list[list[int]]:
    """Numbers of the texts that are copies of one another, directly or through others."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    blank = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    parent = list(range(len(runs)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for n, own in enumerate(runs):
        if not len(own):
            continue
        sketch = blank.copy()
        sketch.update_batch(own)
        found = 0.0
        for other in lsh.query(sketch):
            share = _shared(own, runs[other]) / min(len(own), len(runs[other]))
            if share >= SHARED:
                parent[root(n)] = root(other)
                found = max(found, _shared(own, runs[other]) / max(len(own), len(runs[other])))
        if found < SAME:
            lsh.insert(n, sketch)
    groups: dict[int, list[int]] = {}
    for n in range(len(runs)):
        groups.setdefault(root(n), []).append(n)
    return list(groups.values())


def _runs(text: str) -> np.ndarray:
    """The runs of four words of a text, as sorted hashes without repeats."""
    import numpy as np

    words = _WORD.findall(text.casefold())
    last = max(len(words) - RUN + 1, 1 if words else 0)
    hashes = [zlib.crc32(" ".join(words[n : n + RUN]).encode()) for n in range(last)]
    return np.unique(np.array(hashes, dtype=np.uint32))


def _shared(one: np.ndarray, other: np.ndarray) -> int:
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True))


def _difference(before: str, after: str) -> dict[str, list[str]]:
    """Sentences that a text adds to another, leaves out of it, and has in other words."""
    one, other = ([s.strip() for s in _SENTENCE.split(text) if s.strip()] for text in (before, after))
    added: list[str] = []
    cut: list[str] = []
    changed: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = _alike(one[a:b], other[c:d])
            changed += [f"{one[a + x]} -> {other[c + y]}" for x, y in pairs]
            cut += [one[a + x] for x in range(b - a) if x not in dict(pairs)]
            added += [other[c + y] for y in range(d - c) if y not in {y for _, y in pairs}]
    # a sentence that only stands elsewhere is neither added nor cut
    moved = set(added) & set(cut)
    return {
        "added": [s for s in added if s not in moved],
        "cut": [s for s in cut if s not in moved],
        "changed": changed,
    }


def _alike(one: list[str], other: list[str]) -> list[tuple[int, int]]:
    """Pairs of sentences, in order, that say nearly the same."""
    from rapidfuzz import fuzz

    pairs: list[tuple[int, int]] = []
    at = 0
    for x, sentence in enumerate(one):
        scores = [(fuzz.token_sort_ratio(sentence, other[y]), -y) for y in range(at, len(other))]
        best = max(scores, default=(0.0, 0))
        if best[0] >= ALIKE:
            pairs.append((x, -best[1]))
            at = -best[1] + 1
    return pairs
