"""The gazetteer: whole, placed, named by all sides, and checked."""

from __future__ import annotations

import math
import shutil
import time
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from toolkit.cli import app
from toolkit.errors import DataFileError
from toolkit.places.check import check_gazetteer
from toolkit.places.gazetteer import load_gazetteer
from toolkit.places.status import status_at
from toolkit.places.text import fold
from toolkit.places.transliterate import script_of, spellings
from toolkit.resources import data_path

HERE = Path(__file__).parent
PRESS_NAMES = yaml.safe_load((HERE / "press_names.yml").read_text(encoding="utf-8"))
KNOWN_POINTS = list(pd.read_csv(HERE / "known_points.csv").itertuples(index=False, name=None))
MADE = "rule|spelt"
PARTIES = {"armenian", "azerbaijani", "georgian", "abkhaz", "ossetian"}


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="module")
def ids_of(gazetteer):
    """The place_ids of each folded name."""
    ids = defaultdict(set)
    for place_id, name in zip(gazetteer.names.place_id, gazetteer.names.name, strict=True):
        ids[fold(name)].add(place_id)
    return ids


def km(a, b):
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def test_the_gazetteer_has_no_faults():
    assert check_gazetteer() == []


def test_loads_fast_and_small():
    from toolkit.places.gazetteer import _load

    start = time.process_time()
    loaded = _load.__wrapped__(data_path("gazetteer"))
    assert time.process_time() - start < 0.5
    frames = (loaded.places, loaded.names, loaded.status)
    assert sum(frame.memory_usage(deep=True).sum() for frame in frames) < 50e6


def test_holds_the_settlements_of_three_states_and_many_places_by_hand(gazetteer):
    curated = gazetteer.places.source.str.startswith("curated/")
    assert curated.sum() >= 700
    settled = gazetteer.places[gazetteer.places.kind == "settlement"].country.value_counts()
    assert settled["ARM"] > 600
    assert settled["AZE"] > 500
    assert settled["GEO"] > 300


def test_what_is_entered_by_hand_is_in_the_built_files(gazetteer):
    """Fails when a curated file was changed and the gazetteer not built again."""
    zones = yaml.safe_load(data_path("gazetteer", "zones.yml").read_text(encoding="utf-8"))
    places = gazetteer.places.set_index("place_id")
    named = {(i, fold(name)) for i, name in zip(gazetteer.names.place_id, gazetteer.names.name, strict=True)}
    periods = gazetteer.status.groupby("place_id").size()
    for path in sorted(data_path("gazetteer", "curated").glob("*.csv")):
        for row in pd.read_csv(path, dtype="str", keep_default_na=False).to_dict("records"):
            place_id, zone = row["place_id"], zones.get(row["zone"], {})
            assert places.name[place_id] == row["name"]
            assert places.contested[place_id] == bool(zone.get("parties")), place_id
            assert periods.get(place_id, 0) == len(zone.get("status", [])), place_id
            for column in ("en", "az", "hy", "ka", "os", "ab", "ru", "tr"):
                for name in filter(None, row[column].split("; ")):
                    assert (place_id, fold(name.partition("@")[0])) in named, (path.name, place_id, name)


@pytest.mark.parametrize(("name", "lat", "lon"), KNOWN_POINTS)
def test_known_places_are_where_they_are_under_every_name(gazetteer, ids_of, name, lat, lon):
    places = gazetteer.places.set_index("place_id")
    near = [i for i in ids_of[fold(name)] if km((lat, lon), (places.lat[i], places.lon[i])) < 5]
    assert near
    for other in gazetteer.names.name[gazetteer.names.place_id == near[0]]:
        assert near[0] in ids_of[fold(other)]


@pytest.mark.parametrize(("place_id", "name"), [(place, name) for place in PRESS_NAMES for name in PRESS_NAMES[place]])
def test_spellings_of_the_press_lead_to_the_place(ids_of, place_id, name):
    assert place_id in ids_of[fold(name)]


