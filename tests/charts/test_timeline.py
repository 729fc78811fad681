"""Counting by time: nothing dropped in silence, origins apart, every step and lane."""

import numpy as np
import pandas as pd
import pytest
from frames import make_corpus
from hypothesis import given
from hypothesis import strategies as st

from toolkit.charts import timeline as chart
from toolkit.charts.background import background_events

DAYS = st.lists(st.dates(min_value=pd.Timestamp("1988-01-01").date(), max_value=pd.Timestamp("2030-01-01").date()))


@pytest.mark.parametrize(
    ("day", "step", "start", "end"),
    [
        ("2020-09-27", "day", "2020-09-27", "2020-09-28"),
        ("2020-09-27", "week", "2020-09-21", "2020-09-28"),  # a Sunday
        ("2020-09-28", "week", "2020-09-28", "2020-10-05"),  # a Monday
        ("1969-12-31", "week", "1969-12-29", "1970-01-05"),
        ("2020-12-31", "month", "2020-12-01", "2021-01-01"),
        ("2020-02-29", "year", "2020-01-01", "2021-01-01"),
    ],
)
def test_bins_begin_and_end_where_people_expect(day, step, start, end):
    starts = chart.bin_start(np.array([day], "datetime64[D]"), step)
    assert str(starts[0]) == start
    assert str(chart.bin_end(starts, step)[0]) == end


@given(DAYS, st.sampled_from(chart.STEPS))
def test_every_dated_row_is_in_one_bin(days, step):
    array = np.array([*days, "NaT"], "datetime64[D]")
    table = chart.count_bins(array, np.zeros(len(array), int), step=step, n_lanes=1)
    assert table["n"].sum() == len(days)
    starts = table["start"].to_numpy().astype("datetime64[D]")
    ends = table["end"].to_numpy().astype("datetime64[D]")
    assert all(((starts <= np.datetime64(day)) & (np.datetime64(day) < ends)).sum() == 1 for day in days)


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        ("2020-09-27", "2020-11-10", "day"),
        ("2020-01-01", "2022-01-01", "week"),
        ("2008-08-07", "2025-10-20", "month"),
        ("1988-01-01", "2025-01-01", "year"),
    ],
)
def test_step_fits_the_span(first, last, step):
    assert chart.choose_step(np.datetime64(first), np.datetime64(last)) == step


def test_unknown_step_and_lanes_say_what_is_allowed():
    corpus = make_corpus(4)
    with pytest.raises(ValueError, match="day, week, month, year"):
        chart.timeline_table(corpus.incidents, step="hour")
    with pytest.raises(ValueError, match="area, side, kind, grade"):
        chart.timeline_table(corpus.incidents, lanes="colour")


def test_origins_are_counted_apart_and_sides_in_each_lane():
    incidents = make_corpus(30).incidents
    table = chart.timeline_table(incidents, step="year")
    assert table.groupby("origin")["n"].sum().to_dict() == incidents["origin"].value_counts().to_dict()
    by_side = chart.timeline_table(incidents, step="year", lanes="side")
    for side in ("ARM", "AZE", "GEO", "OSS"):
        assert by_side.loc[by_side["lane"] == side, "n"].sum() == incidents["sides"].map(lambda s, c=side: c in s).sum()


def test_empty_table_has_no_rows_and_can_be_drawn():
    table = chart.timeline_table(make_corpus(3).incidents.iloc[:0])
    assert len(table) == 0
    assert "0 bins" in chart.timeline(table).layout.meta["alt"]


def test_articles_are_counted_by_outlet():
    articles = make_corpus().articles
    table = chart.articles_table(articles, step="month")
    assert table.groupby("outlet")["n"].sum().to_dict() == articles["outlet"].value_counts().to_dict()


def test_background_events_are_dated_sourced_and_in_order():
    events = background_events()
    assert events["date"].is_monotonic_increasing
    assert events.notna().all(axis=None)
