"""Printed dates in the languages of the region; what cannot be a date is none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles.dates import read_date_line, read_stamp

NOW = datetime(2023, 9, 3, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("1 September 2023", "2023-09-01 00:00", "day"),
        ("Friday, September 1st, 2023", "2023-09-01 00:00", "day"),
        ("Sept. 1", "2023-09-01 00:00", "day"),
        ("December 24", "2022-12-24 00:00", "day"),
        ("September 1, 2023 2:20 PM UTC", "2023-09-01 14:20", "minute"),
        ("9:30 PM GMT+4, September 20, 2022", "2022-09-20 17:30", "minute"),
        ("Fri, 1 Sep 2023 10:20:30 GMT", "2023-09-01 10:20", "second"),
        ("September 2023", "2023-09-01 00:00", "month"),
        ("2023", "2023-01-01 00:00", "year"),
        ("2023-09", "2023-09-01 00:00", "month"),
        ("2023-09-01T01:30:00+04:00", "2023-08-31 21:30", "second"),
        ("20230901T143000Z", "2023-09-01 14:30", "second"),
        ("1693578000", "2023-09-01 14:20", "second"),
        (1693578000123, "2023-09-01 14:20", "second"),
        ("01.09.2023, 14:20", "2023-09-01 14:20", "minute"),
        ("14:20 / 01.09.2023", "2023-09-01 14:20", "minute"),
        ("09/13/2023", "2023-09-13 00:00", "day"),
        ("12 июля", "2023-07-12 00:00", "day"),
        ("1 сентября 2023 г., 14:20", "2023-09-01 14:20", "minute"),
        ("вчера в 14:20", "2023-09-02 14:20", "minute"),
        ("2 дня назад", "2023-09-01 00:00", "day"),
        ("1 Eylül 2023 Cuma 14.20", "2023-09-01 14:20", "minute"),
        ("3 saat önce", "2023-09-03 07:00", "minute"),
        ("dün", "2023-09-02 00:00", "day"),
        ("2023-cü il sentyabrın 1-i", "2023-09-01 00:00", "day"),
        ("sentyabrın 1-də", "2023-09-01 00:00", "day"),
        ("1 sentyabr 2023 14:20 (UTC+04:00)", "2023-09-01 10:20", "minute"),
        ("5 saat əvvəl", "2023-09-03 05:00", "minute"),
        ("սեպտեմբերի 1, 2023", "2023-09-01 00:00", "day"),
        ("2023թ. սեպտեմբերի 1-ին", "2023-09-01 00:00", "day"),
        ("3 ժամ առաջ", "2023-09-03 07:00", "minute"),
        ("1 სექტემბერი, 2023", "2023-09-01 00:00", "day"),
        ("2023 წლის 1 სექტემბერი", "2023-09-01 00:00", "day"),
        ("3 საათის წინ", "2023-09-03 07:00", "minute"),
        ("۱۰ شهریور ۱۴۰۲", "2023-09-01 00:00", "day"),
        ("a month ago", "2023-08-01 00:00", "month"),
    ],
)
def test_printed_dates(text, at, precision):
    stamp = read_stamp(text, now=NOW)
    assert stamp is not None
    assert stamp.at.strftime("%Y-%m-%d %H:%M") == at
    assert stamp.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2023",
        "31 September 2023",
        "2023-13-01",
        "yesterday's news",
        "",
        "n/a",
        "00.00.0000",
        "12",
        "25:61",
        "1.2.3",
    ],
)
def test_what_cannot_be_a_date_is_none(text):
    assert read_stamp(text, now=NOW) is None


@pytest.mark.parametrize("text", ["Sept. 1", "3 saat önce", "вчера"])
def test_without_the_time_of_fetching_relative_dates_are_unknown(text):
    assert read_stamp(text) is None


def test_the_order_of_day_and_month_is_the_outlets():
    assert str(read_stamp("09/10/2023").at.date()) == "2023-10-09"
    assert str(read_stamp("09/10/2023", order="MDY").at.date()) == "2023-09-10"


def test_a_line_of_two_dates():
    line = read_date_line("Published 1 May 2023 | Updated 2 May 2023 14:20")
    assert [str(stamp.at.date()) for _, stamp in line.stamps] == ["2023-05-01", "2023-05-02"]
    assert "updated" in line.stamps[1][0]


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2050, 1, 1)))
def test_iso_dates_come_back(at):
    at = at.replace(microsecond=0)
    assert read_stamp(at.isoformat()).at == at.replace(tzinfo=UTC)
    assert read_stamp(at.strftime("%d.%m.%Y")).at.date() == at.date()


@given(st.text(max_size=40))
def test_no_text_is_an_error(text):
    read_stamp(text, now=NOW)
    read_date_line(text, now=NOW)
