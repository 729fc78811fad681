"""How the build script decides whose name a name is: alike for all sides."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.places.text import fold

PATH = Path(__file__).parents[2] / "scripts" / "gazetteer_names.py"
SWAP = {"armenian": "azerbaijani", "azerbaijani": "armenian"}


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("gazetteer_names", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def place(**names):
    row = {"place_id": "x", "name": "Somewhere", "detail": "village", "country": "AZE", "parties": sorted(SWAP)}
    return {**row, "at": "test:1", **dict.fromkeys(("en", "az", "hy", "ka", "os", "ab", "ru", "tr"), ""), **names}


def usages(build, row):
    names = build.curated_names(row)
    build.settle_usage(row, names)
    return {(name["name"], name["lang"]): name["usage"] for name in names}


def test_two_names(build):
    found = usages(build, place(name="Kalbajar", az="Kəlbəcər; Քելբաջար", hy="Քարվաճառ", ka="ქელბაჯარი"))
    assert found["Kalbajar", "en"] == found["Քելբաջար", "hy"] == found["Kelbajar", "en"] == "azerbaijani"
    assert found["Karvachar", "en"] == found["ქარვაჭარი", "ka"] == found["Карвачар", "ru"] == "armenian"


def test_one_name_in_two_languages_is_nobodys(build):
    assert set(usages(build, place(name="Talish", az="Talış", hy="Թալիշ")).values()) == {"shared"}


def test_a_name_that_only_one_party_has_is_nobodys(build):
    assert set(usages(build, place(name="Uzundara", az="Uzundərə")).values()) == {"shared"}


def test_letters_that_stand_for_words_and_common_nouns_are_not_spelt_out(build):
    names = {name["name"] for name in build.curated_names(place(az="Tərtər çayı", hy="ԼՂՀ"))}
    assert names == {"Somewhere", "Tərtər çayı", "ԼՂՀ"}


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Aya", "Buna", "Cora", "Dil"]),
            st.sampled_from(["armenian", "azerbaijani", "international"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_exchanging_two_sides_exchanges_whose_names_they_are(build, given_names):
    def settle(exchange):
        names = [
            {"name": name, "lang": "en", "usage": exchange.get(usage, usage), "source": "own", "first": first}
            for name, usage, first in given_names
        ]
        build.settle_usage(place(), names)
        return [name["usage"] for name in names]

    assert settle(SWAP) == [SWAP.get(usage, usage) for usage in settle({})]


def test_surer_names_of_other_places_come_first(build):
    def name(place_id, name, source, **about):
        return {"place_id": place_id, "name": name, "source": source, **about}

    names = [
        name("a", "Tovuz", "own"),
        name("b", "Berd", "own"),
        name("b", "Tovuz", "GeoNames 1", alternate=True),
        name("b", "Tavuz", "rule hy-en"),
        name("c", "Tavuz", "rule az-en"),
        name("b", "Musk", "rule hy-en"),
        name("a-district", "Tavuz", "own"),
    ]
    kept = build.drop_clashes(names, {"a-district": "a"}, {fold("Musk")})
    assert [(row["place_id"], row["name"]) for row in kept] == [("a", "Tovuz"), ("b", "Berd"), ("a-district", "Tavuz")]
