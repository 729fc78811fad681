"""The words of the interface: every text is collected, translations keep what is filled in, nothing takes sides."""

import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from toolkit.views.catalogue import collect, missing
from toolkit.views.texts import LANGUAGES, LOCALE, catalogue, render

FILLED = re.compile(r"%\(\w+\)s|\{\w+\}")
#: Words that take a position and have no place in our own texts.
LOADED = r"\b(occupi|liberat|terroris|separatis|aggressi|puppet|regime|martyr|hero|provocat|so-called|genocid|enemy)"


def messages(lang: str) -> list:
    with (LOCALE / f"{lang}.po").open("rb") as file:
        return [message for message in read_po(file, locale=lang) if message.id]


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_catalogue_knows_every_text_and_fills_in_the_same(lang):
    texts = collect()
    known = {message.id: message.string for message in messages(lang)}
    assert [text for text in texts if text not in known] == []
    for text, translation in known.items():
        forms = translation if isinstance(translation, tuple) else (translation,)
        wanted = set(FILLED.findall(text[-1] if isinstance(text, tuple) else text))
        for form in filter(None, forms):
            assert set(FILLED.findall(form)) == wanted, (lang, text)


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_no_text_lacks_its_translation_and_none_is_left_over(lang):
    """``python -m toolkit.views.catalogue update`` adds new texts and takes old ones away."""
    assert missing(lang) == []
    texts = set(collect())
    assert [message.id for message in messages(lang) if message.id not in texts] == []


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_catalogue_is_sound_as_gettext_sees_it(lang):
    """No fuzzy translation, every plural form there, line breaks at the ends as in the text (what ``msgfmt --check`` asks)."""
    with (LOCALE / f"{lang}.po").open("rb") as file:
        read = read_po(file, locale=lang, abort_invalid=True)
    for message in read:
        assert not message.fuzzy
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            assert len(forms) == (read.num_plurals if isinstance(message.id, tuple) else 1)
            text = message.id[0] if isinstance(message.id, tuple) else message.id
            for form in forms:
                assert (form.startswith("\n"), form.endswith("\n")) == (text.startswith("\n"), text.endswith("\n"))
                assert form == form.strip()


SCRIPTS = {"hy": "ARMENIAN", "ka": "GEORGIAN", "ru": "CYRILLIC", "az": "LATIN"}


@pytest.mark.parametrize("lang", SCRIPTS)
def test_translation_is_written_in_the_script_of_its_language(lang):
    """Names of scholars, formats and this toolkit stay Latin; every translation has letters of its own script."""
    for message in messages(lang):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for form in forms:
            plain = FILLED.sub("", form)
            letters = {unicodedata.name(c, "").split()[0] for c in plain if c.isalpha()}
            known = {"LATIN", SCRIPTS[lang]} if lang != "az" else {"LATIN"}
            assert letters <= known, (message.id, form)
            assert SCRIPTS[lang] in letters or not letters, (message.id, form)


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_what_a_visitor_sees_first_is_translated(lang):
    words = catalogue(lang)
    for text in ("Explorer", "Timeline", "Casualty claims", "Filters", "killed", "Armenia", "Azerbaijan", "Georgia"):
        assert words.gettext(text) != text


def test_our_own_words_take_no_position():
    texts = [part for text in collect() for part in (text if isinstance(text, tuple) else (text,))]
    assert [text for text in texts if re.search(LOADED, text, re.I)] == []


def test_plurals_follow_the_language():
    words = catalogue("ru")
    found = [words.ngettext("%(num)s incident", "%(num)s incidents", n) % {"num": n} for n in (1, 2, 5, 21)]
    assert found == ["1 инцидент", "2 инцидента", "5 инцидентов", "21 инцидент"]


def test_templates_escape_what_they_are_given():
    html = render("twin.html", key="x", columns=["<b>"], rows=[["<script>"]], total=1)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_no_template_marks_a_text_as_safe():
    folder = Path(LOCALE).parent / "assets" / "html"
    assert [path.name for path in folder.glob("*.html") if re.search(r"\|\s*safe|autoescape", path.read_text())] == []
