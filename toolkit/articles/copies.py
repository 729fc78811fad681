"""Groups of near-duplicate articles, such as the same wire report in several outlets."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import regex

from toolkit import tables

if TYPE_CHECKING:
    import pandas as pd

#: MinHash finds candidates (Broder 1997); they are copies when this share of the smaller text's word runs is in both.
PERMUTATIONS, CANDIDATE, SHARED, RUN = 64, 0.4, 0.6, 4
_WORD = regex.compile(r"\w+")


def find_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """Return COPIES: one row an article that shares most of its text with another; no row for articles without copies.

    Candidates come from MinHash over runs of four words (datasketch), and are then compared exactly. The earliest member is
    the one published first (then the one that stands first).
    """
    from datasketch import MinHash, MinHashLSH

    runs = {row.article_id: _runs(row.text) for row in articles.itertuples()}
    lsh = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    parent = {article_id: article_id for article_id in runs}

    def root(article_id: str) -> str:
        while parent[article_id] != article_id:
            article_id = parent[article_id]
        return article_id

    for article_id, own in runs.items():
        if not own:
            continue
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([run.encode() for run in own])
        for other in lsh.query(sketch):
            if len(own & runs[other]) / min(len(own), len(runs[other])) >= SHARED:
                parent[root(article_id)] = root(other)
        lsh.insert(article_id, sketch)
    groups: dict[str, list[str]] = {}
    for article_id in runs:
        groups.setdefault(root(article_id), []).append(article_id)
    if all(len(members) == 1 for members in groups.values()):
        return tables.COPIES.empty()
    by_id = articles.set_index("article_id")
    rows = []
    for members in (m for m in groups.values() if len(m) > 1):
        order = (
            by_id.loc[members]
            .reset_index()
            .sort_values(["published_at", "article_id"], na_position="last")
            .article_id.tolist()
        )
        first = order[0]
        agencies = [agency for member in order for agency in by_id.agencies[member]]
        for member in order:
            added, cut, changed = (
                ([], [], []) if member == first else _difference(by_id.text[first], by_id.text[member])
            )
            rows.append(
                {
                    "copy_group": first,
                    "article_id": member,
                    "is_earliest": member == first,
                    "shared_share": len(runs[member] & runs[first]) / len(runs[member]),
                    "agency": agencies[0] if agencies else None,
                    "added": added,
                    "cut": cut,
                    "changed": changed,
                }
            )
    return tables.COPIES.frame(rows)


def _runs(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1))


def _difference(before: str, after: str) -> tuple[list[str], list[str], list[str]]:
    one, other = (
        [s.strip() for s in regex.split(r"(?<=[.!?…][\"'”»]?)\s+|\n", text) if s.strip()] for text in (before, after)
    )
    added, cut, changed = [], [], []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            changed += [f"{x} -> {y}" for x, y in zip(one[a:b], other[c:d], strict=True)]
        elif kind != "equal":
            cut += one[a:b]
            added += other[c:d]
    return added, cut, changed
