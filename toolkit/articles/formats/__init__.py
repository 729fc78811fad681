"""The formats of sources, one small file each; ``READERS`` is the order in which they are tried.

A reader is a module with ``NAME``; ``recognise(piece)``, which looks at the first bytes before it looks at the name; and
``read(piece, options)``, which yields a ``Record`` for each article and a ``Trouble`` for each thing it cannot read.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from toolkit.articles.formats import (
    archive,
    excel,
    exports,
    feed,
    html,
    json,
    jsonlines,
    links,
    mhtml,
    parquet,
    sitemap,
    table,
    text,
    warc,
)
from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

READERS: tuple[ModuleType, ...] = (
    parquet,
    warc,
    excel,
    exports,
    archive,
    mhtml,
    sitemap,
    feed,
    jsonlines,
    json,
    html,
    table,
    links,
    text,
)


def reader_of(piece: Piece) -> ModuleType | None:
    """Return the reader of a piece, by its content; null when no format is recognised."""
    return next((reader for reader in READERS if reader.recognise(piece)), None)


def read_piece(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield what is in a piece, and at least one item."""
    if not piece.size:
        yield Trouble(piece.name, None, "an empty file")
        return
    reader = reader_of(piece)
    if reader is None:
        known = ", ".join(reader.NAME for reader in READERS)
        yield Trouble(piece.name, None, f"no known format; known: {known}")
        return
    found = False
    for item in reader.read(piece, options):
        found = True
        yield item
    if not found:
        yield Trouble(piece.name, None, f"{reader.NAME} without an article")
