"""Frames for the tests of framing: small articles with the voices that the test gives them."""

import pandas as pd
import pytest
from framing_made import tables_of

from toolkit.tables import PLACES


@pytest.fixture
def score():
    """Score texts with the measures of framing; returns FRAMES, with the tables that made it in ``attrs``."""
    from toolkit.framing import score_framing

    def run(*texts, measure=None, claims=None, **options):
        scoring = {name: options.pop(name) for name in ("lexicons", "frame_files") if name in options}
        sentences, voices = tables_of(list(texts), **options)
        frames = score_framing(sentences, voices, PLACES.empty(), claims=claims, **scoring)
        return frames if measure is None else frames[frames.measure == measure].reset_index(drop=True)

    return run


@pytest.fixture
def articles_of():
    def make(rows):
        frame = pd.DataFrame(rows)
        for name, value in (
            ("outlet", "One"),
            ("outlet_side", None),
            ("n_words", 100),
            ("published_at", pd.NaT),
            ("title", None),
        ):
            if name not in frame:
                frame[name] = value
        frame["published_at"] = pd.to_datetime(frame["published_at"], utc=True)
        return frame

    return make
