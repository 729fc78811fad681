"""Agreements and ceasefires, drawn as quiet marks behind a timeline."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@lru_cache(maxsize=1)
def background_events() -> pd.DataFrame:
    """Return the marks: a row is one event, ``date`` (day), ``label`` (neutral English) and ``source`` (the document)."""
    import pandas as pd
    import yaml

    rows = yaml.safe_load((Path(__file__).parent / "background.yml").read_text(encoding="utf-8"))
    return pd.DataFrame(rows, columns=["date", "label", "source"])
