"""Saved and fetched pages: main text and metadata by trafilatura, dates by htmldate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import regex

from toolkit.articles.dates import read_stamp
from toolkit.articles.options import Options
from toolkit.articles.piece import MAX_PAGE, Piece
from toolkit.articles.record import Record, Trouble

NAME = "HTML"
_MARK = regex.compile(r"(?i)<(!doctype html|html|head|body|article|div|p|h1|meta|title)[\s>]")


def recognise(piece: Piece) -> bool:
    """The text begins with a tag of HTML, or it is in the first lines and the name or the server says so."""
    start = piece.start[:4000]
    if regex.match(r"(?i)(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|article)[\s>]", start):
        return True
    named = piece.suffix in (".html", ".htm", ".xhtml", ".php", ".aspx") or "html" in (piece.media_type or "")
    return named and (bool(_MARK.search(start)) or not start.startswith("<?xml"))


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield the one article of the page."""
    if piece.size > MAX_PAGE:
        yield Trouble(piece.name, None, f"{piece.size / 1e6:.0f} MB; a page may have up to {MAX_PAGE / 1e6:.0f} MB")
        return
    yield from read_html(piece.read(), piece.name, url=piece.url, retrieved=piece.retrieved)


def read_html(html: bytes | str, source: str, *, url=None, retrieved=None, place: str | None = None):
    """Yield the article of a page, or the trouble that it has none. The text is that of trafilatura, unchanged."""
    import trafilatura
    from lxml import etree
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    try:
        tree = load_html(html)
        document = (
            None
            if tree is None
            else trafilatura.bare_extraction(tree, url=url, with_metadata=True, include_comments=False)
        )
    except (etree.LxmlError, ValueError, RecursionError) as error:
        yield Trouble(source, place, f"HTML that cannot be parsed: {error}")
        return
    if not isinstance(document, Document) or not document.text:
        yield Trouble(source, place, "HTML without a main text")
        return
    if isinstance(html, bytes) and (encoding := _other_encoding(html)):
        yield Trouble(source, place, "not UTF-8", f"decoded as {encoding}")
    page = load_html(html)
    given = {
        "url": url or document.url,
        "title": document.title,
        "byline": document.author,
        "outlet": document.sitename,
        "section": _meta(page, "article:section"),
        "retrieved": retrieved,
        **_dates(page, document.date),
    }
    yield Record(source, document.text, place, given, cleaned=True)


def _other_encoding(html: bytes) -> str | None:
    from toolkit.articles.decode import decode

    return decode(html[:200_000])[1] if not html.startswith(b"\xef\xbb\xbf") else None


def _meta(page: Any, name: str) -> str | None:
    found = page.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name)
    return next((value.strip() for value in found if value.strip()), None)


def _dates(page: Any, day: str | None) -> dict[str, Any]:
    """First and last date apart. The time of day is taken where the page's own metadata agree on the day."""
    import htmldate

    times = [_meta(page, name) for name in ("article:published_time", "datePublished", "og:published_time", "pubdate")]
    times += page.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")
    times += [
        value for block in page.xpath("//script[@type='application/ld+json']/text()") for value in _json_dates(block)
    ]
    dates = htmldate.find_date(page, original_date=True, extensive_search=False) or day
    stamps = [(value, stamp) for value in times if value and (stamp := read_stamp(value))]
    published = next((value for value, stamp in stamps if str(value)[:10] == dates), dates) or next(
        (value for value, _ in stamps), None
    )
    changed = next(
        (
            value
            for name in ("article:modified_time", "dateModified", "og:updated_time")
            if read_stamp(value := _meta(page, name) or "")
        ),
        None,
    )
    later = htmldate.find_date(page, original_date=False, extensive_search=False)
    return {"published": published, "updated": changed or (later if later and later != str(published)[:10] else None)}


def _json_dates(block: str) -> list[str]:
    return regex.findall(r'"datePublished"\s*:\s*"([^"]{8,40})"', block)
