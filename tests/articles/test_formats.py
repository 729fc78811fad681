"""Each format gives the same article, with what the format says of it."""

import gzip
import io
import json
import tarfile
import zipfile
from collections import Counter
from html import escape
from pathlib import Path

import pandas as pd
import pytest
from samples import BODY, TEXT, TITLE, URL, page

from toolkit import tables
from toolkit.articles import read, read_articles
from toolkit.errors import SourceError

ROW = {"id": "a1", "title": TITLE, "text": "\n".join(BODY), "published": "2023-05-08", "url": URL, "lang": "en"}


def check(reading, *, n=1):
    tables.ARTICLES.check(reading.articles)
    tables.LINES.check(reading.lines)
    tables.PROBLEMS.check(reading.problems)
    assert len(reading.articles) == n
    return reading.articles.iloc[0]


def test_pasted_text(make):
    row = check(make("page.txt", f"Home\nWorld\n{TITLE}\n8 May 2023\nShare\n" + "\n".join(BODY) + "\nTags: Goris\n"))
    assert row.text == TEXT
    assert str(row.published_at.date()) == "2023-05-08"
    assert row.published_precision == "day"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps(ROW) + "\n"),
        ("no_ending", json.dumps(ROW) + "\n" + json.dumps(ROW | {"id": "a2"})),
        ("a.json", json.dumps([ROW], indent=1)),
        ("b.json", json.dumps({"status": "ok", "articles": [ROW]})),
        ("c.json", json.dumps(ROW, indent=1)),
        ("a.csv", pd.DataFrame([ROW]).to_csv(index=False)),
        ("a.tsv", pd.DataFrame([ROW]).to_csv(index=False, sep="\t")),
        ("semicolons.csv", pd.DataFrame([ROW]).to_csv(index=False, sep=";")),
        ("csv_without_ending", pd.DataFrame([ROW]).to_csv(index=False)),
        ("utf16.csv", pd.DataFrame([ROW]).to_csv(index=False).encode("utf-16")),
    ],
)
def test_rows_of_text(make, name, content):
    row = check(make(name, content), n=2 if name == "no_ending" else 1)
    assert row.article_id == "a1"
    assert row.text == TEXT
    assert row.domain == "wire.example"
    assert str(row.published_at.date()) == "2023-05-08"


@pytest.mark.parametrize("ending", ["parquet", "xlsx"])
def test_rows_of_binary_tables(make, tmp_path, ending):
    path = tmp_path / f"rows.{ending}"
    frame = pd.DataFrame([ROW])
    frame.to_parquet(path) if ending == "parquet" else frame.to_excel(path, index=False)
    assert check(read(path, progress=False)).text == TEXT


def test_columns_are_named_by_the_caller(make):
    frame = pd.DataFrame([{"Überschrift": TITLE, "Inhalt": "\n".join(BODY), "Tag": "8 May 2023"}])
    columns = {"title": "Überschrift", "text": "Inhalt", "published": "Tag"}
    assert check(make("a.csv", frame.to_csv(index=False), columns=columns)).text == TEXT
    with pytest.raises(SourceError, match="Inhalt"):
        make("a.csv", frame.to_csv(index=False), columns={"text": "Body"})
    with pytest.raises(SourceError, match="allowed"):
        make("a.csv", frame.to_csv(index=False), columns={"body": "Inhalt"})


def test_a_corpus_of_the_toolkit_is_read_again(make, tmp_path):
    first = make("a.jsonl", json.dumps(ROW)).articles
    first.to_parquet(tmp_path / "again.parquet")
    again = read(tmp_path / "again.parquet", progress=False)
    assert again.problems.empty
    wanted = ["article_id", "title", "text", "published_at", "url", "domain", "lang"]
    pd.testing.assert_frame_equal(first[wanted], again.articles[wanted])


@pytest.mark.parametrize("name", ["saved.html", "saved", "page.php"])
def test_saved_pages(make, name):
    row = check(make(name, page()))
    assert row.title == TITLE
    assert row.text.splitlines()[0] == TITLE
    assert row.text.splitlines()[-len(BODY) :] == BODY
    assert str(row.published_at) == "2023-05-08 05:30:00+00:00"
    assert row.published_precision == "second"
    assert str(row.updated_at) == "2023-05-09 04:00:00+00:00"
    assert (row.url, row.domain, row.outlet, row.section) == (URL, "wire.example", "The Wire", "Region")
    assert row.byline == "Ani Petrosyan"


def test_the_text_of_a_page_is_that_of_trafilatura(make):
    import trafilatura

    reading = make("saved.html", page())
    alone = trafilatura.extract(page(), include_comments=False)
    assert reading.articles.text[0].removeprefix(f"{TITLE}\n") == alone.removeprefix(f"{TITLE}\n")


