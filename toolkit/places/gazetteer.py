"""The gazetteer: places, their names with language, script, user and period, and who controlled them when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import DataFileError
from toolkit.resources import data_path

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the three files, in order, with their pandas dtypes.
COLUMNS = {
    "places": {
        "place_id": "str",
        "name": "str",
        "kind": "str",
        "detail": "str",
        "country": "str",
        "admin1": "str",
        "admin1_id": "str",
        "admin2": "str",
        "lat": "float64",
        "lon": "float64",
        "point_prec": "float64",
        "population": "Int64",
        "geometry_ref": "str",
        "line": "str",
        "contested": "bool",
        "source": "str",
    },
    "names": {
        "place_id": "str",
        "name": "str",
        "lang": "str",
        "script": "str",
        "usage": "str",
        "from_date": "str",
        "to_date": "str",
        "official": "bool",
        "ambiguous": "bool",
        "source": "str",
    },
    "status": {
        "place_id": "str",
        "from_date": "str",
        "to_date": "str",
        "controller": "str",
        "source": "str",
    },
}


@dataclass(frozen=True)
class Gazetteer:
    """The gazetteer as three frames, read only by convention.

    ``places``: one row a place. ``place_id`` is a stable label and takes no position; ``name`` is the English name used by
    default; ``point_prec`` says within how many km the point is right; ``geometry_ref`` is the id of its polygon in
    ``data/boundaries`` and ``line`` the WKT of a road or corridor, both null where there is none; ``country`` is the
    internationally recognised state (null for waters and ranges between states); ``admin1_id`` is the ``place_id`` of the
    district or region it lies in; ``contested`` marks places whose names or control the parties dispute.

    ``names``: one row a name of a place in one language and use. ``official`` marks the names in the state's language of
    undisputed places, and those that a source says were official; ``from_date`` and ``to_date`` (ISO, a year or more) bound
    that time (null: open or not known). ``ambiguous`` marks names that are also common words or names of persons. A
    ``source`` tells names made by the letters of another: "spelt hy-en" is the usual English spelling of an Armenian name,
    "rule hy-en" one of the others; "as ..." is taken over from the seat of an area.

    ``status``: one row a period of control: ``controller`` is a side's code, ``to_date`` null means to this day.
    """

    places: pd.DataFrame
    names: pd.DataFrame
    status: pd.DataFrame

    def place(self, place_id: str) -> pd.Series:
        """Return the row of a place; raise ``DataFileError`` for an id that is not in the gazetteer."""
        rows = self.places[self.places.place_id == place_id]
        if rows.empty:
            raise DataFileError(f"no place {place_id!r} in the gazetteer")
        return rows.iloc[0]

    def names_of(self, place_id: str) -> pd.DataFrame:
        """Return the rows of ``names`` of a place."""
        return self.names[self.names.place_id == self.place(place_id).place_id]


def load_gazetteer(path: str | Path | None = None) -> Gazetteer:
    """Load the gazetteer from its folder (``data/gazetteer`` by default); loaded once for each folder.

    Raises ``DataFileError`` when a file is missing or lacks a column. ``check_gazetteer`` verifies the contents.
    """
    return _load(Path(path) if path else data_path("gazetteer"))


@lru_cache(maxsize=4)
def _load(folder: Path) -> Gazetteer:
    gazetteer, faults = read_gazetteer(folder)
    if faults:
        raise DataFileError("\n".join(faults))
    return gazetteer


def read_gazetteer(folder: Path) -> tuple[Gazetteer, list[str]]:
    """Read a folder with the cells that are not of their column's type left empty, and return these as faults.

    Raises ``DataFileError``, with all such faults at once, where a file or column is missing.
    """
    missing = [fault for name, columns in COLUMNS.items() for fault in _missing(folder / f"{name}.csv", columns)]
    if missing:
        raise DataFileError("\n".join(missing))
    read = {name: _read(folder / f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    return Gazetteer(**{name: frame for name, (frame, _) in read.items()}), [
        fault for _, faults in read.values() for fault in faults
    ]


def _missing(path: Path, columns: dict[str, str]) -> list[str]:
    """Return what is missing of a file: itself or columns."""
    import pandas as pd

    if not path.is_file():
        return [f"{path}: no such file; a gazetteer has {', '.join(f'{name}.csv' for name in COLUMNS)}"]
    head = pd.read_csv(path, nrows=0).columns
    missing = [name for name in columns if name not in head]
    return [f"{path}: missing column(s) {', '.join(missing)}; it has {', '.join(head)}"] if missing else []


def _read(path: Path, columns: dict[str, str]) -> tuple[pd.DataFrame, list[str]]:
    import pandas as pd

    options: dict[str, Any] = {"usecols": list(columns), "keep_default_na": False, "na_values": [""]}
    try:
        return pd.read_csv(path, dtype=columns, **options), []
    except ValueError:
        cells, faults = _misread(path, columns)
        return pd.read_csv(StringIO(cells.to_csv(index=False)), dtype=columns, **options), faults


def _misread(path: Path, columns: dict[str, str]) -> tuple[pd.DataFrame, list[str]]:
    """Return a file as text without the cells that are not of their column's type, and these, each with its row."""
    import pandas as pd

    cells = pd.read_csv(path, dtype="str", usecols=list(columns), keep_default_na=False)[list(columns)]
    wanted = {"float64": "a number", "Int64": "a whole number", "bool": "True or False"}
    faults = []
    for column, dtype in columns.items():
        filled = cells[column][cells[column] != ""]
        if dtype == "bool":
            wrong = cells[column][~cells[column].str.lower().isin(["true", "false"])]
        elif dtype in wanted:
            numbers = pd.to_numeric(filled, errors="coerce")
            wrong = filled[numbers.isna() | ((numbers % 1 != 0) if dtype == "Int64" else False)]
        else:
            continue
        faults += [f"{path.name}:{row + 2}: {column} {value!r} is not {wanted[dtype]}" for row, value in wrong.items()]
        cells.loc[wrong.index, column] = "False" if dtype == "bool" else ""
    return cells, faults
