"""Whether a claim is about the article's incident, a running total, or another event."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.claims.outcomes import Bound
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit

#: A year told as a time: "in 2016", "of April 2016", "the 2016 war"; not a year of birth in brackets.
_YEAR = re.compile(r"(?<![(\w])(?:[A-Za-z]+)\s((?:19|20)\d\d)\b")


#: What follows the comparison is of the other event: "the deadliest since May, when two died".
_TURN = re.compile(r"\b(?:when|which|where|in which)\b", re.IGNORECASE)


#: So many people are the toll of a war, not of one event.
_WAR = 10_000


@lru_cache(maxsize=32)
def _patterns(words: Lexicon) -> dict[str, re.Pattern]:
    scope = words.data.get("scope", {})

    def any_of(key: str) -> re.Pattern:
        phrases = sorted(scope.get(key, []), key=len, reverse=True)
        return (
            re.compile(
                r"(?<!\w)(?:" + "|".join(re.escape(p).replace(r"\*", r"\w*") for p in phrases) + r")(?!\w)",
                re.IGNORECASE,
            )
            if phrases
            else re.compile(r"(?!)")
        )

    def regex(key: str) -> re.Pattern:
        return re.compile(scope.get(key) or r"(?!)", re.IGNORECASE)

    return {
        "cumulative": any_of("cumulative"),
        "background": any_of("background"),
        "worst": regex("worst"),
        "era": regex("era"),
        "running": regex("running"),
        "passed": any_of("passed"),
        "handed": any_of("handed"),
        "since": regex("since_year"),
    }


def scope_of(bound: Bound, text: str, units: list[Unit], words: Lexicon, *, year: int | None = None) -> tuple[str, str]:
    """Return (scope, rule) of a bound group in a sentence."""
    patterns = _patterns(words)
    clause = _clause(bound, text, units)
    worst = patterns["worst"].search(clause)
    if worst:
        offset = text.index(clause)
        after = text[offset + worst.end() : units[bound.hit.first].start]
        if _TURN.search(after):
            return "background", f"'{worst.group()}'"  # "the bloodiest attack since January, when ..."
        clause = clause.replace(worst.group(), "")
    running = patterns["running"].search(text)
    if running:
        if units[bound.hit.last - 1].end > running.start():
            return "cumulative", f"'{running.group()}'"
        clause = clause.replace(text[running.start() :], "")  # told before: "five died, bringing the toll to 16"
    if bound.level and bound.hit.out.group == "either" and patterns["passed"].search(clause):
        return "cumulative", "losses that have passed a number"
    if bound.group.of == "them":
        clause = text  # "402 people since 2020; 72 of them were killed"
    hit = patterns["cumulative"].search(clause)
    if hit:
        return "cumulative", f"'{hit.group()}'"
    hit = patterns["since"].search(clause)
    if hit:
        return "cumulative", f"'{hit.group()}'"
    many = bound.group.low or bound.group.high or 0
    if many >= _WAR:
        return "cumulative", "more than one event can have"
    group = bound.hit.out.group
    if group in ("bodies", "held", "freed"):
        return "background", "bodies or prisoners"
    hit = patterns["background"].search(clause) or patterns["era"].search(clause)
    if hit:
        return "background", f"'{hit.group()}'"
    for match in _YEAR.finditer(clause):
        if year is not None and int(match.group(1)) < year and "born" not in clause:
            return "background", f"'{match.group()}'"
    return "incident", "no cue of another event"


def _clause(bound: Bound, text: str, units: list[Unit]) -> str:
    """Return the part of the sentence between semicolons that holds the claim."""
    start, end = 0, len(text)
    at = units[bound.hit.first].start
    for match in re.finditer(r";", text):
        if match.start() < at:
            start = match.end()
        else:
            end = min(end, match.start())
            break
    return text[start:end]
