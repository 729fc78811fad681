"""Names found in texts: table of sentences in cases_find.yml."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

from toolkit.errors import TableError
from toolkit.places import find
from toolkit.tables import MENTIONS

CASES = yaml.safe_load((Path(__file__).parent / "cases_find.yml").read_text(encoding="utf-8"))


def articles(*texts, lang="en"):
    return pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": texts, "lang": lang})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_names_are_found_with_their_kind(case):
    mentions = find(articles(case["text"], lang=case.get("lang", "en")))
    assert [[row.surface, row.kind] for row in mentions.itertuples()] == case["found"]


def test_spans_are_verbatim_and_in_order():
    texts = [case["text"] for case in CASES]
    mentions = MENTIONS.check(find(articles(*texts)))
    by_id = dict(zip(articles(*texts).article_id, texts, strict=True))
    assert len(mentions)
    for row in mentions.itertuples():
        text = by_id[row.article_id]
        assert text[row.start : row.end] == row.surface
        assert text[: row.start].endswith(row.before)
        assert text[row.end :].startswith(row.after)


def test_no_articles_give_no_mentions():
    assert len(MENTIONS.check(find(articles()))) == 0


def test_articles_without_text_are_refused():
    with pytest.raises(TableError, match="text"):
        find(pd.DataFrame({"article_id": ["a"]}))


def test_the_language_is_told_by_the_letters_where_it_is_not_given():
    texts = ["Бой в Агдаме", "Կռիվ Գորիսում", "ბრძოლა გორში", "Kəlbəcərdə döyüş"]
    frame = articles(*texts).drop(columns="lang")
    assert find(frame).surface.tolist() == ["Агдаме", "Գորիսում", "გორში", "Kəlbəcərdə"]
