"""The formats of sources, one small file each; ``READERS`` is the order in which they are tried.

A reader is a module with ``NAME``; ``recognise(piece)``, which looks at the first bytes before it looks at the name; and
``read(piece, options)``, which yields a ``Record`` for each article and a ``Trouble`` for each thing it cannot read.
"""

from __future__ import annotations

from types import ModuleType

from toolkit.articles.formats import jsonlines, parquet, table, text

READERS: tuple[ModuleType, ...] = (parquet, jsonlines, table, text)


def reader_of(piece) -> ModuleType | None:
    """Return the reader of a piece, by its content; null when no format is recognised."""
    return next((reader for reader in READERS if reader.recognise(piece)), None)
