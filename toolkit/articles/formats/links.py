"""Addresses of articles: fetched when the caller wants it, else told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

NAME = "list of addresses"


def recognise(piece: Piece) -> bool:
    """Every line of the beginning is an address."""
    lines = [line.strip() for line in piece.start.splitlines()[:50] if line.strip() and not line.startswith("#")]
    return bool(lines) and all(is_address(line) for line in lines[:-1] or lines)


def is_address(text: str) -> bool:
    """Tell whether a text is a web address and nothing else."""
    return text.startswith(("http://", "https://")) and len(text.split()) == 1


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Fetch each address of the list: who names a list of addresses wants their pages."""
    for number, line in piece.lines():
        address = (line or b"").decode("utf-8", errors="replace").strip()
        if address and not address.startswith("#"):
            if is_address(address):
                yield from fetch(address, options, place=f"{piece.name}, line {number}")
            else:
                yield Trouble(piece.name, f"line {number}", f"no address: {address[:80]!r}")


def fetch(address: str, options: Options, *, place: str | None = None, given: dict[str, Any] | None = None):
    """Fetch an address and read what is there; ``given`` is what the list says of it, where the page does not."""
    from toolkit.articles.fetch import FetchError
    from toolkit.articles.formats import reader_of

    try:
        page = options.fetcher.fetch(address)
    except FetchError as error:
        yield Trouble(address, place, str(error))
        return
    piece = Piece(address, data=page.data, url=page.url, retrieved=page.retrieved, media_type=page.media_type)
    reader = reader_of(piece)
    if not page.data or reader is None:
        yield Trouble(address, place, "an empty page" if not page.data else "no known format")
        return
    for item in reader.read(piece, options):
        if isinstance(item, Record) and given:
            item.given = {**given, **{name: value for name, value in item.given.items() if value is not None}}
        yield item


def follow(source: str, place: str, address: str | None, given: dict[str, Any], options: Options, *, aside: str):
    """An entry of a list without text: fetch its address, or keep its headline; ``aside`` says what the list gives."""
    given = {**given, "url": address}
    if address and options.fetch:
        yield from fetch(address, options, place=f"{source}, {place}", given=given)
        return
    title = given.get("title")
    how = "; fetch=True fetches the pages" if address else ""
    if title:
        problem = f"{aside}: only the headline was read{how}"
        yield Trouble(source, place, problem, "kept with nulls")
        yield Record(source, str(title), place, given, cleaned=True, problem=problem)
    else:
        yield Trouble(source, place, f"{aside}, and no headline{how}")
