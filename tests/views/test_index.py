"""What filters let through: nothing lost, nothing added up across origins, what is not known said."""

from dataclasses import replace

import numpy as np
import pytest
from frames import make_corpus

from toolkit.charts import timeline
from toolkit.corpus import Corpus
from toolkit.views.filters import Filters
from toolkit.views.index import Index

INDEX = Index(make_corpus(60, 40))


def test_no_filter_lets_everything_through():
    some = INDEX.select(Filters())
    assert len(some.incident_at) == 60
    assert len(some.figure_at) == len(INDEX.figures)
    assert len(some.article_at) == 40
    assert some.count_by_origin() == INDEX.incidents["origin"].value_counts().to_dict()


@pytest.mark.parametrize(
    ("filters", "right"),
    [
        ({"area": ("GEO",)}, lambda i: i["country"] == "GEO"),
        ({"area": ("none",)}, lambda i: i["country"].isna()),
        ({"area": ("GEO", "none")}, lambda i: i["country"].isna() | (i["country"] == "GEO")),
        ({"side": ("OSS",)}, lambda i: i["sides"].map(lambda s: "OSS" in s)),
        ({"grade": ("admitted",)}, lambda i: i["grade"] == "admitted"),
        ({"origin": ("articles",)}, lambda i: i["origin"] == "articles"),
        ({"first": "2018-01-01"}, lambda i: i["start_date"] >= "2018-01-01"),
        ({"last": "2018-01-01"}, lambda i: i["start_date"] <= "2018-01-01"),
        ({"q": "TOVUZ clash"}, lambda i: i["label"].str.contains("Tovuz")),
    ],
)
def test_filters_of_incidents(filters, right):
    some = INDEX.select(Filters(**filters))
    assert some.incidents["incident_id"].tolist() == INDEX.incidents.loc[right(INDEX.incidents), "incident_id"].tolist()
    assert set(some.figures["incident_id"]) <= set(some.incidents["incident_id"])


def test_filters_of_claims_keep_the_incidents_that_have_one():
    some = INDEX.select(Filters(outcome=("wounded",), outlet=("Вестник",)))
    assert set(some.figures["outcome"]) == {"wounded"}
    outlets = INDEX.articles.set_index("article_id")["outlet"]
    assert set(some.figures["article_id"].map(outlets)) == {"Вестник"}
    assert set(some.incidents["incident_id"]) == set(some.figures["incident_id"])


def test_as_known_on_leaves_later_claims_out_and_says_how_many_are_undated():
    day = "2019-06-01"
    some = INDEX.select(Filters(known=day))
    assert some.figures["said_at"].notna().all()
    assert (some.figures["said_at"].dt.tz_localize(None).dt.normalize() <= day).all()
    undated = INDEX.figures[INDEX.figures["said_at"].isna() & (INDEX.figures["start_date"] <= day)]
    assert some.n_undated_claims == len(undated) > 0


def test_known_later_never_shows_fewer_claims():
    counts = [len(INDEX.select(Filters(known=f"{year}-01-01")).figure_at) for year in range(2016, 2025)]
    assert counts == sorted(counts)


@pytest.mark.parametrize("lanes", timeline.LANES)
def test_timeline_counts_what_the_chart_counts(lanes):
    some = INDEX.select(Filters(area=("ARM", "AZE")))
    table, names, step = some.timeline(lanes, "")
    plain = timeline.timeline_table(some.incidents, step=step, lanes=lanes)
    assert table["n"].sum() == plain["n"].sum()
    assert len(table) == len(plain)
    assert set(names) == set(table["lane"])


def test_map_and_tray_hold_every_incident_once():
    some = INDEX.select(Filters())
    assert some.spots()["n"].sum() + sum(some.off_map().values()) == len(some.incident_at)


@pytest.mark.parametrize("name", ["Stepanakert", "khankendi", "Ստեփանակերտ", "Степанакерт", "Xankəndi", "სტეფანაკერტ"])
def test_search_finds_a_place_under_every_form_of_its_name(name):
    corpus = make_corpus(6)
    some = corpus.incidents.assign(place_id=["aze-khankendi", *corpus.incidents["place_id"][1:]], label="Attack")
    found = Index(replace(corpus, incidents=some.assign(place_name="a town"))).select(Filters(q=name))
    assert found.incident_at.tolist() == [0]


def test_same_filters_give_the_same_selection():
    assert INDEX.select(Filters(side=("ARM",))) is INDEX.select(Filters(side=("ARM",), names="both", page=3))


def test_empty_corpus_has_an_empty_selection():
    some = Index(Corpus.empty()).select(Filters(q="anything", known="2020-01-01"))
    assert len(some.incident_at) == 0
    assert some.span() is None
    assert len(some.timeline("side", "")[0]) == 0
    assert some.count_by_origin() == {}


def test_digest_follows_the_data():
    assert Index(make_corpus(12)).digest == Index(make_corpus(12)).digest
    assert Index(make_corpus(12)).digest != Index(make_corpus(13)).digest


def test_the_corpus_is_not_changed():
    corpus = make_corpus(12)
    before = corpus.claims.copy(), corpus.incidents.drop(columns="geometry").copy()
    some = Index(corpus).select(Filters(side=("ARM",)))
    assert len(some.rows)
    assert before[0].equals(corpus.claims)
    assert before[1].equals(corpus.incidents.drop(columns="geometry"))
    assert np.array_equal(some.incident_at, np.sort(some.incident_at))


def test_names_on_the_map_are_whose_and_in_which_language_the_reader_wants():
    def shown(naming, lang):
        return {
            row.place_id: row.name_
            for part in INDEX.place_labels(naming, lang)
            for row in part.rename(columns={"name": "name_"}).itertuples()
        }

    city = "aze-khankendi"
    assert shown("neutral", "en")[city] == "Khankendi"
    assert shown("armenian", "en")[city] == "Stepanakert"
    assert shown("armenian", "hy")[city] == "Ստեփանակերտ"
    assert shown("azerbaijani", "az")[city] == "Xankəndi"
    assert shown("neutral", "ru")[city] == "Ханкенди"
    assert "Stepanakert" in shown("both", "en")[city]
    assert "Khankendi" in shown("both", "en")[city]


def test_names_as_written_are_those_of_the_articles():
    written = INDEX.place_names("written", "en")
    forms = INDEX.corpus.places.dropna(subset="place_id").groupby("place_id")["surface"].agg(set)
    told = [place_id for place_id in written if place_id in forms.index]
    assert all(written[place_id] in forms[place_id] for place_id in told)
