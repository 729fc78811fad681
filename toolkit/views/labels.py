"""Names of places on the map, as the reader has chosen: whose names, in the language of the page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.places import load_gazetteer, map_labels, place_names

if TYPE_CHECKING:
    import pandas as pd


@lru_cache(maxsize=64)
def place_labels(naming: str = "neutral", lang: str = "en") -> tuple[pd.DataFrame, ...]:
    """Return the labels to show from afar, nearer and close by, each ``place_id, name, lat, lon``."""
    return _by_rank(map_labels(naming=naming, lang=lang, near=2))


def written_labels(places: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Return the same with names as the texts of a PLACES table write them most often."""
    return _by_rank(map_labels(naming="written", near=2, written=places))


def reader_names(place_ids: tuple[str, ...], naming: str, lang: str, places: pd.DataFrame) -> dict[str, str]:
    """Return the name of each place of the gazetteer; ``places`` is the PLACES table whose forms ``written`` takes."""
    known = set(load_gazetteer().places["place_id"])
    wanted = [place_id for place_id in place_ids if place_id in known]
    return place_names(wanted, naming=naming, lang=lang, written=places if naming == "written" else None).to_dict()


def _by_rank(labels: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    shown = labels[["place_id", "name", "lat", "lon"]]
    return tuple(shown[labels["rank"] == rank].reset_index(drop=True) for rank in (1, 2, 3))
