"""The sentences of articles, and for each stretch of a sentence who is speaking, as tables."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from toolkit.tables import SENTENCES, VOICES
from toolkit.voices.attribute import Reading
from toolkit.voices.home import outlet_names

if TYPE_CHECKING:
    import pandas as pd


def attribute_voices(
    articles: pd.DataFrame, sides=None, *, lang: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split articles into sentences and say for each stretch of a sentence who speaks.

    ``sides`` is a ``Sides``, a name or path of a sides file, or ``None``/``auto`` to choose it by the words of each
    article. ``lang`` overrides ``articles.lang``. Returns the SENTENCES and VOICES tables. The stretches of a sentence
    cover it without overlap; ``voice`` is ``OUTLET`` where no source is named or plainly meant. Where a source names no
    side ("the ministry"), the side is that of the source of the same kind named last, else of the side that the article
    speaks for. Rules: Pareti (2016) on cue, source and content of attributions; quotations after Krestel et al. (2008).
    """
    sentences: list[dict[str, Any]] = []
    voices: list[dict[str, Any]] = []
    langs = _column(articles, "lang")
    about = [_column(articles, name) for name in ("outlet", "domain", "outlet_side", "agencies")]
    with _uncollected():
        for article_id, title, standfirst, text, code, outlet, domain, side, agencies in zip(
            articles["article_id"],
            articles["title"],
            articles["standfirst"],
            articles["text"],
            langs,
            *about,
            strict=True,
        ):
            code = lang or (code if isinstance(code, str) else None)
            reading = Reading(str(article_id), _text(title), _text(standfirst), _text(text) or "", code, sides)
            reading.outlet = outlet_names(_text(outlet), _text(domain), list(agencies or ()), reading.text)
            reading.outlet_side = _text(side)
            sentences.extend(reading.sentences)
            voices.extend(reading.read())
    return SENTENCES.frame(sentences), VOICES.frame(voices)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off Python's search for cycles among objects: very many are made here, none in cycles, a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _column(articles: pd.DataFrame, name: str) -> list[Any]:
    return articles[name].tolist() if name in articles else [None] * len(articles)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
