"""The parties of a conflict, read from ``data/sides/*.yml``: the same code and the same form of data for every side."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from toolkit.errors import DataFileError
from toolkit.resources import data_path

#: Codes that stand for no single side and may be used beside the codes of a file.
SPECIAL = ("BOTH", "OTHER", "UNKNOWN", "OUTLET")


@dataclass(frozen=True)
class Side:
    """One party: its code, neutral English label and the words that name it, by language."""

    code: str
    label: str
    words: dict = field(repr=False)


@dataclass(frozen=True)
class Sides:
    """The parties of one conflict."""

    name: str
    sides: tuple[Side, ...]

    @property
    def codes(self) -> list[str]:
        """Codes in the order of the file, which is alphabetical by label."""
        return [side.code for side in self.sides]

    def label(self, code: str) -> str:
        """Return the label of a code, special codes included; unknown codes come back as they are."""
        special = {
            "BOTH": "Two sides together",
            "OTHER": "Third parties",
            "UNKNOWN": "Not stated",
            "OUTLET": "Outlet's own voice",
        }
        return next((side.label for side in self.sides if side.code == code), special.get(code, code))


@lru_cache(maxsize=8)
def load_sides(source: str | Path = "south_caucasus") -> Sides:
    """Load a sides file by name (a file of ``data/sides/``) or by path.

    Raises ``DataFileError`` with every fault at once when the file is missing or not of the form of ``data/sides/README.md``.
    """
    import yaml

    path = Path(source) if str(source).endswith((".yml", ".yaml")) else data_path("sides", f"{source}.yml")
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in data_path("sides").glob("*.yml")))
        raise DataFileError(f"no sides file {path}; known by name: {known}")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    faults = []
    sides = []
    for number, row in enumerate(data.get("sides") or [], 1):
        missing = [key for key in ("code", "label", "words") if key not in row]
        if missing:
            faults.append(f"side {number}: lacks {', '.join(missing)}")
            continue
        sides.append(Side(row["code"], row["label"], row["words"]))
    codes = [side.code for side in sides]
    faults += [f"side code {code} is given twice" for code in sorted({c for c in codes if codes.count(c) > 1})]
    faults += [f"side code {code} is reserved" for code in codes if code in SPECIAL]
    if not sides:
        faults.append("no sides")
    if faults:
        raise DataFileError(f"{path}: {len(faults)} fault(s)\n  " + "\n  ".join(faults))
    return Sides(data.get("name", path.stem), tuple(sides))
