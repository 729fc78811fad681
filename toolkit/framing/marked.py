"""YAML files read with the number of the line of each entry, so that every fault can be told with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from toolkit.errors import DataFileError


class Marked(dict):
    """A mapping of a YAML file that knows its line and those of its keys."""

    line: int
    lines: dict[str, int]
    repeated: list[tuple[int, str]]  # keys given twice, here and below, with their lines

    def at(self, key: str) -> int:
        """Return the line of a key, or of the mapping where it has no such key."""
        return self.lines.get(key, self.line)


class Listed(list):
    """A list of a YAML file that knows the lines of its entries."""

    lines: list[int]


def read_marked(path: str | Path) -> Marked:
    """Read a YAML file whose top is a mapping. Raises ``DataFileError`` with the line where it is not YAML."""
    import yaml

    path = Path(path)
    if not path.is_file():
        raise DataFileError(f"{path}: no such file")
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        raise DataFileError(f"{path}: {line}not YAML: {getattr(error, 'problem', None) or error}") from None
    repeated: list[tuple[int, str]] = []
    data = _value(node, repeated)
    if not isinstance(data, Marked):
        raise DataFileError(f"{path}: line 1: a mapping (key: value) is wanted")
    data.repeated = repeated
    return data


def mappings(data: Marked, key: str, what: str, wrong: list[tuple[int, str]]) -> Iterator[Marked]:
    """Yield the mappings of a list of the file; what is no list, and entries that are no mapping, are told as wrong."""
    rows = data.get(key)
    if rows is not None and not isinstance(rows, Listed):
        wrong.append((data.at(key), f"{key}: a list is wanted, not {rows!r}"))
        return
    for line, row in zip(rows.lines, rows, strict=True) if rows else ():
        if isinstance(row, Marked):
            yield row
        else:
            wrong.append((line, f"{what} is a mapping, not {row!r}"))


def stamped(paths: Iterable[str | Path]) -> tuple[tuple[Path, int], ...]:
    """Return paths with the times of their last change, by which kept readings of files are recognised.

    Raises ``DataFileError`` naming the files that are missing.
    """
    files = [Path(path) for path in paths]
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise DataFileError("no such file: " + ", ".join(missing))
    return tuple((path, path.stat().st_mtime_ns) for path in files)


def _value(node: Any, repeated: list[tuple[int, str]]) -> Any:
    import yaml

    if isinstance(node, yaml.MappingNode):
        out = Marked()
        out.line = node.start_mark.line + 1
        out.lines = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in out:
                repeated.append((line, f"key {key.value} is given twice"))
            out[key.value] = _value(value, repeated)
            out.lines[key.value] = line
        return out
    if isinstance(node, yaml.SequenceNode):
        entries = Listed(_value(child, repeated) for child in node.value)
        entries.lines = [child.start_mark.line + 1 for child in node.value]
        return entries
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")):
        return None
    if node.tag.endswith(":bool"):
        return node.value.lower() in ("true", "yes", "on")
    return node.value


def raise_faults(faults: dict[Path, list[tuple[int, str]]]) -> None:
    """Raise ``DataFileError`` that names every fault of every file with its line, if there is any."""
    lines = [f"{path}: line {line}: {text}" for path, found in faults.items() for line, text in sorted(set(found))]
    if lines:
        raise DataFileError(f"{len(lines)} fault(s)\n  " + "\n  ".join(lines))
