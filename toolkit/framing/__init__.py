"""Framing: what wording, names, frames and voices an account uses, each count with the words that it counted."""

from toolkit.framing.agreement import agreement, alpha, alpha_spans, disagreements, frame_present, with_toolkit
from toolkit.framing.annotation import annotation_loaded
from toolkit.framing.codebook import load_codebook, read_codings, save_answer
from toolkit.framing.contrast import (
    contrast,
    contrast_examples,
    contrast_sentences,
    count_words,
    log_odds,
    shared_language,
)
from toolkit.framing.direct import direct_quotes
from toolkit.framing.indicators import load_indicators
from toolkit.framing.lexicon import load_lexicons
from toolkit.framing.mirror import mirror, silence_matrix
from toolkit.framing.names import name_choice
from toolkit.framing.score import score_framing
from toolkit.framing.share import never_speaks, share_of_voice
from toolkit.framing.stretches import evidence
from toolkit.framing.summary import (
    blame_and_agency,
    frames_summary,
    loaded_wording,
    war_peace_balance,
    war_peace_summary,
)

__all__ = [
    "agreement",
    "alpha",
    "alpha_spans",
    "annotation_loaded",
    "blame_and_agency",
    "contrast",
    "contrast_examples",
    "contrast_sentences",
    "count_words",
    "direct_quotes",
    "disagreements",
    "evidence",
    "frame_present",
    "frames_summary",
    "load_codebook",
    "load_indicators",
    "load_lexicons",
    "loaded_wording",
    "log_odds",
    "mirror",
    "name_choice",
    "never_speaks",
    "read_codings",
    "save_answer",
    "score_framing",
    "share_of_voice",
    "shared_language",
    "silence_matrix",
    "war_peace_balance",
    "war_peace_summary",
    "with_toolkit",
]
