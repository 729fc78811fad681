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


@lru_cache(maxsize=1)
def ambiguous() -> dict[str, str]:
    """Return the folded names that are also something else (``data/gazetteer/ambiguous.yml``).

    That is a ``word``, a ``plain word`` (of English, so only where the name is written without diacritics) or a ``person``.
    """
    import yaml

    path = data_path("gazetteer", "ambiguous.yml")
    listed = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    sorts = (("words", "word"), ("local_words", "person"), ("persons", "person"))
    plain = dict.fromkeys(listed["words"]["en"], "plain word")
    return plain | {
        name: sort
        for kind, sort in sorts
        for lang, names in listed[kind].items()
        for name in names
        if (kind, lang) != ("words", "en")
    }


def doubted_as(sort: str | None, surface: str) -> str | None:
    """Return ``word`` or ``person`` where a name of a sort of ``ambiguous`` may be that as it is written, else ``None``.

    >>> doubted_as("plain word", "Susa"), doubted_as("plain word", "Şuşa"), doubted_as("person", "Tərtər")
    ('word', None, 'person')
    """
    if sort == "plain word":
        return "word" if surface.isascii() else None
    return sort


def lists(lang: str) -> dict[str, Any]:
    """Return the lists of a language; empty where it has none."""
    return word_file(lang) if data_path("places", f"{lang}.yml").is_file() else {}


@lru_cache(maxsize=512)
def words(lang: str, name: str) -> frozenset[str]:
    """Return one list of words of a language; empty where the language has none."""
    return frozenset(lists(lang).get(name) or ())


class Admin:
    """The administrative words of a language with the kinds of place that each makes likely; a star ends a word's stem."""

    def __init__(self, listed: dict[str, list[str]]):
        self.exact = {word: tuple(kinds) for word, kinds in listed.items() if not word.endswith("*")}
        stems = {word[:-1]: tuple(kinds) for word, kinds in listed.items() if word.endswith("*")}
        self.stems = tuple(sorted(stems.items(), key=lambda item: -len(item[0])))
        self.heads = tuple(stems)

    def get(self, word: str) -> tuple[str, ...] | None:
        """Return the kinds of place that a word makes likely, the likeliest first; ``None`` for other words."""
        kinds = self.exact.get(word)
        if kinds is None and self.heads and word.startswith(self.heads):
            kinds = next(kinds for stem, kinds in self.stems if word.startswith(stem))
        return kinds


@lru_cache(maxsize=64)
def admin_words(lang: str) -> Admin:
    """Return the administrative words of a language; of none where it has no lists."""
    return Admin(lists(lang).get("admin") or {})
