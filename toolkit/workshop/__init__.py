"""The workshop: a teaching corpus with its answer key, lessons that check themselves, and what a teacher needs to run them."""

from toolkit.workshop.checks import Checks, Feedback, checks
from toolkit.workshop.corpus import load_answer_key, load_teaching_corpus
from toolkit.workshop.lessons import Lesson, lessons, student_copy

__all__ = [
    "Checks",
    "Feedback",
    "Lesson",
    "checks",
    "lessons",
    "load_answer_key",
    "load_teaching_corpus",
    "student_copy",
]