def test_every_variant_of_a_disputed_place_leads_to_it_alone(gazetteer, ids_of):
    """Holds for all disputed settlements but those that truly share a name; areas named after their seat do not count."""
    places, names = gazetteer.places.set_index("place_id"), gazetteer.names
    points = {i for i in places.index if places.kind[i] not in ("district", "region", "corridor")}
    written = defaultdict(set)
    for row in names[~names.source.str.contains(MADE)].itertuples():
        if row.place_id in points:
            written[fold(row.name)].add(row.place_id)
    namesakes = {i for sharing in written.values() if len(sharing) > 1 for i in sharing}
    sure, checked = [i for i in places.index[places.contested & (places.kind == "settlement")] if i not in namesakes], 0
    for place_id, variants in names[names.place_id.isin(sure)].groupby("place_id"):
        strays = {name: ids_of[fold(name)] & points - {place_id} for name in variants.name}
        assert not any(strays.values()), (place_id, strays)
        checked += len(variants)
    assert len(sure) >= 300
    assert checked > 6000


def test_no_side_stands_alone(gazetteer):
    """Where one party's name of a disputed place is told from the other's, the other has a name too: its own, or one for both."""
    langs = {"armenian": "hy", "azerbaijani": "az", "georgian": "ka", "abkhaz": "ru", "ossetian": "ru"}
    names = gazetteer.names[gazetteer.names.place_id.isin(gazetteer.places.place_id[gazetteer.places.contested])]
    two_sided = 0
    for place_id, rows in names.groupby("place_id"):
        users = set(rows.usage) & PARTIES
        two_sided += len(users) == 2
        if len(users) == 1:
            others = (
                {"armenian", "azerbaijani"}
                if users <= {"armenian", "azerbaijani"}
                else PARTIES - {"armenian", "azerbaijani"}
            )
            shared = set(rows.lang[rows.usage == "shared"])
            assert shared & {langs[user] for user in others - users}, place_id
    assert two_sided > 200


def test_armenian_and_azerbaijani_names_are_spelt_out_alike(gazetteer):
    """Each side's names of disputed places are there in each of the other languages."""
    names = gazetteer.names[gazetteer.names.place_id.isin(gazetteer.places.place_id[gazetteer.places.contested])]
    for usage in ("armenian", "azerbaijani"):
        rows = names[names.usage == usage]
        for lang in ("en", "ru", "ka"):
            assert rows.place_id[rows.lang == lang].nunique() > 0.7 * rows.place_id.nunique(), (usage, lang)


@pytest.mark.parametrize(
    ("place_id", "name", "usage"),
    [
        ("aze-khankendi", "Stepanakert", "armenian"),
        ("aze-khankendi", "Khankendi", "azerbaijani"),
        ("aze-shusha", "Şuşa", "azerbaijani"),
        ("aze-shusha", "Շուշի", "armenian"),
        ("aze-talish", "Talish", "shared"),
        ("aze-kalbajar-district", "Karvachar", "armenian"),
        ("aze-nagorno-karabakh", "Nagorno-Karabakh", "international"),
        ("aze-nagorno-karabakh", "Արցախ", "armenian"),
        ("arm-sotk", "Zod", "azerbaijani"),
        ("arm-sotk", "Sotk", "shared"),
        ("geo-sukhumi", "Сухум", "abkhaz"),
        ("geo-akhalgori", "Akhalgori", "georgian"),
        ("geo-akhalgori", "Leningor", "ossetian"),
        ("geo-gori", "Gori", "shared"),
    ],
)
def test_whose_name_it_is(gazetteer, place_id, name, usage):
    assert usage in set(gazetteer.names_of(place_id).query("name == @name").usage)


@pytest.mark.parametrize(
    ("name", "wanted", "not_wanted"),
    [
        ("Tovuz", {"aze-tovuz", "aze-tovuz-district"}, "arm-berd"),  # GeoNames gives Berd the alternate Tovuz
        ("Товуз", {"aze-tovuz", "aze-tovuz-district"}, "arm-berd"),
        ("Tavush", {"arm-tavush-province", "arm-tavush-village"}, "aze-tovuz"),
        ("Susa", {"aze-shusha", "aze-shusha-district"}, "irn-susa"),
    ],
)
def test_names_do_not_cross_borders(ids_of, name, wanted, not_wanted):
    assert ids_of[fold(name)] == wanted
    assert not_wanted not in ids_of[fold(name)]


