"""Write what the toolkit reads in articles as one JSON object per article, in the form of ``docs/annotation.md``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import SourceError

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.corpus import Corpus


def annotate(source: str | Path, target: str | Path, *, sides: str = "auto", progress: bool = True) -> dict[str, int]:
    """Annotate the rows of a JSON Lines file: one row out for each row in that has an ``id``.

    Rows that cannot be read as an article (see ``read_articles``) get empty lists and are counted. Returns the counts of
    rows and of rows ``without text``. Raises ``SourceError`` when the file is missing, or no row of it can be read.
    """
    from toolkit.corpus import analyse

    rows = _rows(Path(source))
    corpus = analyse(source, sides=sides, progress=progress)
    made = annotations_of(corpus, texts={row["id"]: row.get("text") for row in rows})
    unread = 0
    with Path(target).open("w", encoding="utf-8") as file:
        for row in rows:
            annotation = made.get(row["id"])
            unread += annotation is None
            file.write(json.dumps(annotation or _empty(row["id"]), ensure_ascii=False) + "\n")
    return {"rows": len(rows), "without text": unread}


def evaluate(gold: str | Path, *, sides: str = "auto", progress: bool = True) -> pd.DataFrame:
    """Annotate the articles of a gold file and return the figures of ``score``."""
    from toolkit.corpus import analyse
    from toolkit.evaluation.score import score

    rows = _rows(Path(gold))
    corpus = analyse(gold, sides=sides, progress=progress)
    return score(rows, annotations_of(corpus, texts={row["id"]: row.get("text") for row in rows}).values())


def annotations_of(corpus: Corpus, *, texts: dict[str, str | None] | None = None) -> dict[str, dict[str, Any]]:
    """Return the annotation of each article of a corpus by its id.

    With ``texts`` (id to text as received), what is not a verbatim piece of that text is left out: it was read from a
    title given beside the text.
    """
    from toolkit.incidents import add_up
    from toolkit.places import annotation_places

    claims = _by_article(corpus.claims[corpus.claims.origin == "articles"])
    tolls = _by_article(add_up(corpus.claims[corpus.claims.origin == "articles"], by="article_id"))
    blames = _by_article(corpus.blames)
    places = _by_article(corpus.places)
    frames = _by_article(corpus.frames[corpus.frames.measure == "loaded_wording"])
    events = _by_article(corpus.main_events)
    sentences = corpus.sentences.set_index("sentence_id")["text"]
    titles = set(corpus.sentences.sentence_id[corpus.sentences.part == "title"])
    out = {}
    for article_id in corpus.articles.article_id:
        text = (texts or {}).get(article_id)
        event = events[article_id].iloc[0] if article_id in events else None
        out[article_id] = {
            "id": article_id,
            "incident_date": None if event is None else _date(event.incident_date),
            "incident_place": None if event is None else _value(event.place_name),
            "places": annotation_places(places[article_id]) if article_id in places else [],
            "claims": _claims(claims.get(article_id), sentences, text),
            "toll": _toll(tolls.get(article_id)),
            "blames": _blames(blames.get(article_id)),
            "loaded": _loaded(frames.get(article_id), titles, text),
        }
    return out


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise SourceError(f"{path}: no such file")
    rows = []
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict) and row.get("id") is not None:
                rows.append({**row, "id": str(row["id"])})
    if not rows:
        raise SourceError(f"{path}: no row with an id; each line must be a JSON object with id and text")
    return rows


def _empty(article_id: str) -> dict[str, Any]:
    lists: dict[str, Any] = {name: [] for name in ("places", "claims", "toll", "blames", "loaded")}
    return {"id": article_id, "incident_date": None, "incident_place": None, **lists}


def _by_article(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return dict(list(frame.groupby("article_id", sort=False)))


def _value(value: Any) -> Any:
    import pandas as pd

    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    return value.item() if hasattr(value, "item") else value


def _date(value: Any) -> str | None:
    import pandas as pd

    return None if pd.isna(value) else value.date().isoformat()


def _claims(frame: pd.DataFrame | None, sentences: pd.Series, text: str | None) -> list[dict[str, Any]]:
    if frame is None:
        return []
    rows = [row for row in frame.itertuples() if text is None or sentences[row.sentence_id] in text]
    place = {row.claim_id: number for number, row in enumerate(rows)}
    return [
        {
            "sentence": sentences[row.sentence_id],
            **{name: _value(getattr(row, name)) for name in ("outcome", "low", "high", "side", "status", "claimant")},
            "claimant_text": _value(row.claimant_text),
            "polarity": row.polarity,
            "scope": row.scope,
            "part_of": place.get(row.part_of),
        }
        for row in rows
    ]


def _toll(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    if frame is None:
        return []
    return [
        {
            **{name: _value(getattr(row, name)) for name in ("side", "outcome", "low", "high")},
            "claimants": list(row.claimants),
        }
        for row in frame.itertuples()
    ]


def _blames(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    if frame is None:
        return []
    stated = frame[frame.status != "denied"].drop_duplicates(["accuser", "accused"])
    return [{"accuser": row.accuser, "accused": row.accused} for row in stated.itertuples()]


def _loaded(frame: pd.DataFrame | None, titles: set[str], text: str | None) -> list[dict[str, Any]]:
    from toolkit.framing import annotation_loaded

    return [row for row in annotation_loaded(frame, titles) if text is None or row["phrase"] in text]
