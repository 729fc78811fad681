"""Articles that tell several events, battles of several days and counts over a period: from the words to the tolls."""

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from incident_frames import PLACES, News, claim, short

from toolkit.corpus import analyse
from toolkit.incidents import (
    account_for,
    add_up,
    group,
    load_chronicle,
    match_chronicle,
    to_acled,
    to_ucdp_ged,
    toll_as_known,
)
from toolkit.incidents.exports import ADDS_UP
from toolkit.tables import ARTICLES, TABLES


def read(*texts):
    """Analyse texts, each (id, day of publication, text)."""
    rows = [
        {"article_id": name, "domain": f"{name}.example", "published_at": day, "text": text, "lang": "en"}
        for name, day, text in texts
    ]
    frame = ARTICLES.frame([{**row, "n_words": len(row["text"].split()), "source_file": "test"} for row in rows])
    return analyse(frame, progress=False)


def tolls_of(corpus, incident_id):
    return set(map(str, short(corpus.tolls[corpus.tolls.incident_id == incident_id])))


WAR = (
    (
        "day-13",
        "2020-10-09",
        "The Artsakh Defense Army said 540 of its servicemen have been killed since 27 September.",
    ),
    (
        "day-24",
        "2020-10-20",
        "The Artsakh Defense Army said 772 of its servicemen have been killed since September 27.",
    ),
    (
        "one-day",
        "2020-10-08",
        "Azerbaijani shelling killed two civilians in Stepanakert on Thursday, Artsakh officials said.",
    ),
    ("after", "2021-01-20", "Baku says 2,855 of its servicemen were killed in the 44-day war."),
)


@pytest.fixture(scope="module")
def war():
    return read(*WAR)


def test_a_war_of_weeks_is_a_record_of_its_own_beside_its_days(war):
    incidents = war.incidents.set_index("incident_id")
    assert list(incidents.index) == ["2020-09-27-totals", "2020-10-08-aze-khankendi"]
    whole = incidents.loc["2020-09-27-totals"]
    assert (str(whole.start_date.date()), str(whole.end_date.date())) == ("2020-09-27", "2020-11-10")
    assert (whole.date_prec, whole.event_clarity, whole.n_articles) == (5, 2, 3)
    assert ADDS_UP in whole.note


def test_the_last_count_of_each_source_stands_and_days_are_not_added_to_it(war):
    assert tolls_of(war, "2020-09-27-totals") == {
        "('NKR', 'killed', 772, 772, ['NKR'])",
        "('AZE', 'killed', 2855, 2855, ['AZE'])",
    }
    assert tolls_of(war, "2020-10-08-aze-khankendi") == {"('NKR', 'killed', 2, 2, ['NKR'])"}


def test_the_count_as_it_was_known_on_a_day(war):
    known = toll_as_known(war.claims, war.reports, "2020-10-15", incident_id="2020-09-27-totals")
    assert short(known) == [("NKR", "killed", 540, 540, ["NKR"])]


def test_exports_leave_counts_over_a_period_out_and_say_so(war):
    for export in (to_ucdp_ged(war.incidents, war.tolls), to_acled(war.incidents, war.tolls)):
        assert export.left_out["adds up other records"] == 1
        assert len(export.rows) + len(export.invalid) + sum(export.left_out.values()) == len(war.incidents)


def test_counts_over_a_war_are_matched_with_the_record_of_the_war(war):
    same = match_chronicle(war.incidents, load_chronicle()).set_index("incident_id").same_as
    assert same["2020-09-27-totals"] == "2020-09-27_karabakh-war-totals"
    war_of_2008 = read(("a", "2008-09-15", "Georgia says 170 of its servicemen were killed in the August 2008 war."))
    same = match_chronicle(war_of_2008.incidents, load_chronicle()).same_as
    assert same.tolist() == ["2008-08-07_tskhinvali"]


def test_a_battle_of_three_days_told_day_by_day_is_one_incident():
    made = read(
        ("one", "2022-09-13", "Armenia said 49 of its soldiers were killed on Tuesday in clashes near Jermuk."),
        ("two", "2022-09-14", "Armenia said 105 of its soldiers were killed near Jermuk in fighting since Tuesday."),
        ("three", "2022-09-17", "Azerbaijan said 71 of its soldiers were killed near Jermuk on 12-14 September."),
    )
    (row,) = made.incidents.itertuples()
    assert (str(row.start_date.date()), str(row.end_date.date()), row.date_prec) == ("2022-09-12", "2022-09-14", 2)
    assert row.event_clarity == 2
    assert tolls_of(made, row.incident_id) == {
        "('ARM', 'killed', 105, 105, ['ARM'])",
        "('AZE', 'killed', 71, 71, ['AZE'])",
    }


def test_a_round_up_is_split_by_day_and_place():
    made = read(
        (
            "round-up",
            "2020-10-18",
            "Shelling killed a man in Stepanakert on Saturday, Artsakh officials said.\n"
            "In Ganja, 13 civilians were killed by a missile on Saturday, Azerbaijan's prosecutor said.",
        ),
        ("ganja", "2020-10-17", "A missile killed 13 civilians in Ganja on Saturday, Azerbaijan's prosecutor said."),
    )
    tolls = {row.incident_id: tolls_of(made, row.incident_id) for row in made.incidents.itertuples()}
    assert tolls == {
        "2020-10-17-aze-ganja": {"('AZE', 'killed', 13, 13, ['AZE'])"},
        "2020-10-17-aze-khankendi": {"('NKR', 'killed', 1, 1, ['NKR'])"},
    }
    ganja = made.reports[made.reports.incident_id.eq("2020-10-17-aze-ganja") & made.reports.claim_id.isna()]
    assert ganja.set_index("article_id").reason["round-up"].startswith("tells of it beside its main event")


