"""Claims stay claims: bounds as stated, contradictions visible, nothing summed twice, sides alike."""

import pandas as pd
import pytest
from frames import make_corpus

from toolkit import tables
from toolkit.charts import casualties as chart

SWAP = {"ARM": "AZE", "AZE": "ARM"}


def figures(rows, clarity=1, incidents=None):
    """Return the figures table of some claims about incident ``i``."""
    base = {
        "outcome": "killed",
        "side": "AZE",
        "status": "military",
        "claimant": "ARM",
        "polarity": "asserted",
        "scope": "incident",
        "origin": "chronicle",
    }
    claims = tables.CLAIMS.frame(
        [
            {
                **base,
                "claim_id": str(n),
                "source_url": "https://example.org",
                **{k: v for k, v in row.items() if k != "incident"},
            }
            for n, row in enumerate(rows)
        ]
    )
    known = tables.INCIDENTS.frame(
        incidents
        or [
            {
                "incident_id": "i",
                "label": "i",
                "origin": "chronicle",
                "event_type": "Attack",
                "start_date": "2020-09-27",
                "event_clarity": clarity,
                "sides": ["ARM", "AZE"],
            }
        ]
    )
    reports = tables.REPORTS.frame(
        [{"incident_id": row.get("incident", "i"), "claim_id": str(n)} for n, row in enumerate(rows)]
    )
    return chart.figures_table(claims, known, reports)


@pytest.mark.parametrize(
    ("rows", "low", "high", "open_low", "open_high"),
    [
        ([{"low": 3, "high": 3}], 3, 3, False, False),
        ([{"low": 3, "high": 3}, {"low": 7, "high": 7, "claimant": "AZE"}], 3, 7, False, False),
        ([{"low": 0, "high": 0}], 0, 0, False, False),
        ([{"low": 5, "high": None}], 5, 5, False, True),
        ([{"low": None, "high": 5}], 5, 5, True, False),
        ([{"low": None, "high": None}], None, None, False, False),
        ([{"low": 3, "high": 3}, {"low": 90, "high": 90, "polarity": "denied"}], 3, 3, False, False),
        ([{"low": 3, "high": 3}, {"low": 2, "high": 2, "part_of": "0"}], 3, 3, False, False),
        ([{"low": 3, "high": 3}, {"low": 5, "high": 5, "revises": "0"}], 5, 5, False, False),
        ([{"low": 3, "high": 3}, {"low": 500, "high": 500, "scope": "cumulative"}], 3, 3, False, False),
        ([{"low": 500, "high": 500, "scope": "cumulative"}], 500, 500, False, False),
    ],
)
def test_range_of_a_row(rows, low, high, open_low, open_high):
    row = chart.rows_table(figures(rows)).iloc[0]
    assert (None if pd.isna(row["low"]) else row["low"], None if pd.isna(row["high"]) else row["high"]) == (low, high)
    assert (row["open_low"], row["open_high"]) == (open_low, open_high)
    assert row["n_claims"] == len(rows)


@pytest.mark.parametrize(
    ("row", "hollow"),
    [
        ({"low": 1, "high": 1}, False),
        ({"low": 1, "high": 1, "polarity": "denied"}, True),
        ({"low": 1, "high": 1, "denied_by": "AZE"}, True),
        ({"low": 1, "high": 1, "source_url": None}, True),
    ],
)
def test_hollow_dots(row, hollow):
    assert figures([row])["hollow"].tolist() == [hollow]


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (3, 3, "3"),
        (3, 5, "3 to 5"),
        (3, None, "at least 3"),
        (None, 5, "at most 5"),
        (None, None, "no number"),
        (0, 0, "0"),
        (1200, 1200, "1,200"),
    ],
)
def test_numbers_in_words(low, high, text):
    assert chart.number(low, high) == text


def test_every_claim_of_an_incident_is_one_dot():
    corpus = make_corpus(40)
    table = chart.figures_table(corpus.claims, corpus.incidents, corpus.reports)
    assert sorted(table["claim_id"]) == sorted(corpus.reports["claim_id"])
    assert chart.rows_table(table)["n_claims"].sum() == len(table)


def test_sums_take_the_largest_status_once():
    table = chart.cumulative_table(
        chart.rows_table(
            figures([{"low": 10, "high": 12, "status": "mixed"}, {"low": 4, "high": 4, "status": "civilian"}])
        )
    )
    assert table[["low", "high", "n_incidents"]].to_numpy().tolist() == [[10, 12, 1]]


def test_sums_leave_out_what_a_longer_record_may_hold():
    base = {"label": "x", "origin": "chronicle", "event_type": "Attack"}
    incidents = [
        {
            **base,
            "incident_id": "war",
            "start_date": "2020-09-27",
            "end_date": "2020-11-10",
            "event_clarity": 2,
            "sides": ["ARM", "AZE"],
        },
        {**base, "incident_id": "day", "start_date": "2020-10-04", "event_clarity": 1, "sides": ["AZE"]},
        {**base, "incident_id": "far", "start_date": "2020-10-04", "event_clarity": 1, "sides": ["GEO"]},
        {**base, "incident_id": "later", "start_date": "2020-12-04", "event_clarity": 1, "sides": ["AZE"]},
    ]
    claims = [
        {"incident": name, "low": n, "high": n} for name, n in (("war", 100), ("day", 5), ("far", 2), ("later", 1))
    ]
    summed = chart.cumulative_table(chart.rows_table(figures(claims, incidents=incidents)))
    assert summed["high"].max() == 103
    assert summed["n_incidents"].max() == 3
    assert chart.inside_longer(tables.INCIDENTS.frame(incidents)).tolist() == [False, True, False, False]


def test_exchange_of_two_sides_exchanges_the_rows():
    corpus = make_corpus(30)
    swapped = corpus.claims.assign(
        **{name: corpus.claims[name].replace(SWAP) for name in ("side", "claimant", "denied_by")}
    )
    incidents = corpus.incidents.assign(
        sides=corpus.incidents["sides"].map(lambda s: sorted(SWAP.get(c, c) for c in s))
    )
    rows = chart.rows_table(chart.figures_table(corpus.claims, corpus.incidents, corpus.reports))
    other = chart.rows_table(chart.figures_table(swapped, incidents, corpus.reports))
    rows = rows.assign(side=rows["side"].replace(SWAP))
    keys = chart.ROW
    pd.testing.assert_frame_equal(rows.sort_values(keys, ignore_index=True), other.sort_values(keys, ignore_index=True))


def test_revisions_keep_both_figures():
    table = chart.revisions_table(figures([{"low": 3, "high": 3}, {"low": 5, "high": 5, "revises": "0"}]))
    assert table[["low_before", "low"]].to_numpy().tolist() == [[3, 5]]


def test_chart_says_what_it_shows():
    corpus = make_corpus()
    figure = chart.casualties(chart.figures_table(corpus.claims, corpus.incidents, corpus.reports), source="made up")
    assert "casualty claims" in figure.layout.meta["alt"]
    assert figure.layout.title.text == "made up"
    none = chart.casualties(chart.figures_table(corpus.claims.iloc[:0], corpus.incidents, corpus.reports))
    assert none.layout.meta["alt"].startswith("0 casualty claims")
