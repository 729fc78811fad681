"""Records to tables: cleaning, dates, outlet, language and a stable id for each article."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import regex

from toolkit import tables
from toolkit.articles.clean import Cleaned, clean_text, keep_text
from toolkit.articles.dates import Stamp, read_stamp
from toolkit.articles.language import languages_of
from toolkit.articles.outlets import credited, outlet_of
from toolkit.articles.record import Record, Trouble
from toolkit.errors import SourceError

if TYPE_CHECKING:
    import pandas as pd

_SPACE = regex.compile(r"\s+")


class Builder:
    """Makes tables of batches of records; remembers the ids it has given, so that none is given twice."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def build(self, items: list[Record | Trouble], *, strict: bool = False):
        """Return ARTICLES, LINES and PROBLEMS of a batch. With ``strict`` raise ``SourceError`` at the first trouble."""
        troubles = [item for item in items if isinstance(item, Trouble)]
        rows, lines = [], []
        for record in (item for item in items if isinstance(item, Record)):
            row, cleaned, own = _article(record)
            if not row["text"]:
                own = [Trouble(record.source, record.place, "no text is left of it")]
            elif row["article_id"] in self._seen:
                own = [_again(record, row["article_id"], self._seen[row["article_id"]])]
            else:
                self._seen[row["article_id"]] = record.source_file
                rows.append(row)
                lines.append(cleaned)
            troubles += own
            if strict and own:
                raise SourceError(str(own[0]))
        unknown = [row for row in rows if not row["lang"]]
        for row, lang in zip(unknown, languages_of([row["text"] for row in unknown]), strict=True):
            row["lang"] = lang
        return (
            tables.ARTICLES.frame(rows),
            _lines([row["article_id"] for row in rows], lines),
            tables.PROBLEMS.frame(
                [
                    {"source_file": t.source, "place": t.place, "problem": t.problem, "action": t.action}
                    for t in troubles
                ]
            ),
        )


def _again(record: Record, article_id: str, first: str) -> Trouble:
    if record.given.get("id") is not None:
        return Trouble(record.source, record.place, f"the id {article_id!r} is already that of {first}")
    return Trouble(record.source, record.place, f"the same text of the same outlet as {first}", "kept once")


def _article(record: Record) -> tuple[dict[str, Any], Cleaned, list[Trouble]]:
    given = record.given
    troubles: list[Trouble] = []
    lang = _lang(given.get("lang"))
    title = _text(given.get("title"))
    url = _text(given.get("url"))
    domain = _domain(_text(given.get("domain")) or url)
    known = outlet_of(domain)
    retrieved = _stamp(given.get("retrieved"), record, troubles, lang)
    if record.cleaned:
        cleaned = keep_text(record.text, title=title)
    else:
        cleaned = clean_text(
            record.text, title=title, lang=lang, order=known.date_order, now=retrieved and retrieved.at
        )
    now = retrieved and retrieved.at
    stamps = {
        name: _stamp(given.get(name), record, troubles, lang, order=known.date_order, now=now)
        for name in ("published", "updated")
    }
    published = stamps["published"] or cleaned.published
    updated = stamps["updated"] or cleaned.updated
    if cleaned.problem and not published:
        troubles.append(Trouble(record.source, record.place, cleaned.problem, "kept with nulls"))
    outlet = _text(given.get("outlet")) or known.name
    problems = [record.problem, *(trouble.problem for trouble in troubles)]
    row = {
        "article_id": str(given["id"]) if given.get("id") is not None else _made_id(domain or outlet, cleaned.text),
        "url": url,
        "domain": domain,
        "outlet": outlet,
        "outlet_side": _text(given.get("outlet_side")) or known.side,
        "title": cleaned.title,
        "standfirst": cleaned.standfirst,
        "published_at": published and published.at,
        "published_precision": published and published.precision,
        "updated_at": updated and updated.at,
        "section": _text(given.get("section")) or cleaned.section,
        "byline": _text(given.get("byline")) or cleaned.byline,
        "agencies": _list(given.get("agencies")) or _credited(cleaned),
        "photo_credit": _text(given.get("photo_credit")) or cleaned.photo_credit,
        "reading_minutes": cleaned.reading_minutes,
        "lang": lang,
        "text": cleaned.text,
        "n_words": len(cleaned.text.split()),
        "source_file": record.source_file,
        "retrieved_at": retrieved and retrieved.at,
        "note": _text(given.get("note")),
        "problem": "; ".join(filter(None, problems)) or None,
    }
    return row, cleaned, troubles


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    return _SPACE.sub(" ", str(value)).strip() or None


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        value = regex.split(r"\s*[;|]\s*", value)
    return [str(item).strip() for item in value or () if str(item).strip()]


def _lang(value: Any) -> str | None:
    """Return the two-letter code of a language given as code or English name; null when it is neither."""
    text = (_text(value) or "").lower()
    names = {
        "english": "en",
        "russian": "ru",
        "turkish": "tr",
        "azerbaijani": "az",
        "armenian": "hy",
        "georgian": "ka",
        "persian": "fa",
    }
    if text in names:
        return names[text]
    return text[:2] if regex.fullmatch(r"[a-z]{2}([-_][a-z]{2,4})?", text) else None


def _domain(value: str | None) -> str | None:
    if not value:
        return None
    host = regex.sub(r"^[a-z]+://", "", value.strip().lower()).split("/")[0].split("@")[-1].split(":")[0]
    return regex.sub(r"^(www|m|mobile|amp)\.(?=.*\.)", "", host) or None


def _stamp(value: Any, record: Record, troubles: list[Trouble], lang: str | None, **reading: Any) -> Stamp | None:
    if value is None:
        return None
    stamp = read_stamp(value, lang=lang, **reading)
    if stamp is None:
        troubles.append(Trouble(record.source, record.place, f"no date: {str(value)[:60]!r}", "kept with nulls"))
    return stamp


def _credited(cleaned: Cleaned) -> list[str]:
    """Agencies named on the page as source, and those that the first and last line of the body credit."""
    body = [line.words for line in cleaned.lines if line.kept and line.role in ("body", "heading")]
    more = credited(body[0], body[-1]) if body else []
    return [*cleaned.agencies, *(agency for agency in more if agency not in cleaned.agencies)]


def _made_id(outlet: str | None, text: str) -> str:
    """The same text of the same outlet gives the same id, whatever its spacing."""
    return hashlib.sha256(f"{outlet or ''}\n{_SPACE.sub(' ', text)}".encode()).hexdigest()[:16]


def _lines(ids: list[str], articles: list[Cleaned]) -> pd.DataFrame:
    import pandas as pd

    data: dict[str, list] = {name: [] for name in tables.LINES.names}
    for article_id, cleaned in zip(ids, articles, strict=True):
        data["article_id"] += [article_id] * len(cleaned.lines)
        data["line"] += range(len(cleaned.lines))
        for line in cleaned.lines:
            data["raw"].append(line.raw)
            data["raw_start"].append(line.raw_start)
            data["raw_end"].append(line.raw_start + len(line.raw))
            data["role"].append(line.role)
            data["reason"].append(line.reason)
            data["start"].append(line.start)
            data["end"].append(line.end)
    return tables.LINES.frame(pd.DataFrame(data))
