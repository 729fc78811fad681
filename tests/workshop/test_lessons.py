"""The lessons: each says what it must, its student copy holds no solution, and it runs from start to end."""

import ast
import re

import nbformat
import pytest

from toolkit.errors import SourceError
from toolkit.workshop import checks, lessons, student_copy
from toolkit.workshop.lessons import TEACHER_TAGS, computed_minutes, find_lesson, measured, time_parts

LESSONS = lessons()
IDS = [lesson.path.stem for lesson in LESSONS]


def cells(notebook, tag):
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", ())]


def test_there_are_nine_in_order():
    assert [lesson.number for lesson in LESSONS] == list(range(1, 10))
    with pytest.raises(SourceError, match="no lesson 12; there are 1, 2"):
        find_lesson(12)


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
def test_lesson_says_what_it_must(lesson):
    notebook = lesson.notebook()
    assert len(lesson.questions) >= 2
    assert len(lesson.objectives) >= 3
    assert len(lesson.keypoints) >= 3
    assert "written for teaching" in lesson.content_note
    assert 20 <= lesson.minutes <= 45
    first = notebook.cells[0].source
    assert [piece for piece in (*lesson.questions, *lesson.objectives, lesson.content_note) if piece not in first] == []
    assert [point for point in lesson.keypoints if point not in notebook.cells[-1].source] == []
    assert cells(notebook, "instructor"), "no notes for the instructor"


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
def test_minutes_are_those_of_the_record(lesson):
    run = measured()[lesson.number]
    assert run["minutes"] == time_parts(lesson, words_shown=run["words_shown"], seconds=run["seconds"])
    assert lesson.minutes == computed_minutes(run["minutes"])
    assert f"**Time**: about {lesson.minutes} minutes." in lesson.notebook().cells[0].source
    for class_ in run["taught"]:
        assert class_.keys() == {"date", "people", "minutes"}


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
def test_every_figure_has_a_text_alternative_in_sight(lesson):
    for cell in lesson.notebook().cells:
        if cell.cell_type == "code" and re.search(r"^figure = ", cell.source, re.M):
            assert 'print(figure.layout.meta["alt"])' in cell.source


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
def test_each_question_is_asked_once_and_solved_in_a_folded_cell(lesson):
    notebook = lesson.notebook()
    asked = [cell.source for cell in cells(notebook, "exercise") if cell.source.endswith("(...)")]
    assert asked == [f"check.{name}(...)" for name in checks(lesson.number).questions]
    solutions = cells(notebook, "solution")
    assert len(solutions) == len(asked)
    assert all(cell.metadata.jupyter.source_hidden for cell in solutions)


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
def test_student_copy_holds_no_solution(lesson):
    copy = student_copy(lesson.notebook())
    text = nbformat.writes(copy)
    assert [tag for tag in TEACHER_TAGS if f'"{tag}"' in text] == []
    for name in checks(lesson.number).questions:
        calls = re.findall(rf"check\.{name}\((.*?)\)", text)
        assert calls == ["..."], (name, calls)
    assert nbformat.validate(copy) is None


@pytest.mark.parametrize("lesson", LESSONS, ids=IDS)
def test_folded_solutions_are_right(lesson):
    """The lessons are run in test_kit.py, by a learner who has the kit only."""
    check = checks(lesson.number)
    for cell in cells(lesson.notebook(), "solution"):
        name, answer = re.fullmatch(r"check\.(\w+)\((.+)\)", cell.source, re.S).groups()
        assert getattr(check, name)(ast.literal_eval(answer)), cell.source