def test_places_of_one_name_are_kept_apart(gazetteer, ids_of):
    places = gazetteer.places.set_index("place_id")
    assert {"aze-aghdam", "aze-agdam-tovuz"} <= ids_of["agdam"]
    assert km(*[(places.lat[i], places.lon[i]) for i in ("aze-aghdam", "aze-agdam-tovuz")]) > 100
    assert {"arm-vardenis"} < ids_of["vardenis"]  # a town by Lake Sevan and a village in Aragatsotn
    for twins in (("aze-talish", "aze-talish-hajigabul"), ("aze-sugovushan", "aze-sugovushan-sabirabad")):
        assert set(twins) <= ids_of[twins[0].removeprefix("aze-")]
        assert 140 < km(*[(places.lat[i], places.lon[i]) for i in twins]) < 190
    assert "susi" not in ids_of
    assert {"evn", "lwn", "naj", "brd"}.isdisjoint(ids_of)


@pytest.mark.parametrize(
    ("place_id", "day", "controller"),
    [
        ("aze-kalbajar", "2020-11-24", "NKR"),
        ("aze-kalbajar", "2020-11-25", "AZE"),
        ("aze-lachin", "2021-06-01", "RUS"),
        ("aze-lachin", "2022-08-26", "AZE"),
        ("aze-aghdam", "2020-11-20", "AZE"),
        ("aze-hadrut", "2020-10-15", None),  # fighting: nothing is stated
        ("aze-hadrut", "2020-11-10", "AZE"),
        ("aze-shusha", "2020-11-08", None),  # announced by one side, denied by the other
        ("aze-shusha", "2020-11-09", "AZE"),
        ("x-lachin-corridor", "2023-01-10", "RUS"),  # the road, after the town was handed over
        ("x-lachin-corridor", "2023-06-15", None),
        ("aze-zabukh", "2022-08-25", "RUS"),
        ("aze-chapar-kalbajar", "2021-01-01", None),
        ("aze-maragha", "2010-01-01", "AZE"),
        ("aze-khankendi", "2023-09-19", None),
        ("geo-perevi", "2010-10-17", "RUS"),
        ("geo-perevi", "2010-10-18", None),  # the day it was left
        ("geo-perevi", "2010-10-19", "GEO"),
        ("geo-chkhalta", "2000-01-01", None),
        ("aze-khankendi", "2023-09-18", "NKR"),
        ("aze-khankendi", "2023-10-01", "AZE"),
        ("aze-ashaghi-askipara", "2024-05-23", "ARM"),
        ("aze-ashaghi-askipara", "2024-05-24", "AZE"),
        ("aze-artsvashen", "2024-01-01", "AZE"),
        ("aze-nagorno-karabakh", "2019-01-01", "NKR"),
        ("aze-nagorno-karabakh", "2021-01-01", None),  # divided
        ("aze-aghdam-district", "2019-01-01", None),  # divided by the line of contact
        ("aze-horadiz", "2010-01-01", None),  # undisputed: the gazetteer holds no periods
        ("geo-akhalgori", "2008-08-01", "GEO"),
        ("geo-akhalgori", "2009-01-01", "OSS"),
        ("geo-chkhalta", "2008-08-01", "GEO"),
        ("geo-chkhalta", "2008-09-01", "ABK"),
        ("geo-gori", "2008-08-12", None),
    ],
)
def test_who_controlled_a_place(place_id, day, controller):
    found = status_at(place_id, day)
    assert (found and found["controller"]) == controller
    if found:
        assert found["source"]


def test_status_refuses_unknown_places_and_days():
    with pytest.raises(DataFileError, match="no place 'aze-atlantis'"):
        status_at("aze-atlantis", "2020-01-01")
    with pytest.raises(DataFileError, match="no place 'aze-atlantis'"):
        load_gazetteer().names_of("aze-atlantis")
    with pytest.raises(ValueError, match="soon"):
        status_at("aze-kalbajar", "soon")


