"""Who speaks in languages whose verb may stand last, and the parts of such sentences."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices
from toolkit.voices.sentences import split
from toolkit.voices.units import tokens

CASES = yaml.safe_load((Path(__file__).parent / "cases_more.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}-{case['text'][:40]}")
def test_who_speaks(case):
    row = {"article_id": "a", "text": case["text"], "lang": case["lang"], "n_words": 1, "source_file": "test"}
    _, voices = attribute_voices(ARTICLES.frame([row]))
    found = [[row.voice, None if pd.isna(row.source) else row.source] for row in voices.itertuples(index=False)]
    joined = [one for n, one in enumerate(found) if n == 0 or one != found[n - 1]]
    assert joined == case["voices"]


def test_a_script_without_capitals_has_sentences():
    text = "ორი დაიღუპა. სამი დაიჭრა."
    assert [text[a:b] for a, b in split(text)] == ["ორი დაიღუპა.", "სამი დაიჭრა."]


@pytest.mark.parametrize(("text", "wanted"), [("4-ü isə", ["4-ü", "isə"]), ("100'e yakın", ["100'e", "yakın"])])
def test_endings_stay_with_their_digits_where_a_language_ties_them(text, wanted):
    assert [text[a:b] for a, b in tokens(text, tied=True)] == wanted
    assert len(tokens(text)) > len(wanted)
