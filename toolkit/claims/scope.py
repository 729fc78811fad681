"""Whether a claim is about the article's incident, a running total, or another event."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.claims.sides_both import WAR
from toolkit.voices.parse import first, first_of
from toolkit.voices.units import fold

if TYPE_CHECKING:
    from toolkit.claims.hits import Bound
    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.units import Unit

#: A year told as a time: "in 2016", "of April 2016", "the 2016 war"; not a year of birth in brackets.
_YEAR = re.compile(r"(?<![(\w])(?:[A-Za-z]+)\s((?:19|20)\d\d)\b")


#: What follows the comparison is of the other event: "the deadliest since May, when two died".
_TURN = re.compile(r"\b(?:when|which|where|in which)\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def _folded(clause: str) -> str:
    return fold(clause)  # the same clause is searched for one thing after another


@lru_cache(maxsize=4096)
def _phrase(words: Lexicon, key: str, clause: str) -> str | None:
    """Return the first phrase of a list of the language's ``scope`` that stands in a clause."""
    span = first(_folded(clause), words.words("scope", key))
    return clause[slice(*span)] if span else None


@lru_cache(maxsize=4096)
def _search(words: Lexicon, key: str, clause: str) -> re.Match | None:
    """Search a clause for a pattern of the language's ``scope``; only where one of its words is there."""
    pattern = words.data.get("scope", {}).get(key)
    if not pattern or not first_of(_folded(clause), words.words("scope", "marks", key)):
        return None
    return re.compile(pattern, re.IGNORECASE).search(clause)


def scope_of(bound: Bound, text: str, units: list[Unit], words: Lexicon, *, year: int | None = None) -> tuple[str, str]:
    """Return (scope, rule) of a bound group in a sentence."""
    clause = _clause(bound, text, units)
    worst = _search(words, "worst", clause)
    if worst:
        after = text[text.index(clause) + worst.end() : units[bound.hit.first].start]
        if _TURN.search(after):
            return "background", f"'{worst.group()}'"  # "the bloodiest attack since January, when ..."
        clause = clause.replace(worst.group(), "")
    running = _search(words, "running", text)
    if running:
        if units[bound.hit.last - 1].end > running.start():
            return "cumulative", f"'{running.group()}'"
        clause = clause.replace(text[running.start() :], "")  # told before: "five died, bringing the toll to 16"
    if bound.level and bound.hit.out.group == "either" and _phrase(words, "passed", clause):
        return "cumulative", "losses that have passed a number"
    if bound.group.of == "them":
        clause = text  # "402 people since 2020; 72 of them were killed"
    phrase = _phrase(words, "cumulative", clause)
    if phrase and not _of_something_else(phrase, bound, text, units):
        return "cumulative", f"'{phrase}'"
    since = _search(words, "since_year", clause)
    if since:
        return "cumulative", f"'{since.group()}'"
    if (bound.group.low or bound.group.high or 0) >= WAR:
        return "cumulative", "more than one event can have"
    at = bound.hit.first
    still = bound.outcome == "captured" and bound.hit.out.frame == "pred" and at and "be" in units[at - 1]
    if still or bound.hit.out.group in ("bodies", "held", "freed"):
        return "background", "bodies or prisoners"
    phrase = _phrase(words, "background", clause)
    era = None if phrase else _search(words, "era", clause)
    if phrase is None and era is not None:
        phrase = era.group()
    if phrase and not _of_something_else(phrase, bound, text, units):
        return "background", f"'{phrase}'"
    for match in _YEAR.finditer(clause):
        if year is not None and int(match.group(1)) < year and "born" not in clause:
            return "background", f"'{match.group()}'"
    at_year = _past_year(clause, text, units, words, year)
    if at_year is not None:
        return "background", f"'{at_year}'"
    return "incident", "no cue of another event"


def _of_something_else(phrase: str, bound: Bound, text: str, units: list[Unit]) -> bool:
    """Tell whether a time is that of a relative clause behind the claim: 'hit peacekeepers who came after the 2020 war'."""
    at = text.find(phrase)
    behind = [u for u in units[bound.hit.last :] if u.end <= at]
    opened = next((k for k, u in enumerate(behind) if u.low in ("who", "which") and "rel" in u), None)
    return opened is not None and not any("out" in u or u.text in ",;" for u in behind[opened:])


def _past_year(clause: str, text: str, units: list[Unit], words: Lexicon, year: int | None) -> str | None:
    """Return a year before that of publication that a clause tells with a word for year: 'в 2016 году', '2016-cı ildə'."""
    told = words.words("time", "year")
    if year is None or not told:
        return None
    start = text.index(clause) if clause in text else 0
    birth = set(words.words("time", "birth"))
    for k, (u, after) in enumerate(pairwise(units)):
        inside = start <= u.start < start + len(clause)
        born = birth.intersection(x.low for x in units[max(0, k - 2) : k + 4])
        if inside and u.f.get("year") and u.f["num"] < year and after.low in told and not born:
            return f"{u.text} {after.text}"
    return None


def _clause(bound: Bound, text: str, units: list[Unit]) -> str:
    """Return the part of the sentence between semicolons that holds the claim."""
    if ";" not in text:
        return text
    start, end = 0, len(text)
    at = units[bound.hit.first].start
    for match in re.finditer(r";", text):
        if match.start() < at:
            start = match.end()
        else:
            end = min(end, match.start())
            break
    return text[start:end]
