"""The lessons: what each notebook says of itself, and the copy that a learner gets."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import SourceError
from toolkit.resources import data_path, notebooks_path

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Cells that only the teacher's notebook has.
TEACHER_TAGS = frozenset({"solution", "instructor"})
#: Pace of study in class, words a minute: adults read English non-fiction at 238 on average (Brysbaert, How many words do we
#: read per minute?, Journal of Memory and Language 109, 2019), read to learn at about 200 and to remember at about 138
#: (Carver, Reading rate, Journal of Reading 36, 1992); many in the room do not read in their first language.
WORDS_A_MINUTE = 130
#: Time to run a cell and look at what it shows, where the cell does not set another; minutes.
LOOK = 0.5


@dataclass(frozen=True)
class Lesson:
    """What a lesson says of itself, from the metadata of its notebook (``lesson``)."""

    number: int
    title: str
    questions: list[str]
    objectives: list[str]
    keypoints: list[str]
    content_note: str
    minutes: int
    path: Path

    def notebook(self) -> NotebookNode:
        """Return the notebook as written for the teacher."""
        import nbformat

        return nbformat.read(self.path, as_version=4)


def lessons() -> list[Lesson]:
    """Return all lessons in order. Raises ``SourceError`` when a notebook lacks what a lesson must say of itself."""
    import json

    found = []
    for path in sorted(notebooks_path("workshop").glob("*.ipynb")):
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("lesson", {})
        missing = [name for name in Lesson.__annotations__ if name != "path" and not said.get(name)]
        if missing:
            raise SourceError(f"{path.name}: the lesson does not give its {', '.join(missing)}")
        found.append(Lesson(**said, path=path))
    return found


def find_lesson(number: int) -> Lesson:
    """Return one lesson by its number. Raises ``SourceError`` naming those that there are."""
    known = {lesson.number: lesson for lesson in lessons()}
    if number not in known:
        raise SourceError(f"no lesson {number}; there are {', '.join(map(str, sorted(known)))}")
    return known[number]


def student_copy(notebook: NotebookNode) -> NotebookNode:
    """Return a copy without solutions and instructor notes, and without a trace of their tags."""
    from copy import deepcopy

    copy = deepcopy(notebook)
    copy.cells = [cell for cell in copy.cells if not TEACHER_TAGS & set(cell.metadata.get("tags", ()))]
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return copy


def measured() -> dict[int, dict[str, Any]]:
    """Return what each lesson's minutes stand on (``data/workshop/minutes.yml``), by its number."""
    import yaml

    return yaml.safe_load(data_path("workshop", "minutes.yml").read_text(encoding="utf-8"))["lessons"]


def time_parts(lesson: Lesson, *, words_shown: int, seconds: float) -> dict[str, float]:
    """Return the minutes of a lesson by what they are spent on.

    Counted or measured: ``reading``, the words of the learner's copy and those of the articles that its cells print
    (``words_shown``), at ``WORDS_A_MINUTE``; ``waiting``, the ``seconds`` that its cells took. Set aside by its writer, not
    measured: ``looking``, ``LOOK`` for each cell that sets no time; ``doing``, the time (``minutes``) that cells of
    exercises and talks set.
    """
    cells = student_copy(lesson.notebook()).cells
    words = words_shown + sum(len(re.findall(r"\w+", cell.source)) for cell in cells if cell.cell_type == "markdown")
    untimed = sum(cell.cell_type == "code" and "minutes" not in cell.metadata for cell in cells)
    return {
        "reading": round(words / WORDS_A_MINUTE, 1),
        "waiting": round(seconds / 60, 1),
        "looking": untimed * LOOK,
        "doing": float(sum(cell.metadata.get("minutes", 0) for cell in cells)),
    }


def computed_minutes(parts: Mapping[str, float]) -> int:
    """Return how long a lesson takes: the sum of its ``time_parts``, rounded up to five minutes."""
    return math.ceil(sum(parts.values()) / 5) * 5
