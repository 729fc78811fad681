"""Lexicons of loaded wording, read from ``data/lexicons`` or from a user's files, and checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.errors import DataFileError
from toolkit.framing.marked import Marked, mappings, raise_faults, read_marked, stamped
from toolkit.framing.patterns import Form, Matcher, compile_form, fold
from toolkit.resources import data_path

_KEYS = ("term", "forms", "usage", "mirror", "neutral", "source", "not", "newsroom", "category")
#: Words of the context: that deny or label what follows (or comes before), that make a label passive, that mean 'by'.
CONTEXT = ("negations", "negations_after", "labels", "labels_after", "passive", "accused", "by")
_TOP = ("language", "category", "terms", *CONTEXT)
_WANTED = ("term", "forms", "usage", "neutral", "source")


@dataclass(frozen=True)
class Term:
    """One family of wording that takes a position, as ``data/lexicons/README.md`` describes it."""

    term: str
    language: str
    category: str
    forms: tuple[Form, ...] = field(repr=False)
    usage: tuple[str, ...] = ()
    mirror: str | None = None
    neutral: str = ""
    source: str = ""
    shields: tuple[Form, ...] = field(default=(), repr=False)
    newsroom: bool = False


@dataclass(frozen=True, eq=False)
class Lexicons:
    """Terms by language, with the matcher of each language."""

    terms: tuple[Term, ...]
    context: dict[str, dict[str, tuple[str, ...]]] = field(repr=False)
    _matchers: dict[str, Matcher] = field(default_factory=dict, repr=False)

    @property
    def languages(self) -> list[str]:
        """Languages that have terms."""
        return sorted({term.language for term in self.terms})

    def words(self, what: str, lang: str) -> tuple[str, ...]:
        """Return the context words (see ``CONTEXT``) of a language."""
        return self.context.get(lang, {}).get(what, ())

    def matcher(self, lang: str) -> Matcher:
        """Return the matcher of a language: keys are (number of the term, whether the form shields from it)."""
        if lang not in self._matchers:
            forms = [
                ((number, shield), form)
                for number, term in enumerate(self.terms)
                if term.language == lang
                for shield, group in ((False, term.forms), (True, term.shields))
                for form in group
            ]
            self._matchers[lang] = Matcher(forms, lang)
        return self._matchers[lang]


def load_lexicons(source: str | Path | Iterable[str | Path] | Lexicons | None = None) -> Lexicons:
    """Load lexicons: those of the project (``None``), a file, several files, or a folder of ``.yml`` files.

    Words of the context that a file does not give are the project's. Raises ``DataFileError`` that names all faults of a file with their lines: not YAML, unknown or missing keys, a term or
    form given twice in one language, a side that no sides file defines, a mirror term that is not there, a form that
    cannot be read.
    """
    if isinstance(source, Lexicons):
        return source
    loaded = _load(stamped(_files(source)))
    if source is None:
        return loaded
    project = _load(stamped(_files(None))).context
    context = {lang: {**project.get(lang, {}), **_given(words)} for lang, words in loaded.context.items()}
    return Lexicons(loaded.terms, context)


def _given(words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: some for name, some in words.items() if some}


def _files(source) -> list[Path]:
    if source is None:
        source = data_path("lexicons")
    if isinstance(source, str | Path):
        source = sorted(Path(source).glob("*.yml")) if Path(source).is_dir() else [source]
    files = [Path(path) for path in source]
    if not files:
        raise DataFileError("no lexicon: a .yml file, a list of them or a folder that holds some is wanted")
    return files


@lru_cache(maxsize=8)
def _load(files: tuple[tuple[Path, int], ...]) -> Lexicons:
    codes = _codes()
    terms: list[Term] = []
    seen: dict[tuple[str, str], str] = {}
    context: dict[str, dict[str, tuple[str, ...]]] = {}
    mirrors: list[tuple[Path, int, str, str]] = []
    faults: dict[Path, list[tuple[int, str]]] = {}
    for path, _ in files:
        data = read_marked(path)
        wrong = faults.setdefault(path, [])
        lang = data.get("language")
        if not isinstance(lang, str):
            wrong.append((data.line, "lacks language (ISO 639-1)"))
            continue
        wrong += data.repeated
        wrong += [(data.at(k), f"unknown key {k}; allowed: {', '.join(_TOP)}") for k in data if k not in _TOP]
        for name in CONTEXT:
            words = context.setdefault(lang, {})
            if not isinstance(data.get(name) or [], list):
                wrong.append((data.at(name), f"{name}: a list of words is wanted"))
                continue
            words[name] = (*words.get(name, ()), *(fold(word, lang) for word in data.get(name) or ()))
        for row in mappings(data, "terms", f"a term (with {', '.join(_WANTED)})", wrong):
            term = _term(row, lang, data.get("category"), codes, wrong)
            if term is None:
                continue
            for what in (("term", term.term), *(("form", form.text.lower()) for form in term.forms)):
                key = (lang, " ".join(what))
                if key in seen:
                    wrong.append((row.line, f"{what[0]} {what[1]!r} is given before, in {seen[key]}"))
                seen[key] = f"{path.name} line {row.line}"
            if term.mirror:
                mirrors.append((path, row.at("mirror"), lang, term.mirror))
            terms.append(term)
    for path, line, lang, mirror in mirrors:
        if (lang, f"term {mirror}") not in seen:
            faults[path].append((line, f"mirror term {mirror!r} is not in the lexicons of {lang!r}"))
    raise_faults(faults)
    return Lexicons(tuple(terms), context)


def _codes() -> set[str]:
    from toolkit.sides import load_sides, sides_files

    return {code for name in sides_files() for code in load_sides(name).codes}


def _term(row: Marked, lang: str, category: Any, codes: set[str], wrong: list[tuple[int, str]]) -> Term | None:
    found = [(row.at(key), f"unknown key {key}; allowed: {', '.join(_KEYS)}") for key in row if key not in _KEYS]
    found += [(row.line, f"lacks {key}") for key in _WANTED if row.get(key) is None]
    category = row.get("category", category)
    if not category:
        found.append((row.line, "lacks category, and the file has none"))
    for key in ("forms", "usage", "not"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            found.append((row.at(key), f"{key}: a list of words is wanted"))
    if found:
        wrong += found
        return None
    wrong += [
        (row.at("usage"), f"side {code} is in no file of data/sides; there are: {', '.join(sorted(codes))}")
        for code in row["usage"]
        if code not in codes
    ]
    forms: dict[str, list[Form]] = {"forms": [], "not": []}
    for key, group in forms.items():
        for text in row.get(key, []):
            try:
                group.append(compile_form(text, lang))
            except DataFileError as error:
                wrong.append((row.at(key), str(error)))
    if not row["forms"]:
        wrong.append((row.at("forms"), "forms: at least one is wanted"))
    return Term(
        str(row["term"]),
        lang,
        str(category),
        tuple(forms["forms"]),
        tuple(row["usage"]),
        row.get("mirror"),
        row["neutral"] or "",
        row["source"] or "",
        tuple(forms["not"]),
        bool(row.get("newsroom")),
    )
