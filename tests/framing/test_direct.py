"""Direct quotations: the annotated quotations of quotes.yml by content and speaker, and what holds for any text."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from framing_made import tables_of
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.framing import direct_quotes
from toolkit.voices import attribute_voices

FOLDER = Path(__file__).parent
FILES = {path.name: yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("quotes*.yml"))}


@pytest.fixture(scope="module", params=sorted(FILES))
def found(request):
    """The annotated texts of a file, each with the quotations found in it."""
    cases = FILES[request.param]
    rows = [
        {
            "article_id": str(n),
            "title": None,
            "standfirst": None,
            "text": "The day began quietly.\n" + case["text"],
            "lang": case.get("lang", "en"),
        }
        for n, case in enumerate(cases)
    ]
    articles = pd.DataFrame(rows)
    quotes = direct_quotes(*attribute_voices(articles))
    texts = articles.set_index("article_id").text
    assert [texts[q.article_id][q.start : q.end] for q in quotes.itertuples()] == quotes.text.tolist()
    by_article = {key: list(zip(part.text, part.voice, strict=True)) for key, part in quotes.groupby("article_id")}
    return [(case, by_article.get(str(n), [])) for n, case in enumerate(cases)]


def test_there_are_enough_annotated_quotations():
    assert sum(len(case["quotes"]) for cases in FILES.values() for case in cases) >= 150


def test_quotations_and_their_speakers_reach_the_floors(found):
    gold = right = spoken = predicted = 0
    for case, here in found:
        gold += len(case["quotes"])
        predicted += len(here)
        for text, voice in case["quotes"]:
            same = [v for t, v in here if t == text]
            right += bool(same)
            spoken += bool(same) and same[0] == voice
    assert 2 * right / (gold + predicted) >= 0.95
    assert spoken / right >= 0.85


def test_names_in_marks_are_no_speech(found):
    assert [here for case, here in found if not case["quotes"] and here] == []


MARKS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "``",
        "''",
        "one",
        "two three four",
        ",",
        ".",
        " ",
        "\n",
        "the minister said",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(MARKS, max_size=14).map("".join))
def test_quotations_lie_in_the_text_and_do_not_overlap(text):
    articles = pd.DataFrame([{"article_id": "a", "title": None, "standfirst": None, "text": text, "lang": "en"}])
    quotes = direct_quotes(*attribute_voices(articles), min_words=1)
    assert [text[q.start : q.end] for q in quotes.itertuples()] == quotes.text.str.replace("\n", "\n").tolist()
    assert (quotes.start.iloc[1:].to_numpy() >= quotes.end.iloc[:-1].to_numpy()).all()


def test_a_source_inside_the_quotation_does_not_speak_it():
    sentences, voices = tables_of(["“Baku said it would stop,” the minister told us."], voice="ARM")
    voices["source"], voices["source_start"], voices["source_end"] = "Baku", 1, 5
    voices["voice"] = "AZE"
    assert direct_quotes(sentences, voices).voice.isna().all()
