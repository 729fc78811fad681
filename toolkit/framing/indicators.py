"""Frames and indicators that are read as words and patterns: generic frames, war and peace journalism, how harm is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import DataFileError
from toolkit.framing.marked import Marked, raise_faults, read_marked, stamped
from toolkit.framing.patterns import Form, Matcher, compile_form, unshielded
from toolkit.framing.quotes import is_quoted
from toolkit.framing.stretches import Voices
from toolkit.resources import data_path

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("frame", "war_peace", "harm_voice")
_KEYS = {
    "file": ("scheme", "measure", "language", "source", "frames"),
    "frame": ("frame", "question", "indicators"),
    "indicator": ("indicator", "forms", "not"),
}


@dataclass(frozen=True)
class Indicator:
    """One indicator of one frame."""

    measure: str
    category: str
    term: str
    question: str = field(repr=False)
    source: str = field(repr=False)
    language: str
    forms: tuple[Form, ...] = field(repr=False)
    shields: tuple[Form, ...] = field(repr=False)


@dataclass(frozen=True, eq=False)
class Indicators:
    """All indicators of some files, with a matcher for each file's measure and language."""

    items: tuple[Indicator, ...]
    _matchers: dict[tuple[str, str, str], Matcher] = field(default_factory=dict, repr=False)

    @property
    def groups(self) -> list[tuple[str, str, str]]:
        """Scheme, measure and language of each group that is matched by itself: words of one scheme do not hide another's."""
        return list(dict.fromkeys((_scheme(i), i.measure, i.language) for i in self.items))

    def matcher(self, group: tuple[str, str, str]) -> Matcher:
        """Return the matcher of a group; keys are (number of the indicator, whether the form shields from it)."""
        if group not in self._matchers:
            self._matchers[group] = Matcher(
                [
                    ((number, shield), form)
                    for number, item in enumerate(self.items)
                    if (_scheme(item), item.measure, item.language) == group
                    for shield, forms in ((False, item.forms), (True, item.shields))
                    for form in forms
                ],
                group[2],
            )
        return self._matchers[group]


def _scheme(item: Indicator) -> str:
    return item.category.partition(":")[0] if item.measure == "frame" else item.measure


def load_indicators(files: Iterable[str | Path] | str | Path | None = None) -> Indicators:
    """Load the project's frames and indicators, and the user's ``files`` beside them.

    Raises ``DataFileError`` naming all faults of all files with their lines.
    """
    own = sorted(data_path("frames").glob("*.yml"))
    more = [files] if isinstance(files, str | Path) else list(files or [])
    return _load(stamped([*own, *more]))


@lru_cache(maxsize=8)
def _load(files: tuple[tuple[Path, int], ...]) -> Indicators:
    items: list[Indicator] = []
    faults: dict[Path, list[tuple[int, str]]] = {}
    seen: dict[tuple[str, str, str], str] = {}
    for path, _ in files:
        wrong = faults.setdefault(path, [])
        for line, item in _file(read_marked(path), wrong):
            key = (item.category, item.term, item.language)
            if key in seen:
                wrong.append((line, f"indicator {item.term!r} of {item.category!r} is given before, in {seen[key]}"))
            seen[key] = f"{path.name} line {line}"
            items.append(item)
    raise_faults(faults)
    return Indicators(tuple(items))


def _file(data: Marked, wrong: list[tuple[int, str]]):
    wrong += _faults(data, "file", ("scheme", "language", "frames"))
    measure = data.get("measure", "frame")
    if measure not in MEASURES:
        wrong.append((data.at("measure"), f"measure {measure!r}; allowed: {', '.join(MEASURES)}"))
    for frame in data.get("frames") or []:
        if not isinstance(frame, Marked):
            wrong.append((data.at("frames"), f"a frame is a mapping, not {frame!r}"))
            continue
        wrong += _faults(frame, "frame", ("frame", "question", "indicators"))
        for row in frame.get("indicators") or []:
            if not isinstance(row, Marked):
                wrong.append((frame.at("indicators"), f"an indicator is a mapping, not {row!r}"))
                continue
            missing = _faults(row, "indicator", ("indicator", "forms"))
            wrong += missing
            if missing:
                continue
            category = f"{data.get('scheme')}:{frame.get('frame')}" if measure == "frame" else str(frame.get("frame"))
            lang = str(data.get("language"))
            yield (
                row.line,
                Indicator(
                    str(measure),
                    category,
                    str(row["indicator"]),
                    str(frame.get("question", "")),
                    str(data.get("source", "")),
                    lang,
                    tuple(_forms(row, "forms", lang, wrong)),
                    tuple(_forms(row, "not", lang, wrong)),
                ),
            )


