"""Bad input gives a row of PROBLEMS and keeps the good rows; strict raises; nothing crashes or is lost in silence."""

import io
import json
import tarfile
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import BODY, TITLE, page

from toolkit import tables
from toolkit.articles import read
from toolkit.articles.decode import decode
from toolkit.errors import SourceError

GOOD = {"id": "good", "text": "\n".join(BODY)}
RUSSIAN = (
    "Двое пастухов ранены у границы\n"
    + "В понедельник у села Веришен ранены двое пастухов, сообщили местные власти.\n" * 3
)


def problem(reading, *words, articles=0):
    tables.PROBLEMS.check(reading.problems)
    assert len(reading.articles) == articles
    assert len(reading.problems) >= 1
    said = " ".join(f"{r.source_file} {r.place} {r.problem} {r.action}" for r in reading.problems.itertuples())
    for word in words:
        assert word in said
    return reading


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", ["empty.txt", "empty"]),
        ("blank.txt", b" \n\n ", ["blank.txt"]),
        ("noise.txt", bytes(range(256)) * 40, ["no known format"]),
        ("noise.jsonl", bytes(range(1, 256)) * 4, ["line 1"]),
        ("no_text.html", b"<html><body><script>1</script></body></html>", ["without a main text"]),
        ("huge.html", b"<html>" + b"<p>x</p>" * 2_000_000, ["MB"]),
        ("huge.txt", b"word " * 2_500_000, ["MB"]),
        ("broken.json", b'{"articles": [', ["no JSON"]),
        ("other.json", b'{"weather": "fine"}', ["list of articles"]),
        ("broken.parquet", b"PAR1" + b"\0" * 60, ["broken Parquet"]),
        ("broken.zip", b"PK\x03\x04" + b"\0" * 90, ["broken"]),
        ("feed.rss", b"this is no feed at all", ["no feed"]),
        ("feed.xml", b"this is no feed at all", ["no known format"]),
        ("report", b"%PDF-1.4 some text of a report", ["no known format"]),
        ("sitemap.xml", b"<urlset><url><loc>", ["no sitemap"]),
        (
            "entities.xml",
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><urlset><url><loc>&x;</loc></url></urlset>',
            [],
        ),
        ("pages.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 500\r\n\r\ncut", ["broken"]),
        ("saved.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--", ["without a page"]),
        ("places.csv", b"place,people\nGoris,20000\nKapan,40000\n", ["no column of text", "columns="]),
        ("head_only.csv", b"id,text\n", ["without an article"]),
        ("text.xlsx", b"PK\x05\x06" + b"\0" * 18, ["without an article"]),
    ],
)
def test_what_cannot_be_read_is_told(make, name, content, words):
    problem(make(name, content), name, *words)
    with pytest.raises(SourceError):
        make(name, content, strict=True)


def test_a_missing_source_raises_and_a_missing_one_of_several_is_told(tmp_path):
    with pytest.raises(SourceError, match="nowhere"):
        read(tmp_path / "nowhere.txt", progress=False)
    with pytest.raises(SourceError, match="pattern"):
        read(str(tmp_path / "*.txt"), progress=False)
    (tmp_path / "a.txt").write_text(f"{TITLE}\n" + "\n".join(BODY))
    problem(read([tmp_path / "nowhere.txt", tmp_path / "a.txt"], progress=False), "no such file", articles=1)
    with pytest.raises(SourceError, match="no option"):
        read(tmp_path / "a.txt", progress=False, colour="red")
    with pytest.raises(SourceError, match="int"):
        read(7, progress=False)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[1, 2]", "list"),
        ("{broken", "no JSON"),
        ('"text"', "str"),
        ('{"id": "x"}', "no text"),
        ('{"id": "x", "text": ""}', "no text"),
        ('{"id": "x", "text": 5}', "no string"),
        (json.dumps({"id": "good", "text": "Another text."}), "already"),
        (json.dumps({"id": "x", "text": "y " * 6_000_000}), "MB"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_kept(make, line, word):
    reading = make("a.jsonl", json.dumps(GOOD) + "\n" + line + "\n" + json.dumps(GOOD | {"id": "last"}))
    problem(reading, "line 2", word, articles=2)


def test_rows_with_too_many_fields_are_told(make):
    reading = make("a.csv", f'id,text\n1,"{BODY[0]}"\n2,too,many\n3,"{BODY[1]}"\n')
    problem(reading, "line 3", articles=2)


def test_unknown_columns_are_told_once(make):
    reading = make("a.jsonl", "\n".join(json.dumps(GOOD | {"id": str(n), "colour": "red"}) for n in range(3)))
    assert problem(reading, "colour", "left aside", articles=3).problems.shape[0] == 1


def test_a_date_that_cannot_be_is_told_and_the_row_kept(make):
    reading = problem(make("a.jsonl", json.dumps(GOOD | {"published": "2023-02-31"})), "2023-02-31", articles=1)
    assert reading.articles.published_at.isna().all()
    assert "2023-02-31" in reading.articles.problem[0]


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_are_decoded_and_told(make, encoding):
    reading = make("page.txt", RUSSIAN.encode(encoding))
    problem(reading, "decoded as", articles=1)
    assert reading.articles.text[0].startswith("Двое пастухов ранены у границы")
    assert reading.articles.lang[0] == "ru"


def test_mixed_encodings_are_decoded_line_by_line(make):
    lines = RUSSIAN.splitlines()
    mixed = b"\n".join(line.encode("cp1251" if n == 2 else "utf-8") for n, line in enumerate(lines))
    assert decode(mixed)[0].splitlines()[2] == lines[2]
    problem(make("page.txt", mixed), "in 1 line", articles=1)


def zipped(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


GOOD_FILE = ("good.jsonl", json.dumps(GOOD))


@pytest.mark.parametrize("name", ["../climb.txt", "/etc/climb.txt", "a/../../climb.txt", "C:\\climb.txt"])
def test_a_path_that_climbs_out_of_an_archive(make, tmp_path, name):
    problem(make("a.zip", zipped((name, "text"), GOOD_FILE)), "leads out", articles=1)
    assert not list(tmp_path.parent.glob("climb*"))


def test_links_in_a_tar(make):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    problem(make("a.tar", file.getvalue()), "link")


def test_a_bomb(make):
    problem(make("a.zip", zipped(("bomb.txt", b"\0" * 50_000_000), GOOD_FILE)), "bomb", articles=1)


def test_archives_without_end(make):
    inner = zipped(("a.txt", "text"))
    for n in range(5):
        inner = zipped((f"{n}.zip", inner))
    problem(make("a.zip", inner), "archives in one another")


def test_a_page_in_another_encoding(make):
    html = page("Двое пастухов ранены у границы", RUSSIAN.splitlines()[1:]).replace("utf-8", "windows-1251")
    reading = make("page.html", html.encode("cp1251"))
    assert reading.articles.title[0] == "Двое пастухов ранены у границы"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=400),
    ending=st.sampled_from(["txt", "jsonl", "csv", "html", "xml", "zip", "rss", "json"]),
)
def test_no_bytes_are_an_error(tmp_path, content, ending):
    path = tmp_path / f"any.{ending}"
    path.write_bytes(content)
    reading = read(path, progress=False)
    assert len(reading.articles) + len(reading.problems) > 0
