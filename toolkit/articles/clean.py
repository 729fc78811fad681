"""Separate the article from the furniture of the page it was pasted from.

Nothing is rewritten: each line of the result is a line of the page, trimmed. A line is left out only on strong evidence: a
known label (``data/furniture/labels.yml``), a repeat of the headline, a date line, or a block of headlines after the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import regex

from toolkit.articles.dates import Stamp, read_date
from toolkit.resources import data_path


@dataclass
class Line:
    """One line of a page and what became of it; ``start`` and ``end`` are null when it was left out."""

    raw: str
    raw_start: int
    role: str = "body"
    reason: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def words(self) -> str:
        return self.raw.strip()

    def drop(self, role: str, reason: str) -> None:
        self.role, self.reason = role, reason


@dataclass
class Cleaned:
    """An article cut out of a page: ``text`` is title, standfirst and body, a paragraph a line."""

    text: str
    title: str | None
    standfirst: str | None
    published: Stamp | None
    section: str | None
    byline: str | None
    photo_credit: str | None
    reading_minutes: int | None
    agencies: list[str]
    lines: list[Line] = field(repr=False)


_END = regex.compile(r"[.!…。։:;][\"'”’»)\]]*$|[.!?…][\"'”’»)\]]+$")
_QUESTION = regex.compile(r"\?[\"'”’»)\]]*$")


def _is_sentence(text: str) -> bool:
    """A line that reads as prose: it ends like a sentence, or is long."""
    return bool(_END.search(text)) or len(text.split()) >= 30 or (bool(_QUESTION.search(text)) and len(text.split()) > 25)


def _is_headline(text: str) -> bool:
    return not _is_sentence(text) and len(text.split()) <= 24


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    import yaml

    data = yaml.safe_load(data_path("furniture", "labels.yml").read_text(encoding="utf-8"))
    return {kind: [regex.compile(pattern, regex.I | regex.V0) for pattern in patterns] for kind, patterns in data.items()}


def _label(text: str):
    if len(text) > 320:
        return None, None
    for kind, patterns in _labels().items():
        for pattern in patterns:
            match = pattern.fullmatch(text)
            if match and not (kind == "related" and _related_is_prose(text)):
                return kind, match.groupdict()
    return None, None


def _related_is_prose(text: str) -> bool:
    """'Related parties said ...' is prose; 'RelatedAzerbaijan vows ...' and 'Read also: ...' are links."""
    glued = regex.match(r"(?i:related)\p{Lu}", text)
    return not glued and ":" not in text[:24] and _is_sentence(text)


def clean_text(raw: str, *, title: str | None = None, lang: str | None = None) -> Cleaned:
    """Cut the article out of a pasted page.

    ``title`` is a headline known from elsewhere; it is put first when the text does not begin with it.
    Returns the parts, and every line with its role and the reason why it was left out (null: kept).
    """
    lines = _split(raw)
    full = [line for line in lines if line.words]
    found: dict[str, Any] = {"agencies": []}
    given = title.strip() if title and title.strip() else None
    if len(full) > 1:
        _drop_labels(full, found, lang)
    kept = [line for line in full if line.reason is None]
    head = _find_title(kept, given, has_page=len(full) > len(kept))
    if head is not None:
        _drop_repeats(kept, head)
        _find_standfirst(lines, kept, head)
    if len(full) >= 6:
        _drop_tail(full)
    _mark_headings([line for line in full if line.reason is None])
    return _join(lines, found, given, head)


def _split(raw: str) -> list[Line]:
    lines, at = [], 0
    for piece in raw.splitlines(keepends=True):
        line = Line(piece.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), at)
        if not line.words:
            line.drop("blank", "blank line")
        lines.append(line)
        at += len(piece)
    return lines


def _drop_labels(full: list[Line], found: dict, lang: str | None) -> None:
    first_prose = next((n for n, line in enumerate(full) if _is_sentence(line.words)), len(full))
    for number, line in enumerate(full):
        text = line.words
        kind, parts = _label(text)
        if kind == "menu" and text.isupper() and number < first_prose and "section" not in found and len(text.split()) <= 3:
            found["section"] = text
            line.drop("section", "section of the site")
        elif kind == "source":
            found["agencies"].append(parts["source"].strip())
            line.drop("source", "credit of the source")
        elif kind == "photo_credit":
            found.setdefault("photo_credit", (parts.get("credit") or text).strip())
            line.drop("photo_credit", "caption or credit of a photograph")
        elif kind == "byline" and (number <= first_prose + 4 or number >= len(full) - 3):
            found.setdefault("byline", parts["byline"].strip())
            line.drop("byline", "author")
        elif kind == "reading_time":
            found.setdefault("reading_minutes", int(parts["minutes"]))
            line.drop("reading_time", "reading time")
        elif kind in ("share", "menu", "cookie", "comment", "related", "tail"):
            line.drop("tail" if kind == "tail" else kind, f"label of the page ({kind})")
        elif len(text) <= 60 and regex.search(r"\d", text) and (stamp := read_date(text, lang=lang)):
            if "published" not in found:
                found["published"] = stamp
            line.drop("date", "date of publication")


def _find_title(kept: list[Line], given: str | None, *, has_page: bool) -> Line | None:
    if not kept:
        return None
    if given:
        return next((line for line in kept[:4] if _same(line.words, given)), None)
    first = kept[0]
    several = len(kept) > 1 or has_page
    return first if several and len(first.words) <= 250 and (_is_headline(first.words) or _repeated(first, kept)) else None


def _same(one: str, other: str) -> bool:
    return regex.sub(r"\W+", " ", one).strip().casefold() == regex.sub(r"\W+", " ", other).strip().casefold()


def _repeated(first: Line, kept: list[Line]) -> bool:
    return any(_same(first.words, line.words) for line in kept[1:8])


def _drop_repeats(kept: list[Line], head: Line) -> None:
    head.role = "title"
    for line in kept:
        if line is not head and _same(line.words, head.words):
            line.drop("repeat", "repeats the headline")


def _find_standfirst(lines: list[Line], kept: list[Line], head: Line) -> None:
    """The summary stands between the headline and the repeat, date, caption or byline that comes before the body."""
    after = [line for line in lines[lines.index(head) + 1 :] if line.words][:4]
    for number, line in enumerate(after):
        if line.reason is not None and line.role in ("repeat", "date", "photo_credit", "byline", "reading_time", "share"):
            before = [other for other in after[:number] if other.reason is None]
            if len(before) == 1 and len(kept) > 2 and len(before[0].words) <= 400:
                before[0].role = "standfirst"
            return
        if line.reason is None and number >= 1:
            return


def _drop_tail(full: list[Line]) -> None:
    """Leave out what comes after the end: headlines behind a label, or three or more headlines at the very end."""
    prose = [n for n, line in enumerate(full) if line.reason is None and line.role == "body" and _is_sentence(line.words)]
    if not prose:
        return
    last = prose[-1]
    for number, line in enumerate(full):
        ends = line.role in ("tail", "source", "comment") and number > prose[0]
        if ends and not any(n > number and not _QUESTION.search(full[n].words) for n in prose):
            last = number
            break
    rest = [line for line in full[last + 1 :] if line.reason is None]
    labelled = full[last].role in ("tail", "source", "comment")
    if labelled or (len(rest) >= 3 and len(prose) >= 2):
        for line in rest:
            line.drop("headlines", "headline of another article, after the end")


def _mark_headings(kept: list[Line]) -> None:
    for number, line in enumerate(kept):
        if line.role == "body" and number and number < len(kept) - 1 and len(line.words.split()) <= 10 and _is_headline(line.words):
            line.role = "heading"


def _join(lines: list[Line], found: dict, given: str | None, head: Line | None) -> Cleaned:
    pieces: list[str] = []
    at = 0
    kept = [line for line in lines if line.reason is None]
    if head is not None:
        kept.sort(key=lambda line: {"title": 0, "standfirst": 1}.get(line.role, 2))
    elif given and not _begins_with(kept, given):
        pieces.append(given)
        at = len(given) + 1
    for line in kept:
        line.start, line.end = at, at + len(line.words)
        pieces.append(line.words)
        at = line.end + 1
    standfirst = next((line.words for line in kept if line.role == "standfirst"), None)
    return Cleaned(
        text="\n".join(pieces),
        title=head.words if head is not None else given,
        standfirst=standfirst,
        published=found.get("published"),
        section=found.get("section"),
        byline=found.get("byline"),
        photo_credit=found.get("photo_credit"),
        reading_minutes=found.get("reading_minutes"),
        agencies=found["agencies"],
        lines=lines,
    )


def _begins_with(kept: list[Line], title: str) -> bool:
    """True when the running text has the headline at its start, after a date for example."""
    start = regex.sub(r"\W+", " ", " ".join(line.words for line in kept[:3])[: len(title) + 120]).casefold()
    return regex.sub(r"\W+", " ", title).strip().casefold() in start
