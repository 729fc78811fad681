"""Reporting clauses: sources around reporting verbs, 'according to', headline colons and dashes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.voices.final import final_report, source_ending
from toolkit.voices.marks import Marks, marked, reports_marks, reports_of_marks
from toolkit.voices.names import Source, before_brackets, opening_source, read_source, subject, with_apposition
from toolkit.voices.report import Report
from toolkit.voices.units import where

if TYPE_CHECKING:
    from toolkit.voices.units import Unit

#: What a source says something in: not who speaks.
WRITTEN = ("statement", "report", "letter", "appeal", "message", "release")
QUOTES = '"“”«»„‹›'


def find_reports(units: list[Unit], *, title: bool = False) -> list[Report]:
    """Find the reporting clauses of a sentence, in their order."""
    reports: list[Report] = []
    marks = marked(units)
    taken = 0
    for k in range(len(units)) if marks else _telling(units):
        if k < taken:
            continue
        unit = units[k]
        report = None
        if "according" in unit:
            report = _according(units, k)
        elif "told_after" in unit:
            report = _told_after(units, k, taken)
        elif "final" in unit:
            report = final_report(units, k, taken)
        elif "say" in unit or reports_marks(units, k, marks):
            report = _said(units, k, taken, reports, marks)
        elif unit.low == "by" and (k == 0 or units[k - 1].f.get("punct")):
            report = _by_count(units, k)
        if report is not None:
            reports.append(report)
            taken = report.last
    reports = _passed_on(units, reports)
    if marks:
        reports = reports_of_marks(units, reports, marks)
    if not reports and (title or any(u.text == ":" for u in units[:9])):
        reports = _headline(units, title=title)
    return reports


def _telling(units: list[Unit]) -> list[int]:
    """Return the places of the words that can report where nothing stands in quotation marks."""
    found = {k for meaning in ("according", "told_after", "final", "say") for k in where(units, meaning)}
    if where(units, "count"):
        found.update(k for k, u in enumerate(units) if u.low == "by")
    return sorted(found)


def _passed_on(units: list[Unit], reports: list[Report]) -> list[Report]:
    """Give the words to the source that media quote: 'Interfax reported, citing the ministry', 'TASS quoted the ministry'."""
    out: list[Report] = []
    quoted: dict[int, Report] = {}  # media that quote another, by their place in the sentence
    for report in reports:
        if (named := quoted.get(report.source.start)) is not None:
            report = replace(report, source=named.source, via=named.via)
        before = out[-1] if out else None
        if report.cue.f.get("citing") and before is not None and _is_media(before) and not _is_media(report):
            out[-1] = replace(before, source=report.source, via=(before.source.text, *before.via))
            continue
        if before is not None and before.cue.f.get("citing") and before.first == 0 and _is_media(report):
            out[-1] = replace(before, last=report.last, via=(report.source.text, *before.via))
            continue  # "Quoting the ministry, the agency said"
        if report.cue.f.get("citing") and _is_media(report):
            end, first = report.last, report.source.start
            while end < len(units) and not _stops(units[end]) and units[end].low != "as":
                end += 1
            source = read_source(units, report.last, end)
            if source is not None and source.role != "media":
                report = replace(report, source=source, via=(report.source.text,), last=end)
                quoted[first] = report
        out.append(report)
    return out


def _is_media(report: Report) -> bool:
    return report.source.role == "media"


def _according(units: list[Unit], k: int) -> Report | None:
    end = k + 1
    while end < len(units) and not _stops(units[end]):
        end += 1
    source = read_source(units, k + 1, end)
    if source is not None and source.side is None:
        source = replace(source, side=_side_there(units, k, source))
    if source is None and k + 2 < end and "poss" in units[k + 1]:  # "according to its latest information"
        source = Source(units[k + 1].start, units[end - 1].end, units[k + 1].text, None, "pronoun")
    if source is None:
        return None
    # what is left of it is reported, unless it opens the sentence or a clause that goes on
    before = units[k - 1] if k else None
    opens = before is None or before.low in (".", ";", "—", "–") or ("conj" in before or "clause" in before)
    if before is not None and before.low == "," and end < len(units) and units[end].low == "," and len(units) - end > 4:
        content = "both"
    else:
        content = "right" if opens else "left"
    return Report(source, units[k], k, end, content)


def _told_after(units: list[Unit], k: int, taken: int) -> Report | None:
    """Read 'by the account of' that stands after its source: 'X-ə görə', 'X-ის ცნობით'; alone it means the source before."""
    first, source = source_ending(units, k - 1, taken)
    if source is None:
        if k > taken and not units[k - 1].f.get("punct"):
            return None
        first, source = k, Source(units[k].start, units[k].end, units[k].text, None, "pronoun")
    ends = all(u.f.get("punct") for u in units[k + 1 :])
    return Report(source, units[k], first, k + 1, "left" if ends and first > taken else "right")


def _by_count(units: list[Unit], k: int) -> Report | None:
    """Read 'by the ministry's count' and 'by the same account' as 'according to'."""
    end = next((n for n in range(k + 2, min(k + 9, len(units))) if "count" in units[n]), None)
    if end is None or any(u.f.get("punct") or "out" in u for u in units[k + 1 : end]):
        return None
    source = read_source(units, k + 1, end + 1) or read_source(units, k + 1, end)
    return None if source is None else Report(source, units[k], k, end + 1, "left" if k else "right")


