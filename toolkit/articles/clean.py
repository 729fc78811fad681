"""Separate the article from the furniture of the page it was pasted from.

Nothing is rewritten: each line of the result is a line of the page, trimmed. A line is left out only on evidence: the words
of a label (``data/furniture``), a repeat of the headline, the place before the headline, or a list of links behind a label.
A page without any label keeps all its lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from toolkit.articles.dates import Stamp
from toolkit.articles.lines import Line, split_lines
from toolkit.articles.page import Page


@dataclass
class Cleaned:
    """An article cut out of a page: ``text`` is title, standfirst and body, a paragraph a line."""

    text: str
    title: str | None
    standfirst: str | None
    lines: list[Line] = field(repr=False)
    published: Stamp | None = None
    updated: Stamp | None = None
    section: str | None = None
    byline: str | None = None
    photo_credit: str | None = None
    reading_minutes: int | None = None
    agencies: list[str] = field(default_factory=list)
    problem: str | None = None


def clean_text(
    raw: str,
    *,
    title: str | None = None,
    lang: str | None = None,
    order: str | None = None,
    now: datetime | None = None,
) -> Cleaned:
    """Cut the article out of a pasted page.

    ``title`` is a headline known from elsewhere; it is put first when the text does not begin with it. ``now`` is when the
    page was fetched and ``order`` that of day and month (see ``read_stamp``). Returns the parts, and every line with its
    role and the reason why it was left out (null: kept).
    """
    lines = split_lines(raw)
    given = title.strip() if title and title.strip() else None
    page = Page([line for line in lines if line.words], given, lang=lang, order=order, now=now)
    page.clean()
    return _join(lines, page, given)


def keep_text(raw: str, *, title: str | None = None) -> Cleaned:
    """Keep all lines of a text that was already taken out of its page; put the title first."""
    lines = split_lines(raw)
    given = title.strip() if title and title.strip() else None
    page = Page([line for line in lines if line.words], given)
    page.know_title()
    return _join(lines, page, given)


def _join(lines: list[Line], page: Page, given: str | None) -> Cleaned:
    found, head = page.found, page.head
    kept = [line for line in lines if line.kept]
    pieces: list[str] = []
    at = 0
    if head is not None:
        kept.sort(key=lambda line: {"title": 0, "standfirst": 1}.get(line.role, 2))
    elif given and not _begins_with(kept, given):
        pieces.append(given)
        at = len(given) + 1
    for line in kept:
        line.start, line.end = at, at + len(line.words)
        pieces.append(line.words)
        at = line.end + 1
    bad = None if "published" in found else page.bad_date
    return Cleaned(
        text="\n".join(pieces),
        title=head.words if head is not None else given,
        standfirst=None if page.standfirst is None else page.standfirst.words,
        lines=lines,
        problem=bad and f"no date: {bad[:60]!r}",
        **found,
    )


def _begins_with(kept: list[Line], title: str) -> bool:
    """True when the running text has the headline at its start, after a date for example."""
    start = " ".join(line.plain for line in kept[:3])[: len(title) + 120]
    return Line(title, 0).plain in start
