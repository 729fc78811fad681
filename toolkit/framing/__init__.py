"""Framing: what wording, names, frames and voices an account uses, each count with the words that it counted."""

from toolkit.framing.annotation import annotation_loaded
from toolkit.framing.lexicon import load_lexicons
from toolkit.framing.score import score_framing

__all__ = ["annotation_loaded", "load_lexicons", "score_framing"]
