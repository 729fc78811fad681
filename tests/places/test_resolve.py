"""Names resolved to places: tables of short texts, traps, and what must hold for any text."""

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import TableError
from toolkit.places import annotation_places, explain_place, find, resolve
from toolkit.tables import PLACES

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases_resolve.yml").read_text(encoding="utf-8"))
GEORGIA = yaml.safe_load((HERE / "cases_georgia.yml").read_text(encoding="utf-8"))


def articles(*texts, lang="en"):
    return pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": texts, "lang": lang})


def places_of(*texts, lang="en"):
    frame = articles(*texts, lang=lang)
    return resolve(find(frame), articles=frame)


def value_of(row, name):
    return row.geometry.geom_type if name == "geometry" else getattr(row, name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_names_are_resolved(case):
    places = places_of(case["text"], lang=case.get("lang", "en"))
    rows = places[places.kind.isin(["place", "organisation"])]
    if "only" in case:
        rows = rows[rows.place_id.notna()]
        assert rows.surface.tolist() == case["only"]
    found = [[row.surface, row.place_id if isinstance(row.place_id, str) else None] for row in rows.itertuples()]
    assert found == [wanted[:2] for wanted in case["places"]]
    for row, wanted in zip(rows.itertuples(), case["places"], strict=True):
        for name, value in (wanted[2] if len(wanted) > 2 else {}).items():
            assert value_of(row, name) == value, (row.surface, name)


@pytest.mark.parametrize("meaning", GEORGIA)
def test_georgia_is_the_country_or_the_state(meaning):
    texts = GEORGIA[meaning]
    places = places_of(*texts)
    georgia = places[places.name_key == "georgia"]
    wrong = []
    for n, text in enumerate(texts):
        told = georgia[georgia.article_id == f"a{n}"].place_id
        right = len(told) and told.eq("geo").all() if meaning == "country" else told.isna().all()
        wrong += [] if right else [text]
    assert wrong == []


def test_there_are_enough_texts_about_georgia():
    assert len(GEORGIA["country"]) >= 30
    assert len(GEORGIA["state"]) >= 30


def test_the_table_is_a_valid_geodataframe():
    places = PLACES.check(places_of(*(case["text"] for case in CASES)))
    assert isinstance(places, gpd.GeoDataFrame)
    assert places.crs.to_epsg() == 4326
    known = places[places.place_id.notna()]
    assert known.geometry.notna().all()
    assert known.geometry.is_valid.all()
    assert (known.reason.str.len() > 0).all()
    assert places.loc[places.place_id.isna(), "reason"].str.len().gt(0).all()


def test_every_mention_keeps_its_row():
    frame = articles(*(case["text"] for case in CASES))
    mentions = find(frame)
    assert resolve(mentions, articles=frame).mention_id.tolist() == mentions.mention_id.tolist()
    assert resolve(mentions).mention_id.tolist() == mentions.mention_id.tolist()


def test_the_order_of_articles_does_not_matter():
    frame = articles(*(case["text"] for case in CASES))
    there = resolve(find(frame), articles=frame).set_index("mention_id").place_id
    back = frame.iloc[::-1].reset_index(drop=True)
    again = resolve(find(back), articles=back).set_index("mention_id").place_id
    assert there.sort_index().equals(again.sort_index())


NAMES = st.sampled_from(
    ["Goris", "Baku", "Georgia", "Agdam", "Kəlbəcər", "Армения", "Գորիս", "NKR", "Lake Sevan", "Berd"]
)
PIECES = st.lists(st.one_of(NAMES, st.text(max_size=12), st.sampled_from([" ", ", ", " and ", "'s ", "\n", ". "])))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES, st.sampled_from(["en", "ru", "az", "hy", "ka", "tr", None]))
def test_any_text_gives_true_spans_without_overlap(pieces, lang):
    text = "".join(pieces)
    places = places_of(text, lang=lang)
    end = 0
    for row in places.itertuples():
        assert text[row.start : row.end] == row.surface
        assert row.start >= end
        assert 0 <= row.score <= 1
        end = row.end