def _stops(unit: Unit) -> bool:
    if unit.f.get("punct"):
        return unit.text not in ("'", "’", "-", "&", ".") and unit.text != "("
    return ("clause" in unit and "prep" not in unit) or ("out" in unit and "src" not in unit)


def _said(units: list[Unit], k: int, taken: int, reports: list[Report], marks: Marks) -> Report | None:
    unit = units[k]
    if k and "noun_say" in unit and ("article" in units[k - 1] or units[k - 1].low == "the"):
        return None  # "at a post"
    if k and k + 1 < len(units) and "people" in units[k - 1] and "out" in units[k + 1]:
        return None  # "13 soldiers reported dead"
    passive = ("by", "at", "in") if k and "be" in units[k - 1] and unit.low == "told" else ("by",)
    if k + 1 < len(units) and units[k + 1].low in passive:  # "it was reported by the ministry that"
        named = _according(units, k + 1)
        if named is not None and named.source.kind in ("official", "other"):
            opens = taken == 0 and units[0].low in ("it", "as")
            return Report(named.source, unit, k, named.last, "right" if opens else "left")
    j = _before_adverbs(units, k, taken)
    if marks and j > taken and units[j].low == "'s" and "side" in units[j - 1]:  # "Yerevan's spoke of"
        j -= 1
    if j >= 0 and "be" in units[j] and "side" not in units[j]:  # passive: "was reported"
        return _quoted_as_saying(units, k, j, taken)
    first, last, source = subject(units, j, taken)
    if source is not None and not _can_report(units, first, last, source, unit):
        source = None
    if source is None:
        inverted = None if reports and k and "conj" in units[k - 1] else _inverted(units, k, taken)
        if inverted is not None:
            return inverted
        if not reports and marks and unit.low.endswith("ing") and (opening := opening_source(units[:k])) is not None:
            return Report(opening, unit, 0, k + 1, "right", "denial" in unit)  # "parliament adopted a text denouncing"
        if reports and (_coordinated(units, k) if not unit.low.endswith("ing") else "noun_say" not in unit):
            return Report(reports[-1].source, unit, k, k + 1, "right", "denial" in unit)
        return None
    if unit.low.endswith("ing") and source.side is None and source.text.lower().endswith(WRITTEN):
        opening = opening_source(units[:k])  # "the ministry released a statement claiming that ..."
        source = opening if opening is not None and opening.side is not None else source
    source = replace(source, side=source.side or _side_there(units, first, source))
    content = _content(units, first, k + 1, taken)
    if "denial" in unit and rejects_what_was_told(units, k):
        content = "right"  # "30 surrendered; Yerevan denies it"
    if first and units[first - 1].low == "that" and content == "left" and "denial" in unit:
        return None  # "a charge that officials reject"
    return Report(source, unit, first, k + 1, content, "denial" in unit)


