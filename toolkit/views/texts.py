"""Words of the interface in the reader's language, and the pages and parts they stand in (autoescaped Jinja templates)."""

from __future__ import annotations

import gettext
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from toolkit.views import numbers

ASSETS = Path(__file__).parent / "assets"
LOCALE = Path(__file__).parent / "locale"
#: Languages of the interface by their own names.
LANGUAGES = {"en": "English", "hy": "Հայերեն", "az": "Azərbaycanca", "ka": "ქართული", "ru": "Русский"}


@lru_cache(maxsize=8)
def catalogue(lang: str) -> gettext.NullTranslations:
    """Return the translations of a language; words that it lacks, and all words of English, stay English."""
    path = LOCALE / f"{lang}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=8)
def environment(lang: str) -> Environment:
    """Return the Jinja environment of a language. Everything that is put into a template is escaped."""
    env = Environment(
        loader=FileSystemLoader(ASSETS / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_translations(catalogue(lang), newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        count=partial(numbers.count, lang), day=partial(numbers.day, lang), decimal=partial(numbers.decimal, lang)
    )
    return env


def render(template: str, lang: str = "en", **context: Any) -> Markup:
    """Return a part of a page as HTML; every text in ``context`` is escaped."""
    return Markup(environment(lang).get_template(template).render(**context))


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """Return the text of a file of ``assets``."""
    return (ASSETS / name).read_text(encoding="utf-8")
