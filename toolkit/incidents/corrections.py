"""A user's corrections of the grouping: a small YAML file that is replayed each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toolkit.errors import DataFileError
from toolkit.incidents.clusters import Member

#: What a correction can do, with the keys that it needs. Articles are named rather than incidents, whose ids change.
KINDS = {"merge": ("articles",), "split": ("articles",), "move": ("article", "to")}


def read_corrections(path: str | Path) -> list[dict[str, Any]]:
    """Read a corrections file: a list of corrections, each with ``why``.

    ``merge: [ARTICLE, ...]`` puts the incidents of these articles together; ``split: [ARTICLE, ...]`` takes these articles
    out into an incident of their own; ``move: ARTICLE`` with ``to: ARTICLE`` puts one into the incident of another.
    Raises ``DataFileError`` with every fault at once.
    """
    import yaml

    path = Path(path)
    if not path.is_file():
        raise DataFileError(f"no corrections file {path}")
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except yaml.YAMLError as error:
        raise DataFileError(f"{path}: no YAML: {error}") from None
    faults = [] if isinstance(data, list) else ["a list of corrections is wanted"]
    rows = data if isinstance(data, list) else []
    for n, row in enumerate(rows, 1):
        faults += [f"correction {n}: {fault}" for fault in _faults(row)]
    if faults:
        raise DataFileError(f"{path}: {len(faults)} fault(s)\n  " + "\n  ".join(faults))
    return rows


def _faults(row: Any) -> list[str]:
    if not isinstance(row, dict):
        return ["keys and values are wanted"]
    kinds = [kind for kind in KINDS if kind in row]
    if len(kinds) != 1:
        return [f"one of {', '.join(KINDS)} is wanted"]
    kind = kinds[0]
    allowed = {kind, "why", *(["to"] if kind == "move" else [])}
    faults = [f"unknown key {key}; allowed: {', '.join(sorted(allowed))}" for key in row if key not in allowed]
    if kind == "move":
        faults += [f"{key} must be the id of an article" for key in ("move", "to") if not isinstance(row.get(key), str)]
    else:
        ids = row[kind]
        least = 2 if kind == "merge" else 1
        if not isinstance(ids, list) or len(ids) < least or not all(isinstance(item, str) for item in ids):
            faults.append(f"{kind} must be a list of {least} or more ids of articles")
    return faults


def replay(
    corrections: list[dict[str, Any]], groups: list[list[Member]]
) -> tuple[list[list[Member]], list[dict[str, Any]]]:
    """Return the groups as corrected, and a row for each correction: ``n``, ``kind``, ``articles``, ``applied``, ``reason``."""
    rows = []
    for n, row in enumerate(corrections, 1):
        kind = next(kind for kind in KINDS if kind in row)
        articles = [row["move"], row["to"]] if kind == "move" else list(row[kind])
        groups, reason = _apply(kind, articles, groups, row.get("why") or "")
        rows.append(
            {"n": n, "kind": kind, "articles": articles, "applied": reason is None, "reason": reason or "applied"}
        )
    return groups, rows


def _apply(
    kind: str, articles: list[str], groups: list[list[Member]], why: str
) -> tuple[list[list[Member]], str | None]:
    """Return the groups after one correction, and why it does not apply (null: it did)."""
    at = {member.profile.key: n for n, group in enumerate(groups) for member in group}
    missing = [article for article in articles if article not in at]
    if missing:
        return groups, f"in no incident: {', '.join(missing)}"
    touched = sorted({at[article] for article in articles})
    rest = [group for n, group in enumerate(groups) if n not in touched]
    mark = f"put here by a correction{': ' + why if why else ''}"
    if kind in ("merge", "move") and len(touched) == 1:
        return groups, "they are together already"
    if kind == "merge":
        return [*rest, [_marked(member, mark) for n in touched for member in groups[n]]], None
    if kind == "move":
        moved, target = articles
        source = [member for member in groups[at[moved]] if member.profile.key != moved]
        member = next(member for member in groups[at[moved]] if member.profile.key == moved)
        return [*rest, *([source] if source else []), [*groups[at[target]], _marked(member, mark)]], None
    own = [member for n in touched for member in groups[n] if member.profile.key in articles]
    left = [[member for member in groups[n] if member.profile.key not in articles] for n in touched]
    if len(touched) == 1 and not left[0]:
        return groups, "they are an incident of their own already"
    return [*rest, *(group for group in left if group), [_marked(member, mark) for member in own]], None


def _marked(member: Member, reason: str) -> Member:
    return Member(member.profile, 1.0, reason)
