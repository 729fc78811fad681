"""The analysis notebooks begin with a question, end with limits, and give each figure in words too. nbmake runs them (see the Makefile)."""

import re

import nbformat
import pytest

from toolkit.resources import notebooks_path

PATHS = [*sorted(notebooks_path().glob("0*.ipynb")), *sorted(notebooks_path("cases").glob("*.ipynb"))]
IDS = [path.stem for path in PATHS]
FIGURE = re.compile(r"^figure = |^(charts|tables|draw)\.\w+\(", re.M)


def cells(path, kind):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def test_there_are_seven_in_order_and_two_cases():
    assert [path.stem[:2] for path in PATHS] == ["00", "01", "02", "03", "04", "05", "06", "01", "02"]


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_a_question_comes_first_and_limits_last(path):
    texts = cells(path, "markdown")
    assert re.search(r"\*\*Question\.\*\* .+\?", texts[0])
    assert "written for teaching" in "".join(texts).lower() or "made up" in "".join(texts)
    last = texts[-1]
    assert re.match(r"## (Limits|What this cannot tell)\n", last)
    assert len(re.findall(r"^- ", last, re.M)) >= 3


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_each_figure_is_told_in_words(path):
    code = [cell for cell in cells(path, "code") if FIGURE.search(cell)]
    silent = [cell for cell in code if 'print(figure.layout.meta["alt"])' not in cell]
    assert silent == []


@pytest.mark.parametrize("path", PATHS, ids=IDS)
def test_it_names_no_file_by_where_it_was_written(path):
    """It runs from any folder: files of the project are asked of the toolkit."""
    named = [cell for cell in cells(path, "code") if re.search(r"""["'](\.\./|data/|notebooks/)""", cell)]
    assert named == []
