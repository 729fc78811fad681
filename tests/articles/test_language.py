"""The language of a text: those of the region are told, others are null and never an error."""

import pytest

from toolkit.articles.language import languages_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Two shepherds were wounded near the border on Monday, officials said.", "en"),
        ("Два пастуха ранены в понедельник у границы, сообщили местные власти.", "ru"),
        ("Sınır yakınında iki çobanın yaralandığı bildirildi.", "tr"),
        ("Sərhəd yaxınlığında iki çoban yaralanıb, bu barədə rəsmi məlumat verilib.", "az"),
        ("Սահմանի մոտ երկու հովիվ է վիրավորվել, հայտնում են պաշտոնյաները։", "hy"),
        ("საზღვართან ორი მწყემსი დაიჭრა, იტყობინება ადგილობრივი ხელისუფლება.", "ka"),
        ("دو چوپان در نزدیکی مرز زخمی شدند، مقام‌های محلی گفتند.", "fa"),
        ("أصيب راعيان بجروح قرب الحدود يوم الاثنين، بحسب مسؤولين.", None),
        ("Двоє пастухів поранені біля кордону, повідомила місцева влада.", None),
        ("Zwei Hirten wurden am Montag nahe der Grenze verletzt, teilten die Behörden mit.", None),
        ("Ҩ-хьчаҩык аҳәааҿы иԥсит, иҳәеит аҭыԥантәи амчра.", None),
        ("ok", None),
        ("", None),
        ("12 345", None),
    ],
)
def test_language(text, lang):
    assert languages_of([text]) == [lang]


def test_many_at_once():
    assert languages_of(["", "The ministry denied the report on Friday.", "7"]) == [None, "en", None]


def test_gold_texts_have_their_language():
    import json

    from toolkit.resources import data_path

    for name in ("quotes_en_dev", "quotes_multi_dev"):
        rows = [
            json.loads(line) for line in data_path("gold", f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        found = languages_of([row["text"] for row in rows])
        right = sum(one == row["lang"] for one, row in zip(found, rows, strict=True))
        assert right / len(rows) >= 0.99, name
