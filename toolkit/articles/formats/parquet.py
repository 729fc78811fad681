"""Parquet: one article a row."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.articles.formats.rows import records
from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

NAME = "Parquet"
ROWS = 500


def recognise(piece: Piece) -> bool:
    """The first four bytes say so."""
    return piece.head.startswith(b"PAR1")


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield a record for each row with text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with piece.open() as file:
            yield from records(piece.name, _rows(pq.ParquetFile(file)), options, fixed=True)
    except pa.ArrowException as error:
        yield Trouble(piece.name, None, f"broken Parquet: {error}")


def _rows(file):
    number = 0
    for batch in file.iter_batches(batch_size=ROWS):
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", row
