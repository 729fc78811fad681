"""Names as the reader wants them: whose, and in which language."""

import pandas as pd
import pytest

from toolkit.errors import DataFileError
from toolkit.places import find, load_gazetteer, map_labels, place_names, resolve
from toolkit.places.naming import LANGS, NAMINGS

CASES = [
    ("aze-kalbajar", "neutral", "en", "Kalbajar"),
    ("aze-kalbajar", "armenian", "en", "Karvachar"),
    ("aze-kalbajar", "armenian", "hy", "Քարվաճառ"),
    ("aze-kalbajar", "armenian", "ru", "Карвачар"),
    ("aze-kalbajar", "azerbaijani", "az", "Kəlbəcər"),
    ("aze-kalbajar", "azerbaijani", "hy", "Քելբաջար"),
    ("aze-kalbajar", "both", "en", "Kalbajar / Karvachar"),
    ("aze-kalbajar", "both", "ka", "ქალბაჯარი / ქარვაჭარი"),
    ("aze-khankendi", "armenian", "hy", "Ստեփանակերտ"),
    ("aze-nagorno-karabakh", "international", "ru", "Нагорный Карабах"),
    ("aze-nagorno-karabakh", "armenian", "en", "Artsakh"),
    ("aze-nagorno-karabakh", "neutral", "az", "Dağlıq Qarabağ"),
    ("arm-vardenis", "azerbaijani", "en", "Basarkechar"),
    ("arm-vardenis", "both", "en", "Basarkechar / Vardenis"),
    ("arm-vardenis", "armenian", "en", "Vardenis"),
    ("geo-tskhinvali", "ossetian", "en", "Tskhinval"),
    ("geo-tskhinvali", "georgian", "ka", "ცხინვალი"),
    ("geo-sukhumi", "abkhaz", "ru", "Сухум"),
    ("geo-akhalgori", "both", "ru", "Ахалгори / Ленингор"),
    ("geo-gori", "armenian", "ka", "გორი"),  # no party has a name of its own
    ("arm-yerevan", "neutral", "ru", "Ереван"),
]


@pytest.mark.parametrize(("place_id", "naming", "lang", "name"), CASES)
def test_names_are_whose_the_reader_wants(place_id, naming, lang, name):
    assert place_names([place_id], naming=naming, lang=lang).to_dict() == {place_id: name}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("naming", [naming for naming in NAMINGS if naming != "written"])
def test_every_place_has_a_name_in_every_naming(naming, lang):
    names = place_names(naming=naming, lang=lang)
    assert len(names) == len(load_gazetteer().places)
    assert names.str.len().gt(0).all()


def test_the_parties_of_a_disputed_place_stand_in_alphabetical_order():
    both = place_names(naming="both", lang="ru")
    parts = both[both.str.contains(" / ")].str.split(" / ")
    assert len(parts) > 300
    assert parts.map(lambda each: each == sorted(each)).all()


def test_names_as_written_are_those_of_most_mentions():
    articles = pd.DataFrame(
        {"article_id": ["a"], "text": ["Karvachar, Karvachar and Kalbajar in Armenia's and Azerbaijan's news."]}
    )
    written = resolve(find(articles), articles=articles)
    assert place_names(["aze-kalbajar", "arm-goris"], naming="written", written=written).tolist() == [
        "Karvachar",
        "Goris",
    ]


def test_what_is_not_known_is_refused():
    with pytest.raises(ValueError, match="allowed: neutral, written"):
        place_names(naming="ours")
    with pytest.raises(ValueError, match="in en, hy"):
        place_names(lang="fr")
    with pytest.raises(ValueError, match="written="):
        place_names(naming="written")
    with pytest.raises(DataFileError, match="atlantis"):
        place_names(["aze-atlantis"])


@pytest.mark.parametrize("near", [0, 1, 2])
def test_labels_of_a_map_do_not_overlap(near):
    from toolkit.places.naming import LETTER, LINE

    labels = map_labels(naming="both", lang="hy", near=near)
    assert labels["rank"].between(1, near + 1).all()
    for one in labels.itertuples():
        for other in labels.itertuples():
            if one.Index < other.Index:
                wide = LETTER[near] * (len(one.name) + len(other.name)) / 2
                assert abs(one.lon - other.lon) >= wide or abs(one.lat - other.lat) >= LINE[near]


def test_names_on_the_map_change_with_the_naming():
    ours, theirs = (
        map_labels(naming=naming, near=2).set_index("place_id").name for naming in ("armenian", "azerbaijani")
    )
    assert ours["aze-khankendi"] == "Stepanakert"
    assert theirs["aze-khankendi"] == "Khankendi"
