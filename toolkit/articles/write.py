"""Read a source straight into a Parquet file, batch by batch, so that memory does not grow with the source."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit import tables
from toolkit.articles.read import read_batches
from toolkit.errors import SourceError

if TYPE_CHECKING:
    import pandas as pd


class Written(NamedTuple):
    """What was written: the number of articles, of lines left out by kind, and PROBLEMS."""

    articles: int
    left_out: dict[str, int]
    problems: pd.DataFrame


def read_to_parquet(
    source: Any, out: str | Path, *, strict: bool = False, progress: bool = True, **options: Any
) -> Written:
    """Write ARTICLES of a source (see ``read``) to a Parquet file, which appears when it is whole.

    Raises ``SourceError`` when no article could be read, and with ``strict`` at the first thing that cannot be read.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f".{out.name}.part")
    count, left_out, problems = 0, Counter[str](), []
    schema = _schema()
    try:
        with pq.ParquetWriter(part, schema) as writer:
            for batch in read_batches(source, strict=strict, progress=progress, **options):
                writer.write_table(pa.Table.from_pandas(batch.articles, schema=schema, preserve_index=False))
                count += len(batch.articles)
                left_out.update(role for role in batch.lines.role[batch.lines.reason.notna()] if role != "blank")
                problems.append(batch.problems)
        told = tables.PROBLEMS.frame(pd.concat(problems, ignore_index=True)) if problems else tables.PROBLEMS.empty()
        if not count:
            lines = (f"  {r.source_file} {r.place or ''}: {r.problem}" for r in told.head(5).itertuples())
            raise SourceError("no article could be read\n" + "\n".join(lines))
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return Written(count, dict(left_out.most_common()), told)


def _schema():
    import pyarrow as pa

    kinds = {
        "str": pa.string(),
        "int": pa.int64(),
        "time": pa.timestamp("us", tz="UTC"),
        "list": pa.list_(pa.string()),
    }
    return pa.schema([(column.name, kinds[column.dtype]) for column in tables.ARTICLES.columns])
