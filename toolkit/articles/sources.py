"""From what the user names (a path, pattern, folder, several of these) to pieces, one file each."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from toolkit.articles.piece import Piece
from toolkit.articles.record import Missing, Trouble

#: Files of a folder that describe it and are no articles.
_ABOUT = ("readme", "license", "licence", "citation", "sources.yml", "thumbs.db", "desktop.ini")


def pieces(source: Any) -> Iterator[Piece | Trouble]:
    """Yield the files of a source in a stable order; a trouble for each source that is not there."""
    if isinstance(source, str | os.PathLike):
        yield from _named(os.fspath(source))
    elif isinstance(source, Iterable):
        for one in source:
            yield from pieces(one)
    else:
        yield Missing(
            repr(source), None, f"a source is a path, pattern, address or list of these, not {type(source).__name__}"
        )


def _named(name: str) -> Iterator[Piece | Trouble]:
    path = Path(name)
    if path.is_file():
        yield Piece(name, path)
    elif path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if file.is_file() and not _is_about(file.relative_to(path))]
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


def _is_about(path: Path) -> bool:
    return path.name.lower().startswith(_ABOUT) or any(part.startswith(".") for part in path.parts)