def _quoted_as_saying(units: list[Unit], k: int, j: int, taken: int) -> Report | None:
    """Read 'the minister was quoted as saying by the agency'; the agency passes it on."""
    if [u.low for u in units[k + 1 : k + 3]] != ["as", "saying"]:
        return None
    first, _, source = subject(units, j - 1, taken)
    if source is None:
        return None
    end = k + 3
    by = end < len(units) and units[end].low == "by"
    while by and end < len(units) and not _stops(units[end]):
        end += 1
    via = (" ".join(u.text for u in units[k + 4 : end]),) if by else ()
    return Report(source, units[k + 2], first, end, _content(units, first, end, taken), via=via)


def _side_there(units: list[Unit], first: int, source: Source) -> str | None:
    """Return whose capital 'there' and 'they' point at: 'in Baku they announced', 'officials there'."""
    opening = units[1].f.get("side", [(None, None)])[0] if len(units) > 2 and units[0].low == "in" else (None, None)
    if source.kind == "official" and opening[1] == "capitals" and units[2].low == ",":
        return opening[0]  # "In Baku, authorities said"
    if source.text.lower().split()[-1] not in ("there", "they"):
        return None
    for k in range(first - 1, -1, -1):
        code, slot = units[k].f.get("side", [(None, None)])[0]
        if (
            slot in ("capitals", "names")
            and k
            and units[k - 1].low == "in"
            and (first - k < 3 or units[first].low != "they")
        ):
            return code
    return None


def _before_adverbs(units: list[Unit], k: int, taken: int) -> int:
    """Return the unit before a verb's helpers, adverbs and day: 'the ministry on Friday had first said'."""
    j = k - 1
    while j >= taken and "src" not in units[j]:
        u = units[j]
        if "weekday" in u and j - 1 >= taken and ("prep" in units[j - 1] or "det" in units[j - 1]):
            j -= 2
        elif "adv" in u or "aux" in u or "when" in u or ("neg" in u and "denial" not in u):
            j -= 1
        else:
            break
    return j


def rejects_what_was_told(units: list[Unit], k: int) -> bool:
    """Tell whether a word of denial at unit ``k`` has only 'it', 'the claim', 'these reports' as its object."""
    rest = [u for u in units[k + 1 : k + 6] if not u.f.get("punct")]
    if not rest:
        return False
    bare = rest[0].low in ("it", "this", "that", "them", "these") and not (len(rest) > 1 and "people" in rest[1])
    return (bare and (len(rest) == 1 or "clause" in rest[1])) or (
        any("told" in u for u in rest[:3])
        and not any(u.f.keys() & {"out", "clause", "prep"} for u in rest if "told" not in u)
    )


def _can_report(units: list[Unit], first: int, last: int, source: Source, verb: Unit) -> bool:
    """Tell whether a source and a verb make a reporting clause: 'Armenian posts' and 'Armenian fire claims' do not."""
    final = units[before_brackets(units, first, last) - 1]
    before = units[first - 1] if first else None
    if before is not None and "prep" in before and "according" not in before and before.low != "as":
        capital = any(slot == "capitals" for _, slot in final.f.get("side", ()))
        return "said_in" in before and ("src" in final or capital)  # "в ведомстве уточнили", "в Баку ответили"
    if source.kind == "name":
        return not verb.low.endswith("ing") and ("weak" not in verb or _tells_a_clause(units, verb))
    if verb.low == "told" and any("where" in u or u.cap or "pron" in u for u in _next(units, verb)):
        return True  # "told reporters"
    if "noun_say" in verb:
        demonym = (
            final.f.get("side")
            and final.f["side"][0][1] in ("demonyms",)
            and not any(s[1] in ("names", "capitals") for s in final.f["side"])
        )
        speaks = "src" in final or "pron" in final or (final.f.get("side") and not demonym)
        return (
            bool(speaks)
            or (any("src" in u for u in units[first:last]) and (final.cap or "prep" in units[max(first, last - 2)]))
            or any("src" in units[m] and "prep" in units[m + 1] for m in range(first, last - 2))
        )
    return True


