"""The coding panel: every answer is saved at once, taken back when emptied, and shown again."""

import pandas as pd
import pytest

from toolkit.framing import agreement, load_codebook, read_codings
from toolkit.views.coding import code_articles, find_spans
from toolkit.views.disagreements import browse_disagreements

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b"],
        "title": ["One <b>", None],
        "text": ["One <b>\nA so-called vote.", "Two."],
        "lang": "en",
        "note": ["written for teaching", None],
    }
)


def question(panel, name):
    n = next(n for n, variable in enumerate(panel.codebook.variables) if variable.name == name)
    return panel.questions[n][-1]


def test_answers_are_saved_one_by_one_and_shown_again(tmp_path):
    panel = code_articles(ARTICLES, coder="kim", folder=tmp_path)
    assert "One &lt;b&gt;" in panel.text.html
    assert "written for teaching" in panel.text.html
    question(panel, "conflict").value = "yes"
    assert read_codings(tmp_path / "kim.jsonl")["value"].tolist() == ["yes"]
    question(panel, "sources").value = 3.0
    question(panel, "loaded").value = "so-called"
    panel.after.clicks += 1
    assert "Two." in panel.text.html
    question(panel, "conflict").value = "no"
    rows = read_codings(tmp_path, codebook=load_codebook())
    marks = rows[rows.variable == "loaded"]
    assert [(int(r.start), int(r.end)) for r in marks.itertuples()] == [(10, 19)]
    again = code_articles(ARTICLES, coder="kim", folder=tmp_path)
    assert question(again, "conflict").value == "yes"
    assert question(again, "sources").value == 3.0
    assert question(again, "loaded").value == "so-called"
    assert "4 of 16 answers" in again.progress.html
    question(again, "loaded").value = "vote"
    rows = read_codings(tmp_path)
    assert [(int(r.start), int(r.end)) for r in rows[rows.variable == "loaded"].itertuples()] == [(20, 24)]


def test_two_coders_agree(tmp_path):
    for coder in ("kim", "lee"):
        panel = code_articles(ARTICLES, coder=coder, folder=tmp_path)
        question(panel, "conflict").value = "yes"
        panel.chosen.value = 1
        question(panel, "conflict").value = "no"
    table = agreement(read_codings(tmp_path), load_codebook()).set_index("variable")
    assert table.alpha["conflict"] == 1


def test_panel_shows_in_a_cell_and_a_page(tmp_path):
    panel = code_articles(ARTICLES, coder="kim", folder=tmp_path)
    assert panel.__panel__().select(lambda v: v is panel.text)


def test_faults_are_told(tmp_path):
    with pytest.raises(ValueError, match="no articles"):
        code_articles(ARTICLES.head(0), coder="kim", folder=tmp_path)
    with pytest.raises(ValueError, match="a name of letters"):
        code_articles(ARTICLES, coder="../kim", folder=tmp_path)


def test_find_spans():
    assert find_spans("a b a", ["a", "a", "c", "a"]) == [(0, 1), (4, 5)]


def test_disagreements_are_shown_beside_the_article(tmp_path):
    for coder, value in (("kim", "yes"), ("lee", "no")):
        panel = code_articles(ARTICLES, coder=coder, folder=tmp_path)
        question(panel, "conflict").value = value
    browser = browse_disagreements(read_codings(tmp_path), ARTICLES)
    assert "kim: yes" in browser.shown.object
    assert "lee: no" in browser.shown.object
    assert "One &lt;b&gt;" in browser.shown.object
    assert "written for teaching" in browser.shown.object
    elsewhere = browse_disagreements(read_codings(tmp_path), ARTICLES.tail(1))
    assert "is not in this corpus" in elsewhere.shown.object
    none = browse_disagreements(read_codings(tmp_path / "kim.jsonl"), ARTICLES)
    assert "No disagreement" in none.shown.object
    assert len(none.layout) == 1
