"""A learner's working folder: laid out fresh, and a lesson restored without losing what was written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from toolkit.errors import SourceError
from toolkit.workshop.lessons import find_lesson, lessons, student_copy

#: Where the notes of a learner are kept when a lesson is restored.
KEPT = "my_notes"
README = """# South Caucasus News Toolkit: workshop

Start JupyterLab here with `jupyter lab` and open the first lesson. Run a cell with Shift+Enter.

The articles are written for teaching and their outlets are fictional; the incidents are real, and people died in them.

`toolkit workshop reset 3` restores lesson 3 and keeps your own copy in `my_notes`; `toolkit workshop doctor` checks this machine.
"""


def start(folder: str | Path, *, teacher: bool = False) -> list[Path]:
    """Lay out the lessons for a learner in a new folder; return the notebooks written.

    For a ``teacher`` they hold the solutions, folded, and the instructor notes.
    Raises ``SourceError`` when the folder exists and is not empty: nothing of a learner is ever written over.
    """
    import nbformat

    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()):
        raise SourceError(
            f"{folder} is not empty; name a new folder, or restore one lesson with: toolkit workshop reset"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(README, encoding="utf-8")
    written = []
    for lesson in lessons():
        target = folder / lesson.path.name
        notebook = lesson.notebook()
        nbformat.write(notebook if teacher else student_copy(notebook), target)
        written.append(target)
    return written


def reset(number: int, folder: str | Path = ".") -> tuple[Path, Path | None]:
    """Restore a lesson in a learner's folder; return its path and where the learner's own copy now is (null: there was none)."""
    import nbformat

    lesson = find_lesson(number)
    target = Path(folder) / lesson.path.name
    kept = None
    if target.exists():
        kept = _free(Path(folder) / KEPT / f"{target.stem}_{datetime.now():%Y-%m-%d_%H%M}.ipynb")
        kept.parent.mkdir(exist_ok=True)
        target.rename(kept)
    elif not Path(folder).is_dir():
        raise SourceError(f"{folder}: no such folder; make one with: toolkit workshop start FOLDER")
    nbformat.write(student_copy(lesson.notebook()), target)
    return target, kept


def _free(path: Path) -> Path:
    """Return the path, or one with a number after it where that is taken."""
    taken, n = path, 1
    while taken.exists():
        n += 1
        taken = path.with_stem(f"{path.stem}_{n}")
    return taken