@pytest.mark.parametrize("path", sorted(Path(__file__).with_name("pages").glob("*.txt")), ids=lambda path: path.stem)
def test_pages_of_every_style_are_read_as_trafilatura_reads_them(make, path):
    import trafilatura

    rows = [(line[:1], line[2:]) for line in path.read_text(encoding="utf-8").partition("---\n")[2].splitlines()]
    tags = {"-": "<li><a href='/x'>{}</a></li>", "T": "<h1>{}</h1>", "H": "<h2>{}</h2>"}
    html = "".join(tags.get(mark, "<p>{}</p>").format(escape(text)) for mark, text in rows)
    html = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{html}</body></html>"
    alone = trafilatura.extract(html, include_comments=False)
    articles = make("page.html", html).articles
    if not alone:
        assert articles.empty
    else:
        # the headline is put first, and added where the text lacks it; no other word is lost or added
        title = articles.title[0] if isinstance(articles.title[0], str) else ""
        before, after = Counter(alone.split()), Counter(articles.text[0].split())
        assert not before - after
        assert after - before <= Counter(title.split())


def test_mhtml(make):
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = URL
    message["Date"] = "Tue, 9 May 2023 10:00:00 +0000"
    message.attach(MIMEText(page(), "html", "utf-8"))
    row = check(make("saved.mhtml", message.as_bytes()))
    assert row.title == TITLE
    assert row.url == URL
    assert str(row.retrieved_at) == "2023-05-09 10:00:00+00:00"


FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Wire</title>
<item><title>{title}</title><link>{url}</link><pubDate>Mon, 08 May 2023 05:30:00 GMT</pubDate>
<content:encoded><![CDATA[{body}]]></content:encoded></item>
<item><title>Only a summary</title><link>https://wire.example/2</link><description>A few words of it.</description></item>
</channel></rss>"""


def test_feeds(make):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    reading = make("feed.xml", FEED.format(title=TITLE, url=URL, body=body))
    row = check(reading, n=2)
    assert row.text == TEXT
    assert str(row.published_at) == "2023-05-08 05:30:00+00:00"
    assert row.outlet == "The Wire"
    assert "summary only" in reading.articles.problem[1]


def test_atom(make):
    body = "".join(f"&lt;p>{paragraph}&lt;/p>" for paragraph in BODY)
    feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>
<entry><title>{TITLE}</title><link href="{URL}"/><updated>2023-05-08T05:30:00Z</updated><content type="html">{body}</content></entry></feed>"""
    assert check(make("feed.atom", feed)).text == TEXT


def test_sitemaps_of_news_give_headlines(make):
    sitemap = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{URL}</loc><news:news><news:publication><news:name>The Wire</news:name>
</news:publication><news:publication_date>2023-05-08</news:publication_date><news:title>{TITLE}</news:title></news:news></url>
<url><loc>https://wire.example/none</loc></url></urlset>"""
    reading = make("sitemap.xml", sitemap)
    row = check(reading)
    assert row.text == TITLE
    assert "fetch=True" in row.problem
    assert len(reading.problems) == 2


def warc(*pages):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for url, html in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(html.encode()),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2023-05-10T00:00:00Z"},
        )
        writer.write_record(record)
    return file.getvalue()


def test_warc(make):
    row = check(make("pages.warc.gz", warc((URL, page()))))
    assert row.title == TITLE
    assert row.url == URL
    assert str(row.retrieved_at) == "2023-05-10 00:00:00+00:00"
    assert check(make("pages.warc", gzip.decompress(warc((URL, page()))))).title == TITLE


def test_a_warc_cut_in_the_middle_keeps_what_comes_before(make):
    whole = warc((URL, page()), ("https://wire.example/2", page("Another headline of the same day")))
    reading = make("cut.warc.gz", whole[:-400])
    check(reading)
    assert len(reading.problems) == 1
    assert "record" in reading.problems.place[0]


