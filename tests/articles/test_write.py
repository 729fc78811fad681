"""Reading straight into a file gives what reading into memory gives, and nothing half-done stays behind."""

import json

import pandas as pd
import pytest
from samples import BODY

from toolkit import tables
from toolkit.articles import read, read_batches, read_to_parquet
from toolkit.errors import SourceError


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps({"id": str(n), "text": f"Number {n}.\n{BODY[n % 5]}\nShare\nRead also: another"}) for n in range(30)
    ]
    path.write_text("\n".join([*lines, "[1]"]))
    return path


def test_the_file_is_what_read_gives(source, tmp_path):
    written = read_to_parquet(source, tmp_path / "new" / "articles.parquet", progress=False)
    reading = read(source, progress=False)
    stored = tables.ARTICLES.frame(pd.read_parquet(tmp_path / "new" / "articles.parquet"))
    pd.testing.assert_frame_equal(tables.ARTICLES.check(stored), reading.articles)
    assert written.articles == 30
    assert written.left_out["share"] == written.left_out["related"] == 30
    assert len(written.problems) == 1


def test_nothing_half_done_stays(source, tmp_path):
    out = tmp_path / "articles.parquet"
    with pytest.raises(SourceError, match="line 31"):
        read_to_parquet(source, out, strict=True, progress=False)
    source.write_text("[1]\n")
    with pytest.raises(SourceError, match="no article"):
        read_to_parquet(source, out, progress=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_batches_are_as_small_as_asked(source):
    sizes = [len(batch.articles) for batch in read_batches(source, batch=7, progress=False)]
    assert sum(sizes) == 30
    assert max(sizes) <= 7


def test_files_are_opened_one_after_another(tmp_path):
    named = []

    def files():
        for n in range(40):
            path = tmp_path / f"{n}.txt"
            path.write_text(f"Headline number {n} of the day\n{BODY[0]}\n{BODY[n % 5]}")
            named.append(path)
            yield path

    batches = read_batches(files(), batch=5, progress=False)
    first = next(batches)
    assert len(first.articles) == 5
    assert len(named) <= 6
    assert sum(len(batch.articles) for batch in batches) == 35
