"""Exports of press databases: every document with its fields, and the stated number against the number read."""

import io

import pytest
from samples import BODY, TITLE

OTHER = "Observers visit the border near Goris"


def nexis(title=TITLE, *, load=True):
    return [
        title,
        "The Wire",
        "May 8, 2023 Monday",
        "Copyright 2023 The Wire All Rights Reserved",
        "Section: REGION",
        "Length: 120 words",
        "Byline: Ani Petrosyan",
        "Body",
        *BODY,
        *(["Load-Date: May 9, 2023"] if load else []),
        "End of Document",
    ]


def cover(stated):
    return [
        "User Name: Reader",
        "Date and Time: Wednesday, May 10, 2023 10:00:00 AM",
        "Job Number: 1",
        f"Documents ({stated})",
        f"1. {TITLE}",
        "Client/Matter: -None-",
        "Search Terms: goris",
        f"2. {OTHER}",
    ]


OLD = "\n\n".join(
    block
    for n, title in enumerate((TITLE, OTHER), 1)
    for block in (
        f"                               {n} of 2 DOCUMENTS",
        "                                    The Wire",
        "                              May 8, 2023 Monday",
        title,
        "BYLINE: Ani Petrosyan",
        "SECTION: REGION; Pg. 4",
        "LENGTH: 120 words",
        *BODY,
        "LOAD-DATE: May 9, 2023",
        "LANGUAGE: ENGLISH",
        "PUBLICATION-TYPE: Newspaper",
        "Copyright 2023 The Wire",
    )
)


def factiva(title=TITLE, code="WIRE000020230509ej58000p1"):
    return [
        title,
        "By Ani Petrosyan",
        "120 words",
        "8 May 2023",
        "09:30",
        "The Wire",
        "WIRE",
        "English",
        "Copyright 2023 The Wire",
        *BODY,
        f"Document {code}",
    ]


def factiva_tagged(title=TITLE, code="WIRE000020230509ej58000p1"):
    paragraphs = "\n\n".join(BODY[1:])
    return (
        f"HD   {title}\nBY   Ani Petrosyan\nWC   120 words\nPD   8 May 2023\nSN   The Wire\nSC   WIRE\nLA   English\n"
        f"CY   Copyright 2023\nLP   \n{BODY[0]}\n\nTD   \n{paragraphs}\nAN\nDocument {code}\n"
    )


def proquest(title=TITLE, number=1):
    return (
        "\n____________________________________________________________\n\n"
        f"Document {number} of 2\n\n{title}\n\nAuthor: Petrosyan, Ani\n\nPublication info: The Wire ; Goris [Goris] 08 May 2023: 4.\n\n"
        f"Links: none\n\nFull text: {chr(10).join(BODY)}\n\nSubject: Borders\n\nTitle: {title}\n\nPublication title: The Wire\n\n"
        f"Publication date: May 8, 2023\n\nLanguage of publication: English\n\nProQuest document ID: 28000{number}\n\n"
        f"Document URL: https://search.example/docview/28000{number}\n\nCopyright: Copyright The Wire 2023\n"
    )


def rtf(lines):
    return (
        "{\\rtf1\\ansi "
        + "\\par ".join(line.replace("\\", "").encode("unicode_escape").decode() for line in lines)
        + "}"
    )


def docx(lines):
    import docx as python_docx

    document = python_docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def html(lines):
    return (
        "<html><body>"
        + "".join(f"<div class='article'><p class='articleParagraph'>{line}</p></div>" for line in lines)
        + "</body></html>"
    )


TWO = [*nexis(), *nexis(OTHER)]
EXPORTS = {
    "nexis.txt": "\n".join([*cover(2), *TWO]),
    "nexis_without_cover.txt": "\n".join(TWO),
    "nexis_old.txt": OLD,
    "nexis.rtf": rtf([*cover(2), *TWO]),
    "nexis.docx": docx([*cover(2), *TWO]),
    "factiva.html": html(
        ["Results Found", "Results Found 2", *factiva(), *factiva(OTHER, "WIRE000020230509ej58000p2")]
    ),
    "factiva.rtf": rtf([*factiva(), *factiva(OTHER, "WIRE000020230509ej58000p2")]),
    "factiva_tagged.txt": factiva_tagged() + factiva_tagged(OTHER, "WIRE000020230509ej58000p2"),
    "proquest.txt": proquest() + proquest(OTHER, 2),
    "proquest.html": "<html><body><p>" + (proquest() + proquest(OTHER, 2)).replace("\n", "<br>") + "</p></body></html>",
}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_document_is_read(make, name):
    reading = make(name, EXPORTS[name])
    assert reading.articles.title.tolist() == [TITLE, OTHER]
    assert set(reading.articles.outlet) == {"The Wire"}
    assert {str(at.date()) for at in reading.articles.published_at} == {"2023-05-08"}
    assert all("Petrosyan" in byline for byline in reading.articles.byline)
    for row in reading.articles.itertuples():
        assert row.text.splitlines() == [row.title, *BODY]
    assert reading.problems.empty


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nexis.txt", "\n".join([*cover(3), *TWO])),
        ("nexis_old.txt", OLD.replace("of 2 DOC", "of 3 DOC")),
        ("factiva.txt", "\n".join(["Results Found 3", *factiva(), *factiva(OTHER, "WIRE000020230509ej58000p2")])),
        ("proquest.txt", (proquest() + proquest(OTHER, 2)).replace("of 2", "of 3")),
    ],
)
def test_fewer_documents_than_stated_are_told(make, name, content):
    reading = make(name, content)
    assert len(reading.articles) == 2
    assert "3" in reading.problems.problem[0]
    assert "2 were read" in reading.problems.problem[0]


@pytest.mark.parametrize(("name", "writer"), [("one.docx", docx), ("one.rtf", rtf)])
def test_a_document_of_one_article(make, name, writer):
    reading = make(name, writer([TITLE, *BODY]))
    assert reading.articles.text[0].splitlines() == [TITLE, *BODY]