@pytest.mark.parametrize(
    ("place_id", "name", "from_date", "to_date"),
    [
        ("aze-ganja", "Kirovabad", "1935", "1989-12-29"),
        ("aze-ganja", "Gəncə", "1989-12-30", None),
        ("arm-gyumri", "Լենինական", "1924", "1990"),
        ("aze-khankendi", "Xankəndi", "1991-11-26", None),
        ("aze-khankendi", "Ստեփանակերտ", "1923", "2023-09-28"),
        ("geo-tskhinvali", "Staliniri", "1934", "1961"),
    ],
)
def test_when_a_name_was_official(gazetteer, place_id, name, from_date, to_date):
    row = gazetteer.names_of(place_id).query("name == @name and official").iloc[0]
    assert row.from_date == from_date
    assert (None if pd.isna(row.to_date) else row.to_date) == to_date


@pytest.fixture
def copy(tmp_path):
    """A copy of the gazetteer that a test may break."""
    for path in data_path("gazetteer").glob("*.csv"):
        shutil.copy(path, tmp_path / path.name)

    def change(file, row, **cells):
        frame = pd.read_csv(tmp_path / f"{file}.csv", dtype=str, keep_default_na=False)
        for column, value in cells.items():
            frame.loc[row, column] = value
        frame.to_csv(tmp_path / f"{file}.csv", index=False)
        return frame

    return tmp_path, change


def test_check_tells_every_fault_at_once_with_its_row(copy):
    folder, change = copy
    places = change("places", 10, kind="village", point_prec="0")
    change("places", 11, place_id=places.place_id[12])
    change("places", 20, lat=places.lon[20], lon=places.lat[20])
    gori = places.index[places.place_id == "geo-gori"][0]
    change("places", gori, lon="45.5", geometry_ref="GEO-0")
    change("names", 5, lang="")
    change("names", 6, usage="enemy", script="Grek")
    names = change("names", 7, lang="hy")
    change("names", names.index[names.source.str.startswith("GeoNames")][0], name="EVN")
    change("names", 8, from_date="1990", to_date="1980")
    change("status", 0, controller="OCCUPIER", to_date="soon")
    faults = "\n".join(check_gazetteer(folder))
    for fault in (
        "places.csv:12: ",
        "kind 'village', allowed: settlement",
        "point_prec 0.0, must be above 0",
        f"place_id {places.place_id[12]!r} is given twice",
        "places.csv:22: ",
        "look swapped",
        "lon 45.5 lie outside the district geo-shida-kartli-region",
        "names.csv:7: ",
        "geometry_ref 'GEO-0' is no area of data/boundaries",
        "has no language",
        "usage 'enemy', allowed: armenian",
        "script 'Grek', allowed",
        "'EVN' has three letters or fewer",
        "from_date 1990 is after to_date 1980",
        "controller 'OCCUPIER', allowed: ABK",
        "to_date 'soon' is no ISO date",
    ):
        assert fault in faults


def test_check_wants_names_of_both_sides_and_one_ruler_a_day(copy):
    folder, change = copy
    names = pd.read_csv(folder / "names.csv", dtype=str, keep_default_na=False)
    names[~((names.place_id == "aze-kalbajar") & (names.lang == "hy"))].to_csv(folder / "names.csv", index=False)
    status = pd.read_csv(folder / "status.csv", dtype=str, keep_default_na=False)
    change("status", status.index[status.place_id == "aze-kalbajar"][0], to_date="2020-12-31")
    faults = check_gazetteer(folder)
    assert len(faults) == 2
    assert "aze-kalbajar: disputed, and has no name in hy" in faults[0]
    assert "aze-kalbajar: the period from 2020-11-25 overlaps the one before" in faults[1]


def test_a_gazetteer_of_the_wrong_form_is_refused(tmp_path):
    with pytest.raises(DataFileError, match="no such file"):
        load_gazetteer(tmp_path)
    (tmp_path / "places.csv").write_text("id,name\n1,Gori\n")
    with pytest.raises(DataFileError, match=r"missing column.*place_id") as caught:
        load_gazetteer(tmp_path)
    assert check_gazetteer(tmp_path) == str(caught.value).splitlines()


