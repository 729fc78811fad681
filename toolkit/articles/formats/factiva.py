"""Factiva exports: as pages or RTF (headline, words, date, source, code ...) or with tags (HD, WC, PD, SN ...)."""

from __future__ import annotations

from typing import Any

import regex

from toolkit.articles.dates import read_stamp

NAME = "Factiva"
_DOCUMENT = regex.compile(r"(?m)^\s*Document ([A-Z]{2,12}\d{6,}\w+)\s*$")
_STATED = regex.compile(r"(?mi)^\s*Results? Found\s*:?\s*([\d,]+)\s*$")
_WORDS = regex.compile(r"[\d,.]+ (?:words|слов|kelime|mots|palabras|Wörter)")
_TAG = regex.compile(
    r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|ART|CO|IN|NS|RE|PUB|AN|CLM|IPC|IPD|VOL|RF)(?:\s{1,}(.*))?$"
)
_CLOCK = regex.compile(r"\d{1,2}:\d{2}(?: ?(?:AM|PM))?(?: ?\w{2,4})?")
_COPYRIGHT = regex.compile(r"(?i)(copyright|©|\(c\))")
LANGUAGES = (
    "English",
    "Russian",
    "Turkish",
    "Azerbaijani",
    "Armenian",
    "Georgian",
    "Persian",
    "French",
    "German",
    "Arabic",
)


def matches(text: str) -> bool:
    """Tell whether a text has the marks of such an export."""
    return bool(
        _DOCUMENT.search(text)
        or regex.search(r"(?s)class=\"[^\"]*\ben(Article|Headline)\b|<p class=\"articleParagraph", text)
    ) or (bool(regex.search(r"(?m)^HD\s+\S", text)) and bool(regex.search(r"(?m)^(WC|PD|SN)\s+\S", text)))


def documents(text: str) -> tuple[list[dict[str, Any]], int | None]:
    """Return the fields of each document and the number of documents that the export states (null: it does not)."""
    stated = _STATED.search(text)
    made = []
    at = 0
    for end in _DOCUMENT.finditer(text):
        part = text[at : end.start()]
        at = end.end()
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        document = _tagged(part) if any(regex.match(r"HD(\s|$)", line) for line in lines) else _plain(lines)
        made.append({"id": end[1], **document})
    return made, int(stated[1].replace(",", "")) if stated else None


def _tagged(part: str) -> dict[str, Any]:
    tags: dict[str, list[str]] = {}
    current = None
    for line in part.splitlines():
        match = _TAG.match(line.strip())
        if match:
            current = tags.setdefault(match[1], [])
            if match[2]:
                current.append(match[2].strip())
        elif current is not None and line.strip():
            current.append(line.strip())
    one = {name: " ".join(value) for name, value in tags.items()}
    return {
        "title": one.get("HD"),
        "byline": one.get("BY"),
        "published": one.get("PD"),
        "outlet": one.get("SN"),
        "lang": one.get("LA"),
        "section": one.get("SE"),
        "text": "\n".join([*tags.get("LP", []), *tags.get("TD", [])]) or None,
    }


def _plain(lines: list[str]) -> dict[str, Any]:
    """Headline (and byline) up to the number of words; then date, time, source, code, page, language, copyright; then text."""
    words = next((n for n, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if words is None:
        return {"title": lines[0] if lines else None, "text": None}
    title_at = max(0, words - 3)
    head = [
        line
        for line in lines[title_at:words]
        if not regex.match(r"(?i)(page \d+|©|search summary|results found|\d+$)", line)
    ]
    if words >= 1 and head and len(lines[:words]) > 3 and regex.match(r"(?i)by\s", lines[words - 1]):
        head = lines[words - 2 : words]
    given: dict[str, Any] = {}
    if head and regex.match(r"(?i)(by|от)\s", head[-1]):
        given["byline"] = regex.sub(r"(?i)^by\s+", "", head.pop())
    given["title"] = head[-1] if head else None
    at = words + 1
    meta_end = next((n for n in range(at, min(at + 10, len(lines))) if _COPYRIGHT.match(lines[n])), None)
    language = next((n for n in range(at, min(at + 9, len(lines))) if lines[n] in LANGUAGES), None)
    last = meta_end if meta_end is not None else language
    meta = lines[at : at + 4 if last is None else last + 1]
    for line in meta:
        if "published" not in given and read_stamp(line):
            given["published"] = line
        elif line in LANGUAGES:
            given["lang"] = line
        elif (
            "outlet" not in given and not _CLOCK.fullmatch(line) and not _COPYRIGHT.match(line) and "published" in given
        ):
            given["outlet"] = line
    given["text"] = "\n".join(lines[at + len(meta) :]) or None
    return given
