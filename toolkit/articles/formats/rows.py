"""Rows of a table, from whatever file, to records: which column is what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import regex

from toolkit.articles.formats.layouts import Layout, layout_of
from toolkit.articles.formats.links import follow
from toolkit.articles.options import Options
from toolkit.articles.record import FIELDS, Record, Trouble
from toolkit.errors import SourceError

#: Other names under which a column is known, in lower case; ``columns=`` names those of other files.
ALSO = {
    "id": "article_id key stories_id story_id",
    "text": "body content full_text fulltext article article_text maintext main_text story_text plain_text article_body articlebody",
    "title": "headline head article_title",
    "standfirst": "description summary lead subtitle abstract",
    "published": "published_at date publish_date published_date date_published pub_date pubdate publishedat datepublished"
    " publication_date date_publish datetime",
    "updated": "updated_at date_modified datemodified modified date_modify",
    "outlet": "source media_name publication publication_title newspaper sitename source_name medium",
    "domain": "source_domain media_url hostname site",
    "url": "link address href source_url",
    "lang": "language",
    "byline": "author authors creator",
    "section": "category rubric",
    "retrieved": "retrieved_at collect_date date_download",
}
#: Columns of articles that the toolkit wrote itself; they are made anew.
OWN = frozenset({"published_precision", "reading_minutes", "n_words", "source_file", "problem"})
_CUT = regex.compile(r"\s*(?:…|\.\.\.)?\s*\[\+(\d+) chars\]\s*$")


def choose_columns(names: Iterable[str], columns: dict[str, str] | None) -> dict[str, str]:
    """Return which of ``names`` holds which field. ``columns`` (field: name) goes before the known names.

    Raises ``SourceError`` when ``columns`` names a field or column that is not there.
    """
    names = [str(name) for name in names]
    allowed = ("text", *FIELDS)
    if wrong := [name for name in columns or {} if name not in allowed]:
        raise SourceError(f"columns: no field(s) {', '.join(wrong)}; allowed: {', '.join(allowed)}")
    if wrong := [name for name in (columns or {}).values() if name not in names]:
        raise SourceError(f"columns: no column(s) {', '.join(wrong)}; there are: {', '.join(names)}")
    chosen = dict(columns or {})
    by_lower = {name.strip().lower().replace(" ", "_"): name for name in reversed(names)}
    for field_name in allowed:
        for known in (field_name, *ALSO.get(field_name, "").split()):
            if field_name not in chosen and known in by_lower and by_lower[known] not in chosen.values():
                chosen[field_name] = by_lower[known]
    return chosen


class _Table:
    """What the columns of rows of one shape hold."""

    def __init__(self, names: tuple[str, ...], options: Options) -> None:
        self.layout: Layout | None = None if options.columns else layout_of(names)
        if self.layout:
            self.chosen = {field: name for field, name in self.layout.columns.items() if name in names}
        else:
            columns = options.columns or {}
            # rows of JSON may lack a column that others have; a table that has none of them is an error
            there = {field: name for field, name in columns.items() if name in names}
            self.chosen = choose_columns(names, there if there else options.columns)
        self.unknown = [] if self.layout else [n for n in names if n not in self.chosen.values() and n not in OWN]

    def has_text(self, options: Options) -> bool:
        """True when rows give a text, or a known list gives what can be kept or fetched."""
        return "text" in self.chosen or self.layout is not None or (options.fetch and "url" in self.chosen)


def records(
    source: str, rows: Iterable[tuple[str, dict[str, Any]]], options: Options, *, fixed: bool = False
) -> Iterator[Record | Trouble]:
    """Yield a record for each (place, row); columns that are not known are told once a file.

    ``fixed``: all rows have the same columns, so that a table without text is told once, not for each row.
    """
    told: set[str] = set()
    shapes: dict[tuple[str, ...], _Table] = {}
    for place, row in rows:
        names = tuple(map(str, row))
        if names not in shapes:
            shapes[names] = _Table(names, options)
            if fixed and not shapes[names].has_text(options):
                known = "columns={'text': NAME} names the one that holds it"
                yield Trouble(source, None, f"no column of text; columns: {', '.join(names)}; {known}")
                return
            unknown = [name for name in shapes[names].unknown if name not in told]
            told.update(unknown)
            if unknown:
                yield Trouble(source, place, f"column(s) not known: {', '.join(unknown[:12])}", "left aside")
        yield from _record(source, place, row, shapes[names], options)


def _record(
    source: str, place: str, row: dict[str, Any], table: _Table, options: Options
) -> Iterator[Record | Trouble]:
    given = {field: value for field, name in table.chosen.items() if (value := plain(row.get(name))) is not None}
    text = given.pop("text", None)
    layout = table.layout
    if layout and layout.name == "NewsAPI" and isinstance(given.get("outlet"), dict):
        given["outlet"] = given["outlet"].get("name")
    if text is not None and not isinstance(text, str):
        yield Trouble(source, place, f"text is no string but {type(text).__name__}")
        return
    address = given.get("url")
    cut = _CUT.search(text) if text and layout and layout.name == "NewsAPI" else None
    if not text or (cut and options.fetch):
        if layout and layout.aside:
            yield from follow(source, place, address, given, options, aside=layout.aside)
        elif address and options.fetch:
            yield from follow(source, place, address, given, options, aside="no text")
        else:
            columns = "" if "text" in table.chosen else f"; columns: {', '.join(map(str, row))}"
            yield Trouble(source, place, f"no text{columns}")
        return
    problem = None
    if cut:
        problem = f"NewsAPI cuts the text off: {cut[1]} more characters; fetch=True fetches the page"
        text = text[: cut.start()]
    elif layout and layout.name == "Hypothesis":
        problem = "a quotation from the page, not the article"
    if problem:
        yield Trouble(source, place, problem, "kept with nulls")
    yield Record(source, text, place, given, problem=problem)


def plain(value: Any) -> Any:
    """Return null for every way of writing nothing, else the value."""
    if value is None or (not isinstance(value, str | list | dict) and value != value):
        return None
    if isinstance(value, str) and not value.strip():
        return None
    return value
