"""ZIP, tar and gzip of any of the other formats, WACZ among them. Nothing is unpacked by the names in the archive."""

from __future__ import annotations

import gzip
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, cast

from toolkit.articles.options import Options
from toolkit.articles.piece import Piece
from toolkit.articles.record import Record, Trouble

NAME = "ZIP, tar, gzip, WACZ"
#: Most of one file and of all files of an archive, in bytes; how many times smaller a file may be packed than it is; how
#: deep archives may stand in archives.
MAX_FILE, MAX_ALL, MAX_RATIO, MAX_DEPTH = 2_000_000_000, 8_000_000_000, 200, 3
#: Files up to this size are held in memory, larger ones in a temporary file.
IN_MEMORY = 20_000_000


def recognise(piece: Piece) -> bool:
    """The first bytes are those of a ZIP file that is no document, of a tar or of a gzip file."""
    head = piece.head
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return True
    return head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar"


def read(piece: Piece, options: Options) -> Iterator[Record | Trouble]:
    """Yield what is in the files of the archive; each file that cannot be read is told."""
    if piece.depth >= MAX_DEPTH:
        yield Trouble(piece.name, None, f"more than {MAX_DEPTH} archives in one another")
        return
    unpack = _zip if piece.head.startswith(b"PK") else _tar if _is_tar(piece) else _gzip
    try:
        with piece.open() as file:
            yield from unpack(piece, file, options)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error, OSError, NotImplementedError) as error:
        yield Trouble(
            piece.name, None, f"a broken archive: {error or type(error).__name__}", "what came before it read"
        )


def _is_tar(piece: Piece) -> bool:
    head = piece.head
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 512)
        except zlib.error:
            return False
    return head[257:262] == b"ustar"


def _zip(piece: Piece, file: IO[bytes], options: Options) -> Iterator[Record | Trouble]:
    total = 0
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        wacz = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
        for member in archive.infolist():
            if member.is_dir() or (wacz and not member.filename.startswith("archive/")) or _is_about(member.filename):
                continue
            trouble = _refused(piece, member.filename)
            if trouble is None and member.flag_bits & 1:
                trouble = Trouble(piece.name, member.filename, "locked with a password")
            if (
                trouble is None
                and member.file_size > 1_000_000
                and member.file_size > MAX_RATIO * max(member.compress_size, 1)
            ):
                trouble = Trouble(piece.name, member.filename, f"packed more than {MAX_RATIO} to 1, as bombs are")
            if trouble is not None:
                yield trouble
                continue
            with archive.open(member) as packed:
                total += yield from _member(piece, member.filename, packed, options, MAX_ALL - total)


def _tar(piece: Piece, file: IO[bytes], options: Options) -> Iterator[Record | Trouble]:
    total = 0
    with tarfile.open(fileobj=file, mode="r|*") as archive:
        for member in archive:
            if member.isdir() or _is_about(member.name):
                continue
            trouble = _refused(piece, member.name)
            packed = archive.extractfile(member) if member.isreg() else None
            if trouble is None and packed is None:
                trouble = Trouble(piece.name, member.name, "a link or device, not a file")
            if trouble is not None or packed is None:
                yield trouble or Trouble(piece.name, member.name, "not a file")
                continue
            total += yield from _member(piece, member.name, packed, options, MAX_ALL - total)


def _gzip(piece: Piece, file: IO[bytes], options: Options) -> Iterator[Record | Trouble]:
    name = Path(piece.name).name.removesuffix(".gz")
    with gzip.open(file) as packed:
        yield from _member(
            piece, name, cast(IO[bytes], packed), options, min(MAX_ALL, MAX_RATIO * piece.size + 10_000_000)
        )


def _refused(piece: Piece, name: str) -> Trouble | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0][1:2]:
        return Trouble(piece.name, name, "a name that leads out of the archive")
    return None


def _is_about(name: str) -> bool:
    from toolkit.articles.sources import is_about

    path = PurePosixPath(name)
    return is_about(path) or "__MACOSX" in path.parts


def _member(piece: Piece, name: str, packed: IO[bytes], options: Options, left: int):
    """Yield what is in one file of an archive; return its size. What unpacks to more than is allowed is not read."""
    from toolkit.articles.formats import read_piece

    limit, size = min(MAX_FILE, left), 0
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as unpacked:
        while part := packed.read(1 << 20):
            size += len(part)
            if size > limit:
                yield Trouble(piece.name, name, f"unpacks to more than {limit / 1e6:.0f} MB")
                return size
            unpacked.write(part)
        yield from read_piece(
            Piece(f"{piece.name}/{name}", file=unpacked, retrieved=piece.retrieved, depth=piece.depth + 1), options
        )
    return size
