"""From what the user names (a path, pattern, folder, address, several of these) to pieces, one file each."""

from __future__ import annotations

import glob
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any

import regex

from toolkit.articles.piece import Piece
from toolkit.articles.record import Missing, Trouble

#: Files of a folder that describe it and are no articles.
_ABOUT = ("readme", "license", "licence", "citation", "sources.yml", "thumbs.db", "desktop.ini")
_ADDRESS = regex.compile(r"[a-z][a-z0-9+]+(::[a-z0-9+]+)?://.+")
#: Most of one remote file, in bytes.
MAX_REMOTE = 5_000_000_000


def pieces(source: Any) -> Iterator[Piece | Trouble | str]:
    """Yield the files of a source in a stable order, and web addresses as they are; a trouble for each source not there."""
    if isinstance(source, str | os.PathLike):
        yield from _named(os.fspath(source))
    elif isinstance(source, Iterable):
        for one in source:
            yield from pieces(one)
    else:
        kinds = "a path, pattern, address or list of these"
        yield Missing(repr(source), None, f"a source is {kinds}, not {type(source).__name__}")


def _named(name: str) -> Iterator[Piece | Trouble | str]:
    if name.startswith(("http://", "https://")):
        yield name
        return
    if _ADDRESS.fullmatch(name):
        yield from _remote(name)
        return
    path = Path(name)
    if path.is_file():
        yield Piece(name, path)
    elif path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if file.is_file() and not is_about(file.relative_to(path))]
        yield from (Piece(str(file), file) for file in files)
        if not files:
            yield Missing(name, None, "a folder without files")
    elif glob.has_magic(name):
        files = [Path(found) for found in sorted(glob.glob(name, recursive=True)) if Path(found).is_file()]
        yield from (Piece(str(file), file) for file in files)
        if not files:
            yield Missing(name, None, "no file fits the pattern")
    else:
        yield Missing(name, None, "no such file")


def is_about(path: PurePath) -> bool:
    """Tell whether a file describes its folder, is hidden, or belongs to a saved page (``page_files``)."""
    hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts)
    return hidden or path.name.lower().startswith(_ABOUT) or any(part.endswith("_files") for part in path.parts[:-1])


def _remote(address: str) -> Iterator[Piece | Trouble]:
    """Files of another store (s3://, gs://, ...), by fsspec and whatever package it needs for it."""
    import fsspec

    try:
        store, path = fsspec.core.url_to_fs(address)
        found = sorted(store.glob(path)) if glob.has_magic(path) else sorted(store.find(path)) or [path]
        for one in found:
            name = store.unstrip_protocol(one)
            with store.open(one, "rb") as remote, tempfile.SpooledTemporaryFile(max_size=20_000_000) as here:
                size = 0
                while (part := remote.read(1 << 20)) and size <= MAX_REMOTE:
                    size += here.write(part)
                if size > MAX_REMOTE:
                    yield Trouble(name, None, f"larger than {MAX_REMOTE / 1e9:.0f} GB")
                else:
                    yield Piece(name, file=here)
        if not found:
            yield Missing(address, None, "no file fits the pattern")
    except ImportError as error:
        yield Missing(address, None, f"needs another package: {error}")
    except (OSError, ValueError) as error:
        yield Missing(address, None, f"cannot be read: {error}")
