"""What a teacher needs: folders, restored lessons, a doctor, slides, the kit."""

import socket
import subprocess
import sys

import nbformat
import pytest

from toolkit.errors import SourceError
from toolkit.workshop import lessons
from toolkit.workshop.doctor import doctor
from toolkit.workshop.folder import reset, start
from toolkit.workshop.lessons import find_lesson
from toolkit.workshop.slides import MARK, slides


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "toolkit.cli", "workshop", *map(str, arguments)], capture_output=True, text=True
    )


def test_start_lays_out_every_lesson_and_never_writes_over(tmp_path):
    folder = tmp_path / "class"
    written = start(folder)
    assert [path.name for path in written] == [lesson.path.name for lesson in lessons()]
    assert "written for teaching" in (folder / "README.md").read_text()
    with pytest.raises(SourceError, match="not empty"):
        start(folder)


def test_reset_restores_the_lesson_and_keeps_the_notes(tmp_path):
    start(tmp_path / "class")
    path = tmp_path / "class" / lessons()[2].path.name
    fresh = path.read_text()
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("my own thought"))
    nbformat.write(notebook, path)
    for _ in range(2):
        restored, kept = reset(3, tmp_path / "class")
        assert restored.read_text() == fresh
        assert kept.parent.name == "my_notes"
    texts = [note.read_text() for note in (tmp_path / "class" / "my_notes").iterdir()]
    assert len(texts) == 2
    assert sum("my own thought" in text for text in texts) == 1


def test_reset_puts_back_a_lesson_that_was_deleted(tmp_path):
    for path in start(tmp_path):
        path.unlink()
    assert reset(1, tmp_path)[1] is None
    with pytest.raises(SourceError, match="no such folder"):
        reset(1, tmp_path / "nowhere")


def test_doctor_finds_a_taken_port_and_says_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        findings = {finding.what: finding for finding in doctor(ports=(port,))}
    finding = findings[f"port {port} is free"]
    assert not finding.well
    assert str(finding).startswith("fix ")
    assert findings["packages"].well
    assert all(finding.fix for finding in findings.values())


def test_doctor_finds_a_folder_that_cannot_be_written_to(tmp_path):
    missing = tmp_path / "missing"
    finding = next(finding for finding in doctor(missing) if "written to" in finding.what)
    assert not finding.well


def test_slides_need_no_network_and_hold_no_solution(tmp_path):
    page = slides(find_lesson(3), tmp_path / "slides.html", execute=False).read_text()
    assert page.count("<section>") >= 8
    assert page.count(MARK) == page.count("<section>")
    assert "http" not in page
    assert "Instructor" not in page
    assert "check.q1(...)" in page


def test_commands_say_what_they_did(tmp_path):
    listed = run("lessons")
    assert listed.stdout.count("min") == 9
    started = run("start", tmp_path / "class")
    assert "9 lessons" in started.stdout
    again = run("start", tmp_path / "class")
    assert again.returncode == 2
    assert "not empty" in again.stderr
    assert "Your own copy" in run("reset", 2, "--folder", tmp_path / "class").stdout
    assert "no lesson 42" in run("reset", 42, "--folder", tmp_path / "class").stderr
