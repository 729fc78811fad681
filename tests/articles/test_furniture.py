"""Labels of pages: the data is whole, and the same kinds are known in each language."""

import pytest
import regex
import yaml

from toolkit.articles.furniture import KINDS, Label, label_of
from toolkit.resources import data_path

FILES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in data_path("furniture").glob("*.yml")}
LANGUAGES = {"en", "ru", "tr", "az", "hy", "ka", "fa"}


def test_each_language_has_a_file_of_known_kinds():
    assert set(FILES) == LANGUAGES | {"common", "dates"}
    for name in (*LANGUAGES, "common"):
        for part in ("words", "starts", "sentences", "patterns"):
            for kind, some in FILES[name].get(part, {}).items():
                assert kind in KINDS, (name, part, kind)
                assert all(isinstance(word, str) for word in some), (name, part, kind)
        for kind in FILES["en"]["words"] if name in LANGUAGES else ():
            assert kind in FILES[name]["words"] or (name == "fa"), (name, kind)
    assert set(FILES["dates"]) == LANGUAGES | {"zones"}


def test_patterns_and_terminal_words_are_sound():
    for some in FILES["common"]["patterns"].values():
        for pattern in some:
            regex.compile(pattern)
    for name in LANGUAGES:
        lists = {word for kind in ("headlines", "menu", "other") for word in FILES[name]["words"].get(kind, ())}
        assert set(FILES[name]["terminal"]) <= lists, (name, set(FILES[name]["terminal"]) - lists)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("3 MIN READ", Label("reading_time", "3")),
        ("5 минут чтения", Label("reading_time", "5")),
        ("SOURCE:TRTWorld and agencies", Label("source", "TRTWorld and agencies")),
        ("RelatedTalks resume in Brussels", Label("related", "Talks resume in Brussels")),
        ("ExploreTalks resume in Brussels", Label("headlines", "Talks resume in Brussels")),
        ("Читайте также: Переговоры возобновлены", Label("related", "Переговоры возобновлены")),
        ("Հեղինակ՝ Արմեն Գրիգորյան", Label("byline", "Արմեն Գրիգորյան")),
        ("ფოტო: არმენპრესი", Label("photo_credit", "არმენპრესი")),
        ("PAYLAŞ", Label("share")),
        ("ƏN ÇOX OXUNANLAR", Label("headlines")),
        ("Şərhlər (3)", Label("comment")),
        ("Share Tweet Print", Label("share")),
        ("AZ | EN | RU", Label("menu", "RU")),
        ("Home > News > Politics", Label("menu", "Politics")),
        ("1 204 просмотра", Label("other")),
        ("***", Label("other")),
        ("Two men were hurt near Goris", None),
        ("Breaking news: two men hurt near Goris", None),
        ("The photo shows the post", None),
    ],
)
def test_labels(line, label):
    assert label_of(line, prose=False) == label
