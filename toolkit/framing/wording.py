"""Loaded wording: words that take a position, who says them, about whom, and whether they are quoted or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.framing.lexicon import Lexicons
from toolkit.framing.patterns import Hit, fold, longest, side_words
from toolkit.framing.quotes import is_quoted
from toolkit.framing.stretches import Voices

if TYPE_CHECKING:
    import pandas as pd


def wording_rows(sentences: pd.DataFrame, voices: Voices, lexicons: Lexicons) -> list[dict[str, Any]]:
    """Return a FRAMES row (measure ``loaded_wording``) for each piece of wording of the lexicons that was found."""
    rows: list[dict[str, Any]] = []
    langs = sentences["lang"].fillna("en")
    for lang in lexicons.languages:
        part = sentences[langs == lang]
        if len(part):
            rows += _language(part, voices, lexicons, lang)
    return rows


def _language(part: pd.DataFrame, voices: Voices, lexicons: Lexicons, lang: str) -> list[dict[str, Any]]:
    texts = part["text"].tolist()
    ids, articles, starts = (part[name].tolist() for name in ("sentence_id", "article_id", "start"))
    rows = []
    for hit in _unshielded(lexicons.matcher(lang).find(texts)):
        term = lexicons.terms[hit.key[0]]
        text, offset, sentence_id = texts[hit.text], starts[hit.text], ids[hit.text]
        quoted = is_quoted(text, hit.start, hit.end)
        stretch = voices.at(sentence_id, offset + hit.start)
        usage = set(term.usage)
        rows.append(
            {
                "article_id": articles[hit.text],
                "sentence_id": sentence_id,
                "start": offset + hit.start,
                "end": offset + hit.end,
                "measure": "loaded_wording",
                "category": term.category,
                "term": term.term,
                "phrase": text[hit.start : hit.end],
                "voice": "OUTLET" if term.newsroom and not quoted and stretch.kind != "direct" else stretch.voice,
                "usage_side": next(iter(usage)) if len(usage) == 1 else None,
                "about_side": _about(fold(text, lang), hit, lang),
                "quoted": quoted or stretch.kind == "direct",
                "negated": False,
            }
        )
    return rows


def _unshielded(hits) -> list[Hit]:
    """Return the longest hits of terms that stand in no shield of their term."""
    shields: dict[tuple[int, int], list[Hit]] = {}
    found = []
    for hit in hits:
        if hit.key[1]:
            shields.setdefault((hit.text, hit.key[0]), []).append(hit)
        else:
            found.append(hit)
    return longest(
        hit
        for hit in found
        if not any(s.start < hit.end and s.end > hit.start for s in shields.get((hit.text, hit.key[0]), ()))
    )


def _about(low: str, hit: Hit, lang: str) -> str | None:
    """Return the side that the wording is about: named in it, right before it, or right after 'by', 'of'."""
    words = side_words(lang)
    return (
        words.last(low, hit.start, hit.end)
        or words.last(low, max(0, hit.start - 25), hit.start)
        or words.first(low, hit.end, hit.end + 25)
    )
