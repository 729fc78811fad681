"""Reports of one incident, grouped across articles."""

import random
import time

import pandas as pd
import pytest
from incident_frames import PLACES, News, claim, short

from toolkit import tables
from toolkit.errors import DataFileError
from toolkit.incidents import explain_incident, group, group_incidents


def grouped(news, order=None, **options):
    frames = news.frames(order)
    articles, claims, places, blames = (frames[name] for name in ("articles", "claims", "places", "blames"))
    return group(
        articles, claims, places, blames, main_events=frames["main_events"], copies=frames["copies"], **options
    )


def groups(made):
    """The groups of article ids."""
    whole = made.reports[made.reports.claim_id.isna()]
    return sorted(sorted(some) for _, some in whole.groupby("incident_id").article_id)


def border(first=None) -> News:
    """Two sides' reports of one morning, and another event far away."""
    return (
        News()
        .article("baku", "2023-09-01", "aze-kalbajar", ("AZE", "wounded", 3, 3, "AZE"))
        .mention("baku", "arm-sotk")
        .article("yerevan", "2023-09-01", "arm-sotk", ("ARM", "killed", 3, 3, "ARM"), ("AZE", "wounded", 3, 3, "AZE"))
        .article("wire", "2023-09-01", "arm-norabak", ("ARM", "killed", 2, 2, "ARM"))
        .mention("wire", "arm-sotk")
        .article("gori", "2023-09-01", "geo-gori", ("GEO", "killed", 1, 1, "GEO"))
    )


def test_reports_of_one_morning_are_one_incident():
    made = grouped(border())
    assert groups(made) == [["baku", "wire", "yerevan"], ["gori"]]
    for name in ("incidents", "reports", "tolls"):
        tables.TABLES[name].check(getattr(made, name))


def test_each_article_and_claim_is_in_one_incident_with_score_and_reason():
    made = grouped(border())
    assert made.reports[made.reports.claim_id.isna()].article_id.is_unique
    assert made.reports.claim_id.dropna().is_unique
    assert made.reports.score.between(0, 1).all()
    assert made.reports.reason.str.len().min() > 5


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_articles_does_not_matter(seed):
    news = border().article("late", "2023-09-02", "arm-sotk", ("ARM", "killed", 3, 3, "ARM"))
    order = list(range(5))
    random.Random(seed).shuffle(order)
    expected, got = grouped(news), grouped(news, order)
    pd.testing.assert_frame_equal(expected.incidents.drop(columns="geometry"), got.incidents.drop(columns="geometry"))
    pd.testing.assert_frame_equal(expected.reports, got.reports)
    pd.testing.assert_frame_equal(expected.tolls, got.tolls)


@pytest.mark.parametrize(
    ("second", "together"),
    [
        (("2023-09-01", "arm-sotk", ("ARM", "killed", 3, 3, "ARM")), True),
        (("2023-09-01", "arm-sotk", ("ARM", "killed", 4, 4, "ARM")), True),
        (("2023-09-02", "arm-sotk", ("ARM", "killed", 3, 3, "ARM")), True),
        (("2023-09-02", "arm-norabak", ("AZE", "killed", 9, 9, "AZE")), False),
        (("2023-09-05", "arm-sotk", ("ARM", "killed", 3, 3, "ARM")), False),
        (("2023-09-01", "aze-ganja", ("ARM", "killed", 3, 3, "ARM")), False),
        (("2023-09-01", None, ("ARM", "killed", 3, 3, "ARM")), True),
        (("2023-09-01", "aze-baku", ("ARM", "killed", 3, 3, "ARM")), True),
        ((None, None, ("ARM", "killed", 3, 3, "ARM")), False),
    ],
)
def test_day_place_and_numbers_decide(second, together):
    day, place, made = second
    news = News().article("a", "2023-09-01", "arm-sotk", ("ARM", "killed", 3, 3, "ARM")).article("b", day, place, made)
    assert (len(groups(grouped(news))) == 1) is together


