"""Exercises check themselves: right and wrong answers of every lesson, and what is said to them."""

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import DataFileError
from toolkit.framing import read_codings
from toolkit.resources import data_path
from toolkit.workshop import checks, load_answer_key, load_teaching_corpus
from toolkit.workshop.checks import OPEN, Checks, judge, plain

ALL = [(lesson, name, question) for lesson in range(1, 10) for name, question in checks(lesson).questions.items()]
IDS = [f"{lesson}-{name}" for lesson, name, _ in ALL]
NUMBER = {"ask": "?", "answer": 3, "because": "so", "otherwise": "no", "hints": ["look"]}


@pytest.mark.parametrize(("lesson", "name", "question"), ALL, ids=IDS)
def test_right_answer_is_right_and_says_why(lesson, name, question):
    feedback = getattr(checks(lesson), name)(question["answer"])
    assert feedback
    assert feedback.text == question["because"]


@pytest.mark.parametrize(("lesson", "name", "question"), ALL, ids=IDS)
def test_wrong_readings_are_told_why_they_are_wrong(lesson, name, question):
    check = getattr(checks(lesson), name)
    for reading in question.get("readings", ()):
        feedback = check(reading["answer"])
        assert not feedback
        assert feedback.text == reading["because"]
        assert feedback.hint == question["hints"][0]
    answers = [plain(reading["answer"]) for reading in question.get("readings", ())]
    assert len({repr(answer) for answer in answers} | {repr(plain(question["answer"]))}) == len(answers) + 1


@pytest.mark.parametrize(("lesson", "name", "question"), ALL, ids=IDS)
def test_any_other_answer_gets_a_hint_and_not_the_answer(lesson, name, question):
    for answer in (OPEN, "something else", -17, {"x": 1}):
        feedback = getattr(checks(lesson), name)(answer)
        assert not feedback
        assert feedback.hint
        assert question["because"] not in str(feedback)
    assert checks(lesson).hint(name) == question["hints"][0]
    assert "check.solution" in checks(lesson).hint(name, 99)


@pytest.mark.parametrize(
    "answer",
    [3, 3.0, np.int64(3), pd.Series([3], dtype="Int64")[0]],
)
def test_numbers_of_tables_are_numbers(answer):
    assert judge(NUMBER, answer)


@pytest.mark.parametrize(
    "answer", [float("inf"), [{"a": [1]}], [[1, 2]], b"x", object(), pd.DataFrame({"a": [1]}), True]
)
def test_no_answer_is_an_error(answer):
    assert not judge(NUMBER, answer)


def test_a_solution_comes_after_a_try():
    check = Checks({"q1": NUMBER})
    assert "answer of your own first" in check.solution("q1")
    check.q1(...)
    assert "answer of your own first" in check.solution("q1")
    check.q1(4)
    assert check.solution("q1") == "3. so"


def test_what_a_lesson_took_is_told_and_kept_nowhere():
    check = Checks({"q1": NUMBER, "q2": NUMBER})
    for answer in (..., 4, 3, 3):
        check.q1(answer)
    took = check.took().set_index("question")
    assert took.tries.to_dict() == {"q1": 3, "q2": 0}
    assert took.minutes["q1"] == 0
    assert np.isnan(took.minutes["q2"])
    assert Checks({"q1": NUMBER}).took().tries.tolist() == [0]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_missing_is_not_zero(missing):
    assert judge({**NUMBER, "answer": None}, missing)
    assert not judge({**NUMBER, "answer": 0}, missing)
    assert not judge({**NUMBER, "answer": None}, 0)


@pytest.mark.parametrize("answer", [["Zod", "sotk "], ("Sotk", "Zod"), {"Zod", "Sotk"}, np.array(["Zod", "Sotk"])])
def test_a_list_may_come_in_any_order_and_form(answer):
    assert judge({**NUMBER, "answer": ["Sotk", "Zod"]}, answer)


def test_a_dict_is_told_what_is_wrong_and_what_is_lacking():
    question = {**NUMBER, "answer": {"ARM killed": 3, "AZE wounded": 3}}
    text = judge(question, {"ARM killed": 4, "GEO killed": 1}).text
    assert text.startswith("0 of 2 are right")
    assert all(key in text for key in ("arm killed", "aze wounded", "geo killed"))
    assert judge(question, {"aze wounded": 3, "arm KILLED": 3.0})


def test_feedback_is_escaped_and_told_to_screen_readers():
    shown = judge({**NUMBER, "otherwise": "<b>no</b>"}, 1)._repr_html_()
    assert "role='status'" in shown
    assert "&lt;b&gt;" in shown


def test_unknown_lessons_and_questions_are_named():
    with pytest.raises(DataFileError, match="lesson 99"):
        checks(99)
    with pytest.raises(AttributeError, match="this lesson has q1"):
        checks(1).q99(1)
    with pytest.raises(AttributeError, match="no question q99"):
        Checks({"q1": NUMBER}).hint("q99")


def test_the_answers_on_tolls_are_those_of_the_key():
    toll = load_answer_key()["toll"].set_index("article_id")
    rows = toll.loc["2023-09-01-meridian-wire-border-fighting"]
    written = {f"{row.side} {row.outcome}": row.low for row in rows.itertuples()}
    assert checks(3).q5(written)
    assert checks(3).q1(
        toll.query("side == 'ARM' and outcome == 'killed'").loc["2023-09-01-masis-state-sotk-norabak"].low
    )
    assert checks(3).q2(toll.loc["2023-09-01-caspian-state-kalbajar-drones"].low)
    assert checks(3).q4(
        toll.query("side == 'NKR' and outcome == 'killed'").loc["2017-02-27-masis-state-subversive-attack-stopped"].low
    )


def test_the_answers_on_the_corpus_are_those_of_the_corpus():
    corpus, key = load_teaching_corpus(progress=False), load_answer_key()
    page = corpus.lines[corpus.lines.article_id == "2020-09-28-caspian-state-counter-offensive-day-two"]
    assert checks(1).q1((page.reason.notna() & page.role.ne("blank")).sum())
    agency = corpus.copies.set_index("article_id").agency
    assert checks(1).q3(agency["2023-05-12-hrazdan-post-sotk-second-day-copy"])
    village = key["places"][key["places"].name.eq("Sotk") & key["places"].article_id.str.startswith("2023-09-0")]
    english = key["articles"].set_index("article_id").lang.eq("en")
    assert checks(2).q1(village.surface[village.article_id.map(english)].unique())
    words = corpus.frames[corpus.frames.measure.eq("loaded_wording") & corpus.frames.voice.eq("OUTLET")]
    two = ["2023-09-01-caspian-state-kalbajar-drones", "2020-09-27-masis-state-large-scale-aggression"]
    outlets = corpus.articles.set_index("article_id").outlet
    for counted in (words.article_id, key["loaded"].query("voice == 'OUTLET'").article_id):
        assert checks(5).q5(counted[counted.isin(two)].map(outlets).value_counts().to_dict())
    blames = key["blames"].set_index("article_id").loc[["2016-05-20-meridian-wire-georgian-shot-crossing"]]
    assert [*(blames.accuser + ">" + blames.accused)] == [checks(6).questions["q3"]["answer"]]
    codings = read_codings(data_path("workshop", "codings"))
    split = codings[codings.variable.eq("own_blame")].groupby("article_id").value.nunique().gt(1)
    assert checks(7).q3(split.sum())
