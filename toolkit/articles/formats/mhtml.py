"""Pages saved as one file (MHTML, "web page, single file")."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.articles.formats.html import read_html
from toolkit.articles.options import Options
from toolkit.articles.piece import MAX_PAGE, Piece
from toolkit.articles.record import Record, Trouble

NAME = "MHTML"


def recognise(piece: Piece) -> bool:
    """The headers of a message of several parts stand at the beginning."""
    head = piece.head[:4000].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield the article of the first part that is HTML."""
    import email
    import email.policy
    from email.utils import parsedate_to_datetime

    if piece.size > 3 * MAX_PAGE:
        yield Trouble(
            piece.name, None, f"{piece.size / 1e6:.0f} MB; such a file may have up to {3 * MAX_PAGE / 1e6:.0f} MB"
        )
        return
    message = email.message_from_bytes(piece.read(), policy=email.policy.compat32)
    part = next(
        (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    html = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(html, bytes) or not html:
        yield Trouble(piece.name, None, "MHTML without a page in it")
        return
    address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
    try:
        saved = parsedate_to_datetime(message["Date"]) if message["Date"] else piece.retrieved
    except ValueError:
        saved = piece.retrieved
    url = address if address and address.startswith("http") else piece.url
    yield from read_html(html, piece.name, url=url, retrieved=saved)
