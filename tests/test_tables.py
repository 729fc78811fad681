"""The spine: tables are built and checked as described."""

import pandas as pd
import pytest

from toolkit import schema, tables
from toolkit.errors import TableError

CLAIM = {
    "claim_id": "a:c:0",
    "article_id": "a",
    "sentence_id": "a:0",
    "start": 0,
    "end": 5,
    "outcome": "killed",
    "low": 2,
    "high": None,
    "side": "AZE",
    "status": "military",
    "claimant": "ARM",
    "polarity": "asserted",
    "scope": "incident",
    "origin": "articles",
}


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=list(tables.TABLES))
def test_an_empty_table_passes_its_own_check(table):
    frame = table.check(table.empty())
    assert list(frame.columns) == table.names


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=list(tables.TABLES))
def test_every_column_says_what_it_means(table):
    assert [c.name for c in table.columns if not c.meaning] == []
    assert set(table.key) <= set(table.names)
    assert {c.dtype for c in table.columns} <= set(schema.DTYPES)


def test_null_is_kept_apart_from_zero():
    frame = tables.CLAIMS.frame([CLAIM, {**CLAIM, "claim_id": "a:c:1", "low": 0, "high": 0}])
    assert frame.low.tolist() == [2, 0]
    assert frame.high.isna().tolist() == [True, False]


def test_all_faults_are_reported_at_once():
    wrong = tables.CLAIMS.frame([{**CLAIM, "low": 5, "high": 3}, {**CLAIM, "outcome": "hurt"}])
    with pytest.raises(TableError) as error:
        tables.CLAIMS.check(wrong)
    assert "low <= high" in str(error.value)
    assert "hurt" in str(error.value)
    assert "claim_id" in str(error.value)


def test_unknown_and_missing_columns_are_named():
    with pytest.raises(TableError, match="colour"):
        tables.CLAIMS.frame([{**CLAIM, "colour": "x"}])
    with pytest.raises(TableError, match="outcome"):
        tables.CLAIMS.check(pd.DataFrame([{"claim_id": "a"}]))
