"""Lines of a page: what is known of each before the article is cut out of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from toolkit.articles.dates import fold
from toolkit.articles.furniture import Label, label_of

_CLOSING = r"[\"'”’»›)\]“]*"
_END = regex.compile(rf"[.…։;。؛]{_CLOSING}$|[.!?…]{_CLOSING}[.…]?$|\\p{{Armenian}}:{_CLOSING}$")
_CREDITED = regex.compile(
    rf"[.!?։…]{_CLOSING}\s*(?:\([^()]{{2,40}}\)|[/–—-]+ ?\p{{Lu}}[\p{{L}}. ]{{1,30}}/?|\p{{Lu}}\p{{L}}{{2,20}})$"
)
_ASKS = regex.compile(rf"[?؟;]{_CLOSING}$")
_CRIES = regex.compile(rf"!{_CLOSING}$")
_INSIDE = regex.compile(
    r"(?<!\b\p{Lu}|\b(?:Mr|Dr|St|No|vs|Gen|Col|Lt|г|гг|тыс|ул|им|др|стр|обл))[.!?։…][\"”»]?\s+[\"“«]?\p{Lu}"
)
_SHORTENED = regex.compile(r"\b(?:hk|Inc|Ltd|Co|Jr|Corp)\.$")
_LIST = regex.compile(r"^\s*(?:[-–—•*▪◦●►]|\d{1,2}[.)])\s+")


@dataclass
class Line:
    """One line of a page and what became of it; ``start`` and ``end`` are null when it was left out."""

    raw: str
    raw_start: int
    role: str = "body"
    reason: str | None = None
    start: int | None = None
    end: int | None = None
    after_blank: bool = False
    wrapped: bool = False  # a sentence runs on from the line before, or into the next

    def drop(self, role: str, reason: str) -> None:
        """Leave the line out, unless it already is."""
        if self.reason is None:
            self.role, self.reason = role, reason

    @property
    def kept(self) -> bool:
        """True while the line is not left out."""
        return self.reason is None

    @cached_property
    def words(self) -> str:
        """The line without outer space."""
        return self.raw.strip()

    @cached_property
    def n_words(self) -> int:
        """Words in the line."""
        return len(self.words.split())

    @cached_property
    def prose(self) -> bool:
        """True when the line reads like a sentence or more: by its end, or its length."""
        text, n = self.words, self.n_words
        if self.wrapped:
            return True
        if _ASKS.search(text):
            return n > 25
        if n >= 30 or (n >= 20 and _INSIDE.search(text)):
            return True
        if _CRIES.search(text):
            return n > 12
        if text.endswith(":") and n >= 15:
            return True
        if n < 12 and _SHORTENED.search(text):
            return False
        return n >= 3 and bool(_END.search(text) or _CREDITED.search(text))

    @cached_property
    def label(self) -> Label | None:
        """What the line is a label of; null when it may be of the article."""
        return label_of(self.words, prose=self.prose)

    @cached_property
    def headline(self) -> bool:
        """True when the line may be a headline: neither sentence, label, list entry nor a word or two."""
        return not self.prose and self.label is None and 3 <= self.n_words <= 30 and not _LIST.match(self.raw)

    @cached_property
    def runs_on(self) -> bool:
        """True when a sentence ends within the line."""
        return self.n_words >= 6 and bool(_INSIDE.search(self.words))

    @property
    def ends(self) -> bool:
        """True when the line ends as a sentence does."""
        return bool(_END.search(self.words) or _ASKS.search(self.words) or _CRIES.search(self.words))

    @cached_property
    def entry(self) -> bool:
        """True for an entry of a list: a bullet or a number stands before it."""
        return bool(_LIST.match(self.raw))

    @cached_property
    def plain(self) -> str:
        """Letters and digits only, without case, to tell whether two lines say the same."""
        return regex.sub(r"[^\p{L}\p{N}]+", " ", fold(self.words)).strip()


def split_lines(raw: str) -> list[Line]:
    """Return the lines of a page; blank ones have that role."""
    lines: list[Line] = []
    at, blank = 0, False
    for piece in raw.splitlines(keepends=True):
        line = Line(piece.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), at, after_blank=blank)
        blank = not line.words
        if blank:
            line.drop("blank", "blank line")
        lines.append(line)
        at += len(piece)
    return lines
