"""What quotation marks tell of who speaks: verbs that report only around them, sources that share a verb, marks that hold a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.voices.names import Source, opening_source, read_source
from toolkit.voices.report import Report
from toolkit.voices.units import where

if TYPE_CHECKING:
    from toolkit.voices.units import Unit

#: What closes each opening mark; straight marks open where a word follows and none stands before.
_CLOSES = {"“": '”"', "„": '“”"', "«": "»", "‹": "›", '"': '"”', "`": "'", "‘": "’", "'": "'"}
_SINGLE = "‘'"
_FEWEST_WORDS = 3

Marks = list[tuple[int, int]]


def marked(units: list[Unit]) -> Marks:
    """Return the first and last unit of each quotation of three words or more; an open one reaches the sentence's edge."""
    spans: Marks = []
    opened: int | None = None
    for k in where(units, "punct"):
        u = units[k]
        if len(u.text) != 1 or not (u.text in _CLOSES or u.text in "”»›’"):
            continue
        follows = k + 1 < len(units) and units[k + 1].start == u.end and units[k + 1].text[0].isalnum()
        if opened is None:
            stands_free = not k or units[k - 1].end < u.start or units[k - 1].text in "(—–`"
            if u.text in _CLOSES and (follows or u.text not in _SINGLE + '"') and stands_free:
                opened = k
            elif u.text in "”»›" or (u.text == '"' and k and not follows and not spans):
                spans.append((0, k))  # opened in a sentence before
        elif u.text in _CLOSES[units[opened].text] and not (follows and u.text in "’'"):
            spans.append((opened, k))
            opened = None
    if opened is not None and units[opened].text not in _SINGLE:
        spans.append((opened, len(units)))
    return [(a, b) for a, b in spans if sum(not u.f.get("punct") for u in units[a:b]) >= _FEWEST_WORDS]


def inside(k: int, marks: Marks) -> bool:
    """Tell whether a unit stands in quotation marks."""
    return any(a < k < b for a, b in marks)


def reports_marks(units: list[Unit], k: int, marks: Marks) -> bool:
    """Tell whether unit ``k`` is a verb that reports what stands in marks: 'vowed', or any past right behind the closing mark."""
    u = units[k]
    if not marks or inside(k, marks):
        return False
    if "quote_say" in u:
        return True
    if u.f or u.cap or not u.low.endswith(("ed", "s")):
        return False
    if u.low.endswith("s") and not (k + 1 < len(units) and ("article" in units[k + 1] or "det" in units[k + 1])):
        return False  # "shouts a man in the crowd"
    return any(b < k <= b + 9 and not any("say" in x for x in units[b:k]) for _, b in marks)


def reports_of_marks(units: list[Unit], reports: list[Report], marks: Marks) -> list[Report]:
    """Return the reporting clauses of a sentence with quotations: those outside of them and what the marks tell of who speaks.

    Clauses within a quotation count only where nothing else reports it.
    """
    outside = [r for r in reports if not (inside(r.first, marks) and inside(r.last - 1, marks))]
    out = _shared_verb(units, _by_marks(units, outside, marks), marks)
    for read in (_in_view, _beside_marks, _introduces_marks, _answers):
        out = out or read(units, marks)
    return out or reports


def _shared_verb(units: list[Unit], reports: list[Report], marks: Marks) -> list[Report]:
    """Add the sources that share the verb of another: 'Baku speaks of “x”; Yerevan of “y”'."""
    out = list(reports)
    for a, _ in marks:
        end = a - 1 if a and units[a - 1].low in ("of", "about", ":") else a
        start = end
        while start and not units[start - 1].f.get("punct") and "conj" not in units[start - 1]:
            start -= 1
        before = [r for r in out if r.last <= start and not inside(r.first, marks)]
        if not before or any(r.first < a and r.last > start for r in out) or not 0 < end - start <= 6:
            continue
        part = units[start:end]
        if not (units[start - 1].text == ";" or "conj" in units[start - 1] or part[-1].low == "'s"):
            continue
        owner = part[-1].low == "'s" and end < a  # "Baku's of “a forced measure”"
        source = read_source(units, start, end - 1 if owner else end)
        speaks = all(u.f.keys() & {"src", "side", "det", "article"} or u.cap for u in part[: -1 if owner else None])
        if source is not None and source.side is not None and source.kind == "official" and speaks:
            out.append(Report(source, before[-1].cue, start, a, "right"))
    return sorted(out, key=lambda r: r.first)


