"""Measuring the toolkit against annotated articles: ``annotate`` writes annotations, ``score`` compares them with gold."""

from toolkit.evaluation.annotate import annotate, annotations_of, evaluate
from toolkit.evaluation.score import score

__all__ = ["annotate", "annotations_of", "evaluate", "score"]
