"""The views: the only room that knows Panel. One store of filters and selections, one view for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.corpus import Corpus


def explore(corpus: Corpus, **filters: Any):
    """Return the explorer of a corpus for a notebook cell, with filters as in the address of the served page.

    ``filters`` are the fields of ``toolkit.views.filters.Filters``, such as ``side=("AZE",)`` or ``first="2020-09-27"``;
    ``theme`` (light, dark) and ``lang`` choose the look. Raises ``ValueError`` naming values that are not allowed.
    """
    from toolkit.views.apps import explorer_cell

    return explorer_cell(corpus, **filters)


def serve(corpus: Corpus | str | Path | None = None, **options: Any) -> None:
    """Serve the dashboards of a corpus or corpus folder until Ctrl-C; print the address.

    Without a corpus: the sample and the chronicle. ``options`` are the fields of ``toolkit.views.options.Options``, such as
    ``port``. Raises ``ServerError`` when the port is taken or an option is wrong.
    """
    from toolkit.views.server import serve as serve_pages

    serve_pages(corpus, **options)


def export_html(corpus: Corpus, folder: str | Path, *, lang: str = "en", progress: bool = False) -> Path:
    """Write the corpus as a folder of plain pages that open without server or network; return the first page.

    See ``toolkit.views.bundle`` for what is in it.
    """
    from toolkit.views.bundle import export_html as write

    return write(corpus, folder, lang=lang, progress=progress)
