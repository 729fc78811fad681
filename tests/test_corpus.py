"""The corpus folder: what is saved is loaded, by other tools too; an interrupted run goes on."""

import json
from dataclasses import fields, replace

import pandas as pd
import pytest

from toolkit import tables
from toolkit.corpus import Corpus, analyse
from toolkit.errors import CorpusError, SourceError

TEXT = (
    "Two Azerbaijani soldiers were killed and three Armenian servicemen were wounded near Kalbajar on Friday, "
    "the Defense Ministry of Azerbaijan said.\nArmenia denied that it had opened fire."
)
ROWS = [{"id": f"a{n}", "text": TEXT, "published": "2022-05-28", "domain": "wire.example"} for n in range(3)]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


@pytest.fixture(scope="module")
def corpus(source):
    return analyse(source, progress=False)


def test_every_table_is_as_described(corpus):
    corpus.check()
    assert len(corpus.articles) == 3
    assert len(corpus.claims) >= 6


def test_every_span_is_verbatim(corpus):
    texts = corpus.articles.set_index("article_id").text
    for row in corpus.sentences.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text
    for row in corpus.places.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.surface


def test_what_is_saved_is_loaded(corpus, tmp_path):
    loaded = Corpus.load(corpus.save(tmp_path / "corpus")).check()
    for field in fields(Corpus):
        before, after = (pd.DataFrame(getattr(c, field.name)).astype(str) for c in (corpus, loaded))
        pd.testing.assert_frame_equal(before, after, check_dtype=False)


def test_other_tools_read_the_folder(corpus, tmp_path):
    import duckdb
    import geopandas

    folder = corpus.save(tmp_path / "corpus")
    assert duckdb.sql(f"select count(*) from '{folder}/claims.parquet'").fetchall() == [(len(corpus.claims),)]
    assert geopandas.read_parquet(folder / "places.parquet").crs == "EPSG:4326"
    assert pd.read_parquet(folder / "articles.parquet").article_id.tolist() == ["a0", "a1", "a2"]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / "corpus.json").unlink(), "no corpus folder"),
        (lambda folder: (folder / "corpus.json").write_text("{"), "cannot be read"),
        (lambda folder: (folder / "corpus.json").write_text('{"form": 0}'), "form 0"),
        (lambda folder: (folder / "claims.parquet").unlink(), "claims.parquet"),
    ],
)
def test_a_folder_that_is_no_corpus_gets_a_clear_error(tmp_path, spoil, message):
    folder = Corpus.empty().save(tmp_path / "corpus")
    spoil(folder)
    with pytest.raises(CorpusError, match=message):
        Corpus.load(folder)


def test_a_missing_source_gets_a_clear_error(tmp_path):
    with pytest.raises(SourceError, match="nowhere"):
        analyse(tmp_path / "nowhere.jsonl", progress=False)


def test_an_interrupted_run_goes_on_where_it_was(source, tmp_path, monkeypatch):
    import toolkit.corpus as module

    work, calls = module._analyse_batch, []

    def interrupted(articles, sides):
        calls.append(articles.article_id.tolist())
        if len(calls) == 3:
            raise KeyboardInterrupt
        return work(articles, sides)

    monkeypatch.setattr(module, "_analyse_batch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        analyse(source, out=tmp_path / "out", batch=1, progress=False)
    corpus = analyse(source, out=tmp_path / "out", batch=1, progress=False)
    assert calls == [["a0"], ["a1"], ["a2"], ["a2"]]
    assert len(corpus.articles) == 3
    assert not (tmp_path / "out" / "parts").exists()


def test_the_order_of_articles_does_not_matter(corpus, source):
    other = analyse(corpus.articles.iloc[::-1].reset_index(drop=True), progress=False)
    for name in ("claims", "tolls", "incidents"):
        ours, theirs = (
            sorted(map(str, getattr(c, name).drop(columns=["geometry"], errors="ignore").to_dict("records")))
            for c in (corpus, other)
        )
        assert ours == theirs, name


def test_a_corpus_without_articles_has_every_table():
    empty = Corpus.empty().check()
    assert [f.name for f in fields(empty)] == list(tables.TABLES)
    assert replace(empty).articles.empty
    assert "Corpus" in empty._repr_html_()
