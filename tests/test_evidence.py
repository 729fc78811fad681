"""The accessor that leads from rows to words."""

import pandas as pd
import pytest

from toolkit.evidence import Evidence

ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "text": ["Three men\nwere hurt near the river.", "None."]})
ROWS = pd.DataFrame(
    {"article_id": ["a", "b", None], "start": pd.array([0, 0, None], "Int64"), "end": pd.array([9, 4, None], "Int64")},
    index=[7, 8, 9],
)


def test_words_are_verbatim_and_keep_the_index():
    words = ROWS.evidence.words(ARTICLES)
    assert words.tolist() == ["Three men", "None", None]
    assert words.index.tolist() == [7, 8, 9]


def test_around_is_on_one_line():
    assert ROWS.evidence.around(ARTICLES, 10).iloc[0] == "Three men were hurt"


def test_a_frame_without_spans_has_no_evidence():
    with pytest.raises(AttributeError, match="no column article_id, end, start"):
        _ = pd.DataFrame({"x": [1]}).evidence
    assert not hasattr(ARTICLES, "evidence")


def test_an_unknown_article_is_named():
    with pytest.raises(KeyError, match="not in articles: a"):
        ROWS.evidence.words(ARTICLES[1:])


def test_it_is_there_for_every_corpus():
    from toolkit.corpus import Corpus

    corpus = Corpus.empty()
    assert isinstance(corpus.claims.evidence, Evidence)
    assert corpus.claims.evidence.words(corpus.articles).empty
