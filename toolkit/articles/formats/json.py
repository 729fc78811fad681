"""JSON: a list of articles, or an object that holds one (NewsAPI and GDELT DOC answers among them), or one article."""

from __future__ import annotations

import json
from collections.abc import Iterator

from toolkit.articles.decode import decode
from toolkit.articles.formats import jsonlines
from toolkit.articles.formats.rows import records
from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

NAME = "JSON"
MAX_FILE = 500_000_000
#: Under these names objects hold their list of articles.
LISTS = ("articles", "stories", "results", "items", "documents", "docs", "data", "hits", "response", "news")


def recognise(piece: Piece) -> bool:
    """The text begins with a list of objects, or an object over several lines."""
    start = piece.start
    return (
        piece.suffix == ".json"
        or (start.startswith("[") and start[1:].lstrip()[:1] in ("{", "]"))
        or start.startswith('{"')
    )


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield a record for each article."""
    if piece.size > MAX_FILE:
        yield Trouble(
            piece.name, None, f"{piece.size / 1e6:.0f} MB of JSON; write it as JSON Lines, which has no limit"
        )
        return
    text, encoding = decode(piece.read())
    if encoding:
        yield Trouble(piece.name, None, "not UTF-8", f"decoded as {encoding}")
    try:
        made = json.loads(text or "")
    except (ValueError, RecursionError) as error:
        if "Extra data" in str(error):  # an object a line
            yield from jsonlines.read(piece, options)
            return
        yield Trouble(piece.name, None, f"no JSON: {error}")
        return
    rows = _articles(made)
    if rows is None:
        yield Trouble(piece.name, None, f"JSON without a list of articles; known names of lists: {', '.join(LISTS)}")
        return
    good = []
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            good.append((f"entry {number}", row.get("_source", row)))
        else:
            yield Trouble(piece.name, f"entry {number}", f"a JSON {type(row).__name__}, not an object")
    yield from records(piece.name, good, options)


def _articles(made) -> list | None:
    if isinstance(made, list):
        return made
    if not isinstance(made, dict):
        return None
    for name in LISTS:
        inner = made.get(name)
        if isinstance(inner, list):
            return inner
        if isinstance(inner, dict) and (found := _articles(inner)) is not None:
            return found
    return [made] if any(name in made for name in ("text", "body", "title")) else None
