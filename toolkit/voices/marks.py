"""What quotation marks tell of who speaks: verbs that report only around them, sources that share a verb, marks that hold a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.voices.names import read_source
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
    past = not u.f and not u.cap and u.low.endswith("ed")
    return past and any(b < k <= b + 9 and not any("say" in x for x in units[b:k]) for _, b in marks)


def outside_marks(reports: list[Report], marks: Marks) -> list[Report]:
    """Leave out reporting clauses within a quotation where another one reports the quotation."""
    out = [r for r in reports if not (inside(r.first, marks) and inside(r.last - 1, marks))]
    return out or reports


def shared_verb(units: list[Unit], reports: list[Report], marks: Marks) -> list[Report]:
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
        if not (units[start - 1].text == ";" or "conj" in units[start - 1]):
            continue
        part = units[start:end]
        source = read_source(units, start, end)
        speaks = all(u.f.keys() & {"src", "side", "det", "article"} or u.cap for u in part)
        if (
            source is not None
            and source.side is not None
            and source.kind == "official"
            and speaks
            and part[-1].low != "'s"
        ):
            out.append(Report(source, before[-1].cue, start, a, "right"))
    return sorted(out, key=lambda r: r.first)


def by_marks(units: list[Unit], reports: list[Report], marks: Marks) -> list[Report]:
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


def in_view(units: list[Unit], marks: Marks) -> list[Report]:
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


def beside_marks(units: list[Unit], marks: Marks) -> list[Report]:
    """Read a line that is a quotation and a source alone: '“We will stay” - minister', 'Armenia: “We have proof”'."""
    if len(marks) != 1:
        return []
    a, b = marks[0]
    if a == 0 and b + 1 < len(units) and units[b + 1].text in ":-–—|":
        first, last, content = b + 2, b + 2, "left"
        while last < len(units) and "prep" not in units[last] and not units[last].f.get("punct"):
            last += 1
    elif 1 < a <= 7 and units[a - 1].text == ":":
        first, last, content = 0, a - 1, "right"
    else:
        return []
    source = read_source(units, first, last)
    named = all(u.f.keys() & {"src", "side", "det", "be", "prep"} or u.cap for u in units[first:last])
    if source is None or source.kind not in ("official", "other") or not named or last - first > 6:
        return []
    return [Report(source, units[b + 1 if content == "left" else a - 1], first, last, content)]