def zipped(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def test_wacz(make):
    content = zipped(
        **{"datapackage.json": "{}", "archive__data.warc.gz": warc((URL, page())), "pages__pages.jsonl": '{"id": "x"}'}
    )
    reading = make("crawl.wacz", content)
    assert check(reading).title == TITLE
    assert reading.problems.empty


def test_archives_of_any_format(make):
    rows = json.dumps(ROW)
    check(
        make("a.zip", zipped(**{"one.jsonl": rows, "folder__two.html": page("Another headline of the same day")})), n=2
    )
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        info = tarfile.TarInfo("rows.jsonl")
        info.size = len(rows)
        archive.addfile(info, io.BytesIO(rows.encode()))
    assert check(make("a.tar.gz", file.getvalue())).text == TEXT
    assert check(make("a.jsonl.gz", gzip.compress(rows.encode()))).text == TEXT
    inner = zipped(**{"inner.zip": zipped(**{"one.jsonl": rows})})
    assert check(make("nested.zip", inner)).source_file.endswith("nested.zip/inner.zip/one.jsonl:1")


def test_folders_patterns_and_lists(tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Headline number {n} of the day\n" + "\n".join(BODY))
    (tmp_path / "README.md").write_text("About these files")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "style.css").write_text("p {}")
    for source in (tmp_path, str(tmp_path / "*.txt"), [tmp_path / f"{n}.txt" for n in range(3)]):
        reading = read(source, progress=False)
        check(reading, n=3)
        assert reading.problems.empty


def test_other_stores(tmp_path):
    import fsspec

    with fsspec.open("memory://corpus/a.jsonl", "w") as file:
        file.write(json.dumps(ROW))
    assert check(read("memory://corpus/*.jsonl", progress=False)).text == TEXT
    with pytest.raises(SourceError, match="nowhere"):
        read("memory://nowhere/none.jsonl", progress=False)


@pytest.mark.parametrize(
    ("name", "frame", "expected"),
    [
        (
            "mediacloud.csv",
            {
                "id": "m1",
                "indexed_date": "2023-05-09",
                "language": "en",
                "media_name": "The Wire",
                "media_url": "wire.example",
            }
            | {"publish_date": "2023-05-08", "title": TITLE, "url": URL},
            {"article_id": "m1", "outlet": "The Wire", "published": "2023-05-08"},
        ),
        (
            "gdelt.csv",
            {"url": URL, "url_mobile": "", "title": TITLE, "seendate": "20230508T093000Z", "socialimage": ""}
            | {"domain": "wire.example", "language": "English", "sourcecountry": "Armenia"},
            {"lang": "en", "published": None, "retrieved": "2023-05-08"},
        ),
        (
            "zotero.csv",
            {"Key": "Z1", "Item Type": "newspaperArticle", "Author": "Petrosyan, Ani", "Title": TITLE, "Url": URL}
            | {"Publication Title": "The Wire", "Abstract Note": "", "Date": "2023-05-08", "Manual Tags": ""},
            {"article_id": "Z1", "outlet": "The Wire", "published": "2023-05-08"},
        ),
    ],
)
def test_story_lists_keep_the_headline_and_say_so(make, name, frame, expected):
    reading = make(name, pd.DataFrame([frame]).to_csv(index=False))
    row = check(reading)
    assert row.text == row.title == TITLE
    assert "only the headline" in row.problem
    assert len(reading.problems) == 1
    for column, value in expected.items():
        if column in ("published", "retrieved"):
            at = row[f"{column}_at"]
            assert (None if pd.isna(at) else str(at.date())) == value
        else:
            assert row[column] == value


def test_newsapi_says_what_it_cut_off(make):
    article = {
        "source": {"id": None, "name": "The Wire"},
        "author": "Ani Petrosyan",
        "title": TITLE,
        "description": "Baku denies it.",
        "url": URL,
        "urlToImage": None,
        "publishedAt": "2023-05-08T05:30:00Z",
        "content": BODY[0] + "… [+1234 chars]",
    }
    row = check(make("answer.json", json.dumps({"status": "ok", "totalResults": 1, "articles": [article]})))
    assert row.text.splitlines() == [TITLE, BODY[0]]
    assert "1234" in row.problem
    assert row.outlet == "The Wire"


def test_hypothesis_gives_quotations(make):
    frame = pd.DataFrame(
        [
            {
                "Created at": "2023-05-09",
                "Author": "me",
                "Page": TITLE,
                "URL": URL,
                "Group": "",
                "Type": "",
                "Quote": BODY[0],
                "Comment": "!",
                "Tags": "",
            }
        ]
    )
    row = check(make("notes.csv", frame.to_csv(index=False)))
    assert BODY[0] in row.text
    assert "quotation" in row.problem


def test_ids_are_stable_and_of_the_outlet(make):
    rows = [{"text": "\n".join(BODY), "domain": domain} for domain in ("a.example", "b.example", "a.example")]
    reading = make("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert reading.articles.article_id.nunique() == 2
    assert "kept once" in reading.problems.action.tolist()
    again = make("b.jsonl", json.dumps(rows[0] | {"text": "\n\n".join(BODY)}))
    assert again.articles.article_id[0] == reading.articles.article_id[0]


def test_read_articles_warns_of_what_was_not_read(tmp_path):
    from toolkit.articles.read import ReadingWarning

    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(ROW) + "\n[1]\n")
    with pytest.warns(ReadingWarning, match="line 2"):
        articles = read_articles(path, progress=False)
    assert len(articles) == 1
    with pytest.raises(SourceError, match="line 2"):
        read_articles(path, progress=False, strict=True)
