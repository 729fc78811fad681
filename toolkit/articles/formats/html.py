"""Saved and fetched pages: main text and metadata by trafilatura, dates by htmldate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
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
    return named and bool(_MARK.search(start))


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield the one article of the page."""
    if piece.size > MAX_PAGE:
        yield Trouble(piece.name, None, f"{piece.size / 1e6:.0f} MB; a page may have up to {MAX_PAGE / 1e6:.0f} MB")
        return
    html = piece.read()
    stated = regex.search(r"(?i)charset=[\"']?([\w-]+)", piece.media_type or "")
    if stated and not regex.search(rb"(?i)charset=", html[:4000]):  # the server says it, the page does not
        with suppress(LookupError):
            html = html.decode(stated[1], errors="replace").encode()
    yield from read_html(html, piece.name, url=piece.url, retrieved=piece.retrieved)


def read_html(html: bytes, source: str, *, url=None, retrieved=None, place: str | None = None):
    """Yield the article of a page, or the trouble that it has none. The text is that of trafilatura, unchanged."""
    import trafilatura
    from lxml import etree
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    try:
        page = load_html(html)
        if page is None:
            yield Trouble(source, place, "HTML without a main text")
            return
        meta = _meta(page)
        published, updated = _dates(page, meta)
        document = trafilatura.bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (etree.LxmlError, ValueError, RecursionError) as error:
        yield Trouble(source, place, f"HTML that cannot be parsed: {error}")
        return
    if not isinstance(document, Document) or not document.text:
        yield Trouble(source, place, "HTML without a main text")
        return
    if encoding := _other_encoding(html):
        yield Trouble(source, place, "not UTF-8", f"decoded as {encoding}")
    day = document.date
    given = {
        "url": url or document.url,
        "title": document.title,
        "byline": document.author,
        "outlet": document.sitename,
        "section": meta.get("article:section"),
        "retrieved": retrieved,
        # the time of day is that of the page's own metadata, where they agree with htmldate on the day
        "published": next((time for time in published if time[:10] == day), day) or next(iter(published), None),
        "updated": updated if updated != day else None,
    }
    yield Record(source, document.text, place, given, cleaned=True)


def _other_encoding(html: bytes) -> str | None:
    """What a page that is not UTF-8 says it is in; null for UTF-8."""
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        named = regex.search(rb"(?i)charset=[\"']?([\w-]+)", html[:4000])
        return named[1].decode() if named else "what it seemed to be"
    return None


def _meta(page: Any) -> dict[str, str]:
    """The first value of each meta element by its property or name."""
    found: dict[str, str] = {}
    for node in page.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        if name and (node.get("content") or "").strip():
            found.setdefault(name, node.get("content").strip())
    return found


def _dates(page: Any, meta: dict[str, str]) -> tuple[list[str], str | None]:
    """Times of publication that the page states, and the last change; htmldate finds the day of a change elsewhere."""
    import htmldate

    blocks = [node.text or "" for node in page.iter("script") if node.get("type") == "application/ld+json"]
    times = [
        node.get("datetime")
        for node in page.iter("time")
        if node.get("itemprop") == "datePublished" or "pubdate" in node.attrib
    ]
    published = [
        meta[name]
        for name in ("article:published_time", "datePublished", "og:published_time", "pubdate")
        if name in meta
    ]
    published += [*_json_dates(blocks, "datePublished"), *filter(None, times)]
    published = [time for time in published if read_stamp(time)]
    changed = [meta[name] for name in ("article:modified_time", "dateModified", "og:updated_time") if name in meta]
    changed = [time for time in (*changed, *_json_dates(blocks, "dateModified")) if read_stamp(time)]
    if changed:
        return published, changed[0]
    return published, htmldate.find_date(page, original_date=False, extensive_search=False)


def _json_dates(blocks: list[str], name: str) -> list[str]:
    return [date for block in blocks for date in regex.findall(rf'"{name}"\s*:\s*"([^"]{{8,40}})"', block)]
