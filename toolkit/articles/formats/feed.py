"""RSS and Atom feeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import regex

from toolkit.articles.formats.links import follow
from toolkit.articles.options import Options
from toolkit.articles.piece import MAX_PAGE, Piece
from toolkit.articles.record import Record, Trouble

NAME = "RSS, Atom"
#: A feed that gives fewer words of an article than this gives a summary, not the article.
WHOLE = 80


def recognise(piece: Piece) -> bool:
    """The first tag is that of a feed; a broken file that is named like one is taken for one, so that it is told."""
    if regex.match(
        r"(?s)\s*(<\?xml.{0,300}?\?>)?\s*(<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>]*>\s*)*<(rss|feed|rdf:RDF)[\s>]",
        piece.start,
    ):
        return True
    return piece.suffix in (".rss", ".atom")


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield the articles of the entries; entries with a summary only are fetched with ``fetch``, or kept as that."""
    import feedparser

    if piece.size > 3 * MAX_PAGE:
        yield Trouble(piece.name, None, f"{piece.size / 1e6:.0f} MB; a feed may have up to {3 * MAX_PAGE / 1e6:.0f} MB")
        return
    feed = feedparser.parse(piece.read())
    if feed.bozo and not feed.entries:
        yield Trouble(piece.name, None, f"no feed: {feed.bozo_exception}")
        return
    if feed.bozo and "character" not in str(feed.bozo_exception).lower():
        yield Trouble(piece.name, None, f"a broken feed: {feed.bozo_exception}", f"{len(feed.entries)} entries read")
    for number, entry in enumerate(feed.entries, 1):
        yield from _entry(piece, feed, entry, f"entry {number}", options)


def _entry(piece: Piece, feed: Any, entry: Any, place: str, options: Options) -> Iterator[Record | Trouble]:
    given = {
        "title": entry.get("title"),
        "published": dict.get(entry, "published") or dict.get(entry, "updated"),
        "updated": dict.get(entry, "updated") if dict.get(entry, "published") else None,
        "byline": entry.get("author"),
        "outlet": feed.feed.get("title"),
        "retrieved": piece.retrieved,
    }
    contents = [content.get("value", "") for content in entry.get("content", ())] or [entry.get("summary", "")]
    text = plain_text(max(contents, key=len))
    link = entry.get("link")
    if len(text.split()) >= WHOLE:
        yield Record(piece.name, text, place, {**given, "url": link}, cleaned=True)
    elif text and not options.fetch:
        problem = "the feed gives a summary only; fetch=True fetches the pages"
        yield Trouble(piece.name, place, problem, "kept with nulls")
        yield Record(piece.name, text, place, {**given, "url": link}, cleaned=True, problem=problem)
    else:
        yield from follow(piece.name, place, link, given, options, aside="the feed gives no text")


def plain_text(html: str) -> str:
    """Return the text of a piece of HTML, a block a line."""
    from lxml import etree
    from lxml import html as lxml_html

    if "<" not in html:
        return html.strip()
    try:
        tree = lxml_html.fragment_fromstring(html, create_parent="div")
    except (etree.LxmlError, ValueError):
        return ""
    for node in tree.iter("script", "style"):
        node.drop_tree() if node.getparent() is not None else None
    for node in tree.iter("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote"):
        node.tail = "\n" + (node.tail or "")
    return regex.sub(r"\s*\n\s*", "\n", tree.text_content()).strip()
