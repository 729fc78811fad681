"""A visitor's own articles: limits, formats, nothing left behind, nothing run."""

import base64
import tempfile
from pathlib import Path

import pytest

from toolkit.corpus import Corpus
from toolkit.errors import ToolkitError
from toolkit.views import upload
from toolkit.views.index import Index
from toolkit.views.store import Store
from toolkit.views.upload import Upload, analyse_upload, take

ARTICLE = (
    "Two soldiers wounded near Sotk\n\nTwo Armenian soldiers were wounded near Sotk on Friday, the Defence Ministry in Yerevan said.\n"
    "<script>alert(1)</script> =HYPERLINK(1) \u202eright to left\u202c\n"
)


def file(name: str, data: bytes) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(data).decode()}


@pytest.mark.parametrize(
    ("pasted", "files", "reason"),
    [
        ("", [], "nothing was pasted"),
        ("   ", [], "nothing was pasted"),
        ("x" * (upload.MAX_BYTES + 1), [], "at most 4,000,000"),
        ("", [file("a.txt", b"x")] * 21, "21 files"),
        ("", [{"name": "a.txt", "data": "not base64!"}], "did not arrive whole"),
        ("https://example.org/a\nhttps://example.org/b\n", [], "not a format"),
        ("", [file("a.zip", b"PK\x03\x04" + b"0" * 40)], "not a format"),
        ("", [file("../../x.html", b"https://example.org/a\nhttps://example.org/b\n")], "not a format"),
    ],
)
def test_what_is_refused_is_said(tmp_path, pasted, files, reason):
    with pytest.raises(ToolkitError, match=reason):
        take(pasted, files, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_names_of_files_are_our_own(tmp_path):
    paths = take("", [file("../../etc/passwd.txt", ARTICLE.encode())], tmp_path)
    assert [path.name for path in paths] == ["file-1.txt"]


def test_pasted_article_is_analysed_and_leaves_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []
    corpus = analyse_upload(ARTICLE, [], lambda done, every: seen.append((done, every)))
    assert len(corpus.articles) == 1
    assert seen == [(1, 1)]
    assert corpus.claims["low"].tolist()
    assert list(Path(tmp_path).iterdir()) == []


def test_view_shows_the_result_or_the_reason():
    view = Upload(Store(Index(Corpus.empty())))
    view.act({"act": "upload", "text": ARTICLE, "files": "nonsense"})
    upload._workers.submit(lambda: None).result(timeout=120)
    assert "1 article was read" in view.body.html
    assert len(view.result) == 1
    view.act({"act": "upload", "text": "", "files": []})
    upload._workers.submit(lambda: None).result(timeout=60)
    assert "nothing was pasted" in view.body.html
    assert len(view.result) == 0


def test_analysis_can_be_stopped():
    view = Upload(Store(Index(Corpus.empty())))
    rows = "\n".join(
        f'{{"id": "{n}", "text": "Two soldiers were wounded near Sotk, Yerevan said."}}' for n in range(20)
    )
    view.act({"act": "upload", "text": "", "files": [file("a.jsonl", rows.encode())]})
    view.act({"act": "stop"})
    upload._workers.submit(lambda: None).result(timeout=120)
    assert not view.state["busy"]
    assert len(view.result) == 0
