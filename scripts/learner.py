"""Go through all lessons of a folder as a learner does, with the Python that runs this: python learner.py FOLDER.

Each lesson is opened and run from top to bottom. Where a question is left open, the learner first leaves it open, asks for the
solution (and is told to try), takes a hint, gives every known wrong reading and an answer out of the blue, then the right answer,
and looks at what is said each time. Prints one JSON line a lesson: what was asked and said, and the seconds it took.
"""

import json
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from toolkit.workshop import checks

OPEN = re.compile(r"check\.(\w+)\(\.\.\.\)$")


def answering(name, question):
    """Return the code of a learner who answers a question wrongly in every known way and then rightly."""
    lines = [
        f"said = [check.{name}(...)]",
        "assert not said[-1] and said[-1].hint, said",
        f"assert 'of your own first' in check.solution('{name}')",
        f"assert check.hint('{name}') == said[-1].hint",
        f"said.append(check.{name}('an answer out of the blue'))",
        f"assert not said[-1] and said[-1].hint and {question['because']!r} not in str(said[-1]), said",
    ]
    for reading in question.get("readings", ()):
        lines += [
            f"said.append(check.{name}({reading['answer']!r}))",
            f"assert not said[-1] and said[-1].text == {reading['because']!r}, said",
        ]
    lines += [
        f"said.append(check.{name}({question['answer']!r}))",
        f"assert said[-1] and said[-1].text == {question['because']!r}, said",
        f"assert {question['because']!r} in check.solution('{name}')",
        "len(said)",
    ]
    return "\n".join(lines)


def learn(path):
    """Run one lesson; return its name, questions, answers given, figures drawn and seconds. Raises where feedback is wrong."""
    began = time.monotonic()
    questions = checks(int(path.name[:2])).questions
    notebook = nbformat.read(path, as_version=4)
    asked = []
    for cell in notebook.cells:
        open_question = OPEN.search(cell.source) if cell.cell_type == "code" else None
        if open_question:
            asked.append((open_question[1], cell))
            cell.source = answering(open_question[1], questions[open_question[1]])
    if [name for name, _ in asked] != list(questions):
        raise SystemExit(f"{path.name} asks {[name for name, _ in asked]}; there are questions {list(questions)}")
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    printed = "".join(output.text for output in outputs if output.output_type == "stream" and output.name == "stdout")
    return {
        "lesson": path.name,
        "questions": len(asked),
        "answers": sum(int(cell.outputs[-1].data["text/plain"]) for _, cell in asked),
        "figures": sum("application/vnd.plotly.v1+json" in output.get("data", {}) for output in outputs),
        "words_shown": len(re.findall(r"\w+", printed)),
        "seconds": round(time.monotonic() - began, 1),
    }


if __name__ == "__main__":
    for lesson in sorted(Path(sys.argv[1]).resolve().glob("[0-9][0-9]_*.ipynb")):
        print(json.dumps(learn(lesson)), flush=True)
