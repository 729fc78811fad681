"""All measures that are read from the text of each article, as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.framing.indicators import indicator_rows, load_indicators
from toolkit.framing.lexicon import load_lexicons
from toolkit.framing.naming import place_name_rows
from toolkit.framing.sources import source_rows
from toolkit.framing.stretches import Voices, numbered
from toolkit.framing.wording import wording_rows
from toolkit.tables import FRAMES

if TYPE_CHECKING:
    import pandas as pd


def score_framing(
    sentences: pd.DataFrame,
    voices: pd.DataFrame,
    places: pd.DataFrame,
    *,
    claims: pd.DataFrame | None = None,
    blames: pd.DataFrame | None = None,
    lexicons=None,
    frame_files=None,
) -> pd.DataFrame:
    """Count the wording that each framing measure looks for and return the FRAMES table, one row a piece of wording.

    ``lexicons`` names other lexicons of loaded wording (see ``load_lexicons``), ``frame_files`` files of further frames (see
    ``load_indicators``). With ``claims``, the way harm is told is read too, by the side of the harmed people. An article without rows was looked at and
    nothing was found in it, if its language has lexicons or frames; other languages are not looked at (English where it is
    not known). Raises ``DataFileError`` when a lexicon or a file of frames has faults.
    """
    spoken = Voices(voices)
    rows = wording_rows(sentences, voices, spoken, load_lexicons(lexicons))
    rows += place_name_rows(sentences, spoken, places)
    rows += indicator_rows(sentences, spoken, load_indicators(frame_files), claims)
    rows += source_rows(voices)
    return FRAMES.frame(numbered(rows))
