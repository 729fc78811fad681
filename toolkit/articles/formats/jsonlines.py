"""JSON Lines: one article a line, an object with ``text`` and whatever else is known."""

from __future__ import annotations

import json
from collections.abc import Iterator

from toolkit.articles.decode import decode
from toolkit.articles.formats.rows import records
from toolkit.articles.options import Options
from toolkit.articles.piece import MAX_LINE, Piece
from toolkit.articles.record import Record, Trouble

NAME = "JSON Lines"


def recognise(piece: Piece) -> bool:
    """The name says so, or the first line is a whole JSON object, and not one that holds a list of articles."""
    if piece.suffix in (".jsonl", ".ndjson"):
        return True
    first = piece.start.partition("\n")[0].strip()
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return False
    if not isinstance(row, dict) or not any(name in row for name in ("id", "text", "title", "body", "content", "url")):
        return False
    return "text" in row or not any(isinstance(value, list | dict) for value in row.values())


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield a record for each line that is an object with text."""
    troubles: list[Trouble] = []
    for item in records(piece.name, _rows(piece, troubles), options):
        yield from troubles
        troubles.clear()
        yield item
    yield from troubles


def _rows(piece: Piece, troubles: list[Trouble]):
    for number, line in piece.lines():
        place = f"line {number}"
        if line is None:
            troubles.append(Trouble(piece.name, place, f"longer than {MAX_LINE / 1e6:.0f} MB"))
            continue
        text, encoding = decode(line)
        if text is None:
            troubles.append(Trouble(piece.name, place, "these bytes are no text"))
            continue
        if not text.strip():
            continue
        if encoding:
            troubles.append(Trouble(piece.name, place, "not UTF-8", f"decoded as {encoding}"))
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            troubles.append(Trouble(piece.name, place, f"no JSON: {error}"))
            continue
        if not isinstance(row, dict):
            troubles.append(Trouble(piece.name, place, f"a JSON {type(row).__name__}, not an object with id and text"))
            continue
        yield place, row
