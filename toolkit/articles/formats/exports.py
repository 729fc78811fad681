"""Exports of press databases (Nexis Uni, Factiva, ProQuest), and Word and RTF files of single articles."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

import regex

from toolkit.articles.decode import decode
from toolkit.articles.formats import factiva, nexis, proquest
from toolkit.articles.formats.feed import plain_text
from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

NAME = "Nexis Uni, Factiva, ProQuest, Word, RTF"
DATABASES = (nexis, factiva, proquest)
MAX_FILE = 300_000_000
#: Words that stand in every export of one of the databases, for a quick look.
_TRACE = regex.compile(
    r"ProQuest document|(?i:load-date)|(?i:end of document)|\d+ of \d+ DOCUMENT|(?m:^HD\s)|Document [A-Z]{2,12}\d{6}|articleParagraph"
)


class Export(NamedTuple):
    """What a database's export holds: the fields of each document (null: it has no text) and how many it says it has."""

    documents: list[dict[str, Any]]
    stated: int | None


def recognise(piece: Piece) -> bool:
    """A Word or RTF file, or a text or page with the marks of one of the databases."""
    if _is_word(piece) or piece.head.startswith(b"{\\rtf"):
        return True
    if not _TRACE.search(piece.start):
        return False
    text = _plain(piece.start)
    return any(database.matches(text) for database in DATABASES)


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield the articles; tell when the export says that it holds another number of them than were found."""
    if piece.size > MAX_FILE:
        yield Trouble(piece.name, None, f"{piece.size / 1e6:.0f} MB; an export may have up to {MAX_FILE / 1e6:.0f} MB")
        return
    try:
        text = _text(piece)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        yield Trouble(piece.name, None, f"a broken document: {error}")
        return
    database = next((database for database in DATABASES if database.matches(text)), None)
    if database is None:
        if text.strip():
            yield Record(piece.name, text, given={"url": piece.url, "retrieved": piece.retrieved})
        return
    export = Export(*database.documents(text))
    read_ = 0
    for number, document in enumerate(export.documents, 1):
        place = f"document {number}"
        body = document.pop("text", None)
        if body:
            read_ += 1
            yield Record(piece.name, body, place, document, cleaned=True)
        else:
            yield Trouble(piece.name, place, f"no text in {document.get('title') or 'a document without a headline'!r}")
    if export.stated is not None and export.stated != read_:
        yield Trouble(
            piece.name,
            None,
            f"{database.NAME} states {export.stated} document(s), {read_} were read",
            "those were kept",
        )


def _is_word(piece: Piece) -> bool:
    if not piece.head.startswith(b"PK\x03\x04"):
        return False
    try:
        with piece.open() as file, zipfile.ZipFile(file) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def _text(piece: Piece) -> str:
    """The text of the file, a paragraph a line."""
    if piece.head.startswith(b"PK"):
        import docx

        with piece.open() as file:
            document = docx.Document(file)
        return "\n".join(_paragraphs(document))
    data = piece.read()
    if data.startswith(b"{\\rtf"):
        from striprtf.striprtf import rtf_to_text

        return rtf_to_text(data.decode("latin-1"), errors="replace")
    return _plain(decode(data)[0] or "")


def _plain(text: str) -> str:
    """The text of a page; other text as it is."""
    if not regex.search(r"(?i)<(html|body|p|div)[\s>]", text[:3000]):
        return text
    return plain_text(regex.sub(r"(?s)<head.*?</head>|<!DOCTYPE[^>]*>|</?(html|body)[^>]*>", "", text))


def _paragraphs(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text
