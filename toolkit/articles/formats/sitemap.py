"""Sitemaps, those of news among them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from toolkit.articles.formats.links import fetch, follow
from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

NAME = "sitemap"


def recognise(piece: Piece) -> bool:
    """The first tag is that of a sitemap or of a list of sitemaps."""
    return bool(
        regex.match(
            r"(?s)\s*(<\?xml.{0,300}?\?>)?\s*(<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^\[>]*(\[.*?\])?\s*>\s*)*<(\w+:)?(urlset|sitemapindex)[\s>]",
            piece.start,
        )
    )


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield the articles of the addresses with ``fetch``; without it, the headlines of a news sitemap."""
    from defusedxml import ElementTree

    try:
        root = ElementTree.fromstring(piece.read())
    except (ElementTree.ParseError, ValueError) as error:
        yield Trouble(piece.name, None, f"no sitemap: {error}")
        return
    for number, node in enumerate(root, 1):
        values = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in node.iter()}
        address, place = values.get("loc"), f"entry {number}"
        if not address:
            yield Trouble(piece.name, place, "no address")
        elif node.tag.endswith("}sitemap") or node.tag == "sitemap":
            if options.fetch:
                yield from fetch(address, options, place=f"{piece.name}, {place}")
            else:
                yield Trouble(piece.name, place, f"another sitemap, {address}", "not read; fetch=True fetches it")
        else:
            given = {
                "title": values.get("title"),
                "published": values.get("publication_date"),
                "outlet": values.get("name"),
            }
            aside = "a sitemap gives no text"
            yield from follow(piece.name, place, address, {k: v for k, v in given.items() if v}, options, aside=aside)
