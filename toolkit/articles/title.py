"""The headline among the first lines of a page."""

from __future__ import annotations

import regex

from toolkit.articles.dates import find_date
from toolkit.articles.lines import Line

#: Kinds of labels that stand beside a headline, not beside the headings of an article.
BESIDE = ("published", "updated", "byline", "reading_time", "share", "photo_credit", "source", "section")


def find_title(full: list[Line], given: str | None, **dates) -> int | None:
    """Return the number of the line that is the headline; null when the page has none.

    A headline is no sentence; it stands before most of the text, beside a date, author or buttons, or is repeated on the
    page. ``given`` is a headline known from elsewhere: only a line that says the same will do.
    """
    if given:
        wanted = Line(given, 0).plain
        found = [n for n, line in enumerate(full[:60]) if line.plain == wanted and line.kept]
        return found[0] if found else None
    prose = [n for n, line in enumerate(full) if line.prose and line.label is None]
    if not prose:
        return _only(full)
    weight, total, limit = 0, sum(len(full[n].words) for n in prose), prose[0]
    for n in prose:
        if weight > total * 0.4:
            break
        limit = n
        weight += len(full[n].words)
    candidates = [n for n in range(limit + 1) if _may_be(full[n])]
    if not any(line.label for line in full):  # no page: the first line, if anything
        return 0 if candidates[:1] == [0] else None
    scored = [(_score(full, n, prose, dates), -n) for n in candidates]
    best = max(scored, default=None)
    if best is None or best[0] < 0:
        return None
    return -best[1]


def _may_be(line: Line) -> bool:
    # a page may print its headline with a full stop, but then it is short
    return line.label is None and line.n_words >= 2 and not line.prose and len(line.words) <= 300 and not line.entry


def _only(full: list[Line]) -> int | None:
    candidates = [n for n, line in enumerate(full) if line.headline]
    return candidates[0] if candidates else None


def _score(full: list[Line], n: int, prose: list[int], dates: dict) -> float:
    line = full[n]
    score = min(line.n_words, 8) / 2 - 2.5
    if (
        any(other.plain.startswith(line.plain) and abs(other.n_words - line.n_words) <= 5 for other in full[n + 1 :])
        and line.n_words > 2
    ):
        score += 4
    near = [full[m] for m in range(n - 2, n + 4) if 0 <= m < len(full) and m != n]
    if any(_beside(other, dates) for other in near):
        score += 2
    before = sum(full[m].n_words for m in prose if m < n)
    score -= min(before, 120) / 15
    if find_date(line.words, **dates) and line.n_words <= 8:
        score -= 4
    if n and full[n - 1].label and full[n - 1].label.kind in ("related", "headlines"):
        score -= 3
    if regex.match(r"\d{1,2}[:.]\d{2}\b", line.words):
        score -= 3
    following = next((m for m in prose if m > n), None)
    if following is not None:
        between = [other for other in full[n + 1 : following] if _may_be(other) and not _beside(other, dates)]
        score -= min(len(between), 6) * 0.6
    return score


def _beside(line: Line, dates: dict) -> bool:
    if line.label is not None:
        return line.label.kind in BESIDE
    return (
        not line.prose
        and line.n_words <= 12
        and bool(regex.search(r"\d", line.words))
        and find_date(line.words, **dates) is not None
    )
