"""Excel: one article a row, on whichever sheets have a known column."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.articles.formats.rows import records
from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

NAME = "Excel"


def recognise(piece: Piece) -> bool:
    """A ZIP file that holds a workbook."""
    import zipfile

    if not piece.head.startswith(b"PK\x03\x04"):
        return False
    try:
        with piece.open() as file, zipfile.ZipFile(file) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield a record for each row with text."""
    import pandas as pd

    try:
        with piece.open() as file:
            sheets = pd.read_excel(file, sheet_name=None, dtype=object, engine="openpyxl")
    except (ValueError, KeyError, OSError) as error:
        yield Trouble(piece.name, None, f"broken Excel file: {error}")
        return
    for name, sheet in sheets.items():
        rows = ((f"sheet {name}, row {number + 2}", row) for number, row in enumerate(sheet.to_dict("records")))
        yield from records(piece.name, rows, options, fixed=True)
