"""The lessons: what each notebook says of itself, and the copy that a learner gets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import SourceError
from toolkit.resources import notebooks_path

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: Cells that only the teacher's notebook has.
TEACHER_TAGS = frozenset({"solution", "instructor"})
#: Pace of careful reading in class, from the middle of what is measured for study texts; words a minute.
WORDS_A_MINUTE = 130


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


def computed_minutes(notebook: NotebookNode) -> int:
    """Return how long a lesson takes: words to read at a careful pace, and the minutes that each exercise sets aside.

    Each code cell that is no exercise counts half a minute to run and look at; the whole is rounded up to five minutes.
    """
    words, minutes = 0, 0.0
    for cell in student_copy(notebook).cells:
        if cell.cell_type == "markdown":
            words += len(re.findall(r"\w+", cell.source))
        minutes += cell.metadata.get("minutes", 0.5 if cell.cell_type == "code" else 0)
    return -int(-(minutes + words / WORDS_A_MINUTE) // 5) * 5
