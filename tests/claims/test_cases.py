"""Claims of short invented texts, language by language: ``cases_<language>.yml``."""

from pathlib import Path

import pandas as pd
import pytest
import yaml

FIELDS = ("outcome", "low", "high", "side", "status", "claimant", "polarity", "scope")


def _cases() -> list:
    return [
        pytest.param(path.stem.split("_")[1], case, id=f"{path.stem}-{number}-{case['text'][:50]}")
        for path in sorted(Path(__file__).parent.glob("cases_*.yml"))
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]


def _value(value):
    return None if pd.isna(value) else value


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_claims_of_a_short_text(read, lang, case):
    text = case["text"] + ("\n" + case["also"] if "also" in case else "")
    title = case["text"] if case.get("title") else None
    claims = read(text, title=title, lang=lang, published=case.get("published", "2020-10-09"))["claims"]
    found = [[_value(row[name]) for name in FIELDS] for _, row in claims.iterrows()]
    wanted = case["claims"]
    left = list(found)
    for claim in wanted:
        # status, claimant, polarity and scope may be left out or null: any will do
        match = next(
            (
                row
                for row in left
                if row[:4] == claim[:4] and all(b is None or a == b for a, b in zip(row[4:], claim[4:], strict=False))
            ),
            None,
        )
        assert match is not None, f"no claim {claim} in {found}"
        left.remove(match)
    if not case.get("loose"):
        assert left == [], f"claims that are not there: {left}"
