"""Run every lesson as a learner and write down what was measured: python scripts/measure_lessons.py

Writes data/workshop/minutes.yml (keeping what classes took) and the minutes of each lesson into its notebook.
"""

import datetime
import os
import re
import sys
import tempfile

import nbformat
import yaml
from learner import learn

from toolkit.resources import data_path
from toolkit.workshop.folder import start
from toolkit.workshop.lessons import computed_minutes, lessons, measured, time_parts

HEAD = """# What the minutes of the lessons stand on, by lesson and part.
#   words_shown, seconds   measured in a run of a learner's copy on the machine below: words of articles that its cells print
#                          (not those in tables), and how long its cells took, the kernel's start included
#   minutes                reading: these words and the lesson's own, counted, at a pace from the literature; waiting: the seconds;
#                          looking and doing: SET ASIDE by the writer of the lesson for cells, exercises and talks, not measured
#   taught                 what classes took: date, people, minutes. An empty list: no class has been timed yet
# Pace and rules: toolkit/workshop/lessons.py. Written by scripts/measure_lessons.py, which keeps taught.
"""


def main() -> None:
    """Measure all lessons, then write their minutes."""
    before = measured()
    with tempfile.TemporaryDirectory() as folder:
        runs = [learn(path) for path in sorted(start(folder))]
    record = {}
    for lesson, run in zip(lessons(), runs, strict=True):
        shown = {"words_shown": run["words_shown"], "seconds": round(run["seconds"])}
        taught = before.get(lesson.number, {}).get("taught", [])
        record[lesson.number] = {**shown, "minutes": time_parts(lesson, **shown), "taught": taught}
    when = {"date": datetime.date.today(), "machine": f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"}
    text = HEAD + yaml.safe_dump({"measured": when, "lessons": record}, sort_keys=False)
    data_path("workshop", "minutes.yml").write_text(text, encoding="utf-8")
    for lesson in lessons():
        minutes, notebook = computed_minutes(record[lesson.number]["minutes"]), lesson.notebook()
        notebook.metadata["lesson"]["minutes"] = minutes
        first = notebook.cells[0]
        first.source = re.sub(r"about \d+ minutes", f"about {minutes} minutes", first.source)
        nbformat.write(notebook, lesson.path)
        print(f"{lesson.number}  {minutes} min  {lesson.title}")


if __name__ == "__main__":
    main()
