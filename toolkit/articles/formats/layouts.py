"""Known layouts of tables: what their columns are, and what they give of an article where it is not the text."""

from __future__ import annotations

from typing import NamedTuple


class Layout(NamedTuple):
    """``needs`` are columns that tell the layout, ``columns`` (field: column) what they hold, ``aside`` what is missing."""

    name: str
    needs: frozenset[str]
    columns: dict[str, str]
    aside: str | None = None


LAYOUTS = (
    Layout(
        "Media Cloud",
        frozenset({"publish_date", "title", "url", "media_name"}),
        {
            "id": "id",
            "title": "title",
            "published": "publish_date",
            "url": "url",
            "lang": "language",
            "outlet": "media_name",
        },
        "a Media Cloud story list gives no text",
    ),
    Layout(
        "GDELT DOC",
        frozenset({"url", "title", "seendate", "domain"}),
        # the time GDELT saw a page is not when it was published
        {"url": "url", "title": "title", "retrieved": "seendate", "domain": "domain", "lang": "language"},
        "a GDELT list gives no text",
    ),
    Layout(
        "NewsAPI",
        frozenset({"source", "title", "url", "publishedAt", "content"}),
        {
            "outlet": "source",
            "byline": "author",
            "title": "title",
            "standfirst": "description",
            "url": "url",
            "published": "publishedAt",
            "text": "content",
        },
        "NewsAPI gives no text",
    ),
    Layout(
        "Zotero",
        frozenset({"Item Type", "Title", "Url", "Abstract Note"}),
        {
            "id": "Key",
            "title": "Title",
            "byline": "Author",
            "outlet": "Publication Title",
            "published": "Date",
            "url": "Url",
            "lang": "Language",
            "section": "Section",
        },
        "a Zotero export gives no text",
    ),
    Layout(
        "Hypothesis",
        frozenset({"Quote", "URL", "Comment", "Tags"}),
        {"text": "Quote", "url": "URL", "title": "Page"},
        "an annotation without a quotation",
    ),
    Layout(
        "Hypothesis",
        frozenset({"quote", "url", "tags", "created"}),
        {"id": "id", "text": "quote", "url": "url", "title": "title"},
        "an annotation without a quotation",
    ),
)


def layout_of(names: tuple[str, ...]) -> Layout | None:
    """Return the layout whose columns are all there; null when the table is of none."""
    return next((layout for layout in LAYOUTS if layout.needs <= set(names)), None)
