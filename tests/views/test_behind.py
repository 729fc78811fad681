"""Every number opens what stands behind it: the list is as long as the number, in every view, under any filter."""

import re
from functools import cache

import pytest
from bs4 import BeautifulSoup
from frames import make_corpus
from hypothesis import given
from hypothesis import strategies as st
from test_views import VIEWS

from toolkit.views.behind import KINDS, all_but, key, look_up
from toolkit.views.changed import Changed, changed_table
from toolkit.views.index import Index
from toolkit.views.reader import Reader
from toolkit.views.store import Store
from toolkit.views.timeline import Timeline

INDEX = Index(make_corpus())
FILTERS = ({}, {"area": "GEO", "lanes": "side"}, {"known": "2019-06-01"})
#: Kinds whose list has one row for each thing that was counted.
COUNTED = ("incidents", "claims", "bin", "spots", "offmap", "articles", "reporting", "loaded", "names", "frames")
#: Numbers of tables that no list stands behind: measures that rest on many words, and counts of words.
MEASURES = {
    "words", "share of words", "words in quotation marks", "share", "of all", "interval from", "interval to",
    "different indicators", "per 1,000 words, first set", "per 1,000 words, second set", "log odds ratio", "z score",
    "articles", "ratio",
}  # fmt: skip


def soup(view) -> BeautifulSoup:
    return BeautifulSoup("".join(part.html for part in view.parts), "html.parser")


@cache
def drawn(view) -> BeautifulSoup:
    return soup(view(Store(INDEX)))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_each_number_opens_as_many_rows(view, chosen):
    store = Store(INDEX, chosen)
    for button in soup(view(store)).select("[data-act=behind]"):
        found = look_up(store, button["data-value"])
        assert found is not None, button["data-value"]
        number = re.fullmatch(r"(\d[\d,]*)( \w+)*", button.get_text(strip=True))
        kind = button["data-value"].split(":")[0]
        if number and kind in COUNTED:
            assert found.total == int(number[1].replace(",", "")), button
        assert found.total >= len(found.rows)


@pytest.mark.parametrize("view", VIEWS)
def test_no_number_of_a_table_is_without_its_route(view):
    for table in drawn(view).select("table"):
        titles = [th.get_text(strip=True) for th in table.select("thead th")]
        for row in table.select("tbody tr"):
            for title, cell in zip(titles, row.select("th, td"), strict=False):
                if "n" in cell.get("class", []) and cell.get_text(strip=True) and title not in MEASURES:
                    assert cell.select("button[data-act]"), (title, cell)


@pytest.mark.parametrize("view", VIEWS)
def test_what_opens_something_is_a_named_button_that_the_keyboard_reaches(view):
    for tag in drawn(view).select("[data-act]"):
        assert tag.name in ("button", "a") or (tag.get("role") == "button" and tag.get("tabindex") is not None)
        assert tag.get_text(strip=True) or tag.get("aria-label")


def test_ids_of_a_view_are_unique():
    for view in VIEWS:
        ids = [tag["id"] for tag in drawn(view).select("[id]")]
        assert len(ids) == len(set(ids)), view


@given(st.sampled_from([*KINDS, "none"]), st.lists(st.text(max_size=12), max_size=6))
def test_a_key_that_means_nothing_is_no_error(kind, parts):
    found = look_up(Store(INDEX), key(kind, *parts))
    assert found is None or found.total >= 0


def test_list_stays_open_behind_what_is_read_from_it():
    store = Store(INDEX)
    reader = Reader(store)
    circle = soup(Timeline(store)).select_one("#twin-timeline [data-act=behind]")
    store.select("behind", circle["data-value"])
    first = soup(reader).select_one("[data-row]")
    reader.act({"act": first["data-act"], "value": first["data-value"]})
    assert store.filters.incident == first["data-value"]
    reader.act({"act": "close"})
    assert (store.filters.incident, store.filters.behind) == ("", circle["data-value"])
    reader.act({"act": "close"})
    assert store.filters.behind == ""


def test_other_outlets_are_those_without_a_row_of_their_own():
    store = Store(INDEX)
    shown = look_up(store, key("articles", "", "", "Wire Desk")).total
    rest = look_up(store, key("articles", "", "", all_but(["Wire Desk"]))).total
    assert shown + rest == len(INDEX.articles)


def test_what_changed_is_what_claims_of_later_days_add():
    store = Store(INDEX, {"since": "2019-06-01"})
    before, after = (Store(INDEX, {"known": day}).selection.rows for day in ("2019-06-01", "2030-01-01"))
    table = changed_table(before, after)
    assert (table["n_claims"] > table["n_before"]).all()
    assert table["n_claims"].sum() - table["n_before"].sum() == after["n_claims"].sum() - before["n_claims"].sum()
    assert f"{len(table)} row" in soup(Changed(store)).get_text(" ", strip=True)
    assert len(changed_table(after, after)) == 0
