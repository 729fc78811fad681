"""WARC files (Common Crawl News, browser archives, the pages that the toolkit fetched)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from toolkit.articles.formats.html import read_html
from toolkit.articles.options import Options
from toolkit.articles.piece import MAX_PAGE, Piece
from toolkit.articles.record import Record, Trouble

NAME = "WARC"


def recognise(piece: Piece) -> bool:
    """The first record begins with its name, plain or compressed."""
    head = piece.head
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return head.startswith((b"WARC/1.", b"WARC/0."))


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield the article of each answer that is a page; what is cut off is told, and what came before it is kept."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    with piece.open() as file:
        records = iter(ArchiveIterator(file))
        while True:
            number += 1
            place = f"record {number}"
            try:
                record = next(records, None)
                if record is None:
                    return
                page = _page(record)
            except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError, AttributeError) as error:
                # warcio has no error of its own for a record without an address
                yield Trouble(
                    piece.name,
                    place,
                    f"cut off or broken here: {error or type(error).__name__}",
                    "records before it read",
                )
                return
            if page is None:
                continue
            html, missing = page
            address, date = (record.rec_headers.get_header(name) for name in ("WARC-Target-URI", "WARC-Date"))
            if missing:
                yield Trouble(piece.name, place, f"cut off: {missing} bytes of {address} are missing")
            elif len(html) > MAX_PAGE:
                yield Trouble(piece.name, place, f"{address} is larger than {MAX_PAGE / 1e6:.0f} MB")
            else:
                yield from read_html(html, piece.name, url=address, retrieved=date, place=place)


def _page(record) -> tuple[bytes, int] | None:
    """The HTML of a record and how many bytes of it are missing; null when it is no page that was answered."""
    if record.rec_type not in ("response", "resource", "revisit"):
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    kind = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    if status != "200" or "html" not in kind or record.rec_type == "revisit":
        return None
    html = record.content_stream().read(MAX_PAGE + 1)
    stated = int(record.rec_headers.get_header("Content-Length") or 0)
    left = getattr(record.raw_stream, "limit", 0)
    return html, left if stated and left and len(html) <= MAX_PAGE else 0
