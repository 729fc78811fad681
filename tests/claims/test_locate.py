"""When and where the event of each claim was: cases in six languages, and what holds of any text."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.claims import explain_claim, extract_claims, locate_claims, main_event
from toolkit.claims.when import precision
from toolkit.places import find, load_gazetteer, resolve
from toolkit.tables import ARTICLES, CLAIMS
from toolkit.voices import attribute_voices

HERE = Path(__file__).parent


def plain(value):
    """Return a cell as a Python value; null is None."""
    return None if pd.isna(value) else value


def cases(*names):
    return [case for name in names for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))]


DAYS = cases("event_days.yml", "event_days_more.yml", "event_days_third.yml")
PLACES = cases("event_places.yml", "event_places_more.yml")


def located(rows):
    articles = ARTICLES.frame([{"n_words": 0, "source_file": "test", **row} for row in rows])
    sentences, voices = attribute_voices(articles)
    places = resolve(find(articles), articles=articles)
    claims = extract_claims(sentences, voices, places, articles=articles)
    events = main_event(articles, sentences, claims, places)
    return locate_claims(claims, sentences, places, events, articles=articles)


def when(claim):
    days = [plain(claim.event_start_date), plain(claim.event_end_date)]
    return (*(None if day is None else str(day.date()) for day in days), plain(claim.date_prec))


def read(some):
    """The claims of each case, by its number."""
    rows = [
        {
            "article_id": f"{n:03}",
            "text": case["text"],
            "lang": case["lang"],
            "published_at": case.get("published", "2021-05-12"),
        }
        for n, case in enumerate(some)
    ]
    return {article_id: list(part.itertuples()) for article_id, part in located(rows).groupby("article_id")}


@pytest.fixture(scope="module")
def dated():
    return read(DAYS)


@pytest.fixture(scope="module")
def placed():
    return read(PLACES)


@pytest.mark.parametrize("n", range(len(DAYS)), ids=[case["text"][:40] for case in DAYS])
def test_the_day_of_each_claim(dated, n):
    """The days of the claims in the order of the text, those told alike in a row once."""
    want = [tuple(days) or (None, None, None) for days in DAYS[n]["claims"]]
    assert list(dict.fromkeys(map(when, dated.get(f"{n:03}", [])))) == list(dict.fromkeys(want))


@pytest.mark.parametrize("n", range(len(PLACES)), ids=[case["text"][:40] for case in PLACES])
def test_the_place_of_each_claim(placed, n):
    """The places of the claims in the order of the text, those told alike in a row once."""
    names = load_gazetteer().places.set_index("place_id")["name"]
    got = [names[claim.place_id] if plain(claim.place_id) else None for claim in placed[f"{n:03}"]]
    assert list(dict.fromkeys(got)) == list(dict.fromkeys(PLACES[n]["places"]))


def one(text, published="2021-05-12"):
    return list(located([{"article_id": "a", "text": text, "lang": "en", "published_at": published}]).itertuples())


def rule(claim, field):
    return next(r.split(": ", 1)[1] for r in claim.rules if r.startswith(field + ": "))


def test_a_claim_without_a_day_has_that_of_the_article_and_says_so():
    lead, second = one("A soldier was killed near Yeraskh on Monday. Two more were wounded, the ministry said.")
    assert when(lead) == when(second) == ("2021-05-10", None, 1)
    assert rule(lead, "event") == "'Monday', weekday before publication"
    assert rule(second, "event") == rule(second, "place") == "the article's main event"
    assert lead.place_id == second.place_id


def test_events_of_one_article_keep_their_days_and_places():
    claims = one(
        "A mine killed a farmer near Agdam on Sunday.\nOn Tuesday a border guard was shot dead near Yeraskh in a separate case."
    )
    assert [when(claim)[0] for claim in claims] == ["2021-05-09", "2021-05-11"]
    assert claims[0].place_id != claims[1].place_id


def test_what_cannot_be_told_is_null_and_says_why():
    (claim,) = one("Two soldiers were killed on Friday.", published=None)
    assert (when(claim), plain(claim.place_id)) == ((None, None, None), None)
    assert "day of publication is not known" in rule(claim, "event")
    assert rule(claim, "place") == "no place named with it"


def test_a_running_total_is_not_of_the_day_of_the_news():
    news, total = one("A soldier was killed near Yeraskh on Monday. This brings the total to 12 soldiers killed.")
    assert (news.scope, total.scope) == ("incident", "cumulative")
    assert when(total) == (None, None, None)
    assert rule(total, "event") == "a running total whose first day is not told"


WORDS = """On Monday since 27 September from 1 to 3 May 2021 two soldiers were killed and wounded near Gori in Yeraskh last week the
    day before , . overnight 44-day war 2016 three days later of them until between April earlier this month said the ministry"""
PIECES = st.sampled_from(WORDS.split())


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(PIECES, min_size=3, max_size=25).map(" ".join), min_size=1, max_size=4),
    st.none() | st.dates(date(1995, 1, 1), date(2030, 1, 1)),
)
def test_days_of_any_text_are_in_order_and_as_exact_as_they_say(texts, published):
    rows = [
        {"article_id": f"a{n}", "text": text, "lang": "en", "published_at": published and str(published)}
        for n, text in enumerate(texts)
    ]
    claims = CLAIMS.check(located(rows))
    for claim in claims.itertuples():
        start, end = (plain(value) for value in (claim.event_start_date, claim.event_end_date))
        assert end is None or start < end
        assert plain(claim.date_prec) == (None if start is None else precision(start.date(), end and end.date()))
        assert sum(r.startswith(("event: ", "place: ")) for r in claim.rules) == 2
    together = claims.set_index("claim_id")[["event_start_date", "event_end_date", "place_id"]]
    apart = pd.concat([located([row]) for row in reversed(rows)]).set_index("claim_id")[together.columns]
    pd.testing.assert_frame_equal(together, apart.loc[together.index], check_dtype=False)


def test_an_explanation_marks_the_words_that_told_day_and_place(article):
    articles = article("Two soldiers were killed near Yeraskh on Monday night.", published="2021-05-12")
    sentences, voices = attribute_voices(articles)
    places = resolve(find(articles), articles=articles)
    claims = extract_claims(sentences, voices, places, articles=articles)
    events = main_event(articles, sentences, claims, places)
    claim = locate_claims(claims, sentences, places, events, articles=articles).iloc[0]
    shown = explain_claim(claim, sentences, voices)
    assert "[Yeraskh](where) on [Monday](when) night" in repr(shown)
    assert shown.fields["event"] == "2021-05-10 (date_prec 1)"
    assert shown.fields["place"] == "arm-yeraskh"