def _by_marks(units: list[Unit], reports: list[Report], marks: Marks) -> list[Report]:
    """Add who is named with 'by' right behind a quotation: 'was called “a crime” by Baku and “an answer” by Yerevan'."""
    out = list(reports)
    for _, b in marks:
        if b + 2 >= len(units) or units[b + 1].low != "by" or any(r.first <= b + 1 < r.last for r in out):
            continue
        end = b + 2
        while end < len(units) and not units[end].f.get("punct") and not units[end].f.keys() & {"conj", "clause"}:
            end += 1
        source = read_source(units, b + 2, end)
        if source is not None and source.kind in ("official", "other"):
            out.append(Report(source, units[b + 1], b + 1, end, "left"))
    return sorted(out, key=lambda r: r.first)


def _in_view(units: list[Unit], marks: Marks) -> list[Report]:
    """Read whose view opens the sentence of a quotation: 'For Tbilisi the fence is “a knife”', 'In Ankara's view ...'."""
    start, end = 1, 2
    while end < len(units) and end < marks[0][0] and units[end].f.keys() & {"src", "side"}:
        end += 1
    if units[0].low == "for":
        source = read_source(units, start, end)
    elif "prep" in units[0] and [u.low for u in units[end : end + 1]] == ["'s"] and "view" in units[end + 1]:
        source, end = read_source(units, start, end), end + 2
    else:
        return []
    if source is None or source.kind != "official" or source.side is None or marks[0][0] <= end:
        return []
    return [Report(source, units[0], 0, end, "right")]


def _introduces_marks(units: list[Unit], marks: Marks) -> list[Report]:
    """Read who a sentence is about that ends in a colon or 'that' before a quotation: 'The company assured buyers that “...”'."""
    a = marks[0][0]
    if a < 3 or not (units[a - 1].text == ":" or units[a - 1].low == "that"):
        return []
    source = opening_source(units[:a])
    return [] if source is None else [Report(source, units[a - 1], 0, a, "right")]


def _answers(units: list[Unit], marks: Marks) -> list[Report]:
    """Read a quotation that is said to be somebody's answer: '“No,” was his answer'; the context tells whose."""
    for _, b in marks:
        at = b + 2 if b + 1 < len(units) and units[b + 1].low == "," else b + 1
        after = units[at : at + 3]
        if len(after) == 3 and "be" in after[0] and "poss" in after[1] and "reply" in after[2]:
            source = Source(
                after[1].start, after[2].end, after[1].text, None, "pronoun", "unknown", after[1].f.get("gender")
            )
            return [Report(source, after[2], at, at + 3, "left")]
    return []


def _beside_marks(units: list[Unit], marks: Marks) -> list[Report]:
    """Read quotations with a source alone beside them: '“We will stay” - minister', 'Armenia: “We have proof”'."""
    out = []
    for n, (a, b) in enumerate(marks):
        before = marks[n - 1][1] + 1 if n else 0
        if a == 0 and len(marks) == 1 and b + 1 < len(units) and units[b + 1].text in ":-–—|":
            first, last, content = b + 2, b + 2, "left"
            while last < len(units) and "prep" not in units[last] and not units[last].f.get("punct"):
                last += 1
        elif before + 1 < a <= before + 7 and units[a - 1].text == ":":
            first, last, content = before, a - 1, "right"
        else:
            continue
        source = read_source(units, first, last)
        named = all(u.f.keys() & {"src", "side", "det", "be", "prep"} or u.cap for u in units[first:last])
        if source is not None and source.kind in ("official", "other") and named and last - first <= 6:
            out.append(Report(source, units[b + 1 if content == "left" else a - 1], first, last, content))
    return out
