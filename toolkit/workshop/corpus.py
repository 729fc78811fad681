"""The teaching corpus (written for teaching, fictional outlets) and its answer key as frames."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from toolkit.resources import data_path

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.corpus import Corpus

#: The lists of the answer key that become frames.
KEY_TABLES = ("claims", "toll", "places", "blames", "loaded")


def load_teaching_corpus(*, progress: bool = True) -> Corpus:
    """Return the corpus of the teaching articles; they are analysed on the first call and kept until data or code change."""
    from toolkit.corpus import analyse_once

    return analyse_once(data_path("sample", "workshop", "articles.jsonl"), name="teaching", progress=progress)


def load_answer_key() -> dict[str, pd.DataFrame]:
    """Return the answer key of the teaching corpus: frames ``articles, claims, toll, places, blames, loaded``.

    Columns are the fields of ``docs/annotation.md`` after ``article_id``; ``n`` is the place of a row in its list and
    ``part_of`` points at it. Null means what it means there. Made by one coder, a second one did a part: see ``data/sample/workshop/README.md``.
    """
    import pandas as pd

    text = data_path("sample", "workshop", "gold.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    key = {"articles": pd.DataFrame([_article(row) for row in rows])}
    for name in KEY_TABLES:
        found = [{"article_id": row["id"], "n": n, **item} for row in rows for n, item in enumerate(row[name])]
        frame = pd.DataFrame(found)
        whole = [column for column in ("low", "high", "part_of") if column in frame]
        key[name] = frame.astype(dict.fromkeys(whole, "Int64"))
    return key


def coding_articles() -> pd.DataFrame:
    """Return the articles of lesson 7: those that the simulated coders of ``data/workshop/codings`` coded."""
    from toolkit.framing import read_codings

    articles = load_teaching_corpus(progress=False).articles
    coded = read_codings(data_path("workshop", "codings"))
    return articles[articles.article_id.isin(coded.article_id)].reset_index(drop=True)


def _article(row: dict[str, Any]) -> dict[str, Any]:
    fields = ("domain", "lang", "title", "published", "incident_date", "incident_place", "note")
    return {"article_id": row["id"], **{name: row[name] for name in fields}}
