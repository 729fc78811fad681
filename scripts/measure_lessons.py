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
from toolkit.workshop.lessons import computed_minutes, lessons, measured

HEAD = """# What the minutes of the lessons stand on. Measured: words that a lesson's cells print (articles to read) and seconds that its
# cells take, in a run of a learner's copy by scripts/measure_lessons.py. Not measured: how long people think; exercises set
# minutes aside for that, and reading has a pace with its sources (toolkit/workshop/lessons.py). taught: what classes took,
# as date, people, minutes; none is recorded yet. check.took() tells it at the end of a lesson.
"""


def main() -> None:
    """Measure all lessons, then write their minutes."""
    before = measured()
    with tempfile.TemporaryDirectory() as folder:
        runs = [learn(path) for path in sorted(start(folder))]
    record = {
        int(run["lesson"][:2]): {
            "words_shown": run["words_shown"],
            "seconds": round(run["seconds"]),
            "taught": before.get(int(run["lesson"][:2]), {}).get("taught", []),
        }
        for run in runs
    }
    when = {"date": datetime.date.today(), "machine": f"{os.cpu_count()} cores, Python {sys.version.split()[0]}"}
    text = HEAD + yaml.safe_dump({"measured": when, "lessons": record}, sort_keys=False)
    data_path("workshop", "minutes.yml").write_text(text, encoding="utf-8")
    for lesson in lessons():
        minutes, notebook = computed_minutes(lesson), lesson.notebook()
        notebook.metadata["lesson"]["minutes"] = minutes
        first = notebook.cells[0]
        first.source = re.sub(r"about \d+ minutes", f"about {minutes} minutes", first.source)
        nbformat.write(notebook, lesson.path)
        print(f"{lesson.number}  {minutes} min  {lesson.title}")


if __name__ == "__main__":
    main()
