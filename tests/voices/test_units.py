"""Sentences as units: what is kept of words does not change how a sentence is read."""

from itertools import pairwise
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from toolkit.voices.parse import article_lexicon
from toolkit.voices.units import tokens, units, where

PIECES = st.sampled_from(
    [
        "A.",
        "B.",
        "U.S.",
        "Smith",
        "killed",
        "didn't",
        "Baku's",
        "10.30",
        "9:45",
        "a.m.",
        "pm",
        "1,200",
        "5th",
        "12-year-old",
        "-",
        ",",
        ".",
        "“No”",
        "at",
        "least",
        "more than",
        "7",
        "year-old",
        "year",
        "old",
        "\xa0",
        "\n",
        "İran",
        "x_y",
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "", "  "])), max_size=12).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@given(TEXTS)
def test_stretches_between_blanks_give_the_tokens_of_the_whole(text):
    bare = SimpleNamespace(kept={}, longer={}, phrases={}, stems={}, upper={}, endings={}, data={})
    spans = [(u.start, u.end) for u in units(text, bare)]
    ages = [span for span in spans if span not in tokens(text)]
    assert [span for span in tokens(text) if not any(a <= span[0] < b for a, b in ages)] == [
        span for span in spans if span not in ages
    ]
    assert all("old" in text[a:b] for a, b in ages)  # "7 year-old" is one unit of several tokens


@given(TEXTS)
def test_a_sentence_is_read_the_same_a_second_time(text):
    words = article_lexicon("", "en", "south_caucasus")
    words.kept.clear()
    first, again = units(text, words), units(text, words)
    assert [(u.text, u.start, u.end, u.f) for u in first] == [(u.text, u.start, u.end, u.f) for u in again]
    assert all(text[u.start : u.end] == u.text for u in first)
    assert all(a.end <= b.start for a, b in pairwise(first))


@given(TEXTS)
def test_a_sentence_tells_where_its_words_mean_something(text):
    read = units(text, article_lexicon("", "en", "south_caucasus"))
    assert read.has == {feature for u in read for feature in u.f}
    for feature in [*read.has, "nothing of the kind"]:
        assert list(read.where(feature)) == list(where(list(read), feature))


def test_the_longest_phrase_at_each_place_is_one_unit():
    words = article_lexicon("", "en", "south_caucasus")
    read = [u.low for u in units("At least 12 were killed, more than 5 hurt.", words)]
    assert read == ["at least", "12", "were", "killed", ",", "more than", "5", "hurt", "."]
