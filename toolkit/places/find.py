"""Find the names of places in articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.errors import TableError
from toolkit.places.gazetteer import Gazetteer
from toolkit.places.matcher import load_matcher, text_language
from toolkit.places.text import fold, plain
from toolkit.places.traps import context, kind_of, widened, word_before
from toolkit.places.unknown import unknown_names
from toolkit.tables import MENTIONS

if TYPE_CHECKING:
    import pandas as pd

#: Characters of context that a mention keeps on each side.
CONTEXT = 60


def find(articles: pd.DataFrame, gazetteer: Gazetteer | None = None) -> pd.DataFrame:
    """Find what is, or looks like, the name of a place in each article.

    ``articles`` needs ``article_id`` and ``text``; ``lang`` (ISO 639-1) chooses the rules of inflection and is told by the
    script where it is missing. Returns the MENTIONS table: one row a name, in the order of the text, without overlaps;
    ``kind`` says when the name is a people's, or part of a person's, a street's, a club's or a war's. An article without
    names has no row. Names that the gazetteer lacks but the text calls villages have rows with empty ``place_ids``; so has a
    club, which bears the name of a place without being one. Method: Aho-Corasick over all spellings of all names, then word boundaries, inflection and the
    longest match (Aho and Corasick 1975). Raises ``TableError`` without those
    columns, ``DataFileError`` when there is no gazetteer.
    """
    import pandas as pd

    missing = [name for name in ("article_id", "text") if name not in articles]
    if missing:
        raise TableError(f"table articles: missing column(s) {', '.join(missing)}; find needs article_id and text")
    matcher = load_matcher(gazetteer)
    columns: dict[str, list[Any]] = {name: [] for name in MENTIONS.names}
    langs = articles["lang"].tolist() if "lang" in articles else [None] * len(articles)
    for article_id, text, lang in zip(articles["article_id"].tolist(), articles["text"].tolist(), langs, strict=True):
        if isinstance(text, str):
            _article(columns, article_id, text, text_language(text, lang), matcher)
    return MENTIONS.frame(pd.DataFrame(columns))


def _article(columns: dict[str, list[Any]], article_id: str, text: str, lang: str, matcher) -> None:
    same = plain(text)
    lists = context(lang)
    hits = matcher.hits(same, lang)
    rows: list[tuple[int, int, str, str, str | None, list[str]]] = []
    place_before = -1
    for n, hit in enumerate(hits):
        last = word_before(same, hit.start)
        start = widened(hit.start, last, lists) if last else hit.start
        place_after = n + 1 < len(hits) and hits[n + 1].start == hit.end + 1 and same[hit.end] == " "
        kind = kind_of(hit, same, last, lists, place_before, place_after)
        if kind == "place" and rows and rows[-1][2] == "organisation" and not rows[-1][5] and start - rows[-1][1] == 1:
            kind = "club"  # "Qarabag Agdam"
        place_before = hit.end if kind == "place" else -1
        ids = [] if kind == "club" else hit.form.place_ids
        rows.append((start, hit.end, "organisation" if kind == "club" else kind, hit.form.key, hit.suffix, ids))
    if rows:
        unknown = unknown_names(same, lang, [row[:2] for row in rows])
        if unknown:
            rows = sorted([*rows, *((start, end, "place", fold(same[start:end]), None, []) for start, end in unknown)])
    for start, end, kind, key, suffix, ids in rows:
        columns["mention_id"].append(f"{article_id}:{start}")
        columns["article_id"].append(article_id)
        columns["start"].append(start)
        columns["end"].append(end)
        columns["surface"].append(text[start:end])
        columns["kind"].append(kind)
        columns["name_key"].append(key)
        columns["suffix"].append(suffix)
        columns["place_ids"].append(ids)
        columns["before"].append(text[max(0, start - CONTEXT) : start])
        columns["after"].append(text[end : end + CONTEXT])