def test_a_chain_of_days_does_not_become_one_incident():
    news = News()
    for n in range(1, 10):
        news.article(f"day{n}", f"2023-09-0{n}", "arm-sotk", ("ARM", "killed", 5, 5, "ARM"))
    days = grouped(news)
    spans = days.reports[days.reports.claim_id.isna()].article_id.str[3:].astype(int).groupby(days.reports.incident_id)
    assert (spans.max() - spans.min()).max() <= 3
    assert len(days.incidents) >= 3


def test_copies_are_together_and_one_source():
    news = (
        News()
        .article("a", "2023-09-01", "arm-sotk", ("ARM", "killed", 3, 3, "OUTLET"))
        .article("b", None, None, ("ARM", "killed", 3, 3, "OUTLET"), published="2023-09-01")
        .copy("b", of="a")
    )
    made = grouped(news)
    assert groups(made) == [["a", "b"]]
    assert made.incidents.n_independent.tolist() == [1]
    assert made.incidents.n_articles.tolist() == [2]
    assert made.tolls.n_independent.tolist() == [1]


def test_an_article_that_only_denies_joins_but_makes_no_incident():
    news = (
        News()
        .article("claims", "2023-09-01", "arm-sotk", ("ARM", "killed", 3, 3, "ARM"))
        .article(
            "denies", None, "arm-sotk", published="2023-09-01", text="The ministry denied that its artillery shelled."
        )
        .blame("denies", "ARM", "AZE", "denied")
        .article(
            "elsewhere", None, "geo-gori", published="2023-09-01", text="Artillery, he said, shelled a village once."
        )
    )
    assert groups(grouped(news)) == [["claims", "denies"]]


def test_ids_are_day_and_place_with_a_letter_where_several_share_both():
    news = News()
    for article_id, side in (("a", "ARM"), ("b", "AZE")):
        news.article(article_id, None, None, (side, "killed", 7, 7, side), published=None)
    news.article("c", "2023-09-01", "arm-sotk", ("ARM", "killed", 3, 3, "ARM"))
    assert grouped(news).incidents.incident_id.tolist() == [
        "undated-noplace",
        "undated-noplace-b",
        "2023-09-01-arm-sotk",
    ]


@pytest.mark.parametrize(
    ("claims", "grade"),
    [
        ([], "single_claim"),
        ([("ARM", "killed", 3, 3, "ARM")], "single_claim"),
        ([("ARM", "killed", 3, 3, "ARM"), ("ARM", "killed", 3, 3, "OTHER")], "one_side"),
        (
            [("ARM", "killed", 3, 3, "ARM"), ("AZE", "killed", 9, 9, "ARM"), ("AZE", "wounded", 1, 1, "AZE")],
            "both_sides",
        ),
        ([("NKR", "killed", 3, 3, "NKR"), ("ARM", "killed", 3, 3, "ARM")], "one_side"),  # allies are not two sides
        ([("AZE", "killed", 9, 9, "ARM"), ("AZE", "killed", 2, 2, "AZE")], "admitted"),
        ([("AZE", "killed", 9, 9, "ARM"), ("AZE", "killed", 0, 0, "AZE")], "both_sides"),
    ],
)
def test_grades_and_the_rule_behind_them(claims, grade):
    made = grouped(News().article("a", "2023-09-01", "arm-sotk", *claims, text="Troops clashed."))
    assert made.incidents.grade.tolist() == [grade]
    assert "source" in made.incidents.grade_reason[0] or "no claim" in made.incidents.grade_reason[0]


def test_explanation_names_reports_figures_and_rule():
    made = grouped(border())
    text = explain_incident(made.incidents.incident_id[0], made.incidents, made.reports, made.tolls)
    assert "yerevan" in text
    assert "not to be added" in text
    assert made.incidents.grade_reason[0] in text
    with pytest.raises(KeyError, match="nowhere"):
        explain_incident("nowhere", made.incidents, made.reports, made.tolls)


def test_figures_of_both_sides_stand_beside_each_other():
    made = grouped(border())
    tolls = made.tolls[made.tolls.incident_id == made.incidents.incident_id[0]]
    assert ("ARM", "killed", 3, 3, ["ARM"]) in short(tolls)
    assert ("ARM", "killed", 2, 2, ["ARM"]) in short(tolls)
    assert ("AZE", "wounded", 3, 3, ["AZE"]) in short(tolls)


