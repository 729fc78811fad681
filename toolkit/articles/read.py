"""Read articles from whatever people have, clean them, and say what could not be read."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.articles.build import Builder
from toolkit.articles.formats import read_piece
from toolkit.articles.formats.links import fetch
from toolkit.articles.options import Options
from toolkit.articles.record import Missing, Record, Trouble
from toolkit.articles.sources import pieces
from toolkit.errors import SourceError

if TYPE_CHECKING:
    import pandas as pd

#: Articles that are cleaned at a time; what is in memory beside the result does not grow beyond it.
BATCH = 500


@dataclass(frozen=True)
class Reading:
    """What was read of a source: ARTICLES, LINES (each line of the pages and why it was left out) and PROBLEMS."""

    articles: pd.DataFrame
    lines: pd.DataFrame
    problems: pd.DataFrame

    def require(self) -> Reading:
        """Return the reading; raise ``SourceError`` when it has no article."""
        if self.articles.empty:
            rows = [Trouble(r.source_file, r.place, r.problem, r.action) for r in self.problems.head(5).itertuples()]
            raise SourceError("no article could be read\n" + "\n".join(f"  {row}" for row in rows))
        return self


class ReadingWarning(UserWarning):
    """Some of a source could not be read; the message counts and names it."""


def read(source: Any, *, strict: bool = False, progress: bool = True, **options: Any) -> Reading:
    """Read and clean the articles of a source.

    ``source`` is a file, folder, pattern, web address, fsspec address, or a list of these; the format is recognised by
    content (docs/articles.md). Files of a folder that describe it (README, LICENSE, ...) and hidden files are not read.

    Options: ``columns`` (field: column) names the columns of a table whose names are not known. ``fetch`` fetches the pages
    that feeds, sitemaps and story lists name; addresses given as source or in a list of addresses are always fetched.
    ``allow`` names hosts of a private network that may be fetched from, ``archive`` the WARC file that pages are kept in,
    ``delay`` the least time between two requests to a host, in seconds.

    Raises ``SourceError`` when no source is there, and with ``strict`` at the first thing that cannot be read.
    """
    import pandas as pd

    batches = list(read_batches(source, strict=strict, progress=progress, **options))
    parts = {name: [getattr(batch, name) for batch in batches] for name in ("articles", "lines", "problems")}
    return Reading(
        **{
            name: table.frame(pd.concat(frames, ignore_index=True)) if frames else table.empty()
            for (name, frames), table in zip(
                parts.items(), (tables.ARTICLES, tables.LINES, tables.PROBLEMS), strict=True
            )
        }
    )


def read_articles(source: Any, *, strict: bool = False, progress: bool = True, **options: Any) -> pd.DataFrame:
    """Return ARTICLES of a source (see ``read``); a ``ReadingWarning`` counts what could not be read.

    Raises ``SourceError`` when no article could be read, and with ``strict`` at the first thing that cannot be read.
    """
    reading = read(source, strict=strict, progress=progress, **options).require()
    if len(reading.problems):
        first = reading.problems.iloc[0]
        warnings.warn(
            f"{len(reading.problems)} problem(s) while reading, the first: {first.source_file} {first.place or ''}: "
            f"{first.problem} ({first.action}); all are in toolkit.articles.read(source).problems",
            ReadingWarning,
            stacklevel=2,
        )
    return reading.articles


def read_batches(
    source: Any, *, strict: bool = False, progress: bool = True, batch: int = BATCH, **options: Any
) -> Iterator[Reading]:
    """Yield the articles of a source (see ``read``) in batches, so that memory does not grow with the source."""
    from tqdm import tqdm

    if wrong := [name for name in options if name not in Options.__annotations__]:
        raise SourceError(f"no option(s) {', '.join(wrong)}; allowed: {', '.join(Options.__annotations__)}")
    chosen = Options(**options)
    builder = Builder()
    items = _items(source, chosen, strict)
    there, missing = False, []
    with tqdm(desc="Reading articles", unit="article", disable=not progress) as bar:
        while some := list(islice(items, batch)):
            missing += [item for item in some if isinstance(item, Missing)]
            there = there or len(missing) < len(some)
            reading = Reading(*builder.build(some, strict=strict))
            bar.update(len(reading.articles))
            yield reading
    if not there:
        raise SourceError("\n".join(map(str, missing)) or "no source was named")


def _items(source: Any, options: Options, strict: bool) -> Iterator[Record | Trouble]:
    for piece in pieces(source):
        if isinstance(piece, Trouble):
            items: Iterable[Record | Trouble] = (piece,)
        elif isinstance(piece, str):
            items = fetch(piece, options)
        else:
            items = read_piece(piece, options)
        for item in items:
            if strict and isinstance(item, Trouble) and item.action != "left aside":
                raise SourceError(str(item))
            yield item
