"""CSV and other tables of text, one article a row."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from toolkit.articles.decode import decode
from toolkit.articles.formats.rows import choose_columns, records
from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

NAME = "CSV, TSV"
SEPARATORS, ROWS = "\t;,|", 500


def recognise(piece: Piece) -> bool:
    """The name says so, or the first line is a list of column names of which one is known to hold text or a title."""
    if piece.suffix in (".csv", ".tsv", ".tab"):
        return True
    names = _names(piece)
    return (
        len(names) > 2 and len(" ".join(names)) < 2000 and {"text", "title", "url"} <= set(choose_columns(names, None))
    )


def _separator(piece: Piece) -> str:
    first = piece.start.partition("\n")[0]
    return max(SEPARATORS, key=lambda mark: (first.count(mark), mark == ","))


def _names(piece: Piece) -> list[str]:
    return [name.strip('" \r\ufeff') for name in piece.start.partition("\n")[0].split(_separator(piece))]


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield a record for each row with text; rows with too many fields are troubles."""
    text, encoding = decode(piece.head)
    if text is None:
        yield Trouble(piece.name, None, "these bytes are no text")
        return
    if encoding:
        yield Trouble(piece.name, None, "not UTF-8", f"decoded as {encoding}")
    troubles: list[Trouble] = []
    for item in records(piece.name, _rows(piece, encoding or "utf-8-sig", troubles), options, fixed=True):
        yield from troubles
        troubles.clear()
        yield item
    yield from troubles


def _rows(piece: Piece, encoding: str, troubles: list[Trouble]):
    import pandas as pd

    encoding = "utf-8" if "," in encoding else encoding
    try:
        with piece.open() as file:
            chunks = pd.read_csv(
                file,
                sep=_separator(piece),
                dtype=str,
                chunksize=ROWS,
                keep_default_na=False,
                on_bad_lines="warn",
                encoding=encoding,
                encoding_errors="replace",
            )
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                for chunk in chunks:
                    for warning in caught:
                        troubles += _bad_lines(piece.name, str(warning.message))
                    caught.clear()
                    for number, row in zip(chunk.index, chunk.to_dict("records"), strict=True):
                        yield f"row {number + 1}", row
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        troubles.append(Trouble(piece.name, None, f"no table: {error}"))


def _bad_lines(name: str, message: str) -> list[Trouble]:
    import regex

    return [
        Trouble(name, f"line {line}", f"{saw} fields, not {expected}")
        for line, expected, saw in regex.findall(r"line (\d+): expected (\d+) fields, saw (\d+)", message)
    ]
