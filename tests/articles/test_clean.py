"""Cleaning: nothing of the article is lost, the furniture of pages is left out, and every line is accounted for."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles.clean import clean_text
from toolkit.resources import data_path

PAGES = sorted(Path(__file__).with_name("pages").glob("*.txt"))


def read_page(path):
    head, _, body = path.read_text(encoding="utf-8").partition("---\n")
    expected = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return expected, [(line[:1], line[2:]) for line in body.splitlines()]


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def page(request):
    expected, rows = read_page(request.param)
    raw = "\n".join(text for _, text in rows)
    return request.param.stem, expected, rows, raw, clean_text(raw, lang=expected["lang"])


def test_no_line_of_the_article_is_lost(page):
    _, _, rows, _, cleaned = page
    lost = [text for (mark, text), line in zip(rows, cleaned.lines, strict=True) if mark != "-" and not line.kept]
    assert lost == []


def test_title_and_standfirst(page):
    _, _, rows, _, cleaned = page
    assert cleaned.title == next((text for mark, text in rows if mark == "T"), None)
    for text in (text for mark, text in rows if mark == "S"):
        assert cleaned.standfirst == text


def test_date_and_author(page):
    _, expected, _, _, cleaned = page
    for name in ("published", "updated"):
        stamp = getattr(cleaned, name)
        assert (stamp and str(stamp.at.date())) == expected.get(name), name
    assert cleaned.byline == expected.get("byline")


def test_every_line_keeps_its_place(page):
    _, _, _, raw, cleaned = page
    for line in cleaned.lines:
        assert raw[line.raw_start : line.raw_start + len(line.raw)] == line.raw
        if line.kept:
            assert cleaned.text[line.start : line.end] == line.words
        else:
            assert line.start is line.end is None
            assert line.reason


def test_at_least_98_of_100_lines_of_furniture_are_left_out():
    furniture = kept = 0
    for path in PAGES:
        expected, rows = read_page(path)
        cleaned = clean_text("\n".join(text for _, text in rows), lang=expected["lang"])
        for (mark, text), line in zip(rows, cleaned.lines, strict=True):
            if mark == "-" and text.strip():
                furniture += 1
                kept += line.kept
    assert furniture > 1000
    assert kept / furniture <= 0.02


@pytest.mark.parametrize(
    "text",
    [
        "Around the village, three soldiers were killed.\nAlso on Friday, Baku denied it.",
        "For more than a decade the road was closed.\nHow to reopen it is disputed.",
        "The use of drones was reported.\nThis video shows the strike, the ministry said.",
        "Killed: three.\nWounded: five.\nMissing: none.",
        "Related parties said they knew nothing.\nComments by the minister were brief.\nThe talks go on.",
        "Мы в Армении считаем иначе.\nПри использовании беспилотников погибли двое.\nРанее сообщалось о раненых.",
        "İzinsiz gösteri dağıtıldı.\nAnadolu Ajansı (AA) muhabirine konuşan tanık patlamayı anlattı.",
        "Sources: three soldiers were killed at the post.\nText: the minister said nothing of it at all.\nThe talks go on.",
        "14:20 Shots were heard near Movses.\n15:05 The ministry denied it.\n16:00 All is quiet, villagers say.",
        "Here is the list:\n- one dead\n- two wounded\nNo more is known.",
        "Killed in action\nThree men of one village\nwere killed on the same morning.\nTheir names were read out.",
        "Satellite image: the spot is marked in red.\nThe ministry gave no further detail.\nNobody was hurt.",
    ],
)
def test_sentences_that_begin_like_labels_are_kept(text):
    assert clean_text(text).text == text


@pytest.mark.parametrize("name", ["quotes_en_dev", "quotes_multi_dev"])
def test_texts_of_any_kind_inside_pages_of_any_kind_lose_no_line(name):
    frames = []
    for path in PAGES:
        _, rows = read_page(path)
        inside = [n for n, (mark, _) in enumerate(rows) if mark == "B"]
        frames.append(([text for _, text in rows[: inside[0]]], [text for _, text in rows[inside[-1] + 1 :]]))
    lost = []
    for n, line in enumerate(data_path("gold", f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        before, after = frames[n % len(frames)]
        body = row["text"].splitlines()
        kept = {line.raw for line in clean_text("\n".join([*before, *body, *after])).lines if line.kept}
        lost += [(PAGES[n % len(PAGES)].stem, text) for text in body if text.strip() and text not in kept]
    assert lost == []


@pytest.mark.parametrize(
    "raw",
    [
        "Related\nSome headline of the day here\n" * 10_000 + "Two shepherds were hurt on Monday, officials said.",
        "Two shepherds were hurt on Monday, officials said.\n" + "Comments\nNice one\n" * 10_000,
        "A headline of some words here\n" * 20_000,
        "Two men stand at a post. / Photo: AFP\nTwo men stand at a post near here\n" * 10_000,
    ],
)
def test_time_grows_with_the_page_not_with_its_square(raw):
    begun = time.process_time()
    clean_text(raw)
    assert time.process_time() - begun < 30


def test_lines_of_a_fixed_width_are_one_sentence():
    text = "Three villagers were hurt when a shell\nstruck the school near the river on\nFriday, the ombudsman said\nin a statement"
    page = f"Home\nNews\nShell hits school\nMay 3, 2021\n{text}\nRead also\nRain expected in the valley\nMuseum buys carpets\n"
    assert clean_text(page).text == f"Shell hits school\n{text}"


def test_a_single_line_is_kept_as_it_is():
    assert clean_text("  Share  ").text == "Share"


def test_a_box_of_links_inside_does_not_end_the_article():
    cleaned = clean_text(
        "Two hurt near Goris\nMay 3, 2021\nTwo shepherds were hurt on Monday, officials said.\nRead also\n"
        "Village school to reopen in autumn\nRoad to Kapan closed for repairs\nThey are in hospital. Baku denied any fire."
    )
    assert cleaned.text.splitlines() == [
        "Two hurt near Goris",
        "Two shepherds were hurt on Monday, officials said.",
        "They are in hospital. Baku denied any fire.",
    ]


BOXES = [
    ["Read also", "Village school to reopen in the autumn", "Road to the south closed for repairs"],
    ["Related: Village school to reopen"],
    ["Share", "Tweet", "Email", "Print", "Telegram", "WhatsApp"],
    ["ADVERTISEMENT"],
    [
        "Recommended",
        "Village school to reopen in the autumn",
        "1 May 2021",
        "Road closed until Monday night",
        "2 May 2021",
    ],
    ["Читайте также", "Школа в селе откроется осенью", "Дорога на юг закрыта на ремонт"],
    ["İLGİLİ HABERLER", "Köy okulu sonbaharda yeniden açılacak"],
    ["Həmçinin oxuyun:", "Kənd məktəbi payızda açılacaq"],
    ["Կարդացեք նաև", "Գյուղի դպրոցը կբացվի աշնանը"],
    ["ასევე წაიკითხეთ", "სოფლის სკოლა შემოდგომაზე გაიხსნება"],
]


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box[0])
@pytest.mark.parametrize("place", range(1, 5))
def test_a_box_anywhere_inside_loses_no_sentence(box, place):
    body = [
        "Two shepherds were hurt on Monday near the village, the governor's office said.",
        "They are in hospital.",
        "What the villagers say",
        "Nobody saw who fired, said the owner of the mill.",
        "Baku denied that its posts had opened fire.",
    ]
    page = [
        "Home",
        "News",
        "Two hurt near Goris",
        "May 3, 2021",
        *body[:place],
        *box,
        *body[place:],
        "Tags",
        "Goris",
        "Most read",
    ]
    page += ["Rain expected in the valley tonight", "Museum buys a collection of carpets"]
    kept = clean_text("\n".join(page)).text.splitlines()
    # a heading directly behind a link cannot be told from one more link
    heading = body[2:3] if place == 2 and body[2] not in kept else []
    assert kept == ["Two hurt near Goris", *(line for line in body if line not in heading)]


def test_a_title_given_beside_the_text_comes_first_and_once():
    text = "Two shepherds were hurt on Monday, officials said.\nThey are in hospital."
    assert clean_text(text, title="Two hurt near Goris").text.splitlines()[0] == "Two hurt near Goris"
    again = clean_text(f"Two hurt near Goris\n{text}", title="Two hurt near Goris")
    assert again.text.count("Two hurt near Goris") == 1


def test_a_title_given_with_the_name_of_the_site_is_that_of_the_page():
    page = "Home\nNews\nTwo hurt near Goris\nMay 3, 2021\nShare\nTwo shepherds were hurt on Monday, officials said.\nThey live."
    cleaned = clean_text(page, title="Two hurt near Goris | The Wire")
    assert cleaned.text.splitlines()[0] == cleaned.title == "Two hurt near Goris"
    other = clean_text(page, title="Shepherds wounded")
    assert other.text.splitlines() == [
        "Two hurt near Goris",
        "Two shepherds were hurt on Monday, officials said.",
        "They live.",
    ]


def test_a_date_that_cannot_be_is_a_problem():
    cleaned = clean_text("Two hurt near Goris\n31 February 2021\nTwo shepherds were hurt on Monday.\nThey live.\nShare")
    assert cleaned.published is None
    assert "31 February 2021" in cleaned.problem


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=60), max_size=30))
def test_whatever_is_pasted_every_line_is_accounted_for(lines):
    raw = "\n".join(lines)
    cleaned = clean_text(raw)
    for line in cleaned.lines:
        assert raw[line.raw_start : line.raw_start + len(line.raw)] == line.raw
        assert (line.start is None) == (line.reason is not None)
        if line.kept:
            assert cleaned.text[line.start : line.end] == line.words


SIDES = [("Armenia", "Azerbaijan"), ("Yerevan", "Baku"), ("Armenian", "Azerbaijani")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_exchanging_two_sides_changes_nothing_else(path):
    expected, rows = read_page(path)
    raw = "\n".join(text for _, text in rows)
    swapped = raw
    for one, other in SIDES:
        swapped = swapped.replace(one, "\0").replace(other, one).replace("\0", other)
    before, after = (clean_text(text, lang=expected["lang"]) for text in (raw, swapped))
    assert [line.role for line in before.lines] == [line.role for line in after.lines]
