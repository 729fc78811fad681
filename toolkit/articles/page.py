"""The parts of a pasted page: what stands before the headline, beside it, in the article and after it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import pairwise
from typing import Any

import regex

from toolkit.articles.bounds import LISTS, find_end, find_start, is_body
from toolkit.articles.dates import DateLine, read_date_line
from toolkit.articles.furniture import is_caption, is_changed, is_word
from toolkit.articles.lines import Line
from toolkit.articles.title import find_title, same_title

#: Labels whose value is kept in a column of the article, and may stand on the next line.
VALUED = ("source", "byline", "photo_credit", "section")
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
#: Links that may stand behind one label inside an article, and the words of one.
MOST_LINKS, LONGEST_LINK = 40, 18
_ONE = r"\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){1,3}?"
_NAME = regex.compile(rf"{_ONE}(?:,? (?:and|&|и|və|ve|և|,) {_ONE})*(?= \p{{Lu}}\w{{2,}}\.? \d|[^\p{{L}}]|$)")
_DOES = "is|are|was|works|covers|reports|writes|contributes|lives"
_SMALL = regex.compile(r"(?!\p{Georgian})\p{Ll}")  # Georgian has no capitals in use
_DATED = regex.compile(r"\d|^\w+$")


class Page:
    """The lines of one page that have words, and what was found in them."""

    def __init__(
        self,
        full: list[Line],
        given: str | None,
        *,
        lang: str | None = None,
        order: str | None = None,
        now: datetime | None = None,
    ) -> None:
        self.full, self.given = full, given
        self.reading: dict[str, Any] = {"lang": lang, "order": order, "now": now}
        self.found: dict[str, Any] = {"agencies": []}
        self.head: Line | None = None
        self.standfirst: Line | None = None
        self.bad_date: str | None = None
        self._sure: set[str] = set()
        self._dates: dict[int, DateLine | None] = {}

    def know_title(self) -> None:
        """Mark the line that says the given headline; nothing else."""
        title = same_title(self.full, self.given)
        self.head = None if title is None else self.full[title]
        if self.head is not None:
            self.head.role = "title"

    def clean(self) -> None:
        """Tell the role of each line. A single line is kept as it is."""
        full = self.full
        if len(full) < 2:
            return
        self._mark_wrapped()
        title = find_title(full, self.given, self.date_of)
        after_title = 0 if title is None else title + 1
        first = next((n for n in range(after_title, len(full)) if is_body(full[n])), len(full))
        evidence = any(line.label for line in full)
        if title is not None:
            self.head = full[title]
            self.head.role = "title"
            self._drop_repeats(title)
            self._drop_same_captions()
        if evidence:
            self._drop_doubles()
        end = find_end(full, first, self.date_of)
        start = find_start(full, after_title, first, end, self.date_of)
        self._header(full[: title or 0], promo=title is not None)
        self._lead(full[after_title:start], headed=title is not None)
        self._inside(full[start:end])
        self._tail(full[end:], evidence=evidence)
        self._drop_biography(full[start:end])
        if title is not None:
            self._find_standfirst(full[after_title:])
        self._mark_headings()

    def _mark_wrapped(self) -> None:
        """Lines of a fixed width: a sentence that has not ended goes on in small letters on the next line."""
        pairs: list[tuple[Line, Line]] = []
        for one, other in pairwise(self.full):
            if other.after_blank or one.ends or one.n_words < 4 or one.label or other.label:
                continue
            within = bool(pairs) and one is pairs[-1][1] and other.words[0].isdigit()
            if within or _SMALL.match(other.words):
                pairs.append((one, other))
        if len(pairs) >= 2 or len(pairs) * 3 >= len(self.full):
            for line in (line for pair in pairs for line in pair):
                line.wrapped = True
                line.__dict__.pop("prose", None)

    def date_of(self, line: Line) -> DateLine | None:
        """The dates of a line that is little else; null for other lines."""
        if id(line) not in self._dates:
            date = None
            if (not line.prose or line.n_words <= 8) and line.n_words <= 22 and _DATED.search(line.words):
                date = read_date_line(line.words, **self.reading)
            self._dates[id(line)] = date if date and (date.stamps or date.bad) and len(date.rest.split()) <= 6 else None
        return self._dates[id(line)]

    # the parts of the page

    def _drop_repeats(self, title: int) -> None:
        head = self.full[title]
        for number, line in enumerate(self.full):
            if line is head or len(line.words) > len(head.words) + 120:
                continue
            longer = line.plain.startswith(head.plain) and not line.prose and line.n_words - head.n_words <= 5
            shorter = number < title and line.n_words >= 3 and head.plain.startswith(line.plain)
            if line.plain == head.plain or (longer and head.n_words >= 4) or shorter:
                line.drop("repeat", "repeats the headline")

    def _drop_doubles(self) -> None:
        """A line that is no sentence and stands on the page more than once is a link or a tag, not a heading."""
        counts = Counter(line.plain for line in self.full if line.kept and line.headline)
        for line in self.full:
            if line is not self.head and line.kept and line.headline and counts[line.plain] > 1:
                line.drop("repeat", "stands on the page more than once")

    def _drop_same_captions(self) -> None:
        """The text in place of a photograph is often that of its caption."""
        captions = [line.plain for line in self.full if line.label and line.label.kind == "photo_credit"][:50]
        for line in self.full if captions else ():
            if line.label or line is self.head or line.n_words < 5 or len(line.words) > 400:
                continue
            if any(caption.startswith(line.plain) for caption in captions):
                line.drop("photo_credit", REASONS["photo_credit"])

    def _header(self, lines: list[Line], *, promo: bool) -> None:
        """Before the headline: menus, sections, dates, promotion."""
        for number, line in enumerate(lines):
            near = all(_is_small(other) or not other.kept or self.date_of(other) for other in lines[number + 1 :])
            menu = line.label is not None and line.label.kind == "menu"
            if line.label and not menu:
                self._drop_label(line)
            elif self._drop_date(line, nearest=True) or (line.prose and (line.n_words > 30 or not promo)):
                continue
            elif near and _NAME.fullmatch(line.words) and self._beside_date(lines, number):
                self.found.setdefault("byline", line.words)
                line.drop("byline", REASONS["byline"])
            elif near and (menu or (line.words.isupper() and line.n_words <= 4)):
                self.found["section"] = line.label.value if line.label and line.label.value else line.words
                line.drop("section", REASONS["section"])
            else:
                line.drop("menu", REASONS["menu"] if menu else "stands before the headline")

    def _lead(self, lines: list[Line], *, headed: bool) -> None:
        """Between the headline and the first sentence: date, author, caption, buttons."""
        last = max((n for n, line in enumerate(lines) if line.label), default=-1)
        for number, line in enumerate(lines):
            if not line.kept or self._drop_value(line, lines, number):
                continue
            if line.label:
                self._drop_label(line)
            elif self._drop_date(line, sure=True) or line.prose:
                continue
            elif line.n_words <= 3 and self._beside_furniture(lines, number):
                name = _NAME.fullmatch(line.words)
                if name:
                    self.found.setdefault("byline", line.words)
                line.drop("byline" if name else "other", "stands beside the date or buttons")
            elif not headed and line.n_words <= 4 and number < last:
                line.drop("menu", "stands before the article, among labels")

    def _beside_furniture(self, lines: list[Line], number: int) -> bool:
        beside = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
        return any(not line.kept or line.label or self.date_of(line) is not None for line in beside)

    def _beside_date(self, lines: list[Line], number: int) -> bool:
        return any(self.date_of(line) for line in (*lines[number - 1 : number], *lines[number + 1 : number + 2]))

    def _inside(self, lines: list[Line]) -> None:
        """Within the article: labels and links of boxes; menus' words are headings here, and dates too."""
        for number, line in enumerate(lines):
            label = line.label
            if not line.kept or label is None:
                continue
            alone = not self._in_row(lines, number)
            if alone and label.kind in ("menu", "section", "published", "byline", "tags") and not line.prose:
                continue
            if label.kind in ("related", "headlines"):
                self._drop_links(lines, number)
            self._drop_label(line)

    @staticmethod
    def _in_row(lines: list[Line], number: int) -> bool:
        beside = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
        return any(line.label is not None or not line.kept for line in beside)

    def _drop_links(self, lines: list[Line], number: int) -> None:
        """Leave out the headlines and dates that stand directly behind a label.

        One headline alone behind a blank line, and a last line of a few words, are headings of what follows. Where the
        label has its link on the same line, only a date may follow.
        """
        run = []
        for line in lines[number + 1 : number + 1 + MOST_LINKS]:
            if line.prose or line.n_words > LONGEST_LINK:
                break
            run.append(line)
        if lines[number].label.value:  # type: ignore[union-attr]
            run = run[:1] if run and self.date_of(run[0]) else []
        links = [line for line in run if line.headline and line.n_words >= 5]
        if len(links) == 1 and links[0].after_blank and links[0] is run[-1]:
            return
        if run and run[-1].n_words <= 3 and run[-1].label is None and not self.date_of(run[-1]):
            run = run[:-1]
        for line in run:
            line.drop("related", "stands behind such a label")

    def _tail(self, lines: list[Line], *, evidence: bool) -> None:
        """After the article: nothing is kept that stands behind a label, or beside other furniture."""
        rest = [line for line in lines if line.kept and line.label is None]
        lists = next((n for n, line in enumerate(lines) if line.label and line.label.kind in LISTS), len(lines))
        foreign = next(
            (n for n, line in enumerate(lines) if line.label and line.label.kind in LISTS and not line.label.value),
            len(lines),
        )
        several = len(rest) >= 6 and sum(line.headline for line in rest) >= 5
        kind = "headlines"
        for number, line in enumerate(lines):
            own = number <= foreign
            if line.label and line.label.kind in LISTS:
                kind = "comment" if line.label.kind == "comment" else "headlines"
            if not line.kept or (own and self._drop_value(line, lines, number)):
                continue
            if line.label:
                self._drop_label(line, own=own)
            elif self._drop_date(line, own=own):
                continue
            elif number > lists or (evidence and len(lines) > 1) or several:
                line.drop(kind, "after the end of the article")

    def _drop_biography(self, lines: list[Line]) -> None:
        """Leave out a last line that says who the author named above is."""
        ends = [line for line in lines if line.kept][-3:]
        author = _NAME.match(self.found.get("byline", ""))
        names = [author[0], author[0].split(" and ")[0]] if author else []
        for line in ends[1:]:
            if any(regex.match(rf"{regex.escape(name)},? (?:{_DOES})\b", line.words) for name in names):
                line.drop("byline", "says who the author is")

    # single lines

    def _drop_label(self, line: Line, *, own: bool = True) -> None:
        """Leave out a label; what stands behind it is kept in its column, unless it is of another article (not ``own``)."""
        label = line.label
        if label is None:
            return
        if label.kind in ("published", "updated", "other") and self._drop_date(
            line, own=own, sure=label.kind != "other"
        ):
            return
        if own and label.kind in VALUED and (date := self.date_of(line)):
            for _, stamp in date.stamps:
                self.found.setdefault("published", stamp)
        if own and label.value:
            value = label.value.split("|")[0].strip(" .")
            if not regex.search(r"\p{L}{2}", value) and label.kind != "reading_time":
                value = ""  # "Text: A A" is a button
            if not value:
                pass
            elif label.kind == "source":
                self.found["agencies"].append(value)
            elif label.kind == "reading_time":
                self.found.setdefault("reading_minutes", int(label.value))
            elif label.kind in VALUED:
                self.found.setdefault(label.kind, value)
        line.drop(ROLES.get(label.kind, label.kind), REASONS[label.kind])

    def _drop_value(self, line: Line, lines: list[Line], number: int) -> bool:
        """Leave out a label whose value stands on the next line ("Source:" and then the name), and that line."""
        after = lines[number + 1] if number + 1 < len(lines) else None
        label = line.label
        if label is None or label.kind not in VALUED or label.value or after is None:
            return False
        caption = label.kind == "photo_credit" and is_caption(line.words)
        stands_before = regex.search(r"[:՝]\s*$", line.words) or (
            label.kind == "byline" and _NAME.fullmatch(after.words)
        )
        short = not after.prose and after.n_words <= 6 and stands_before
        if after.label or not (short or (caption and after.n_words <= 40)):
            return False
        if label.kind == "source":
            self.found["agencies"].append(after.words)
        else:
            self.found.setdefault(label.kind, after.words)
        for one in (line, after):
            one.drop(label.kind, REASONS[label.kind])
        return True

    def _drop_date(self, line: Line, *, own: bool = True, sure: bool = False, nearest: bool = False) -> bool:
        """Leave out a line that is a date; keep the first, and that of a change.

        ``sure``: it is that of the article; ``nearest``: it may be, if none comes nearer to the headline.
        """
        date = self.date_of(line)
        if date is None:
            return False
        changed = line.label is not None and line.label.kind == "updated"
        for before, stamp in date.stamps if own else ():
            name = "updated" if changed or is_changed(before) else "published"
            if name not in self.found or nearest or (sure and name not in self._sure):
                self.found[name] = stamp
            if sure:
                self._sure.add(name)
        if own and date.bad:
            self.bad_date = self.bad_date or line.words
        if own and sure and "byline" not in self.found and (author := self._name_beside(line, date)):
            self.found["byline"] = author
        line.drop("date", REASONS["updated" if changed else "published"])
        return True

    @staticmethod
    def _name_beside(line: Line, date: DateLine) -> str | None:
        """The name of an author that stands before the date, or behind "by"."""
        for match in _NAME.finditer(line.words):
            begins = match.start() == 0 and line.label is None and date.rest.startswith(match[0].casefold())
            if is_word(match[0]):
                continue
            if begins or regex.search(r"\b[bB]y $", line.words[: match.start()]):
                return match[0]
        return None

    def _find_standfirst(self, after: list[Line]) -> None:
        """The summary: one line between the headline and other furniture, or a long line that is no sentence."""
        kept = [line for line in after if line.kept]
        if len(kept) < 2 or kept[0].n_words > 70 or kept[0].n_words < 5:
            return
        at = after.index(kept[0])
        closed = after.index(kept[1]) - at > 1
        if (closed and at <= 10) or (not kept[0].prose and kept[0].n_words >= 6 and kept[1].prose):
            self.standfirst = kept[0]
            self.standfirst.role = "standfirst"
            for line in after:
                if line is not self.standfirst and line.plain == self.standfirst.plain:
                    line.drop("repeat", "repeats the summary")

    def _mark_headings(self) -> None:
        kept = [line for line in self.full if line.kept]
        for number, line in enumerate(kept):
            inside = 0 < number < len(kept) - 1
            if line.role == "body" and inside and line.n_words <= 12 and not line.prose and not line.entry:
                line.role = "heading"


def _is_small(line: Line) -> bool:
    return line.label is not None and line.label.kind in ("reading_time", "share", "published", "updated", "other")
