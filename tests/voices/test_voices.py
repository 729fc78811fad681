"""Who speaks in short invented texts, and the ends of sentences."""

import itertools
import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices
from toolkit.voices.quotes import quotations
from toolkit.voices.sentences import LONGEST, paragraphs, split

CASES = yaml.safe_load((Path(__file__).parent / "cases_en.yml").read_text(encoding="utf-8"))
SHORT = frozenset(["Mr", "Dr", "Col", "Gen", "No", "b", "U.S", "a.m", "p.m"])
SPLITS = [
    ("Two died. Three lived.", ["Two died.", "Three lived."]),
    ("Col. R. Hasanov spoke. Gen. Aram agreed.", ["Col. R. Hasanov spoke.", "Gen. Aram agreed."]),
    ("It cost 3.5 million. He left at 5 p.m. on Friday.", ["It cost 3.5 million.", "He left at 5 p.m. on Friday."]),
    ('"Stop!" he said. She went on.', ['"Stop!" he said.', "She went on."]),
    ('He said: "It is over." Nobody replied.', ['He said: "It is over."', "Nobody replied."]),
    ("Was it a drone? Nobody knows...", ["Was it a drone?", "Nobody knows..."]),
    ("Avo Hakyan (b. 1981) died.", ["Avo Hakyan (b. 1981) died."]),
    ("2. Losses: three. Two live.", ["2. Losses: three.", "Two live."]),
    ("Երկու զինծառայող զոհվեց։ Մեկը վիրավորվեց։", ["Երկու զինծառայող զոհվեց։", "Մեկը վիրավորվեց։"]),
]


def read(text, *, title=None, lang="en"):
    row = {"article_id": "a", "title": title, "text": text, "lang": lang, "n_words": 1, "source_file": "test"}
    return attribute_voices(ARTICLES.frame([row]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_who_speaks(case):
    _, voices = read(case["text"], title=case["text"] if case.get("title") else None)
    found = [
        [row.voice, row.kind, None if pd.isna(row.source) else row.source] for row in voices.itertuples(index=False)
    ]
    joined = [one for n, one in enumerate(found) if n == 0 or one != found[n - 1]]
    assert joined == case["voices"]
    if "chain" in case:
        assert [name for chain in voices.chain for name in chain][:1] == case["chain"]


@pytest.mark.parametrize(("text", "wanted"), SPLITS)
def test_ends_of_sentences(text, wanted):
    assert [text[a:b] for a, b in split(text, SHORT)] == wanted


def test_long_stretches_without_an_end_are_cut_between_words():
    text = "word " * 2000
    pieces = [text[a:b] for a, b in split(text)]
    assert max(map(len, pieces)) <= LONGEST
    assert " ".join(pieces).split() == text.split()


def test_lines_broken_at_a_width_are_one_sentence():
    sentences, _ = read("Four soldiers had\nbeen killed along the\nborder. One more is missing.")
    assert sentences.text.tolist() == ["Four soldiers had\nbeen killed along the\nborder.", "One more is missing."]


def test_a_title_run_into_the_first_line_is_a_sentence_of_its_own():
    title = "Two soldiers killed on the border"
    text = f"12 May 2021 {title} Two soldiers were killed on Monday, the Armenian ministry of defence said."
    sentences, _ = read(text, title=title)
    assert title in sentences.text.tolist()
    assert sentences.set_index("text").part[title] == "title"


def test_gender_is_only_told_where_the_text_states_it():
    _, voices = read("A spokeswoman of the Armenian Defense Ministry said it was quiet. The ministry said so too.")
    assert voices.gender.tolist()[0] == "female"
    assert pd.isna(voices.gender.tolist()[1])
    _, voices = read("His spokeswoman said it was quiet. The soldier's mother said she had heard nothing.")
    assert voices.gender.tolist() == ["female", "female"]


PIECES = st.sampled_from(
    [
        "Two soldiers were wounded.",
        "Armenia said a post was hit.",
        '"We have losses,"',
        "said the ministry in Baku.",
        "“It is quiet",
        "here,” he added.",
        "(it said)",
        "According to its own count,",
        "Gen. A. B. Hakyan",
        "\n",
        "In Sukhumi they say",
        "one of them died",
        "'",
        ")",
        ":",
        "—",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=14))
@settings(max_examples=60, deadline=None)
def test_stretches_cover_every_sentence_once_and_name_their_source(pieces):
    text = " ".join(pieces)
    sentences, voices = read(text)
    for sentence in sentences.itertuples():
        assert text[sentence.start : sentence.end] == sentence.text
        spans = [(row.start, row.end) for row in voices[voices.sentence_id == sentence.sentence_id].itertuples()]
        assert spans[0][0] == sentence.start
        assert spans[-1][1] == sentence.end
        assert all(a[1] == b[0] for a, b in itertools.pairwise(spans))
    for row in voices[voices.source.notna()].itertuples():
        assert text[int(row.source_start) : int(row.source_end)] == row.source
    assert (voices.voice.eq("OUTLET") | voices.kind.ne("own")).all()


@given(st.lists(PIECES, min_size=1, max_size=14))
@settings(max_examples=60, deadline=None)
def test_quotations_do_not_overlap(pieces):
    text = " ".join(pieces)
    spans = quotations(text, [(start, end) for _, start, end in paragraphs(text)])
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_an_outlet_that_names_itself_speaks_in_its_own_voice():
    text = "Shots were heard near Gori, a Trend correspondent reports."
    _, other = read(text)
    row = {"article_id": "a", "title": None, "text": text, "lang": "en", "n_words": 1, "source_file": "test"}
    _, own = attribute_voices(
        ARTICLES.frame([{**row, "domain": "en.trend.az", "outlet": "Trend", "outlet_side": "AZE"}])
    )
    assert (other.voice[0], own.voice[0]) == ("OTHER", "OUTLET")


def test_a_ministry_without_a_side_is_that_of_the_outlet_or_the_place_of_the_dateline():
    row = {"article_id": "a", "title": None, "lang": "en", "n_words": 1, "source_file": "test"}
    text = "Armenia and Azerbaijan differ on the border, the ministry said."
    sides = {
        side: attribute_voices(ARTICLES.frame([{**row, "text": text, "outlet_side": side}]))[1].voice[0]
        for side in ("ARM", "AZE")
    }
    assert sides == {"ARM": "ARM", "AZE": "AZE"}
    for place, side in (("YEREVAN", "ARM"), ("BAKU", "AZE")):
        _, voices = read(f"{place}, May 3. {text}")
        assert voices.voice.iloc[-1] == side


@pytest.mark.parametrize(
    ("one", "other"), [("Armenian", "Azerbaijani"), ("Georgian", "Russian"), ("Abkhaz", "South Ossetian")]
)
def test_exchanging_two_sides_exchanges_their_voices(one, other):
    codes = {"Armenian": "ARM", "Azerbaijani": "AZE", "Georgian": "GEO", "Russian": "RUS", "Abkhaz": "ABK"}
    codes["South Ossetian"] = "OSS"
    text = "The A ministry (MD) said a B post fell. Two soldiers were wounded.\nThe head of a B charity, Avo Tann, said so. B police, it added, agree."

    def voices(a, b):
        _, found = read(re.sub(r"\b[AB] ", lambda match: (a if match[0] == "A " else b) + " ", text))
        return found.voice.tolist()

    swapped = {codes[one]: codes[other], codes[other]: codes[one]}
    assert voices(other, one) == [swapped.get(code, code) for code in voices(one, other)]
