"""Lists of names without articles."""

import pandas as pd
import pytest
from typer.testing import CliRunner

from toolkit.cli import app
from toolkit.places import geocode
from toolkit.tables import PLACES

CASES = [
    ("Kalbajar", "aze-kalbajar"),
    ("kalbajar", "aze-kalbajar"),
    ("Kəlbəcər rayonu", "aze-kalbajar-district"),
    ("Քարվաճառ", "aze-kalbajar"),
    ("Кельбаджар", "aze-kalbajar"),
    ("ცხინვალი", "geo-tskhinvali"),
    ("Tovuz district", "aze-tovuz-district"),
    ("Agdam, Tovuz", "aze-agdam-tovuz"),
    ("Georgia", "geo"),
    ("Java", "geo-java"),
    ("Lachin corridor", "x-lachin-corridor"),
]


@pytest.mark.parametrize(("name", "place_id"), CASES)
def test_a_name_is_found(name, place_id):
    assert geocode([name]).place_id.tolist() == [place_id]


def test_rows_stay_in_order_and_say_why_there_is_no_place():
    names = ["Goris", None, "", "Atlantis", "Martuni", "Baku"]
    found = PLACES.check(geocode(pd.Series(names)))
    assert found.place_id.isna().tolist() == [False, True, True, True, True, False]
    assert found.reason.str.len().gt(0).all()
    assert set(found.alternatives[4]) >= {"aze-martuni", "arm-martuni-gegharkunik"}


def test_the_command_adds_places_to_a_csv(tmp_path):
    file, out = tmp_path / "names.csv", tmp_path / "out.csv"
    pd.DataFrame({"n": [1, 2], "where": ["Goris", "Atlantis"]}).to_csv(file, index=False)
    result = CliRunner().invoke(app, ["geocode", str(file), "--column", "where", "--out", str(out)])
    assert result.exit_code == 0, result.output
    table = pd.read_csv(out)
    assert table.n.tolist() == [1, 2]
    assert table.place_id.tolist()[0] == "arm-goris"
    assert table.place_id.isna().tolist() == [False, True]


def test_the_command_names_the_columns_when_one_is_missing(tmp_path):
    from toolkit.errors import SourceError

    file = tmp_path / "names.csv"
    pd.DataFrame({"where": ["Goris"]}).to_csv(file, index=False)
    result = CliRunner().invoke(app, ["geocode", str(file), "--column", "place"])
    assert isinstance(result.exception, SourceError)
    assert "where" in str(result.exception)
