"""Exercises check themselves: right and wrong answers of every lesson, and what is said to them."""

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import DataFileError
from toolkit.workshop import checks, load_answer_key
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
    assert "solution is folded" in checks(lesson).hint(name, 99)


@pytest.mark.parametrize(
    "answer",
    [3, 3.0, np.int64(3), pd.Series([3], dtype="Int64")[0]],
)
def test_numbers_of_tables_are_numbers(answer):
    assert judge(NUMBER, answer)


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
        toll.query("side == 'AZE' and claimants.str[0] == 'AZE'").loc["2021-08-16-caspian-state-no-losses-august"].low
    )
