"""Rows of a table, from whatever file, to records: which column is what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from toolkit.articles.record import FIELDS, Record, Trouble
from toolkit.errors import SourceError

#: Other names under which a column is known, in lower case; ``columns=`` names those of other files.
ALSO = {
    "id": ("article_id", "key", "stories_id", "story_id"),
    "text": (
        "body",
        "content",
        "full_text",
        "fulltext",
        "article",
        "article_text",
        "maintext",
        "main_text",
        "story_text",
    ),
    "title": ("headline", "head", "article_title"),
    "standfirst": ("description", "summary", "lead", "subtitle", "abstract"),
    "published": (
        "published_at",
        "date",
        "publish_date",
        "published_date",
        "date_published",
        "pub_date",
        "pubdate",
        "publishedat",
        "datepublished",
        "publication_date",
        "date_publish",
        "datetime",
    ),
    "updated": ("updated_at", "date_modified", "datemodified", "modified", "date_modify"),
    "outlet": (
        "source",
        "media_name",
        "publication",
        "publication title",
        "newspaper",
        "sitename",
        "source_name",
        "medium",
    ),
    "domain": ("source_domain", "media_url", "hostname", "site"),
    "url": ("link", "address", "href", "source_url"),
    "lang": ("language",),
    "byline": ("author", "authors", "creator"),
    "section": ("category", "rubric"),
    "retrieved": ("retrieved_at", "collect_date", "date_download"),
}


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
    by_lower = {name.strip().lower(): name for name in reversed(names)}
    for field_name in allowed:
        for known in (field_name, *ALSO.get(field_name, ())):
            if field_name not in chosen and known in by_lower and by_lower[known] not in chosen.values():
                chosen[field_name] = by_lower[known]
    return chosen


def records(
    source: str, rows: Iterable[tuple[str, dict[str, Any]]], columns: dict[str, str] | None
) -> Iterator[Record | Trouble]:
    """Yield a record for each (place, row); one trouble a file names the columns that are not known."""
    told: set[str] = set()
    chosen: dict[tuple, dict[str, str]] = {}
    for place, row in rows:
        names = tuple(map(str, row))
        if names not in chosen:
            chosen[names] = choose_columns(names, columns if columns and set(columns.values()) <= set(names) else None)
            unknown = [name for name in names if name not in chosen[names].values() and name not in told]
            told.update(unknown)
            if unknown:
                yield Trouble(source, place, f"column(s) not known: {', '.join(unknown[:12])}", "left aside")
        field_of = chosen[names]
        given = {name: value for name, column in field_of.items() if (value := plain(row[column])) is not None}
        text = given.pop("text", None)
        if text is not None and not isinstance(text, str):
            yield Trouble(source, place, f"text is no string but {type(text).__name__}")
        elif not text or not text.strip():
            yield Trouble(source, place, "no text" if "text" in field_of else f"no text; columns: {', '.join(names)}")
        else:
            yield Record(source, text, place, given)


def plain(value: Any) -> Any:
    """Return null for every way of writing nothing, else the value."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, str) and not value.strip():
        return None
    return value
