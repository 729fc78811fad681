"""The headline among the first lines of a page."""

from __future__ import annotations

from collections.abc import Callable

import regex

from toolkit.articles.lines import Line

#: Kinds of labels that stand beside a headline, not beside the headings of an article.
BESIDE = ("published", "updated", "byline", "reading_time", "share", "photo_credit", "source", "section")
#: Lines of furniture that make a page.
FURNITURE = 3
#: A headline is looked for in as many lines.
FAR = 400
_TICKER = regex.compile(r"\d{1,2}[:.]\d{2}\b")
_SITE = regex.compile(r"\s*[|–—•·-]\s")


def same_title(full: list[Line], given: str | None) -> int | None:
    """Return the number of the line that says a headline known from elsewhere, with or without the name of the site."""
    wanted = Line(given or "", 0)
    if not wanted.plain:
        return None
    return next(
        (n for n, line in enumerate(full[:60]) if line.kept and (line.plain == wanted.plain or _repeats(line, wanted))),
        None,
    )


def find_title(full: list[Line], given: str | None, date_of: Callable = lambda line: None) -> int | None:
    """Return the number of the line that is the headline; null when the page has none.

    A headline is no sentence; it stands before most of the text, beside a date, author or buttons, or is repeated on the
    page. Where one is ``given`` from elsewhere, only a line that says the same will do, except on a page with furniture.
    ``date_of`` tells whether a line is a date.
    """
    if given:
        same = same_title(full, given)
        if same is not None or sum(line.label is not None for line in full[:FAR]) < FURNITURE:
            return same
    prose = [n for n, line in enumerate(full) if line.prose and line.label is None]
    evidence = any(line.label or date_of(line) for line in full[:FAR])
    if not prose:
        return next((n for n, line in enumerate(full) if line.headline), None)
    candidates = [n for n in range(min(_limit(full, prose), FAR)) if _may_be(full[n])]
    if not evidence:  # no page: the first line, if anything
        return 0 if candidates[:1] == [0] else None
    full, prose = full[: 2 * FAR], [n for n in prose if n < 2 * FAR]
    scored = [(_score(full, n, prose, date_of), -n) for n in candidates]
    best = max(scored, default=(-1.0, 0))
    return None if best[0] < 0 else -best[1]


def _limit(full: list[Line], prose: list[int]) -> int:
    """One past the sentence before which two fifths of the text stand: a headline comes earlier."""
    weight, total = 0, sum(len(full[n].words) for n in prose)
    for n in prose:
        weight += len(full[n].words)
        if weight > total * 0.4:
            return n + 1
    return len(full)


def _may_be(line: Line) -> bool:
    return line.label is None and line.n_words >= 2 and not line.prose and len(line.words) <= 300 and not line.entry


def _score(full: list[Line], n: int, prose: list[int], date_of: Callable) -> float:
    line = full[n]
    score = min(_letters(line), 5) / 2 - 1
    if line.n_words > 2 and any(_repeats(line, other) for other in full if other is not line):
        score += 4
    near = [full[m] for m in range(n - 2, n + 4) if 0 <= m < len(full) and m != n]
    if any(_beside(other, date_of) for other in near):
        score += 2
    before = sum(full[m].n_words for m in prose if m < n)
    score -= min(before, 120) / 15
    if date_of(line):
        score -= 6
    label = full[n - 1].label if n else None
    if label and label.kind in ("related", "photo_credit"):
        score -= 4
    elif label and label.kind == "headlines":
        score -= 1
    behind = full[n + 1].label if n + 1 < len(full) else None
    if n == 0 and behind and behind.kind == "other":  # the name of a channel or site, and its counters
        score -= 3
    if _TICKER.match(line.words):
        score -= 3
    if _before_summary(full, n, date_of):
        score += 0.8
    following = next((m for m in prose if m > n), None)
    if following is not None:
        between = sum(other.headline and other.n_words >= 4 and not date_of(other) for other in full[n + 1 : following])
        score -= max(between - 2, 0) * 0.4
    return score


def _letters(line: Line) -> int:
    """Words of letters, not numbers or signs."""
    return len(regex.findall(r"\p{L}{2,}[\p{L}'’-]*", line.words))


def _before_summary(full: list[Line], n: int, date_of: Callable) -> bool:
    """Two long lines one after another, and then a date or the like, are a headline and its summary."""

    def may_be(m: int) -> bool:
        return 0 <= m < len(full) and _may_be(full[m]) and _letters(full[m]) >= 4 and not date_of(full[m])

    if not may_be(n) or not may_be(n + 1) or may_be(n - 1) or may_be(n + 2):
        return False
    behind = full[n + 2] if n + 2 < len(full) else None
    return behind is not None and bool(behind.prose or behind.label or behind.n_words <= 3 or date_of(behind))


def _repeats(line: Line, other: Line) -> bool:
    """The other line says the same, with at most the name of the site behind it."""
    if line.plain == other.plain:
        return True
    site = other.words[len(line.words) :]
    return (
        line.n_words >= 3 and other.words.startswith(line.words) and len(site.split()) <= 6 and bool(_SITE.match(site))
    )


def _beside(line: Line, date_of: Callable) -> bool:
    if line.label is not None and line.label.kind != "other":
        return line.label.kind in BESIDE
    return date_of(line) is not None
