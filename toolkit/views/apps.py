"""The pages put together: what stands in each, for the thin apps of ``dashboards/`` and for notebook cells."""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import panel as pn

from toolkit.corpus import MANIFEST
from toolkit.errors import ToolkitError
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

log = logging.getLogger(__name__)
_lock = threading.Lock()
_served: dict[str, Any] = {"source": None, "index": None, "stamp": None, "uploads": False}


def use(source: Corpus | str | Path | None) -> None:
    """Make a corpus, or the corpus of a folder, the one that this process serves; None: the sample and the chronicle.

    ``TOOLKIT_CORPUS`` names a folder for ``panel serve dashboards/*.py``.
    """
    _served.update(source=source, index=None, stamp=None)


def allow_uploads(allowed: bool) -> None:
    """Say whether visitors of this process may analyse articles of their own."""
    _served["uploads"] = allowed


def served_index() -> Index:
    """Return the index that this process serves. A corpus folder that was written anew is read again.

    When it cannot be read, the log says so and what was read before stays.
    """
    source = _served["source"] if _served["source"] is not None else os.environ.get("TOOLKIT_CORPUS")
    stamp = _stamp(Path(source)) if isinstance(source, str | Path) else None
    with _lock:
        if _served["index"] is None:
            _served.update(index=Index(_load(source)), stamp=stamp)
        elif stamp is not None and stamp != _served["stamp"]:
            try:
                _served.update(index=Index(_load(source)))
                log.info("%s was written anew and is read again", source)
            except (ToolkitError, OSError, ValueError):
                log.exception("%s was written anew and cannot be read; what was read before is served", source)
            _served.update(stamp=stamp)
        return _served["index"]


def is_ready() -> bool:
    """Tell whether the index is made."""
    return _served["index"] is not None


def _stamp(folder: Path) -> int | None:
    """Return when the manifest of a corpus folder, which is written last, was written; None while there is none."""
    try:
        return (folder / MANIFEST).stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _load(source: Any) -> Corpus:
    from toolkit.corpus import Corpus, load_sample

    if source is None:
        return load_sample()
    return Corpus.load(source) if isinstance(source, str | Path) else source


def page(name: str, *views: type[View]) -> pn.Template:
    """Return a page of views for the present request, with what its address asks for."""
    query, lang, theme = page_settings()
    return Dashboard(name, served_index(), list(views), query, lang=lang, theme=theme).template()


def own_page() -> pn.Template:
    """Return the page where a visitor analyses articles of their own; it starts without any data."""
    from toolkit.corpus import Corpus
    from toolkit.views.upload import NoUpload, Upload

    _, lang, theme = page_settings()
    views: list[type[View]] = [Upload] if _served["uploads"] else [NoUpload]
    return Dashboard("yours", Index(Corpus.empty()), views, lang=lang, theme=theme, addressed=False).template()


def explorer_cell(corpus: Corpus, *, theme: str = "light", lang: str = "en", **filters: Any) -> pn.Column:
    """Return the explorer for a notebook cell; raise ``ValueError`` for filters that are not allowed."""
    pn.extension(inline=True)  # a cell asks no other host for scripts
    index = Index(corpus)
    unknown = [name for name in filters if name not in parse({})[0].__dataclass_fields__]
    _, wrong = parse(filters, index.allowed)
    if unknown or wrong:
        raise ValueError("not allowed: " + ", ".join([*unknown, *(f"{key}={value!r}" for key, value in wrong)]))
    return Dashboard("explorer", index, EXPLORER, filters, lang=lang, theme=theme).in_notebook()
