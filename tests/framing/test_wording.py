"""Loaded wording: a table of sentences, and what must hold for every text."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from framing_made import tables_of
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.framing import annotation_loaded, evidence, load_lexicons, score_framing
from toolkit.tables import FRAMES, PLACES
from toolkit.voices import attribute_voices

FOLDER = Path(__file__).parent
CASES = yaml.safe_load((FOLDER / "cases_wording.yml").read_text())
MIRRORED = {path.name: yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("wording_mirrored*.yml"))}
SIDES = {"ARM": ("Armenia", "Armenian", "Yerevan"), "AZE": ("Azerbaijan", "Azerbaijani", "Baku")}


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(score, case):
    found = score(
        case["text"], measure="loaded_wording", voice=case.get("voice", "OUTLET"), lang=case.get("lang", "en")
    )
    assert found.term.tolist() == [row["term"] for row in case["expect"]]
    for row, wanted in zip(found.itertuples(), case["expect"], strict=True):
        told = {name: getattr(row, name) for name in wanted}
        assert {name: None if value != value else value for name, value in told.items()} == wanted


def told_of(text, a, b):
    """Write the names, demonyms and capitals of two sides into a text."""
    words = dict(zip(("{a}", "{a-ian}", "{A}", "{b}", "{b-ian}", "{B}"), (*SIDES[a], *SIDES[b]), strict=True))
    for place, word in words.items():
        text = text.replace(place, word)
    return text


def through_the_flow(cases, a, b):
    """Yield for each sentence what is wanted of it and what was found: phrase, whose, quoted, denied."""
    rows = [
        {
            "article_id": str(n),
            "title": None,
            "standfirst": None,
            "text": f"News.\n{told_of(case['text'], a, b)}",
            "lang": "en",
        }
        for n, case in enumerate(cases)
    ]
    frames = score_framing(*attribute_voices(pd.DataFrame(rows)), PLACES.empty())
    frames = frames[frames.measure.eq("loaded_wording")].sort_values("start")
    codes = {"a": a, "b": b}
    for n, case in enumerate(cases):
        here = frames[frames.article_id.eq(str(n))]
        wanted = [(phrase, codes.get(who, who), "q" in marks, "n" in marks) for phrase, who, marks in case["expect"]]
        yield wanted, list(zip(here.phrase, here.voice, here.quoted, here.negated, strict=True))


@pytest.mark.parametrize("name", sorted(MIRRORED))
@pytest.mark.parametrize("sides", [("ARM", "AZE"), ("AZE", "ARM")], ids="-".join)
def test_mirrored_sentences_through_the_whole_flow(name, sides):
    pairs, n_wanted, n_found = [], 0, 0
    for wanted, found in through_the_flow(MIRRORED[name], *sides):
        n_wanted, n_found = n_wanted + len(wanted), n_found + len(found)
        for one in wanted:
            same = next((other for other in found if one[0].lower() in other[0].lower()), None)
            if same is not None:
                found.remove(same)
                pairs.append((one, same))
    assert 2 * len(pairs) / (n_wanted + n_found) >= 0.9
    for place, floor in ((1, 0.88), (2, 1), (3, 0.9)):  # whose word, quoted, denied
        assert sum(one[place] == other[place] for one, other in pairs) / len(pairs) >= floor


@pytest.mark.parametrize("name", sorted(MIRRORED))
def test_mirrored_sentences_are_read_alike(name):
    codes = {"ARM": "AZE", "AZE": "ARM"}
    one, other = (list(through_the_flow(MIRRORED[name], *sides)) for sides in (("ARM", "AZE"), ("AZE", "ARM")))
    for (_, left), (_, right) in zip(one, other, strict=True):
        assert [(codes.get(who, who), *marks) for _, who, *marks in left] == [tuple(row[1:]) for row in right]


def test_quoted_word_without_source_is_of_the_side_that_says_it(score):
    found = score("Killed in ‘aggression’", "It was aggression.", measure="loaded_wording", voice=["OUTLET", "ARM"])
    assert found.voice.tolist() == ["ARM", "ARM"]
    assert found.quoted.tolist() == [True, False]


def test_only_what_stands_in_marks_is_quoted(score):
    text = "The breakaway region's leader spoke: “It was aggression. It was terror, all of it,” he said."
    parts = [text[:56], text[56:]]
    found = score(*parts, measure="loaded_wording", voice=["ABK", "ABK"], kind="direct")
    assert found[["term", "quoted", "voice"]].to_numpy().tolist() == [
        ["breakaway", False, "OUTLET"],
        ["aggression", True, "ABK"],
        ["terrorism", True, "ABK"],
    ]


def test_annotation_writes_each_wording_once_a_voice_and_once_more_in_the_headline(score):
    found = score(
        "Provocation",
        "A provocation, provocations.",
        "A provocation.",
        measure="loaded_wording",
        voice=["OUTLET", "OUTLET", "AZE"],
    )
    assert annotation_loaded(found, {"a:0"}) == [
        {"phrase": "Provocation", "voice": "OUTLET"},
        {"phrase": "provocation", "voice": "OUTLET"},
        {"phrase": "provocation", "voice": "AZE"},
    ]
    assert annotation_loaded(None) == []


WORDS = st.sampled_from(
    [
        "the",
        "occupied",
        "Armenian",
        "Azerbaijani",
        "so-called",
        "“regime”",
        "İşgal",
        "territories",
        "aggression",
        "by",
        "not",
        "Baku",
        "'",
        "“",
        ",",
        "x" * 40,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=9).map(" ".join), min_size=1, max_size=4), st.sampled_from(["en", "tr", "ru"]))
def test_phrases_are_verbatim_and_inside_their_sentence(texts, lang):
    sentences, voices = tables_of(texts, lang=lang)
    frames = score_framing(sentences, voices, PLACES.empty())
    FRAMES.check(frames)
    of = sentences.set_index("sentence_id")
    for row in frames.itertuples():
        sentence = of.loc[row.sentence_id]
        assert sentence.text[row.start - sentence.start : row.end - sentence.start] == row.phrase
        assert row.phrase
    assert frames.frame_id.is_unique


def test_wording_of_one_measure_never_overlaps(score):
    found = score(
        "The illegal Armenian separatist armed groups, remnants of the Armenian army, are terrorists.",
        measure="loaded_wording",
    )
    assert (found.start.iloc[1:].to_numpy() >= found.end.iloc[:-1].to_numpy()).all()


def test_user_lexicon_replaces_the_projects(score, tmp_path):
    file = tmp_path / "mine.yml"
    file.write_text(
        "language: en\ncategory: mine\nterms:\n- {term: cloud, forms: [cloud*], usage: [], neutral: sky, source: me}\n"
    )
    found = score("Clouds over the occupied town.", "No clouds.", measure="loaded_wording", lexicons=file)
    assert found[["category", "term", "phrase"]].to_numpy().tolist() == [
        ["mine", "cloud", "Clouds"],
        ["mine", "cloud", "clouds"],
    ]
    assert found.negated.tolist() == [False, True]


def test_each_count_leads_to_its_sentence():
    sentences, voices = tables_of(["A provocation.", "An aggression."])
    rows = evidence(score_framing(sentences, voices, PLACES.empty()), sentences)
    rows = rows[rows.measure == "loaded_wording"]
    assert rows.sentence.tolist() == ["A provocation.", "An aggression."]


def test_empty_tables():
    sentences, voices = tables_of([])
    assert len(score_framing(sentences, voices, PLACES.empty())) == 0
    assert load_lexicons().languages == ["az", "en", "hy", "ka", "ru", "tr"]
