"""The page for teachers says what is so."""

import re
from pathlib import Path

from toolkit.workshop import lessons

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "workshop.md").read_text(encoding="utf-8")


def test_the_page_lists_each_lesson_with_its_minutes():
    listed = re.findall(r"^\| (\d) \| (.+?) \| (\d+) \|", PAGE, re.M)
    assert listed == [(str(lesson.number), lesson.title, str(lesson.minutes)) for lesson in lessons()]


def test_every_command_of_the_page_exists():
    from toolkit.workshop.commands import app

    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert set(re.findall(r"`toolkit workshop (\w+)", PAGE)) <= names
