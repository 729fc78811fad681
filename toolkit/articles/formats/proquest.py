"""ProQuest exports: documents between long rules, each with named fields and "Full text"."""

from __future__ import annotations

from typing import Any

import regex

NAME = "ProQuest"
_RULE = regex.compile(r"(?m)^\s*_{20,}\s*$")
_STATED = regex.compile(r"(?mi)^\s*(?:Document|Result) \d+ of (\d+)\s*$")
_FIELD = regex.compile(
    r"^\s*(Title|Author|Publication info|Publication title|Publication date|Publication year|Abstract|Links|Full text|Subject|Location"
    r"|People|Company / organization|Company|Source type|Language of publication|Language|Document type|ProQuest document ID|ISSN"
    r"|Document URL|Copyright|Last updated|Database|Section|Pages|First page|Volume|Issue|Publisher|Place of publication"
    r"|Country of publication|Publication subject|Dateline|Identifier / keyword|Classification|Number of pages|Accession number|URL)"
    r"\s*:\s*(.*)$"
)


def matches(text: str) -> bool:
    """Tell whether a text has the marks of such an export."""
    return (
        bool(regex.search(r"(?m)^\s*(ProQuest document ID|Document URL|Publication title)\s*:", text))
        and "Full text" in text
    )


def documents(text: str) -> tuple[list[dict[str, Any]], int | None]:
    """Return the fields of each document and the number of documents that the export states (null: it does not)."""
    stated = _STATED.search(text)
    parts = [
        part
        for part in _RULE.split(text)
        if regex.search(r"(?m)^\s*(ProQuest document ID|Full text|Publication title)\s*:", part)
    ]
    return [_document(part) for part in parts], int(stated[1]) if stated else None


def _document(part: str) -> dict[str, Any]:
    fields: dict[str, list[str]] = {}
    first: list[str] = []
    current: list[str] = first
    in_text = False
    for line in part.splitlines():
        match = _FIELD.match(line)
        # inside the text only the fields that stand behind it end it
        if match and (
            not in_text or match[1] not in ("Links", "Location", "Company", "People", "URL", "Section", "Author")
        ):
            in_text = match[1] == "Full text"
            current = fields.setdefault(match[1], [])
            if match[2].strip():
                current.append(match[2].strip())
        elif line.strip():
            current.append(line.strip())
    one = {name: " ".join(value) for name, value in fields.items()}
    loose = [line for line in first if not _STATED.match(line)]
    return {
        "id": one.get("ProQuest document ID"),
        "title": one.get("Title") or (loose[0] if loose else None),
        "byline": one.get("Author"),
        "outlet": one.get("Publication title") or one.get("Publication info", "").split(";")[0].strip() or None,
        "published": one.get("Publication date"),
        "url": one.get("Document URL") or one.get("URL"),
        "lang": one.get("Language of publication") or one.get("Language"),
        "section": one.get("Section"),
        "text": "\n".join(fields.get("Full text", [])) or None,
    }