SWAPS = [("Armenia", "Azerbaijan"), ("Armenian", "Azerbaijani"), ("Yerevan", "Baku")]
SENTENCES = [
    "Armenia said Azerbaijan had opened fire; Yerevan called on Baku to stop.",
    "The Armenian army shelled posts in Azerbaijan, Baku said. Armenian officials in Yerevan denied it.",
    "Talks between Yerevan and Baku on the border of Armenia and Azerbaijan failed.",
    "Four soldiers of Armenia were captured in Azerbaijan, and Yerevan accused Baku of torture.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_exchanging_two_sides_exchanges_them_in_the_result(text):
    marks = {"arm": "aze", "aze": "arm", "arm-yerevan": "aze-baku", "aze-baku": "arm-yerevan"}
    words = {word: other for pair in SWAPS for word, other in (pair, pair[::-1])}
    other = "".join(words.get(piece, piece) for piece in re.split(r"(\W+)", text))
    one, two = places_of(text), places_of(other)
    assert [marks.get(value, value) for value in one.place_id.dropna()] == two.place_id.dropna().tolist()
    for column in ("kind", "relation", "metonym", "score"):
        assert one[column].tolist() == two[column].tolist(), column


@pytest.mark.parametrize(("day", "place_id"), [("1991-06-01", "aze-ashaghi-aghjakand"), (None, None)])
def test_the_year_of_the_article_tells_whose_official_name_it_was(day, place_id):
    frame = articles("Shots were heard in Shahumyan, officials said in Azerbaijan and Armenia.")
    frame = frame.assign(published_at=pd.to_datetime([day], utc=True))
    told = resolve(find(frame), articles=frame).place_id[0]
    assert (told if isinstance(told, str) else None) == place_id


def test_the_side_of_the_outlet_breaks_a_tie():
    frame = articles("Two died in Gandzak.").assign(outlet_side="ARM")
    weights = [
        resolve(find(frame.assign(outlet_side=side)), articles=frame.assign(outlet_side=side))
        for side in ("ARM", "AZE")
    ]
    assert weights[0].score[0] != weights[1].score[0]


def test_annotation_has_one_entry_for_each_form():
    places = places_of("Baku said so. In Baku, Moscow and Goris, Russia and the Georgians agreed; Goris's mayor too.")
    entries = annotation_places(places)
    assert [entry["surface"] for entry in entries] == ["Baku", "Goris"]
    assert entries[0]["metonym"] is False  # one of its two mentions is a location
    assert set(entries[0]) == {"surface", "name", "kind", "lat", "lon", "metonym"}


def test_an_untold_name_is_annotated_without_coordinates():
    entries = annotation_places(places_of("The village of Quzeyli was hit, Azerbaijan said."))
    assert [(entry["surface"], entry["lat"]) for entry in entries] == [("Quzeyli", None), ("Azerbaijan", 40.3)]


def test_explanations_say_why_and_escape_the_text():
    places = places_of("<b>Agdam</b> in the Tovuz district of Azerbaijan & more")
    explanation = explain_place(places.iloc[0])
    assert "Tovuz" in str(explanation)
    assert "aze-agdam-tovuz" in str(explanation)
    assert "<b>" not in explanation._repr_html_()
    assert str(explain_place(next(places.itertuples()))) == str(explanation)


def test_what_is_no_table_of_mentions_is_refused():
    with pytest.raises(TableError, match="missing column"):
        resolve(pd.DataFrame({"surface": ["Baku"]}))
    with pytest.raises(TableError, match="missing column"):
        explain_place({"surface": "Baku"})


#: Two texts of one language in which the sides are exchanged, and what takes the place of what.
EXCHANGED = [
    (
        "ru",
        "Армения заявила, что Азербайджан открыл огонь; Ереван обвинил Баку.",
        "Азербайджан заявил, что Армения открыла огонь; Баку обвинил Ереван.",
    ),
    (
        "ru",
        "Армянские военные обстреляли позиции в Азербайджане, сообщили в Баку.",
        "Азербайджанские военные обстреляли позиции в Армении, сообщили в Ереване.",
    ),
    (
        "tr",
        "Ermenistan, Azerbaycan'ın ateş açtığını söyledi; Erivan Bakü'yü suçladı.",
        "Azerbaycan, Ermenistan'ın ateş açtığını söyledi; Bakü Erivan'ı suçladı.",
    ),
    (
        "az",
        "Ermənistan Azərbaycanı atəş açmaqda ittiham etdi; İrəvan Bakını günahlandırdı.",
        "Azərbaycan Ermənistanı atəş açmaqda ittiham etdi; Bakı İrəvanı günahlandırdı.",
    ),
    (
        "hy",
        "Հայաստանը հայտարարեց, որ Ադրբեջանը կրակ է բացել. Երևանը մեղադրեց Բաքվին:",
        "Ադրբեջանը հայտարարեց, որ Հայաստանը կրակ է բացել. Բաքուն մեղադրեց Երևանին:",
    ),
    (
        "ka",
        "სომხეთმა განაცხადა, რომ აზერბაიჯანმა ცეცხლი გახსნა; ერევანმა ბაქოს დაადანაშაულა.",
        "აზერბაიჯანმა განაცხადა, რომ სომხეთმა ცეცხლი გახსნა; ბაქომ ერევანს დაადანაშაულა.",
    ),
    (
        "en",
        "Georgia said Abkhazia had opened fire; Tbilisi warned Sukhumi.",
        "Abkhazia said Georgia had opened fire; Sukhumi warned Tbilisi.",
    ),
    (
        "en",
        "Two soldiers from Armenia were wounded near Vardenis, Yerevan said; Baku was silent.",
        "Two soldiers from Azerbaijan were wounded near Gadabay, Baku said; Yerevan was silent.",
    ),
]
OTHER = {
    **{"arm": "aze", "arm-yerevan": "aze-baku", "arm-vardenis": "aze-gadabay"},
    **{"geo": "geo-abkhazia", "geo-tbilisi": "geo-sukhumi"},
}


@pytest.mark.parametrize(("lang", "text", "other"), EXCHANGED, ids=lambda value: value[:20])
def test_exchanging_two_sides_exchanges_them_in_every_language(lang, text, other):
    both = {**OTHER, **{there: here for here, there in OTHER.items()}}
    one, two = (rows[rows.kind == "place"] for rows in (places_of(text, lang=lang), places_of(other, lang=lang)))
    assert [both[place_id] for place_id in one.place_id] == two.place_id.tolist()
    assert one.metonym.tolist() == two.metonym.tolist()
    assert one.relation.tolist() == two.relation.tolist()
