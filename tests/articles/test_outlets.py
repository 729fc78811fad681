"""Outlets by domain, and the agencies that texts credit; the data is whole and its sides are those of the sides file."""

import pytest
import yaml

from toolkit.articles import read
from toolkit.articles.outlets import credited, outlet_of
from toolkit.resources import data_path
from toolkit.sides import load_sides

ROWS = yaml.safe_load(data_path("outlets", "outlets.yml").read_text(encoding="utf-8"))
KINDS = {"agency", "broadcaster", "newspaper", "site", "regional", "government", "monitor"}


def test_the_data_is_whole():
    sides = set(load_sides("south_caucasus").codes)
    domains = [domain for row in ROWS for domain in row["domains"]]
    assert len(domains) == len(set(domains))
    for row in ROWS:
        assert row["kind"] in KINDS, row
        assert row["side"] is None or row["side"] in sides, row
        assert len(row["country"]) == 3, row
        assert all(len(lang) == 2 for lang in row["languages"]), row
        assert row.get("date_order", "MDY") == "MDY", row


def test_outlets_of_each_side_are_there():
    sides = [row["side"] for row in ROWS]
    assert all(sides.count(code) >= 2 for code in ("ARM", "AZE", "GEO", "RUS", "TUR", "IRN", "NKR", "ABK"))


@pytest.mark.parametrize(
    ("domain", "name"),
    [("trtworld.com", "TRT World"), ("en.trend.az", "Trend"), ("trend.az.example", None), (None, None), ("am", None)],
)
def test_an_outlet_owns_what_is_under_its_domain(domain, name):
    assert outlet_of(domain).name == name


@pytest.mark.parametrize(
    ("first", "last", "agencies"),
    [
        ("BAKU, May 8 (Reuters) - Two men were hurt.", "They live.", ["Reuters"]),
        ("YEREVAN, SEPTEMBER 1, ARMENPRESS. Two men were hurt.", "They live.", ["ARMENPRESS"]),
        ("Baku, September 1, AZERTAC", "They live.", ["AZERTAC"]),
        ("ЕРЕВАН, 28 июля. /ТАСС/. Двое ранены.", "Они живы.", ["ТАСС"]),
        ("Bakı. 3 avqust. APA: İki nəfər yaralanıb.", "Sağdırlar.", ["APA"]),
        ("Two men were hurt.", "They live, he said. (AFP)", ["AFP"]),
        ("Two men were hurt, an official told Reuters. He gave no names.", "They live.", []),
        ("Reuters reported on Monday that two men were hurt.", "So did AFP.", []),
    ],
)
def test_agencies_that_a_text_credits(first, last, agencies):
    assert credited(first, last) == agencies


def test_months_come_first_where_the_outlet_prints_them_so(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,published,domain\nTwo men were hurt.,09/10/2023,apnews.com\nTwo more were hurt.,09/10/2023,trend.az\n"
    )
    articles = read(path, progress=False).articles
    assert [str(at.date()) for at in articles.published_at] == ["2023-09-10", "2023-10-09"]
    assert articles.outlet.tolist() == ["Associated Press", "Trend"]
    assert articles.outlet_side.isna().tolist() == [True, False]