def test_cells_that_cannot_be_read_are_named_with_their_rows(copy):
    folder, change = copy
    change("places", 3, lat="north", contested="yes")
    change("places", 9, population="about 300")
    faults = check_gazetteer(folder)
    assert faults[:3] == [
        "places.csv:5: lat 'north' is not a number",
        "places.csv:11: population 'about 300' is not a whole number",
        "places.csv:5: contested 'yes' is not True or False",
    ]
    assert faults[3:] == ["places.csv:5: arm-abovyan-ararat: no point"]
    with pytest.raises(DataFileError, match=r"(?s)'north' is not a number.*'yes' is not True or False"):
        load_gazetteer(folder)


def test_all_faults_are_listed_at_once_with_their_rows(copy):
    folder, change = copy
    change("places", 3, lat="45.1", lon="40.2", kind="hamlet")
    change("places", 9, lat="north")
    change("names", 12, lang="")
    change("status", 4, from_date="soon")
    result = CliRunner().invoke(app, ["gazetteer", "check", str(folder)])
    assert result.exit_code == 1
    for fault in (
        "places.csv:11: lat 'north' is not a number",
        "places.csv:5: arm-abovyan-ararat: kind 'hamlet', allowed: settlement",
        "places.csv:5: arm-abovyan-ararat: lat 45.1, lon 40.2 look swapped",
        "names.csv:14: ",
        "status.csv:6: ",
    ):
        assert fault in result.output


def test_every_file_without_its_columns_is_named(copy):
    folder, _ = copy
    (folder / "names.csv").write_text("name\nGori\n")
    (folder / "status.csv").unlink()
    faults = check_gazetteer(folder)
    assert len(faults) == 2
    assert "names.csv: missing column(s) place_id" in faults[0]
    assert "status.csv: no such file" in faults[1]


@pytest.mark.parametrize(
    ("name", "source", "target", "wanted"),
    [
        ("Kəlbəcər", "az", "en", {"Kalbajar", "Kelbajar", "Kalbacar", "Kelbadjar"}),
        ("Kəlbəcər", "az", "tr", {"Kelbecer"}),
        ("Xocalı", "az", "ru", {"Ходжалы"}),
        ("Laçın", "az", "hy", {"Լաչին"}),
        ("Ağdam", "az", "ka", {"აღდამი"}),
        ("Քարվաճառ", "hy", "en", {"Karvachar", "Karvajar"}),
        ("Հադրութ", "hy", "ru", {"Гадрут"}),
        ("Երևան", "hy", "en", {"Yerevan"}),
        ("ცხინვალი", "ka", "en", {"Tskhinvali"}),
        ("ახალქალაქი", "ka", "ru", {"Ахалкалаки"}),
        ("Цхинвал", "ru", "tr", {"Tshinval"}),
    ],
)
def test_spellings(name, source, target, wanted):
    assert wanted <= set(spellings(name, source, target))


ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆ",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}
SCRIPT = {"en": "Latn", "tr": "Latn", "az": "Latn", "ru": "Cyrl", "hy": "Armn", "ka": "Geor"}
PAIRS = [(a, b) for a in ALPHABETS for b in SCRIPT if a != b and not (a == "ru" and b in ("hy", "ka", "az"))]


@pytest.mark.parametrize(("source", "target"), PAIRS)
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_any_name_is_spelt_in_the_script_of_the_other_language(source, target, data):
    name = data.draw(st.text(ALPHABETS[source], min_size=2, max_size=8)).capitalize()
    made = spellings(name, source, target)
    assert len({fold(form) for form in made}) == len(made) <= 192
    assert all(
        script_of(form) in (SCRIPT[target], None if not form else SCRIPT[target]) for form in made if form.strip()
    )


def test_every_exception_is_needed(copy):
    folder, _ = copy
    excepted = set(pd.read_csv(folder / "exceptions.csv").place_id)
    (folder / "exceptions.csv").unlink()
    outside = {fault.split(": ")[1] for fault in check_gazetteer(folder)}
    assert outside == excepted