def corrections(tmp_path, text):
    path = tmp_path / "corrections.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_corrections_merge_split_and_move(tmp_path):
    path = corrections(
        tmp_path,
        "- {merge: [baku, gori], why: same operation}\n- {split: [wire]}\n- {move: yerevan, to: wire}\n",
    )
    made = grouped(border(), corrections=path)
    assert groups(made) == [["baku", "gori"], ["wire", "yerevan"]]
    assert made.corrections.applied.tolist() == [True, True, True]
    assert made.reports.reason.str.contains("same operation").any()


def test_corrections_that_no_longer_apply_are_reported(tmp_path):
    path = corrections(
        tmp_path, "- {merge: [baku, yerevan]}\n- {split: [gone]}\n- {split: [gori]}\n- {move: gori, to: baku}\n"
    )
    frames = border().frames()
    with pytest.warns(UserWarning, match="3 correction.s. no longer apply"):
        incidents, _, _ = group_incidents(
            *(frames[name] for name in ("articles", "claims", "places", "blames")),
            main_events=frames["main_events"],
            copies=frames["copies"],
            corrections=path,
        )
    assert len(incidents) == 1
    made = grouped(border(), corrections=path)
    assert made.corrections.applied.tolist() == [False, False, False, True]
    assert made.corrections.reason.tolist()[1] == "in no incident: gone"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("merge: [a, b]\n", "a list of corrections"),
        ("- {merge: [a]}\n", "2 or more"),
        ("- {glue: [a, b]}\n", "one of merge, split, move"),
        ("- {move: a}\n", "to must be the id"),
        ("- {split: [a], because: x}\n", "unknown key because"),
        ("- [a: b: c\n", "no YAML"),
    ],
)
def test_faults_of_a_corrections_file_are_named(tmp_path, text, fault):
    with pytest.raises(DataFileError, match=fault):
        grouped(border(), corrections=corrections(tmp_path, text))


def test_a_missing_corrections_file_is_named(tmp_path):
    with pytest.raises(DataFileError, match="no corrections file"):
        grouped(border(), corrections=tmp_path / "none.yml")


def test_nothing_in_nothing_out():
    made = grouped(News())
    assert (len(made.incidents), len(made.reports), len(made.tolls)) == (0, 0, 0)
    for name in ("incidents", "reports", "tolls"):
        tables.TABLES[name].check(getattr(made, name))


def test_many_articles_are_grouped_in_time(monkeypatch):
    """4,000 articles on 1,000 incidents: the time grows with the neighbours of an article, not with all articles."""
    chance = random.Random(1)
    for n in range(200):
        lat, lon = 38.5 + chance.random() * 4.5, 43 + chance.random() * 6
        monkeypatch.setitem(PLACES, f"p{n}", (f"Place {n}", "settlement", "AZE", lat, lon, 1))

    def measure(incidents):
        news = News()
        for n in range(incidents):
            day = str((pd.Timestamp("2015-01-01") + pd.Timedelta(days=chance.randrange(incidents * 2))).date())
            place, killed = f"p{chance.randrange(200)}", chance.randint(3, 30)
            for outlet in range(4):
                news.article(f"{n:05}-{outlet}", day, place, ("AZE", "killed", killed, killed, "AZE"))
        frames = news.frames()
        start = time.process_time()
        made = group_incidents(
            *(frames[name] for name in ("articles", "claims", "places", "blames")),
            main_events=frames["main_events"],
            copies=frames["copies"],
        )
        return time.process_time() - start, len(made[0])

    measure(20)  # warm
    small, found_small = measure(250)
    large, found_large = measure(1000)
    assert 0.9 * 250 <= found_small <= 250
    assert 0.9 * 1000 <= found_large <= 1000
    assert large < 10 * small + 1


def test_claims_of_other_events_stay_out_of_the_incident():
    news = News().article("a", "2023-09-01", "arm-sotk", ("ARM", "killed", 3, 3, "ARM"))
    news.rows["claims"].append(claim(1, "ARM", "killed", 200, 200, "ARM", article="a", scope="background"))
    made = grouped(news)
    assert made.incidents.n_claims.tolist() == [1]
    assert short(made.tolls) == [("ARM", "killed", 3, 3, ["ARM"])]
