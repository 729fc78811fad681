"""A visitor's own articles: pasted or chosen, analysed in the visitor's session, seen by nobody else, gone with the session."""

from __future__ import annotations

import base64
import binascii
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import panel as pn

from toolkit.articles import read
from toolkit.articles.formats import html, jsonlines, reader_of, table, text
from toolkit.articles.piece import Piece
from toolkit.corpus import Corpus, analyse
from toolkit.errors import ToolkitError
from toolkit.views.index import Index
from toolkit.views.view import View

#: Limits of one upload: bytes together, articles, files.
MAX_BYTES, MAX_ARTICLES, MAX_FILES = 4_000_000, 200, 20
#: Only formats that hold their text themselves: none that names addresses, or unpacks to more than it is.
FORMATS = (html, jsonlines, table, text)

_workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="upload")


class Stopped(Exception):
    """The visitor stopped the analysis."""


class RefusedError(ToolkitError):
    """An upload is empty, too large or of a format that is not taken."""


def take(pasted: str, files: list[dict[str, str]], folder: Path) -> list[Path]:
    """Write an upload into ``folder`` under names of our own; raise ``RefusedError`` with the reason and what is allowed."""
    if len(files) > MAX_FILES:
        raise RefusedError(f"{len(files)} files; at most {MAX_FILES} at once")
    pieces = [("pasted.txt", pasted.encode("utf-8", "replace"))] if pasted.strip() else []
    for number, file in enumerate(files, 1):
        try:
            data = base64.b64decode(str(file.get("data", "")), validate=True)
        except binascii.Error:
            raise RefusedError(f"file {number} did not arrive whole") from None
        pieces.append((f"file-{number}{Path(str(file.get('name', ''))).suffix.lower()[:6]}", data))
    if not pieces:
        raise RefusedError("nothing was pasted or chosen")
    size = sum(len(data) for _, data in pieces)
    if size > MAX_BYTES:
        raise RefusedError(f"{size:,} bytes; at most {MAX_BYTES:,} at once")
    paths = []
    for name, data in pieces:
        if reader_of(Piece(name, data=data)) not in FORMATS:
            kinds = ", ".join(form.NAME for form in FORMATS)
            raise RefusedError(f"{name}: not a format that can be uploaded; allowed: {kinds}")
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    return paths


def analyse_upload(pasted: str, files: list[dict[str, str]], on_batch: Any = None) -> Corpus:
    """Return the corpus of an upload. Raises ``ToolkitError`` when it cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read([str(path) for path in take(pasted, files, Path(folder))], progress=False).require()
    if len(reading.articles) > MAX_ARTICLES:
        raise RefusedError(f"{len(reading.articles)} articles; at most {MAX_ARTICLES} at once")
    return analyse(reading.articles, progress=False, batch=5, on_batch=on_batch)


class Upload(View):
    """Paste or choose articles, watch the analysis, see the result below."""

    name_of = "upload"
    heading = "Your own articles"

    def build(self) -> None:
        self.body = self.part()
        self.result = pn.Column(sizing_mode="stretch_width")
        self.state: dict[str, Any] = {"busy": False, "done": 0, "all": 0, "error": "", "stop": False, "read": None}

    def refresh(self) -> None:
        limits = {"bytes": f"{MAX_BYTES // 1_000_000} MB", "articles": MAX_ARTICLES}
        self.body.html = str(self.store.render("upload.html", **self.state, limits=limits))

    def act(self, message: dict[str, Any]) -> None:
        if message["act"] == "stop":
            self.state["stop"] = True
        elif message["act"] == "upload" and not self.state["busy"]:
            files = message.get("files")
            given = [file for file in files if isinstance(file, dict)] if isinstance(files, list) else []
            self._start(str(message.get("text", "")), given)

    def _start(self, pasted: str, files: list[dict[str, str]]) -> None:
        self.state.update(busy=True, done=0, all=0, error="", stop=False, read=None)
        self.result.clear()
        self.refresh()
        document = pn.state.curdoc

        def say(change: Any) -> None:
            if document is None:
                change()
            else:
                document.add_next_tick_callback(change)

        def on_batch(done: int, every: int) -> None:
            if self.state["stop"]:
                raise Stopped
            self.state.update(done=done, all=every)
            say(self.refresh)

        def work() -> None:
            try:
                corpus = analyse_upload(pasted, files, on_batch)
            except Stopped:
                say(lambda: self._end("", None))
            except ToolkitError as error:
                reason = str(error)
                say(lambda: self._end(reason, None))
            else:
                say(lambda: self._end("", corpus))

        _workers.submit(work)

    def _end(self, error: str, corpus: Corpus | None) -> None:
        from toolkit.views.apps import EXPLORER
        from toolkit.views.page import Dashboard

        self.state.update(busy=False, error=error, read=None if corpus is None else len(corpus.articles))
        if corpus is not None:
            store = self.store
            made = Dashboard("explorer", Index(corpus), EXPLORER, lang=store.lang, theme=store.theme, addressed=False)
            self.result.objects = [made.in_notebook()]
        self.refresh()

    @property
    def layout(self) -> pn.viewable.Viewable:
        return pn.Column(self.body, self.result, sizing_mode="stretch_width")


class NoUpload(View):
    """Says that this server takes no articles of visitors."""

    name_of = "upload"
    heading = "Your own articles"

    def build(self) -> None:
        self.body = self.part()

    def refresh(self) -> None:
        self.body.html = str(self.store.render("no_upload.html"))

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body
