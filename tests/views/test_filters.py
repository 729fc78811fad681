"""The address holds the view: written and read back alike; what is not allowed gives the default and a notice."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.views import filters as f
from toolkit.views.behind import key
from toolkit.views.filters import Filters, from_query, parse

OPEN = {
    "area": {"ARM", "AZE", "none"},
    "side": {"ARM", "AZE"},
    "outlet": {"East, West & Co", "Вестник", "none"},
    "outlet_side": {"ARM"},
    "lang": {"en", "ru"},
    "incident": {"2020-09-27_x:1"},
    "article": {"a b"},
    "claim": {"a b:c:0"},
    "a": {"outlet:Вестник"},
    "b": {"lang:en"},
}
ALL = {**f.CLOSED, **OPEN}


def values(field):
    if field.name in f.MANY:
        known = [v for v in sorted(ALL[field.name]) if "," not in v]
        return st.lists(st.sampled_from(known), unique=True, min_size=0 if field.name == "marks" else 1).map(
            tuple
        ) | st.just(field.default)
    if field.name in f.DATES:
        return st.just("") | st.dates().filter(lambda d: d.year > 999).map(str)
    if field.name == "q":
        return st.text(max_size=40).filter(lambda text: not any(0xD800 <= ord(c) < 0xE000 for c in text))
    if field.name == "page":
        return st.integers(1, 999)
    if field.name == "swap":
        return st.booleans()
    if field.name == "at":
        return st.just("") | st.just("10-20")
    if field.name == "behind":
        return st.just("") | st.text(min_size=1, max_size=20).map(lambda text: key("articles", "", "", text))
    return (
        st.sampled_from(["", *sorted(ALL[field.name])])
        if field.default == ""
        else st.sampled_from(sorted(ALL[field.name]))
    )


@given(st.fixed_dictionaries({field.name: values(field) for field in fields(Filters)}))
def test_address_restores_every_view(chosen):
    view = Filters(**chosen)
    if view.first and view.last and view.first > view.last:
        view = replace(view, last="")
    read, wrong = parse(from_query(view.address()), OPEN)
    assert wrong == []
    assert read == view


@given(
    st.dictionaries(st.sampled_from([field.name for field in fields(Filters)] + ["hl", "utm"]), st.text(max_size=30))
)
def test_any_address_gives_a_view(query):
    view, wrong = parse(query, OPEN)
    again, wrong_again = parse(view.query(), OPEN)
    assert again == view
    assert wrong_again == []
    assert {key for key, _ in wrong} <= {field.name for field in fields(Filters)}


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("area=ATLANTIS", "area"),
        ("first=2020-13-01", "first"),
        ("first=2021-01-01&last=2020-01-01", "last"),
        ("lanes=colour", "lanes"),
        ("page=-1", "page"),
        ("page=1e9", "page"),
        ("incident=none-such", "incident"),
        ("at=5", "at"),
        ("swap=maybe", "swap"),
        ("marks=claim,blood", "marks"),
    ],
)
def test_what_is_not_allowed_is_said(query, key):
    view, wrong = parse(from_query("?" + query), OPEN)
    assert [name for name, _ in wrong] == [key]
    assert getattr(view, key) == getattr(Filters(), key)


def test_defaults_have_an_empty_address():
    assert Filters().address() == ""


def test_change_of_what_is_counted_goes_back_to_the_first_page():
    assert Filters(page=4).changed(side=("ARM",)).page == 1
    assert Filters(page=4).changed(names="both").page == 4


def test_outlet_with_a_comma_can_be_chosen():
    view, wrong = parse({"outlet": "East, West & Co"}, OPEN)
    assert view.outlet == ("East, West & Co",)
    assert wrong == []
