"""YAML files read with the number of the line of each entry, so that every fault can be told with its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit.errors import DataFileError


class Marked(dict):
    """A mapping of a YAML file that knows its line and those of its keys."""

    line: int
    lines: dict[str, int]

    def at(self, key: str) -> int:
        """Return the line of a key, or of the mapping where it has no such key."""
        return self.lines.get(key, self.line)


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
    data = _value(node)
    if not isinstance(data, Marked):
        raise DataFileError(f"{path}: line 1: a mapping (key: value) is wanted")
    return data


def stamped(paths: Iterable[str | Path]) -> tuple[tuple[Path, int], ...]:
    """Return paths with the times of their last change, by which kept readings of files are recognised.

    Raises ``DataFileError`` naming the files that are missing.
    """
    files = [Path(path) for path in paths]
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise DataFileError("no such file: " + ", ".join(missing))
    return tuple((path, path.stat().st_mtime_ns) for path in files)


def _value(node: Any) -> Any:
    import yaml

    if isinstance(node, yaml.MappingNode):
        out = Marked()
        out.line = node.start_mark.line + 1
        out.lines = {}
        for key, value in node.value:
            out[key.value] = _value(value)
            out.lines[key.value] = key.start_mark.line + 1
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_value(child) for child in node.value]
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
