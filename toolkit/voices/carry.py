"""Whether a sentence that names no source goes on with the account of the source before it, and where the outlet goes on."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from toolkit.voices.parse import first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.voices.lexicon import Lexicon
    from toolkit.voices.report import Report
    from toolkit.voices.units import Unit


def first_words(text: str, openings: Sequence[str]) -> bool:
    """Tell whether a sentence opens with one of some phrases."""
    return text.lower().startswith(tuple(f"{opening} " for opening in openings))


def refers_back(units: Sequence[Unit]) -> bool:
    """Tell whether a sentence opens with some of the people told of before: 'Ten of the dead are civilians.'"""
    for k, u in enumerate(units[1:5], 1):
        if u.low == "of" and ("num" in units[k - 1] or "vague" in units[k - 1] or units[k - 1].low in ("some", "most")):
            return any("out" in x or "anaphor" in x or x.low == "victims" for x in units[k + 1 : k + 3])
    return False


def impersonal(units: Sequence[Unit]) -> bool:
    """Tell whether a sentence reports without a source: 'It was also noted that ...'."""
    if len(units) < 4 or units[0].low != "it" or "be" not in units[1]:
        return False
    said = next((k for k, u in enumerate(units[2:5], 2) if "say" in u), None)
    return said is not None and any(u.low == "that" for u in units[said + 1 : said + 2])


def tells_of_losses(units: Sequence[Unit], low: str, words: Lexicon) -> bool:
    """Tell whether a sentence tells of people harmed in the event at hand, not of other days or of hearsay."""
    if not any("out" in u for u in units) or any("year" in u for u in units):
        return False
    if any("month" in u for u in units) and not opens_with_people(units):
        return False
    if any("be" in u and "say" in v and "out" not in v for u, v in itertools.pairwise(units)):
        return False  # "were reported killed"
    if any(u.low in words.word_set("before_that") for u in units):
        return False  # "had died the day before"
    lists = (("scope", "background"), ("scope", "cumulative"), ("both_sides",), ("time", "day_before"))
    return first(low, tuple(phrase for path in lists for phrase in words.words(*path))) is None


def opens_with_people(units: Sequence[Unit]) -> bool:
    """Tell whether a sentence opens with a count of people: 'Two servicemen ...', 'Private ...'."""
    opening = units[:5]
    if opening and ("rank" in opening[0] or "people" in opening[0]):
        return True
    counted = next(
        (k for k, u in enumerate(opening) if "num" in u or "article" in u or "vague" in u or "none" in u), None
    )
    return counted is not None and counted < 2 and any("people" in u for u in units[counted + 1 : counted + 4])


def own_again(units: Sequence[Unit], begin: int) -> int | None:
    """Return where the outlet goes on after a short object: 'announced "measures" after mines killed three officers'."""
    for k in range(begin, min(begin + 14, len(units))):
        u = units[k]
        if u.low in ("after", "when", "following") and k > begin + 1:
            later = units[k : k + 10]
            return u.start if not any(x.low == "that" for x in later) else None
        if "be" in u or "aux" in u or "out" in u or "say" in u or u.low in (",", "that", ":", ";"):
            return None
        if (u.low.endswith("ed") and not u.cap and "-" not in u.low) or "attack" in u or ("num" in u and k == begin):
            return None
    return None


def reports_back(units: Sequence[Unit], report: Report) -> bool:
    """Tell whether a clause whose verb stands last reports what stands before it: 'the ministry about this gave word'."""
    return "final" in report.cue and report.last <= 9 and any("back" in u for u in units[report.first : report.last])
