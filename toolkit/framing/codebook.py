"""Codebooks for coding articles by hand, read from YAML, and the files in which coders' answers are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import SourceError, TableError
from toolkit.framing.marked import Marked, mappings, raise_faults, read_marked
from toolkit.resources import data_path

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("nominal", "ordinal", "interval", "spans")
_KEYS = ("variable", "question", "level", "values", "hint", "measure")
#: Columns of a coding: one answer of one coder about one unit.
CODING = ("coder", "article_id", "variable", "value", "start", "end", "coded_at")


@dataclass(frozen=True)
class Variable:
    """One question of a codebook: its level of measurement and the values allowed (``values`` empty: any number)."""

    name: str
    question: str
    level: str
    values: tuple[str, ...] = ()
    hint: str = ""
    measure: str | None = None  # category of FRAMES that the toolkit scores for the same question


@dataclass(frozen=True)
class Codebook:
    """The questions that coders answer about each article."""

    title: str
    variables: tuple[Variable, ...]
    instructions: str = field(default="", repr=False)

    def variable(self, name: str) -> Variable:
        """Return a variable by name; raises ``TableError`` naming those that there are."""
        found = next((variable for variable in self.variables if variable.name == name), None)
        if found is None:
            raise TableError(f"codebook has no variable {name}; there are: {', '.join(v.name for v in self.variables)}")
        return found


def load_codebook(source: str | Path = "conflict_news") -> Codebook:
    """Load a codebook by the name of a file of ``data/codebooks`` or by path.

    Raises ``DataFileError`` naming all faults with their lines: not YAML, unknown keys, a level that is none of nominal,
    ordinal, interval or spans, fewer than two values, a value or variable given twice.
    """
    path = Path(source) if str(source).endswith((".yml", ".yaml")) else data_path("codebooks", f"{source}.yml")
    data = read_marked(path)
    wrong = [
        (data.at(key), f"unknown key {key}; allowed: title, instructions, variables")
        for key in data
        if key not in ("title", "instructions", "variables")
    ]
    wrong += data.repeated
    variables: list[Variable] = []
    for row in mappings(data, "variables", "a variable", wrong):
        variables += _variable(row, {v.name for v in variables}, wrong)
    if not variables and not wrong:
        wrong.append((data.line, "lacks variables"))
    raise_faults({path: wrong})
    return Codebook(str(data.get("title", path.stem)), tuple(variables), str(data.get("instructions") or ""))


def _variable(row: Marked, known: set[str], wrong: list[tuple[int, str]]) -> Iterable[Variable]:
    found = [(row.at(k), f"unknown key {k}; allowed: {', '.join(_KEYS)}") for k in row if k not in _KEYS]
    found += [(row.line, f"lacks {key}") for key in ("variable", "question", "level") if not row.get(key)]
    level, values = row.get("level"), row.get("values") or []
    if level and level not in LEVELS:
        found.append((row.at("level"), f"level {level!r}; allowed: {', '.join(LEVELS)}"))
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        truth = " (YAML reads yes, no, true and false as truth values: write them in quotation marks)"
        some = isinstance(values, list) and any(isinstance(value, bool) for value in values)
        found.append((row.at("values"), "values: a list of words is wanted" + (truth if some else "")))
    elif level in ("nominal", "ordinal", "spans") and len(values) < (1 if level == "spans" else 2):
        found.append((row.at("values"), "values: at least two are wanted (one for spans)"))
    elif len(set(values)) < len(values):
        found.append(
            (row.at("values"), f"values given twice: {', '.join(sorted({v for v in values if values.count(v) > 1}))}")
        )
    if row.get("variable") in known:
        found.append((row.at("variable"), f"variable {row['variable']!r} is given twice"))
    wrong += found
    if not found:
        yield Variable(
            row["variable"], row["question"], str(level), tuple(values), row.get("hint") or "", row.get("measure")
        )


def save_answer(path: str | Path, answer: dict[str, Any]) -> None:
    """Append one answer to a coder's file (JSON Lines), so that what is answered is kept whatever happens next."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(json.dumps({name: answer.get(name) for name in CODING}, ensure_ascii=False) + "\n")
        file.flush()


def read_codings(files: str | Path | Iterable[str | Path], *, codebook: Codebook | None = None) -> pd.DataFrame:
    """Read and merge coders' files: a row is the last answer of one coder to one question about one article (or span).

    ``files`` is a file, several, or a folder of ``.jsonl`` files. Later answers of a coder replace earlier ones; an answer
    without a value takes the earlier one back. With ``codebook`` values are checked. Raises ``SourceError`` when there is
    nothing to read, ``TableError`` naming all lines that are no answers.
    """
    import pandas as pd

    paths = _paths(files)
    rows: dict[tuple, dict[str, Any]] = {}
    faults: list[str] = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            row, fault = _answer(line, codebook)
            if row is None:
                faults.append(f"{path.name} line {number}: {fault}")
                continue
            rows[tuple(row[name] for name in ("coder", "article_id", "variable", "start", "end"))] = row
    if faults:
        raise TableError(f"{len(faults)} line(s) are no answers\n  " + "\n  ".join(faults[:20]))
    kept = [row for row in rows.values() if row["value"] is not None]
    out = pd.DataFrame(kept, columns=list(CODING))
    return out.astype({"start": "Int64", "end": "Int64"}).sort_values(
        ["variable", "article_id", "coder", "start"], ignore_index=True
    )


def _paths(files) -> list[Path]:
    if isinstance(files, str | Path):
        files = sorted(Path(files).glob("*.jsonl")) if Path(files).is_dir() else [files]
    paths = [Path(path) for path in files]
    missing = [str(path) for path in paths if not path.is_file()]
    if missing or not paths:
        raise SourceError("no coder's file" + (f": {', '.join(missing)}" if missing else "; .jsonl files are wanted"))
    return paths


def _answer(line: str, codebook: Codebook | None) -> tuple[dict[str, Any] | None, str]:
    try:
        row = json.loads(line)
    except ValueError:
        return None, "not JSON"
    missing = [name for name in ("coder", "article_id", "variable") if not isinstance(row, dict) or not row.get(name)]
    if missing:
        return None, f"lacks {', '.join(missing)}"
    row = {name: row.get(name) for name in CODING}
    if codebook is not None and row["value"] is not None:
        variable = next((v for v in codebook.variables if v.name == row["variable"]), None)
        if variable is None:
            return None, f"variable {row['variable']!r} is not in the codebook"
        if variable.values and str(row["value"]) not in variable.values:
            return None, f"value {row['value']!r} of {variable.name}; allowed: {', '.join(variable.values)}"
    return row, ""
