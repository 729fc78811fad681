"""A piece of a source: one file (on disk, in an archive, or fetched) as bytes, with its name."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO

from toolkit.articles.decode import decode

#: Most that is read of a single page or line, and that is looked at to recognise a format. Bytes.
MAX_PAGE, MAX_LINE, HEAD = 10_000_000, 10_000_000, 65_536


@dataclass
class Piece:
    """One file: ``name`` is what is shown to the user; its bytes are on disk, in memory or in an open file."""

    name: str
    path: Path | None = None
    data: bytes | None = None
    file: IO[bytes] | None = None
    url: str | None = None
    retrieved: datetime | None = None
    media_type: str | None = None
    depth: int = 0

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, without what a web address has behind it."""
        return Path(self.name.split("?")[0].split("#")[0]).suffix.lower()

    @property
    def size(self) -> int:
        """Bytes of the file."""
        if self.file is not None:
            return self.file.seek(0, 2)
        return self.path.stat().st_size if self.path is not None else len(self.data or b"")

    @cached_property
    def head(self) -> bytes:
        """The first bytes."""
        with self.open() as file:
            return file.read(HEAD)

    @cached_property
    def start(self) -> str:
        """The first characters, decoded and without leading space; empty when the bytes are no text."""
        return (decode(self.head)[0] or "").lstrip()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the bytes for reading, from the first."""
        if self.file is not None:
            self.file.seek(0)
            yield self.file
        elif self.path is not None:
            with self.path.open("rb") as file:
                yield file
        else:
            yield io.BytesIO(self.data or b"")

    def read(self) -> bytes:
        """Return all bytes."""
        with self.open() as file:
            return file.read()

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Yield the number (from 1) and bytes of each line; null for a line longer than ``MAX_LINE``."""
        with self.open() as file:
            number = 0
            while line := file.readline(MAX_LINE):
                number += 1
                long = len(line) == MAX_LINE and not line.endswith(b"\n")
                while long and (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield number, None if long else line
