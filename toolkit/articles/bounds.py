"""Where the article begins and ends on a page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise

from toolkit.articles.dates import DateLine
from toolkit.articles.furniture import is_reply, is_terminal
from toolkit.articles.lines import Line
from toolkit.articles.title import BESIDE

#: Labels that stand before lists of other articles, comments or key words.
LISTS = ("related", "headlines", "comment", "tags")
#: Comments are looked for in as many lines behind their label.
FAR = 2000
DateOf = Callable[[Line], DateLine | None]


def is_body(line: Line) -> bool:
    """Tell whether a line reads like a sentence and nothing speaks against its being of the article."""
    return line.kept and line.prose and line.label is None


def find_start(full: list[Line], after_title: int, first: int, end: int, date_of: DateOf) -> int:
    """One past the date, author, caption and the like; a summary may stand among them, but not more than one line."""
    start, prose = first, 0
    for n in range(first, min(end, after_title + 14)):
        prose += is_body(full[n])
        label = full[n].label
        if prose > 1 or (label and label.kind in LISTS):
            break
        if not full[n].kept or _is_beside(full[n], date_of):
            start = n + 1
    while start < end and not full[start].prose and full[start].n_words <= 2:
        start += 1
    return start


def _is_beside(line: Line, date_of: DateOf) -> bool:
    if line.label and line.label.kind != "other":
        return line.label.kind in BESIDE
    return date_of(line) is not None


def find_end(full: list[Line], first: int, date_of: DateOf) -> int:
    """One past the last line of the article: a label of a list ends it, unless the article goes on behind it."""
    stop = _stop(full, first, date_of)
    prose = [n for n in range(first, stop) if is_body(full[n])]
    while len(prose) > 1 and _is_footer(full[prose[-2] + 1 : prose[-1]], date_of):
        prose.pop()
    last = prose[-1] if prose else first - 1
    if last + 2 < stop and full[last + 1].words.endswith(":") and full[last + 2].entry:
        last += 1
    while last + 1 < stop and full[last + 1].label is None and _may_go_on(full[last + 1]):
        last += 1
    return last + 1


def _stop(full: list[Line], first: int, date_of: DateOf) -> int:
    """The first label of a list behind which, and behind all later ones, the article does not go on; else the number of lines."""
    labels = [n for n in range(first + 1, len(full)) if (label := full[n].label) and label.kind in LISTS]
    before = list(accumulate(len(line.words) if is_body(line) else 0 for line in full[first:]))
    stop = len(full)
    for at, following in zip(reversed(labels), [len(full), *reversed(labels)], strict=False):
        comment = full[at].label.kind == "comment"  # type: ignore[union-attr]
        end = min(len(full), at + FAR) if comment else following
        goes_on = _goes_on(full, at, end, before[at - first], date_of)
        if goes_on:
            return stop
        stop = at
    return stop


def _goes_on(full: list[Line], at: int, end: int, before: int, date_of: DateOf) -> bool:
    """Tell whether sentences of the article follow a label; lists may have a sentence behind each headline."""
    rest = [n for n in range(at + 1, end) if is_body(full[n]) and (full[n].ends or full[n].n_words >= 12)]
    if not rest:
        return False
    after = sum(len(full[n].words) for n in rest)
    label = full[at].label
    if label and label.kind == "comment" and before:
        if any(is_reply(line.words) for line in full[at + 1 : end]):
            return False
        return after > before and not all(full[n - 1].n_words <= 4 for n in rest)
    apart = all(b - a > 1 for a, b in pairwise(rest))
    if apart and is_terminal(full[at].words):
        return False
    dated = sum(n - 1 > at and date_of(full[n - 1]) is not None for n in rest)
    teasers = dated + sum(n - 1 > at and full[n - 1].headline for n in rest)
    # an article with a heading above each paragraph looks much the same: it takes three, or dates, or sentences cut short
    cut = sum(full[n].words.endswith(("...", "…")) for n in rest)
    several = len(rest) >= 3 or (len(rest) == 2 and 2 in (dated, cut))
    if several and apart and teasers > len(rest) * 0.6 and after < before * 2:
        return False
    links = sum(line.headline for line in full[rest[-1] + 1 : end])
    behind_menu = full[rest[0] - 1].label
    if len(rest) == 1 and behind_menu and behind_menu.kind == "menu":
        return False
    related = label is not None and label.kind == "related"
    return related or not (len(rest) == 1 and links >= 2 and full[rest[0] - 1].headline)


def _is_footer(between: list[Line], date_of: DateOf) -> bool:
    """Half a dozen lines, labels and headlines among them, stand between the article and a sentence of the page's foot.

    Buttons alone do not, and a box of links behind its label does not: they stand between paragraphs too.
    """
    if any(line.label and line.label.kind in LISTS for line in between):
        return False
    marks = sum(bool(line.label or date_of(line)) for line in between)
    links = sum(line.headline and line.n_words >= 4 for line in between)
    return len(between) >= 6 and marks >= 2 and links >= 2


def _may_go_on(line: Line) -> bool:
    """A line behind the last sentence that is no headline: an entry of a list, several sentences, or a long one."""
    return line.entry or line.runs_on or line.n_words >= 14
