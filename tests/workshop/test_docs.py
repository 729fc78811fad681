"""The page for teachers says what is so."""

import re
from pathlib import Path

from toolkit.workshop import lessons
from toolkit.workshop.lessons import measured

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "workshop.md").read_text(encoding="utf-8")


def test_the_page_lists_each_lesson_with_its_minutes():
    listed = re.findall(r"^\| (\d) \| (.+?) \| (\d+) \| (\S+) \+ (\S+) \| (\S+) \+ (\S+) \|", PAGE, re.M)
    assert listed == [
        (str(lesson.number), lesson.title, str(lesson.minutes), *(f"{part:g}" for part in run["minutes"].values()))
        for lesson, run in zip(lessons(), measured().values(), strict=True)
    ]


def test_every_command_of_the_page_exists():
    from toolkit.workshop.commands import app

    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert set(re.findall(r"`toolkit workshop (\w+)", PAGE)) <= names
