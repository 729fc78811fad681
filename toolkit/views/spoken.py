"""Words inside the pictures of ``toolkit.charts`` in the reader's language: titles of axes, names of traces, categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.views.words import WORDS

if TYPE_CHECKING:
    from toolkit.views.store import Store

#: Phrases of axis titles, longer ones before those they contain.
AXES = (
    "share of words, %",
    "share of mentions, %",
    "share of tellings, %",
    "times in both sets",
    "z of the log-odds ratio",
    "outlet's own voice",
    "own voice",
    "cited voices",
    "cited",
    "accused",
    "accuser",
    "per 1,000 words",
)


def spoken(store: Store, figure: Any) -> Any:
    """Return a Plotly figure with its words in the reader's language; words that are not ours (names, outlets) stay."""
    if store.lang == "en":
        return figure
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        if axis.title.text:
            axis.title.text = _phrases(store, axis.title.text)
    for trace in figure.data:
        if trace.name:
            trace.name = _word(store, trace.name)
        if trace.type == "heatmap":
            trace.x, trace.y = ([_word(store, value) for value in values] for values in (trace.x, trace.y))
    return figure


def _phrases(store: Store, text: str) -> str:
    for phrase in AXES:
        text = text.replace(phrase, store.t(phrase))
    return text


def _word(store: Store, text: Any) -> Any:
    """Return the word for a code that a chart wrote with spaces or a capital letter."""
    if not isinstance(text, str):
        return text
    code = text[:1].lower() + text[1:]
    known = next((each for each in (text, code, code.replace(" ", "_")) if each in WORDS), None)
    return store.word(known) if known else _phrases(store, text) if code in AXES else text
