"""Days in sentences, and the day and place of the main event."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from toolkit.claims.dates import find_days
from toolkit.voices.parse import article_lexicon, read_units

CASES = yaml.safe_load((Path(__file__).parent / "days.yml").read_text(encoding="utf-8"))
PUBLISHED = date(2021, 5, 12)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_days_of_a_sentence(case):
    words = article_lexicon("Armenia and Azerbaijan", "en", None)
    days = find_days(list(read_units(case["text"], words)), words, PUBLISHED)
    assert [[str(day.day), day.reported] for day in days] == case["days"]


def test_without_a_day_of_publication_only_full_dates_count():
    words = article_lexicon("Armenia and Azerbaijan", "en", None)
    units = list(read_units("On Friday, on May 9 and on 3 April 2016 shots were heard.", words))
    assert [str(day.day) for day in find_days(units, words, None)] == ["2016-04-03"]
