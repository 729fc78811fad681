"""Exercises that check themselves: questions, right answers, wrong readings and hints are data (``data/workshop``)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from toolkit.errors import DataFileError
from toolkit.resources import data_path

if TYPE_CHECKING:
    import pandas as pd

#: What a learner has not yet filled in.
OPEN: Any = ...


@dataclass(frozen=True)
class Feedback:
    """What is said to an answer: whether it is right, why, and a hint where it is not."""

    right: bool
    text: str
    hint: str = ""

    def __bool__(self) -> bool:
        return self.right

    def __str__(self) -> str:
        return f"{'Right.' if self.right else 'Not yet.'} {self.text}" + (f"\nHint: {self.hint}" if self.hint else "")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        head, *rest = str(self).split("\n")
        word, _, text = head.partition(". ")
        hint = "".join(f"<br><i>{escape(line)}</i>" for line in rest)
        return f"<p role='status'><b>{escape(word)}.</b> {escape(text)}{hint}</p>"


class Checks:
    """The questions of one lesson: each is a function of the learner's answer, such as ``check.q1(3)``.

    It remembers, until the kernel stops and nowhere else, when each question was answered; see ``took``.
    """

    def __init__(self, questions: dict[str, dict[str, Any]]) -> None:
        self.questions = questions
        self._began = time.monotonic()
        self._tries: dict[str, list[tuple[float, bool]]] = {name: [] for name in questions}
        for name, question in questions.items():
            setattr(self, name, self._function(name, question))

    def __getattr__(self, name: str) -> Callable[[Any], Feedback]:
        raise AttributeError(f"no question {name}; this lesson has {', '.join(self.questions)}")

    def hint(self, name: str, n: int = 1) -> str:
        """Return hint ``n`` (from 1) of a question."""
        hints = self._question(name)["hints"]
        if not 1 <= n <= len(hints):
            return f'{name} has {len(hints)} hint(s). When you have tried, check.solution("{name}") gives the answer and why.'
        return hints[n - 1]

    def ask(self, name: str) -> str:
        """Return the question in words."""
        return self._question(name)["ask"]

    def solution(self, name: str) -> str:
        """Return the answer of a question and why it is so, once the learner has given an answer to it."""
        question = self._question(name)
        if not self._tries[name]:
            return f'Give an answer of your own first. check.hint("{name}") gives a hint.'
        return f"{question['answer']!r}. {question['because']}"

    def took(self) -> pd.DataFrame:
        """Return how the lesson went so far: a row is a question.

        Columns: ``question``, ``tries`` (answers given), ``minutes`` from the start of the lesson to the first right
        answer (null: not answered rightly yet). Open questions (``...``) are no tries. Nothing of it is kept or sent.
        """
        import pandas as pd

        rows = []
        for name, tries in self._tries.items():
            right = next((when for when, was_right in tries if was_right), None)
            minutes = None if right is None else round((right - self._began) / 60, 1)
            rows.append({"question": name, "tries": len(tries), "minutes": minutes})
        return pd.DataFrame(rows).astype({"minutes": float})

    def _function(self, name: str, question: dict[str, Any]) -> Callable[[Any], Feedback]:
        def check(answer: Any) -> Feedback:
            feedback = judge(question, answer)
            if answer is not OPEN:
                self._tries[name].append((time.monotonic(), feedback.right))
            return feedback

        check.__name__ = check.__qualname__ = name
        check.__doc__ = question["ask"]
        return check

    def _question(self, name: str) -> dict[str, Any]:
        if name not in self.questions:
            getattr(self, name)
        return self.questions[name]

    def __dir__(self) -> list[str]:
        return [*self.questions, "ask", "hint", "questions", "solution", "took"]


def checks(lesson: int) -> Checks:
    """Return the questions of a lesson, by its number. Raises ``DataFileError`` when there are none or they have faults."""
    import yaml

    path = data_path("workshop", f"lesson_{lesson}.yml")
    if not path.is_file():
        raise DataFileError(f"{path.name}: no questions for lesson {lesson}")
    questions = yaml.safe_load(path.read_text(encoding="utf-8"))
    faults = [
        f"{path.name}: {name} has no {field}"
        for name, question in questions.items()
        for field in ("ask", "answer", "because", "otherwise", "hints")
        if field not in question
    ]
    if faults:
        raise DataFileError("\n".join(faults))
    return Checks(questions)


def judge(question: Mapping[str, Any], answer: Any) -> Feedback:
    """Compare an answer with the right one and with the known wrong readings of a question."""
    if answer is OPEN:
        return Feedback(False, "Replace the three dots by your answer.", question["hints"][0])
    given = plain(answer)
    right = plain(question["answer"])
    if given == right:
        return Feedback(True, question["because"])
    for reading in question.get("readings", ()):
        if given == plain(reading["answer"]):
            return Feedback(False, reading["because"], question["hints"][0])
    if isinstance(right, dict) and isinstance(given, dict):
        return Feedback(False, _differences(given, right), question["hints"][0])
    if isinstance(right, frozenset) and isinstance(given, frozenset):
        return Feedback(False, f"{question['otherwise']} {_overlap(given, right)}", question["hints"][0])
    return Feedback(False, question["otherwise"], question["hints"][0])


def plain(answer: Any) -> Any:
    """Fold an answer for comparison: letter case, order of a list, tables' own number types and missing values."""
    if isinstance(answer, str):
        return " ".join(answer.casefold().split())
    if isinstance(answer, Mapping):
        return {plain(key): plain(value) for key, value in answer.items()}
    if hasattr(answer, "tolist") and not hasattr(answer, "items"):
        answer = answer.tolist()
    if isinstance(answer, Iterable):
        return frozenset(frozenset(value.items()) if isinstance(value, dict) else value for value in map(plain, answer))
    if answer is None or type(answer).__name__ == "NAType" or answer != answer:
        return None
    if isinstance(answer, float) and answer.is_integer():
        return int(answer)
    return answer


def _differences(given: dict[Any, Any], right: dict[Any, Any]) -> str:
    wrong = sorted(str(key) for key in right if key in given and given[key] != right[key])
    lacking = sorted(str(key) for key in right if key not in given)
    other = sorted(str(key) for key in given if key not in right)
    parts = [
        f"{text}: {', '.join(keys)}"
        for text, keys in (("another value belongs to", wrong), ("you leave out", lacking), ("not asked for", other))
        if keys
    ]
    return f"{len(right) - len(wrong) - len(lacking)} of {len(right)} are right; {'; '.join(parts)}."


def _overlap(given: frozenset, right: frozenset) -> str:
    return f"{len(given & right)} of {len(right)} found, {len(given - right)} that do not belong."
