"""Frames and indicators that are read as words and patterns: generic frames, war and peace journalism, how harm is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import DataFileError
from toolkit.framing.harm import Harmed, claims_by_sentence, settle, with_agents_only
from toolkit.framing.marked import Marked, mappings, raise_faults, read_marked, stamped
from toolkit.framing.patterns import Form, Matcher, compile_form, fold, side_words, unshielded
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
    wrong += data.repeated
    wrong += _faults(data, "file", ("scheme", "language", "frames"))
    measure = data.get("measure", "frame")
    if measure not in MEASURES:
        wrong.append((data.at("measure"), f"measure {measure!r}; allowed: {', '.join(MEASURES)}"))
    for frame in mappings(data, "frames", "a frame", wrong):
        wrong += _faults(frame, "frame", ("frame", "question", "indicators"))
        for row in mappings(frame, "indicators", "an indicator", wrong):
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
    harmed = claims_by_sentence(claims)
    rows: list[dict[str, Any]] = []
    for group in indicators.groups:
        part = sentences[langs == group[2]]
        if not len(part):
            continue
        found = list(_found(part, voices, indicators, group, harmed))
        rows += settle(found, harmed) if group[1] == "harm_voice" else found
    return rows


def _found(
    part: pd.DataFrame,
    voices: Voices,
    indicators: Indicators,
    group: tuple[str, str, str],
    harmed: dict[str, list[Harmed]],
) -> Iterator[dict[str, Any]]:
    """Yield a row for each indicator of a group found in sentences of its language."""
    texts = part["text"].tolist()
    ids, articles, starts = (part[name].tolist() for name in ("sentence_id", "article_id", "start"))
    hits = indicators.matcher(group).find(texts)
    harm = group[1] == "harm_voice"
    if harm:
        told = [(start, harmed.get(sentence_id, [])) for sentence_id, start in zip(ids, starts, strict=True)]
        hits = with_agents_only(hits, indicators, texts, group[2], told)
    for hit in unshielded(hits, exclusive=harm):
        item = indicators.items[hit.key[0]]
        text, start = texts[hit.text], starts[hit.text] + hit.start
        stretch = voices.at(ids[hit.text], start)
        row = {
            "article_id": articles[hit.text],
            "sentence_id": ids[hit.text],
            "start": start,
            "end": starts[hit.text] + hit.end,
            "measure": item.measure,
            "category": item.category,
            "term": item.term,
            "phrase": text[hit.start : hit.end],
            "voice": stretch.voice,
            "quoted": stretch.kind == "direct" or is_quoted(text, hit.start, hit.end),
        }
        if harm:
            row["subject"] = side_words(group[2]).first(fold(text, group[2]), hit.start, hit.end)
        yield row