def _tells_a_clause(units: list[Unit], verb: Unit) -> bool:
    """Tell whether a verb has a clause as its object: 'Valiyev claimed his forces had killed 100', not 'the raid claimed lives'."""
    if not verb.low.startswith(("claim", "report", "stat", "not", "confirm")):
        return False
    rest = [u for u in units if u.start >= verb.end][:14]
    if rest and rest[0].low == "that":
        return True
    opens = bool(rest) and bool(rest[0].f.keys() & {"side", "det", "article", "pron", "people", "src", "poss"})
    return opens and any(u.f.keys() & {"be", "aux"} for u in rest) and not any(u.low in ("life", "lives") for u in rest)


def _next(units: list[Unit], unit: Unit) -> list[Unit]:
    return [u for u in units if u.start >= unit.end][:1]


def _coordinated(units: list[Unit], k: int) -> bool:
    j = k - 1
    while j >= 0 and ("adv" in units[j] or "aux" in units[j]):
        j -= 1
    return j >= 0 and ("conj" in units[j] or units[j].low == ",")


def _inverted(units: list[Unit], k: int, taken: int) -> Report | None:
    """'..., said the spokesman': the source follows a verb that stands after a comma or a quotation."""
    if units[k].low.endswith("ing") or units[k].low in ("told", "tells", "tell"):  # these name who is told
        return None
    before = units[k - 1] if k else None
    back = "back" in units[0]
    closed = before is not None and (
        before.low == "," or before.text in QUOTES or before.text in "'’)-—–" or "adv" in before
    )
    late = before is not None and k > 6 and not units[k].f.keys() & {"weak"} and "conj" not in before
    if not (closed or late or back):
        return None
    begin = k + 1
    if begin + 1 < len(units) and "prep" in units[begin] and "weekday" in units[begin + 1]:
        begin += 2  # "сообщила в среду комиссия"
    while begin + 1 < len(units) and (units[begin].f.get("digits") or "month" in units[begin]):
        begin += 1
    if begin < len(units) and "said_in" in units[begin]:
        begin += 1
    end = begin
    while (
        end < len(units)
        and not units[end].f.get("punct")
        and not (
            ("clause" in units[end] and "prep" not in units[end])
            or "weekday" in units[end]
            or units[end].low in ("that", "on")
        )
    ):
        end += 1
    if end - k > 9 or any(_tells(units, m, begin) for m in range(begin, end)):
        return None
    source = read_source(units, begin, end)
    if source is None or (source.kind not in ("official", "other", "name", "pronoun", "outlet")):
        return None
    opening = units[begin]
    named = any("src" in u for u in units[begin : begin + 2]) and "said_in" in units[begin - 1]
    if not (
        named or opening.cap or any(name in opening for name in ("det", "src", "article", "pron", "side", "num", "age"))
    ):
        return None
    if (
        before is not None
        and before.low not in (",",)
        and before.text not in QUOTES
        and source.kind not in ("official", "name", "other")
    ):
        return None
    if not closed and any("aux" in u or ("be" in u and u.low != "'s") for u in units[begin:end]):
        return None  # "he said Yerevan had shown ..."
    source, end = with_apposition(units, k + 1, end, source)
    return Report(source, units[k], k, end, "left", "denial" in units[k])


