"""Separate the article from the furniture of the page it was pasted from.

Nothing is rewritten: each line of the result is a line of the page, trimmed. A line is left out only on evidence: the words
of a label (``data/furniture``), a repeat of the headline, the place before the headline, or a list of links behind a label.
A page without any label keeps all its lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import regex

from toolkit.articles.dates import Stamp, find_date
from toolkit.articles.furniture import is_reply
from toolkit.articles.lines import Line, split_lines
from toolkit.articles.title import find_title

#: Labels that stand before lists of other articles, comments or key words.
LISTS = ("related", "headlines", "comment", "tags")
REASONS = {
    "menu": "entry of a menu",
    "section": "section of the site",
    "reading_time": "reading time",
    "share": "button",
    "related": "link to another article",
    "headlines": "list of other articles",
    "comment": "readers' comments",
    "tags": "key words",
    "cookie": "consent to cookies",
    "source": "credit of the source",
    "photo_credit": "caption or credit of a photograph",
    "byline": "author",
    "other": "advertisement, legal note, counter or the like",
    "published": "date of publication",
    "updated": "date of change",
}
#: Kinds of labels that have another name among the roles of LINES.
ROLES = {"published": "date", "updated": "date", "tags": "other"}


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
    full = [line for line in lines if line.words]
    given = title.strip() if title and title.strip() else None
    page = _Page(full, given, lang, order, now)
    if len(full) > 1:
        page.clean()
    return _join(lines, page, given)


class _Page:
    """The lines of one page that have words, and what was found in them."""

    def __init__(self, full: list[Line], given: str | None, lang, order, now) -> None:
        self.full, self.given = full, given
        self.dates = {"lang": lang, "order": order, "now": now}
        self.found: dict[str, Any] = {"agencies": []}
        self.head: Line | None = None
        self.standfirst: Line | None = None

    def clean(self) -> None:
        """Tell the role of each line."""
        full = self.full
        title = find_title(full, self.given, **self.dates)
        first = next((n for n in range(0 if title is None else title + 1, len(full)) if _body(full[n])), len(full))
        self.evidence = any(line.label for line in full)
        self.head = None if title is None else full[title]
        if self.head is not None:
            self.head.role = "title"
            self._drop_repeats(title)
        end = self._find_end(first)
        self._header(full[: title or 0], promo=title is not None)
        after_title = (-1 if title is None else title) + 1
        body = self._find_start(after_title, first, end)
        self._lead(full[after_title:body])
        self._inside(full[body:end])
        self._tail(full[end:], full[first:end])
        self._find_standfirst(title)
        self._mark_headings()

    # where the article begins and ends

    def _find_start(self, after_title: int, first: int, end: int) -> int:
        """One past the date, author, caption and the like; a summary may stand among them, but not more than one line."""
        start, prose = first, 0
        for n in range(first, min(end, after_title + 14)):
            prose += _body(self.full[n])
            if prose > 1:
                break
            if not self.full[n].kept or self._is_furniture(self.full[n]):
                start = n + 1
        return start

    def _is_furniture(self, line: Line) -> bool:
        if line.label:
            return line.label.kind in (
                "published",
                "updated",
                "byline",
                "reading_time",
                "share",
                "photo_credit",
                "section",
            )
        return not line.prose and line.n_words <= 12 and find_date(line.words, **self.dates) is not None

    def _find_end(self, first: int) -> int:
        """The first label of a list after which the article does not go on, else one past the last line of prose."""
        full = self.full
        for at in range(first + 1, len(full)):
            label = full[at].label
            if label and label.kind in LISTS and not self._goes_on(at, first):
                return at
        last = max((n for n in range(first, len(full)) if _body(full[n])), default=first - 1)
        while last + 1 < len(full) and full[last + 1].entry and full[last + 1].label is None:
            last += 1
        return last + 1

    def _goes_on(self, at: int, first: int) -> bool:
        """Tell whether sentences of the article follow the label at ``at``; lists may have a sentence behind each headline."""
        full, label = self.full, self.full[at].label
        rest = [n for n in range(at + 1, len(full)) if _body(full[n])]
        if not rest:
            return False
        before = sum(len(line.words) for line in full[first:at] if _body(line))
        after = sum(len(full[n].words) for n in rest)
        if label.kind == "comment" and before > 0:
            if any(is_reply(line.words) for line in full[at + 1 :]):
                return False
            return after > before and not all(full[n - 1].n_words <= 4 for n in rest)
        teasers = all(n - 1 > at and not full[n - 1].prose and not full[n - 1].label for n in rest)
        dated = all(n - 1 > at and not full[n - 1].prose for n in rest)
        alone = all(b - a > 1 for a, b in zip(rest, rest[1:], strict=False))
        if len(rest) >= 2 and alone and (teasers or dated) and after < before * 2:
            return False
        behind = full[rest[-1] + 1 :]
        links = sum(line.headline for line in behind)
        return not (len(rest) == 1 and links >= 2 and full[rest[0] - 1].headline)

    # the parts of the page

    def _drop_repeats(self, title: int) -> None:
        head = self.full[title]
        for line in self.full:
            same = line.plain == head.plain or (
                line.plain.startswith(head.plain)
                and head.n_words >= 4
                and line.n_words - head.n_words <= 5
                and not line.prose
            )
            if line is not head and same:
                line.drop("repeat", "repeats the headline")

    def _header(self, lines: list[Line], *, promo: bool) -> None:
        """Before the headline: menus, sections, dates."""
        for number, line in enumerate(lines):
            near = number == len(lines) - 1 or all(_is_small(other) for other in lines[number + 1 :])
            if line.label:
                if line.label.kind == "menu" and near:
                    self.found["section"] = line.label.value or line.words
                    line.drop("section", REASONS["section"])
                else:
                    self._drop_label(line)
            elif self._is_date(line, known=False):
                continue
            elif line.prose and (line.n_words > 30 or not promo):
                continue
            elif line.words.isupper() and line.n_words <= 4 and near:
                self.found["section"] = line.words
                line.drop("section", REASONS["section"])
            else:
                line.drop("menu", "stands before the headline")

    def _lead(self, lines: list[Line]) -> None:
        """Between the headline and the first sentence: date, author, caption, buttons."""
        for number, line in enumerate(lines):
            if not line.kept:
                continue
            if line.label:
                if not self._value_of_label(line, lines, number):
                    self._drop_label(line)
            elif self._is_date(line, known=True):
                continue
            elif line.n_words <= 3 and not line.prose and self._beside_furniture(lines, number):
                name = regex.fullmatch(r"\p{Lu}[\p{L}.'’-]+( \p{Lu}[\p{L}.'’-]+){1,2}", line.words)
                if name:
                    self.found.setdefault("byline", line.words)
                line.drop("byline" if name else "other", "stands beside the date or buttons")

    def _beside_furniture(self, lines: list[Line], number: int) -> bool:
        beside = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
        return any(
            not other.kept or (other.label and other.label.kind != "menu") or find_date(other.words, **self.dates)
            for other in beside
            if other.n_words <= 12
        )

    def _inside(self, lines: list[Line]) -> None:
        """Within the article: labels and links of boxes; menus' words are headings here, and dates too."""
        for number, line in enumerate(lines):
            label = line.label
            if not line.kept or label is None:
                continue
            if label.kind in ("menu", "section", "published", "byline") and not self._in_row(lines, number):
                if label.kind != "byline" or not line.prose:
                    continue
            if label.kind in ("related", "headlines") and not label.value:
                self._drop_links(lines, number)
            self._drop_label(line)

    @staticmethod
    def _in_row(lines: list[Line], number: int) -> bool:
        beside = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
        return any(other.label is not None or not other.kept for other in beside)

    @staticmethod
    def _drop_links(lines: list[Line], number: int) -> None:
        """Leave out the headlines that stand directly behind a label; one alone behind a blank line is a heading."""
        run = []
        for line in lines[number + 1 :]:
            if line.prose or (line.label and line.label.kind not in ("published", "other", "headlines", "menu")):
                break
            run.append(line)
        links = [line for line in run if line.headline and line.n_words >= 5]
        if len(links) == 1 and links[0].after_blank and links[0] is run[-1]:
            return
        if run and run[-1].n_words <= 4 and run[-1].label is None:
            run = run[:-1]
        for line in run:
            if line.n_words >= 5 or line is not run[-1]:
                line.drop("related", "headline behind such a label")

    def _tail(self, lines: list[Line], body: list[Line]) -> None:
        """After the article: nothing is kept that stands behind a label, or beside other furniture."""
        rest = [line for line in lines if line.kept and line.label is None]
        lists = next((n for n, line in enumerate(lines) if line.label and line.label.kind in LISTS), len(lines))
        bare = (n for n, line in enumerate(lines) if line.label and line.label.kind in LISTS and not line.label.value)
        others = next(bare, len(lines))
        several = len(rest) >= 6 and sum(line.headline for line in rest) >= 5
        kind = "headlines"
        for number, line in enumerate(lines):
            if line.label:
                kind = "comment" if line.label.kind == "comment" else "headlines" if line.label.kind in LISTS else kind
                if not self._value_of_label(line, lines, number):
                    self._drop_label(line, own=number <= others)
            elif self._is_date(line, known=False, own=number <= others):
                continue
            elif number > lists or (self.evidence and (len(rest) > 1 or len(lines) > 1)) or several:
                line.drop(kind, "after the end of the article")

    # single lines

    def _drop_label(self, line: Line, *, own: bool = True) -> None:
        """Leave out a label; what stands behind it is kept in its column, unless it is of another article (not ``own``)."""
        label = line.label
        found = self.found if own else {"agencies": []}
        if label.kind == "source" and label.value:
            found["agencies"].append(label.value)
        elif label.kind == "reading_time":
            found.setdefault("reading_minutes", int(label.value))
        elif label.kind in ("photo_credit", "byline", "section") and label.value:
            found.setdefault(label.kind, label.value.strip(" .|"))
        elif label.kind in ("published", "updated"):
            self._is_date(line, known=True)
        line.drop(ROLES.get(label.kind, label.kind), REASONS[label.kind])

    def _value_of_label(self, line: Line, lines: list[Line], number: int) -> bool:
        """A label whose value stands on the next line ("Source:" and then the name): leave out both."""
        after = lines[number + 1] if number + 1 < len(lines) else None
        if line.label.kind not in ("source", "byline", "photo_credit", "section") or line.label.value or after is None:
            return False
        if after.prose or after.label or after.n_words > 6 or not regex.search(r"[:՝]\s*$", line.words):
            return False
        if line.label.kind == "source":
            self.found["agencies"].append(after.words)
        else:
            self.found.setdefault(line.label.kind, after.words)
        for one in (line, after):
            one.drop(ROLES.get(line.label.kind, line.label.kind), REASONS[line.label.kind])
        return True

    def _is_date(self, line: Line, *, known: bool, own: bool = True) -> bool:
        """Leave out a line that is a date, with at most a few words beside it; keep the first, and that of a change."""
        if line.prose or line.n_words > 20 or not regex.search(r"\d|^\w+$", line.words):
            return False
        date = find_date(line.words, **self.dates)
        if date is None or len(date.rest.split()) > 5:
            return False
        if date.stamp is None and not regex.search(r"\d{4}|ago|назад|önce|əvvəl|առաջ|წინ", line.words):
            return False
        changed = line.label is not None and line.label.kind == "updated"
        name = "updated" if changed else "published"
        if not own:
            pass
        elif date.stamp is None:
            self.found.setdefault(f"bad_{name}", line.words)
        elif known or name not in self.found:
            if known and not self.found.get("known_" + name):
                self.found[name] = date.stamp
                self.found["known_" + name] = True
            self.found.setdefault(name, date.stamp)
        line.drop("date", REASONS[name])
        return True

    def _find_standfirst(self, title: int | None) -> None:
        """The summary: the one line between the headline and the next furniture, or a long line that is no sentence."""
        if title is None:
            return
        after = self.full[title + 1 :]
        kept = [line for line in after if line.kept]
        if len(kept) < 2:
            return
        furniture = next((n for n, line in enumerate(after) if not line.kept), None)
        one = furniture == 1 and after[0].kept and after[0].n_words <= 70
        skipped = next((n for n, line in enumerate(after) if line.kept), 0)
        closed = skipped + 1 < len(after) and not after[skipped + 1].kept and after[skipped].n_words <= 70
        if one or (closed and skipped <= 3 and not self._heading_like(after[skipped])):
            self.standfirst = after[0] if one else after[skipped]
        elif kept[0] is after[0] and not after[0].prose and after[0].n_words >= 6 and kept[1].prose:
            self.standfirst = after[0]
        if self.standfirst is not None:
            self.standfirst.role = "standfirst"
            for line in after:
                if line is not self.standfirst and line.plain == self.standfirst.plain:
                    line.drop("repeat", "repeats the summary")

    @staticmethod
    def _heading_like(line: Line) -> bool:
        return line.n_words < 6

    def _mark_headings(self) -> None:
        kept = [line for line in self.full if line.kept]
        for number, line in enumerate(kept):
            inside = 0 < number < len(kept) - 1
            if line.role == "body" and inside and line.n_words <= 12 and not line.prose and not line.entry:
                line.role = "heading"


def _body(line: Line) -> bool:
    return line.kept and line.prose and line.label is None


def _is_small(line: Line) -> bool:
    return (
        line.label is not None and line.label.kind in ("reading_time", "share", "published", "other")
    ) or line.n_words <= 2


def _join(lines: list[Line], page: _Page, given: str | None) -> Cleaned:
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
    bad = found.get("bad_published") if "published" not in found else None
    return Cleaned(
        text="\n".join(pieces),
        title=head.words if head is not None else given,
        standfirst=page.standfirst and page.standfirst.words,
        lines=lines,
        problem=bad and f"no date: {bad[:60]!r}",
        **{name: value for name, value in found.items() if not name.startswith(("bad_", "known_"))},
    )


def _begins_with(kept: list[Line], title: str) -> bool:
    """True when the running text has the headline at its start, after a date for example."""
    start = " ".join(line.plain for line in kept[:3])[: len(title) + 120]
    return Line(title, 0).plain in start