def _faults(row: Marked, what: str, wanted: tuple[str, ...]) -> list[tuple[int, str]]:
    unknown = [(row.at(k), f"unknown key {k}; allowed: {', '.join(_KEYS[what])}") for k in row if k not in _KEYS[what]]
    return unknown + [(row.line, f"lacks {key}") for key in wanted if not row.get(key)]


def _forms(row: Marked, key: str, lang: str, wrong: list[tuple[int, str]]):
    for text in row.get(key) or []:
        try:
            yield compile_form(str(text), lang)
        except DataFileError as error:
            wrong.append((row.at(key), str(error)))


def indicator_rows(
    sentences: pd.DataFrame, voices: Voices, indicators: Indicators, claims: pd.DataFrame | None
) -> list[dict[str, Any]]:
    """Return FRAMES rows for generic frames, war and peace journalism and how harm is told.

    ``category`` is ``scheme:frame`` for frames, ``war`` or ``peace``, or the way harm is told; ``term`` the indicator. In
    rows of ``harm_voice``, ``term`` is the outcome and ``about_side`` the side of the people of the nearest claim of the
    sentence; sentences without a claim count only when violence is told as a mere event.
    """
    langs = sentences["lang"].fillna("en")
    harmed = _claims_by_sentence(claims)
    rows: list[dict[str, Any]] = []
    for group in indicators.groups:
        part = sentences[langs == group[2]]
        if not len(part):
            continue
        texts = part["text"].tolist()
        ids, articles, starts = (part[name].tolist() for name in ("sentence_id", "article_id", "start"))
        for hit in unshielded(indicators.matcher(group).find(texts), exclusive=group[1] == "harm_voice"):
            item = indicators.items[hit.key[0]]
            text, offset, sentence_id = texts[hit.text], starts[hit.text], ids[hit.text]
            row = {
                "article_id": articles[hit.text],
                "sentence_id": sentence_id,
                "start": offset + hit.start,
                "end": offset + hit.end,
                "measure": item.measure,
                "category": item.category,
                "term": item.term,
                "phrase": text[hit.start : hit.end],
            }
            if item.measure == "harm_voice" and not _tell_harm(row, item, harmed.get(sentence_id)):
                continue
            stretch = voices.at(sentence_id, row["start"])
            row["voice"] = stretch.voice
            row["quoted"] = stretch.kind == "direct" or is_quoted(text, hit.start, hit.end)
            rows.append(row)
    return rows


def _claims_by_sentence(claims: pd.DataFrame | None) -> dict[str, list[tuple[int, int, str, str]]]:
    out: dict[str, list[tuple[int, int, str, str]]] = {}
    if claims is not None and len(claims):
        told = claims[claims.sentence_id.notna()]
        columns = ("sentence_id", "start", "end", "outcome", "side")
        for sentence_id, *row in zip(*(told[name].tolist() for name in columns), strict=True):
            out.setdefault(sentence_id, []).append(tuple(row))
    return out


def _tell_harm(row: dict[str, Any], item: Indicator, claims: list[tuple[int, int, str, str]] | None) -> bool:
    """Give a row of harm its outcome and the side harmed; tell whether it counts."""
    if not claims:
        row["term"] = "event"
        return item.category == "agentless_event"
    nearest = min(claims, key=lambda claim: max(claim[0] - row["end"], row["start"] - claim[1], 0))
    row["term"] = nearest[2]
    row["about_side"] = nearest[3] if nearest[3] not in ("UNKNOWN", "OTHER") else None
    return True
