"""The word lists of ``data/places``: which words beside a name tell what it is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from toolkit.errors import DataFileError
from toolkit.resources import data_path


@lru_cache(maxsize=16)
def word_file(name: str) -> Any:
    """Return a file of ``data/places``, each scalar as text ("on" is a word). Raises ``DataFileError`` when it is missing."""
    import yaml

    path = data_path("places", f"{name}.yml")
    if not path.is_file():
        raise DataFileError(f"{path}: no such file")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}


def lists(lang: str) -> dict[str, Any]:
    """Return the lists of a language; empty where it has none."""
    return word_file(lang) if data_path("places", f"{lang}.yml").is_file() else {}


@lru_cache(maxsize=512)
def words(lang: str, name: str) -> frozenset[str]:
    """Return one list of words of a language; empty where the language has none."""
    return frozenset(lists(lang).get(name) or ())


@lru_cache(maxsize=64)
def admin_words(lang: str) -> dict[str, tuple[str, ...]]:
    """Return the administrative words of a language with the kinds of place that each makes likely."""
    return {word: tuple(kinds) for word, kinds in (lists(lang).get("admin") or {}).items()}
