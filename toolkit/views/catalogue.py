"""Collect every text of the interface, for the catalogues: from the templates, the code of the views and the word lists.

``python -m toolkit.views.catalogue`` says what each catalogue lacks; with ``update`` it first adds new texts to them.
"""

from __future__ import annotations

import ast
import json
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from toolkit.charts import basemap
from toolkit.charts import map as map_chart
from toolkit.charts.background import background_events
from toolkit.resources import data_path
from toolkit.sides import load_sides, sides_files
from toolkit.views.texts import LANGUAGES, LOCALE

VIEWS = Path(__file__).parent
#: What the labels of ``toolkit.sides`` are besides those of the files.
SPECIAL = ("BOTH", "OTHER", "UNKNOWN", "OUTLET")
#: Headers that change with each writing and say nothing of the texts.
DATED = tuple(f'"{name}:' for name in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team"))
DATED += ('"Report-Msgid-Bugs-To:', '"Generated-By:')
Text = str | tuple[str, str]


def collect() -> list[Text]:
    """Return each text once, in a stable order; a pair is a text for one and for several."""
    found: dict[Text, None] = {}
    for text in (*_of_templates(), *_of_code(), *_of_data()):
        found.setdefault(text)
    return list(found)


def _of_templates():
    extracted = extract_from_dir(
        VIEWS / "assets" / "html",
        method_map=[("**.html", "jinja2")],
        options_map={},
        keywords={"_": None, "t": None, "ngettext": (1, 2), "gettext": None},
    )
    for _, _, message, _, _ in sorted(extracted, key=lambda item: (item[0], item[1])):
        yield message


def _of_code():
    for path in sorted(VIEWS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.GeneratorExp | ast.ListComp) and "t(x)" in ast.unparse(node.elt):
                yield from (
                    item.value
                    for item in getattr(node.generators[0].iter, "elts", [])
                    if isinstance(item, ast.Constant)
                )
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "t":
                for argument in node.args[:1]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def _of_data():
    from toolkit.views import (
        apps,
        changed,
        conceded,
        filter_form,
        framing_charts,
        framing_more,
        mirror,
        overtime,
        page,
        reasons,
        spoken,
        table,
    )
    from toolkit.views.store import SOURCE_LINE
    from toolkit.views.view import View
    from toolkit.views.words import COLUMNS, WORDS

    del apps, changed, conceded, framing_more, overtime  # imported so that all views are known
    views = [view for view in _all(View) if view.heading]
    yield from (view.heading for view in views)
    yield from (view.says for view in views if getattr(view, "says", ""))
    yield from page.PAGES.values()
    yield from filter_form.TITLES.values()
    yield from framing_charts.SETS.values()
    yield from mirror.ASPECTS.values()
    yield from table.COLUMNS.values()
    yield from COLUMNS.values()
    yield from spoken.AXES
    yield from WORDS.values()
    yield from map_chart.PRECISION.values()
    yield from map_chart.REASONS
    yield basemap.DISCLAIMER
    yield SOURCE_LINE
    yield from background_events()["label"]
    yield from (text for _, text in reasons.SENTENCES)
    yield from _notes()
    for name in sides_files():
        yield from (side.label for side in load_sides(name).sides)
    yield from (load_sides().label(code) for code in SPECIAL)


def _notes():
    """Give the marks that our own data carry and that must be shown."""
    yield from yaml.safe_load(data_path("chronicle", "curated.yml").read_text(encoding="utf-8"))["notes"].values()
    yield from sorted(
        {json.loads(line)["note"] for line in data_path("sample", "articles.jsonl").open(encoding="utf-8")}
    )


def _all(kind: Any) -> list[Any]:
    kinds: list[Any] = kind.__subclasses__()
    return [sub for child in kinds for sub in (child, *_all(child))]


def missing(lang: str) -> list[Text]:
    """Return the texts that the catalogue of a language lacks."""
    path = LOCALE / f"{lang}.po"
    with path.open("rb") as file:
        known: dict[Any, Any] = {message.id: message.string for message in read_po(file, locale=lang)}
    return [text for text in collect() if not _told(known.get(text))]


def update(lang: str) -> None:
    """Write the catalogue of a language anew: its translations in the order of the texts, new texts empty, old ones gone."""
    path = LOCALE / f"{lang}.po"
    with path.open("rb") as file:
        old = read_po(file, locale=lang)
    known: dict[Any, Any] = {message.id: message.string for message in old}
    new = Catalog(locale=lang, project="South Caucasus News Toolkit", version="0.1.0", fuzzy=False)
    new.header_comment = f"# Texts of the interface: {lang}. A text without a translation is shown in English."
    for text in collect():
        new.add(text, known.get(text) or ("" if isinstance(text, str) else ("",) * new.num_plurals))
    written = BytesIO()
    write_po(written, new, width=0)
    lines = written.getvalue().decode("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(DATED)), encoding="utf-8")


def _told(translation: Any) -> bool:
    return all(translation) if isinstance(translation, tuple) else bool(translation)


if __name__ == "__main__":
    for code in LANGUAGES:
        if code != "en":
            if sys.argv[1:] == ["update"]:
                update(code)
            lacking = missing(code)
            print(f"{code}: {len(collect()) - len(lacking)} of {len(collect())} texts")
            for each in lacking:
                print("  ", each)
