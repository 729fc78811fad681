"""Tolls of one article, and of several over time."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml
from incident_frames import claim, claims, short

from toolkit.errors import TableError
from toolkit.incidents import account_for, add_up
from toolkit.tables import CLAIMS, TOLLS

CASES = yaml.safe_load((Path(__file__).parent / "cases_toll.yml").read_text(encoding="utf-8"))
GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"
SWAP = {"ARM": "AZE", "AZE": "ARM", "GEO": "OSS", "OSS": "GEO", "NKR": "RUS", "RUS": "NKR"}


def rows_of(case):
    return [claim(n, *row[:5], **(row[5] if len(row) > 5 else {})) for n, row in enumerate(case["claims"])]


@pytest.mark.parametrize("name", CASES)
def test_toll_of_an_article(name):
    tolls = TOLLS.check(add_up(claims(rows_of(CASES[name]))))
    assert short(tolls) == [tuple(row) for row in CASES[name]["toll"]]
    assert set(tolls.article_id) <= {"a"}


@pytest.mark.parametrize("name", CASES)
def test_exchanging_the_sides_exchanges_the_toll(name):
    rows = [
        {**row, "side": SWAP.get(row["side"], row["side"]), "claimant": SWAP.get(row["claimant"], row["claimant"])}
        for row in rows_of(CASES[name])
    ]
    swapped = {
        (SWAP.get(side, side), outcome, low, high, tuple(sorted(SWAP.get(code, code) for code in claimants)))
        for side, outcome, low, high, claimants in CASES[name]["toll"]
    }
    assert {(*row[:4], tuple(row[4])) for row in short(add_up(claims(rows)))} == swapped


@pytest.mark.parametrize("name", CASES)
def test_every_claim_is_accounted_for(name):
    rows = claims(rows_of(CASES[name]))
    fates = account_for(rows)
    assert list(fates.claim_id) == list(rows.claim_id)
    assert fates.fate.str.len().min() > 5
    shown = {claim_id for ids in add_up(rows).claim_ids for claim_id in ids}
    counted = set(fates[fates.fate.str.startswith(("counted", "larger"))].claim_id)
    assert counted <= shown


def test_contested_rows_are_those_that_exclude_each_other():
    tolls = add_up(
        claims(
            [
                claim(0, "AZE", "killed", 60, 60, "ARM", status="military"),
                claim(1, "AZE", "killed", 12, 12, "AZE", status="military"),
                claim(2, "ARM", "killed", 3, None, "ARM"),
                claim(3, "ARM", "killed", 5, 5, "AZE"),
            ]
        )
    )
    assert dict(zip(zip(tolls.side, tolls.low, strict=True), tolls.contested, strict=True)) == {
        ("AZE", 60): True,
        ("AZE", 12): True,
        ("ARM", 3): False,
        ("ARM", 5): False,
    }


def test_an_outlet_that_repeats_a_named_source_is_no_second_source():
    rows = [claim(0, "ARM", "killed", 5, 5, "ARM", sentence=2), claim(1, "ARM", "killed", 5, 5, "OUTLET", part_of=0)]
    assert add_up(claims(rows)).n_independent.tolist() == [1]
    rows[1]["claimant"] = "OTHER"
    assert add_up(claims(rows)).n_independent.tolist() == [2]


def over_time(*figures):
    rows = [
        claim(0, "AZE", "killed", low, low, claimant, article=f"a{n}", said_at=day, **more)
        for n, (day, claimant, low, more) in enumerate(figures)
    ]
    return claims(rows).assign(incident_id="i")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([("2023-09-01", "AZE", 2, {}), ("2023-09-02", "AZE", 4, {})], [(4, ["AZE"])]),
        ([("2023-09-01", "AZE", 4, {}), ("2023-09-02", "AZE", 2, {})], [(2, ["AZE"]), (4, ["AZE"])]),
        ([("2023-09-01", "AZE", 4, {}), ("2023-09-01", "AZE", 2, {})], [(2, ["AZE"]), (4, ["AZE"])]),
        ([("2023-09-01", "AZE", 4, {}), ("2023-09-02", "ARM", 9, {})], [(4, ["AZE"]), (9, ["ARM"])]),
        ([("2023-09-01", "AZE", 4, {}), ("2023-09-02", "ARM", 4, {})], [(4, ["ARM", "AZE"])]),
        (
            [("2023-09-01", "AZE", 3, {"status": "military"}), ("2023-09-02", "AZE", 1, {"status": "civilian"})],
            [(4, ["AZE"])],
        ),
        (
            [("2023-09-01", "AZE", 3, {"status": "military"}), ("2023-09-02", "AZE", 5, {"status": "mixed"})],
            [(5, ["AZE"])],
        ),
        (
            [("2023-09-01", "AZE", 5, {"status": "mixed"}), ("2023-09-02", "AZE", 3, {"status": "military"})],
            [(5, ["AZE"])],
        ),
    ],
)
def test_over_several_articles_a_later_figure_replaces_unless_it_is_less(figures, expected):
    tolls = add_up(over_time(*figures), by="incident_id")
    got = sorted((int(low), claimants) for low, claimants in zip(tolls.low, tolls.claimants, strict=True))
    assert got == expected
    assert set(tolls.incident_id) == {"i"}
    assert tolls.article_id.isna().all()


def test_articles_of_one_outlet_and_copies_are_one_source():
    rows = over_time(("2023-09-01", "OUTLET", 4, {}), ("2023-09-01", "OUTLET", 4, {}))
    assert add_up(rows, by="incident_id").n_independent.tolist() == [2]
    assert add_up(rows, by="incident_id", outlets={"a1": "a0"}).n_independent.tolist() == [1]


def test_missing_columns_are_named():
    with pytest.raises(TableError, match="incident_id"):
        add_up(CLAIMS.empty(), by="incident_id")
    with pytest.raises(TableError, match="polarity"):
        add_up(CLAIMS.empty().drop(columns="polarity"))


def test_nothing_in_nothing_out():
    assert len(add_up(CLAIMS.empty())) == 0
    assert list(account_for(CLAIMS.empty()).columns) == ["claim_id", "article_id", "fate"]


def gold_claims(article):
    title = article.get("title") or ""
    for n, row in enumerate(article["claims"]):
        at = 0 if row["sentence"] in title else 1 + article["text"].find(row["sentence"])
        part = row["part_of"]
        yield claim(
            n,
            *(row[name] for name in ("side", "outcome", "low", "high", "claimant")),
            article=article["id"],
            sentence=at,
            part_of=part,
            **{name: row[name] for name in ("status", "polarity", "scope", "claimant_text")},
        )


@pytest.mark.parametrize(
    ("file", "rows_f1", "exact"), [("quotes_en_dev", 0.95, 0.93), ("quotes_multi_dev", 0.98, 0.98)]
)
def test_rules_give_the_gold_toll_from_the_gold_claims(file, rows_f1, exact):
    articles = [json.loads(line) for line in (GOLD / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    tolls = add_up(claims([row for article in articles for row in gold_claims(article)]))
    found = {article_id: {row[:4] for row in short(rows)} for article_id, rows in tolls.groupby("article_id")}
    count = Counter()
    for article in articles:
        gold = {tuple(row[name] for name in ("side", "outcome", "low", "high")) for row in article["toll"]}
        got = found.get(article["id"], set())
        count.update(hit=len(gold & got), gold=len(gold), got=len(got), exact=gold == got)
    assert 2 * count["hit"] / (count["gold"] + count["got"]) >= rows_f1
    assert count["exact"] / len(articles) >= exact
