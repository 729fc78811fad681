"""Text pasted from a page, one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.articles.decode import decode
from toolkit.articles.options import Options
from toolkit.articles.piece import MAX_PAGE, Piece
from toolkit.articles.record import Record, Trouble

NAME = "pasted text"
NOT_TEXT = (
    ".xml",
    ".pdf",
    ".css",
    ".js",
    ".svg",
    ".yml",
    ".yaml",
    ".py",
    ".ipynb",
    ".parquet",
    ".xlsx",
    ".docx",
    ".zip",
)


def recognise(piece: Piece) -> bool:
    """Any text is pasted text, if no other reader wants it and its name does not promise something else."""
    return piece.suffix not in NOT_TEXT and not piece.head.startswith(b"%PDF") and decode(piece.head)[0] is not None


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield the one article."""
    if piece.size > MAX_PAGE:
        yield Trouble(piece.name, None, f"{piece.size / 1e6:.0f} MB; a page may have up to {MAX_PAGE / 1e6:.0f} MB")
        return
    text, encoding = decode(piece.read())
    if text is None:
        yield Trouble(piece.name, None, "these bytes are no text")
        return
    if encoding:
        yield Trouble(piece.name, None, "not UTF-8", f"decoded as {encoding}")
    yield Record(piece.name, text, given={"url": piece.url, "retrieved": piece.retrieved})
