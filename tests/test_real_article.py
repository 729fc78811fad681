"""One real pasted page, end to end (it is not in the repository; the test says so when it was not run)."""

import pytest

from toolkit.corpus import analyse
from toolkit.evaluation import annotations_of


@pytest.fixture(scope="module")
def page(shared):
    return shared / "articles" / "000_c607bf520307e484.txt"


@pytest.fixture(scope="module")
def corpus(page):
    return analyse(page, progress=False).check()


@pytest.fixture(scope="module")
def annotation(corpus):
    return next(iter(annotations_of(corpus).values()))


def test_the_page_is_read_into_its_fields(corpus):
    row = corpus.articles.iloc[0]
    assert row.title == "Azerbaijani, Armenian forces clash in\xa0Kalbajar district"  # text stays as received
    assert row.standfirst.startswith("Azerbaijani Defense Ministry says")
    assert row.text.count(row.title) == row.text.count(row.standfirst) == 1
    assert str(row.published_at.date()) == "2023-09-01"
    assert row.section == "WORLD"
    assert row.reading_minutes == 3
    assert row.photo_credit == "AFP"
    assert row.agencies == ["TRTWorld and agencies"]
    assert row.lang == "en"


@pytest.mark.parametrize(
    "word", ["Related", "Recommended", "Explore", "Gaza", "Darfur", "Bagram", "By Murat", "MIN READ", "Photo:"]
)
def test_nothing_of_the_pages_furniture_is_in_a_table(corpus, word):
    assert word not in corpus.articles.text[0]
    for name in ("sentences", "places", "claims", "frames", "blames"):
        frame = getattr(corpus, name)
        assert not frame.astype(str).apply(lambda column: column.str.contains(word)).any(axis=None), name


def test_three_claims_of_which_two_are_parts(corpus):
    claims = corpus.claims.sort_values("start")
    assert claims.outcome.tolist() == ["wounded"] * 3
    assert claims.side.tolist() == claims.claimant.tolist() == ["AZE"] * 3
    assert claims.low.tolist() == claims.high.tolist() == [3, 2, 1]
    assert claims.part_of.isna().tolist() == [True, False, False]
    assert set(claims.part_of.dropna()) == {claims.claim_id.iloc[0]}


def test_the_toll_is_three(annotation):
    assert annotation["toll"] == [{"side": "AZE", "outcome": "wounded", "low": 3, "high": 3, "claimants": ["AZE"]}]


def test_the_incident_has_its_day_and_place_and_history_has_not(annotation):
    assert annotation["incident_date"] == "2023-09-01"
    assert annotation["incident_place"] == "Kalbajar"


def test_places_under_one_sides_names(corpus):
    places = corpus.places[corpus.places.place_id.notna()].drop_duplicates("surface").set_index("surface")
    assert places.name["Zod"] == "Sotk"
    assert places.name["Basarkechar"] == "Vardenis"
    assert places.country["Zod"] == places.country["Basarkechar"] == "ARM"
    assert places.name_usage["Zod"] == "azerbaijani"


def test_blame_and_wording_have_their_voice(annotation):
    assert annotation["blames"] == [{"accuser": "AZE", "accused": "ARM"}]
    voices = {row["phrase"].strip("'\"").lower().split()[0]: row["voice"] for row in annotation["loaded"]}
    assert voices["occupied"] == voices["liberated"] == "OUTLET"
    assert voices["provocations"] == "AZE"
