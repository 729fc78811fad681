"""Who speaks in short invented texts, and the ends of sentences."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices
from toolkit.voices.sentences import LONGEST, split

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