def test_history_joins_the_incident_it_tells_of_but_makes_none():
    past = "A month earlier, on 11 October 2020, a missile killed 10 civilians in Ganja."
    news = ("news", "2020-11-16", f"A mine killed a soldier near Yeraskh on Sunday, Armenia said.\n{past}")
    alone = read(news)
    assert len(alone.incidents) == 1
    made = read(news, ("ganja", "2020-10-12", "A missile killed 10 civilians in Ganja on Sunday, Azerbaijan said."))
    counted = made.incidents.set_index("incident_id").n_articles
    assert counted.to_dict() == {"2020-10-11-aze-ganja": 2, "2020-11-15-arm-yeraskh": 1}


def grouped(rows, order=None):
    """Group articles whose claims are as given: (article, day, place, claims with own days and places)."""
    news = News()
    for name, day, place, _ in rows:
        news.article(name, day, place, text="Troops clashed.")
        for other in PLACES:
            news.mention(name, other)
    news.rows["claims"] = [row for _, _, _, claims in rows for row in claims]
    frames = news.frames(order)
    made = group(
        *(frames[name] for name in ("articles", "claims", "places", "blames")),
        main_events=frames["main_events"],
        copies=frames["copies"],
    )
    return frames["claims"], made


DAYS = st.dates(pd.Timestamp("2020-09-20").date(), pd.Timestamp("2020-10-10").date())


@st.composite
def told(draw, name):
    day = draw(st.none() | DAYS)
    rows = []
    for n in range(draw(st.integers(1, 5))):
        start = draw(st.none() | DAYS)
        length = draw(st.sampled_from([None, 1, 4, 12])) if start else None
        end = None if length is None else start + pd.Timedelta(days=length)
        number = draw(st.integers(1, 30))
        rows.append(
            claim(
                *(n, draw(st.sampled_from(["ARM", "AZE"])), "killed", number, number, "OTHER"),
                article=name,
                scope=draw(st.sampled_from(["incident", "background", "cumulative"])),
                event_start_date=start and str(start),
                event_end_date=end and str(end),
                date_prec=None if start is None else {None: 1, 1: 2, 4: 2, 12: 4}[length],
                place_id=draw(st.none() | st.sampled_from(sorted(PLACES))),
                part_of=draw(st.none() | st.integers(0, n - 1)) if n else None,
                said_at="2020-10-11",
            )
        )
    return name, day and str(day), draw(st.none() | st.sampled_from(sorted(PLACES))), rows


@settings(deadline=None, max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.data())
def test_what_holds_of_any_articles_that_tell_several_events(data):
    rows = [data.draw(told(name)) for name in "abc"]
    claims, made = grouped(rows)
    for name in ("incidents", "reports", "tolls"):
        TABLES[name].check(getattr(made, name))
    placed = made.reports[made.reports.claim_id.notna()]
    assert placed.claim_id.is_unique
    assert set(placed.claim_id) <= set(claims.claim_id)
    incident = claims[claims.scope.eq("incident")]
    assert set(incident.claim_id) <= set(placed.claim_id)  # nothing about an incident is lost
    assert not made.reports[made.reports.claim_id.isna()].duplicated(["incident_id", "article_id"]).any()
    totals = set(made.incidents.incident_id[made.incidents.note.astype(str).str.contains(ADDS_UP)])
    running = claims.scope.eq("cumulative") & claims.event_end_date.notna() & claims.part_of.isna()
    in_totals = set(placed.claim_id[placed.incident_id.isin(totals)])
    assert set(claims.claim_id[running]) <= in_totals  # never with the toll of one event
    assert not in_totals & set(incident.claim_id)
    known = add_up(claims.merge(placed[["claim_id", "incident_id"]]), by="incident_id")
    assert sorted(map(str, short(known))) == sorted(map(str, short(made.tolls)))
    _, again = grouped(rows, data.draw(st.permutations(range(3))))
    pd.testing.assert_frame_equal(made.incidents.drop(columns="geometry"), again.incidents.drop(columns="geometry"))
    pd.testing.assert_frame_equal(made.tolls, again.tolls)


def test_each_claim_is_accounted_for(war):
    fates = account_for(war.claims, war.reports).set_index("claim_id").fate
    assert fates["day-13:c:0"].endswith("not in the toll, but in 2020-09-27-totals")
    assert fates["one-day:c:0"] == "counted"
    assert len(fates) == len(war.claims)


def test_another_event_of_an_article_is_corrected_by_the_id_of_its_claim(tmp_path):
    path = tmp_path / "corrections.yml"
    path.write_text("- {move: 'a:c:1', to: b, why: read again}\n", encoding="utf-8")
    news = (
        News().article("a", "2020-10-17", "arm-sotk").article("b", "2020-10-30", "aze-ganja").mention("a", "geo-gori")
    )
    told = {"event_start_date": "2020-10-17", "date_prec": 1}
    news.rows["claims"] = [
        claim(0, "ARM", "killed", 3, 3, "ARM", article="a", place_id="arm-sotk", **told),
        claim(1, "GEO", "killed", 2, 2, "GEO", article="a", place_id="geo-gori", **told),
        claim(0, "AZE", "killed", 5, 5, "AZE", article="b", place_id="aze-ganja"),
    ]
    frames = news.frames()
    tables = [frames[name] for name in ("articles", "claims", "places", "blames")]
    for corrections, expected in ((None, "2020-10-17-geo-gori"), (path, "2020-10-30-aze-ganja")):
        made = group(*tables, main_events=frames["main_events"], copies=frames["copies"], corrections=corrections)
        assert made.reports.set_index("claim_id").incident_id["a:c:1"] == expected
        assert made.corrections.applied.all()
