"""Quality floors on the gold data: they only go up. ``data/gold/floors.yml`` holds them, by file and figure."""

import json

import pytest
import yaml

from toolkit.evaluation import evaluate
from toolkit.resources import data_path

FLOORS = yaml.safe_load(data_path("gold", "floors.yml").read_text())


@pytest.fixture(scope="module")
def figures():
    made = {}

    def get(name):
        if name not in made:
            made[name] = evaluate(data_path("gold", name), progress=False)
        return made[name]

    return get


@pytest.mark.parametrize(
    ("name", "figure", "floor"),
    [(name, figure, floor) for name, floors in FLOORS.items() for figure, floor in floors.items()],
)
def test_figure_is_at_least_its_floor(figures, name, figure, floor):
    value = figures(name).value[figure]
    assert value >= floor, f"{figure} on {name} fell to {value:.3f}"


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_gold_is_marked_as_invented_and_verbatim(name):
    assert "invented" in data_path("gold", "README.md").read_text()
    for line in data_path("gold", name).read_text().splitlines():
        row = json.loads(line)
        assert [c["sentence"] for c in row["claims"] if c["sentence"] not in row["text"]] == []
