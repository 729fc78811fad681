"""Nexis Uni (and the older LexisNexis) exports: documents one after another, each with a head, a body and a foot."""

from __future__ import annotations

from typing import Any

import regex

from toolkit.articles.dates import read_stamp

NAME = "Nexis Uni"
_OLD = regex.compile(r"(?m)^\s*(\d+) of (\d+) DOCUMENTS?\s*$")
_END = regex.compile(r"(?mi)^\s*End of Document\s*$")
_STATED = regex.compile(r"(?mi)^\s*Documents?(?: list)? \((\d+)\)\s*$|^\s*Results? (?:for|\().*?\((\d+)\)\s*$")
_FIELD = regex.compile(
    r"(?i)^\s*(byline|section|length|dateline|highlight|headline|load-date|graphic|language|publication-type|subject|copyright"
    r"|journal code|correction|correction-date|notes|type|series|organization|company|ticker|industry|person|city|state|country"
    r"|geographic|classification|source|title)\s*:\s*(.*)$"
)
#: What stands behind the text of a document.
_FOOT = regex.compile(
    r"(?i)^\s*(load-date|graphic|classification|language|publication-type|subject|notes|correction-date)\s*:?\s*(\S.*)?$"
)
_COPYRIGHT = regex.compile(r"(?i)^\s*(copyright|©|\(c\))")


def matches(text: str) -> bool:
    """Tell whether a text has the marks of such an export."""
    if _OLD.search(text):
        return True
    return bool(regex.search(r"(?mi)^\s*(Load-Date:|End of Document)", text)) and bool(
        regex.search(r"(?mi)^\s*(Body|Length:\s*\d+)", text)
    )


def documents(text: str) -> tuple[list[dict[str, Any]], int | None]:
    """Return the fields of each document and the number of documents that the export states (null: it does not)."""
    if _OLD.search(text):
        starts = list(_OLD.finditer(text))
        ends = [match.start() for match in starts[1:]] + [len(text)]
        return [_old(text[a.end() : b]) for a, b in zip(starts, ends, strict=True)], int(starts[0][2])
    stated = next((int(match[1] or match[2]) for match in _STATED.finditer(text)), None)
    parts = _END.split(text)
    return [
        _document(_without_cover(part) if n == 0 else part)
        for n, part in enumerate(parts)
        if part.strip() and _has_body(part)
    ], stated


def _has_body(part: str) -> bool:
    return bool(regex.search(r"(?mi)^\s*(Body|Length:|Copyright|Load-Date:)", part))


def _without_cover(part: str) -> str:
    """Leave out the cover and the table of contents that stand before the first document."""
    lines = part.splitlines()
    cover = [
        n
        for n, line in enumerate(lines)
        if regex.match(
            r"(?i)\s*(user name|date and time|job number|documents? \(\d+\)|client/matter|search terms|search type|narrowed by|content type)\b",
            line,
        )
    ]
    if not cover:
        return part
    listed = [n for n, line in enumerate(lines) if regex.match(r"\s*\d+\.\s+\S", line)]
    after = max([*cover, *listed]) + 1
    rest = lines[after:]
    # the first document's headline stands in the list as well: it is the line that comes back
    names = {regex.sub(r"^\s*\d+\.\s+", "", lines[n]).strip() for n in listed}
    start = next((n for n, line in enumerate(rest) if line.strip() in names), 0)
    return "\n".join(rest[start:])


def _document(part: str) -> dict[str, Any]:
    """The newer form: headline, outlet, date, copyright, fields, "Body", text, "Load-Date"."""
    lines = [line.strip() for line in part.splitlines()]
    full = [line for line in lines if line]
    given: dict[str, Any] = {}
    body = next((n for n, line in enumerate(full) if line.lower() == "body"), None)
    head_end = (
        body if body is not None else next((n for n, line in enumerate(full) if _FIELD.match(line)), min(4, len(full)))
    )
    loose = [line for line in full[:head_end] if not _FIELD.match(line) and not _COPYRIGHT.match(line)]
    _head(given, loose, title_first=True)
    _fields(given, full[:head_end])
    text = full[(body + 1) if body is not None else head_end :]
    given["text"] = _body(text, given)
    return given


def _old(part: str) -> dict[str, Any]:
    """The older form: outlet, date, headline, FIELDS, text, LOAD-DATE."""
    full = [line.strip() for line in regex.split(r"\n\s*\n", part) if line.strip()]
    full = [regex.sub(r"\s*\n\s*", " ", block) for block in full]
    given: dict[str, Any] = {}
    first = next((n for n, line in enumerate(full) if _FIELD.match(line)), min(3, len(full)))
    loose = [line for line in full[:first] if not _COPYRIGHT.match(line)]
    _head(given, loose, title_first=False)
    last = first
    while last < len(full) and _FIELD.match(full[last]) and not _FOOT.match(full[last]):
        last += 1
    _fields(given, full[first:last])
    given["text"] = _body(full[last:], given)
    return given


def _head(given: dict[str, Any], loose: list[str], *, title_first: bool) -> None:
    dated = next((n for n, line in enumerate(loose) if len(line) < 80 and n and read_stamp(_day(line))), None)
    if dated is not None:
        given["published"] = _day(loose[dated])
        others = loose[:dated] + loose[dated + 1 :]
    else:
        others = loose
    order = ("title", "outlet") if title_first else ("outlet", "title")
    given.update(zip(order, others, strict=False))


def _day(line: str) -> str:
    """A date without what Nexis puts behind it: weekday, time and edition."""
    match = regex.match(r"(?i)(\w+ \d{1,2},? \d{4}|\d{1,2} \w+ \d{4})", line)
    return match[1] if match else line


def _fields(given: dict[str, Any], lines: list[str]) -> None:
    names = {"byline": "byline", "section": "section", "headline": "title", "title": "title", "highlight": "standfirst"}
    for line in lines:
        if (match := _FIELD.match(line)) and (name := names.get(match[1].lower())) and match[2].strip():
            given[name] = match[2].strip() if name != "section" else match[2].split(";")[0].strip()


def _body(lines: list[str], given: dict[str, Any]) -> str | None:
    kept = []
    for line in lines:
        if _FOOT.match(line) or _COPYRIGHT.match(line):
            break
        if not (match := _FIELD.match(line)) or match[1].lower() not in ("length", "byline", "section", "dateline"):
            kept.append(line)
    return "\n".join(kept).strip() or None
