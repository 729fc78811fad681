"""The pages put together: what stands in each, for the thin apps of ``dashboards/`` and for notebook cells."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import panel as pn

from toolkit.views.casualties import Casualties
from toolkit.views.filters import parse
from toolkit.views.framing import FramingShort
from toolkit.views.index import Index
from toolkit.views.map import Map
from toolkit.views.page import Dashboard, page_settings
from toolkit.views.reader import Reader
from toolkit.views.table import Table
from toolkit.views.timeline import Timeline

if TYPE_CHECKING:
    from toolkit.corpus import Corpus
    from toolkit.views.view import View

EXPLORER: list[type[View]] = [Timeline, Map, Reader, Casualties, FramingShort, Table]

_lock = threading.Lock()
_served: dict[str, Index] = {}


def use(corpus: Corpus) -> Index:
    """Make a corpus the one that this process serves."""
    index = Index(corpus)
    _served["index"] = index
    return index


def served_index() -> Index:
    """Return the index that this process serves; the first call of a process without a corpus prepares one.

    ``TOOLKIT_CORPUS`` names a corpus folder for ``panel serve dashboards/*.py``; else it is the sample and the chronicle.
    """
    import os

    with _lock:
        if "index" not in _served:
            from toolkit.corpus import Corpus, load_sample

            folder = os.environ.get("TOOLKIT_CORPUS")
            use(Corpus.load(folder) if folder else load_sample())
        return _served["index"]


def page(name: str, *views: type[View]) -> pn.Template:
    """Return a page of views for the present request, with what its address asks for."""
    query, lang, theme = page_settings()
    return Dashboard(name, served_index(), list(views), query, lang=lang, theme=theme).template()


def explorer_cell(corpus: Corpus, *, theme: str = "light", lang: str = "en", **filters: Any) -> pn.Column:
    """Return the explorer for a notebook cell; raise ``ValueError`` for filters that are not allowed."""
    pn.extension()
    index = Index(corpus)
    unknown = [name for name in filters if name not in parse({})[0].__dataclass_fields__]
    _, wrong = parse(filters, index.allowed)
    if unknown or wrong:
        raise ValueError("not allowed: " + ", ".join([*unknown, *(f"{key}={value!r}" for key, value in wrong)]))
    return Dashboard("explorer", index, EXPLORER, filters, lang=lang, theme=theme).in_notebook()