def _tells(units: list[Unit], m: int, begin: int) -> bool:
    """Tell whether unit ``m`` tells of harm, rather than says whose mother speaks: 'the mother of a missing soldier'."""
    return "out" in units[m] and "src" not in units[m] and not any(u.low == "of" for u in units[max(begin, m - 2) : m])


def _content(units: list[Unit], first: int, after: int, taken: int) -> str:
    """Tell on which side of a reporting clause its words stand."""
    left = [u for u in units[taken:first] if not u.f.get("punct")]
    right = [u for u in units[after:] if not u.f.get("punct")]
    if not left or ("rel" in units[first - 1] and units[first - 1].low != "that"):
        return "right"
    nxt = units[after] if after < len(units) else None
    before = units[first - 1]
    if nxt is not None and (nxt.low in ("that", ":") or nxt.text in QUOTES):
        return "both" if nxt.low == ":" and before.low == "," and _verbal(left) and not _intro(left) else "right"
    if right and (before.low in ("while", "whereas", "but", "and", "although", "though") or before.text == ";"):
        return "right"
    closed = before.low == "," or before.text in QUOTES or before.text in "-—–'’"
    tail = _tail(right)
    if closed and not _intro(left):
        if not tail:
            return "left"
        return (
            "both"
            if (nxt is not None and nxt.low in (",", "adding")) or tail[0].low in ("adding", "and", "but")
            else ("right" if _verbal(tail) and not _verbal(left) else "left")
        )
    if not tail and (closed or len(right) <= 4):
        return "left"
    return "right"


def _tail(right: list[Unit]) -> list[Unit]:
    """Return what stands right of a reporting verb but for the place, time and addressee of the statement."""
    skipped = ("prep", "weekday", "month", "time", "det", "article", "adv", "num", "src", "side", "where", "daypart")
    n = 0
    while n < len(right) and (any(name in right[n] for name in skipped) or (right[n].cap and not right[n].f)):
        n += 1
    return right[n:] if len(right) - n > 2 else []


def _intro(left: list[Unit]) -> bool:
    """Tell whether words before a reporting clause only open the sentence: 'On Monday,', 'Meanwhile,', 'Armenia, for its part,'."""
    if len(left) <= 2:
        return not any("out" in u for u in left)
    return len(left) <= 9 and ("prep" in left[0] or "adv" in left[0]) and not _verbal(left)


def _verbal(units: list[Unit]) -> bool:
    return any("be" in u or "aux" in u or "out" in u for u in units)


def _is_topic(part: list[Unit]) -> bool:
    """Tell whether the words before a colon name a country or region only: 'Nagorno-Karabakh: 16 killed'."""
    return len(part) == 1 and part[0].f.get("side", [("", "")])[0][1] == "names"


def _headline(units: list[Unit], *, title: bool = True) -> list[Report]:
    """Read 'Source: words', 'Words - source' and 'Words: source' in a headline."""
    for k, u in enumerate(units):
        if u.text not in (":", "-", "–", "—", "|") or (not title and u.text != ":"):
            continue
        for first, last, content in ((0, k, "right"), (k + 1, len(units), "left")):
            part = [x for x in units[first:last] if not x.f.get("punct")]
            if not part or len(part) > 6 or any("out" in x for x in part):
                continue
            source = read_source(units, first, last)
            if source is None or source.kind not in ("official", "other"):
                continue
            capital = len(part) == 1 and part[0].f.get("side", [("", "")])[0][1] == "capitals"
            if not title and (content == "left" or not (capital or any("src" in x for x in part))):
                continue
            if u.text == ":" and not any("src" in x for x in part) and (content == "left" or _is_topic(part)):
                continue
            if not all(
                "src" in x or "side" in x or "det" in x or "prep" in x or x.cap or "be" in x or "apart" in x
                for x in part
            ):
                continue
            return [Report(source, u, first, last, content)]
    return []
