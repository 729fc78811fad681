"""Verify a gazetteer: every fault at once, with file and row."""

from __future__ import annotations

from pathlib import Path

from toolkit import tables
from toolkit.errors import DataFileError
from toolkit.places.gazetteer import load_gazetteer


def check_gazetteer(path: str | Path | None = None) -> list[str]:
    """Return the faults of a gazetteer folder (``data/gazetteer`` by default), each with file and row; empty when sound."""
    try:
        gazetteer = load_gazetteer(path)
    except DataFileError as error:
        return [str(error)]
    places, names = gazetteer.places, gazetteer.names
    faults = [
        f"places.csv:{row + 2}: place_id {places.place_id[row]!r} is given twice"
        for row in places.index[places.place_id.duplicated()]
    ]
    faults += [
        f"places.csv:{row + 2}: kind {places.kind[row]!r} is not allowed"
        for row in places.index[~places.kind.isin(tables.PLACE_KINDS)]
    ]
    faults += [
        f"names.csv:{row + 2}: place_id {names.place_id[row]!r} is no place"
        for row in names.index[~names.place_id.isin(places.place_id)]
    ]
    faults += [f"names.csv:{row + 2}: {names.name[row]!r} has no language" for row in names.index[names.lang.isna()]]
    return faults
