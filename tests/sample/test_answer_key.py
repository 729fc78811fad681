"""The toolkit against the answer key of the teaching corpus: figures printed, floors held."""

import pytest
import yaml

from toolkit.evaluation import evaluate
from toolkit.resources import data_path

FLOORS = yaml.safe_load(data_path("sample", "workshop", "floors.yml").read_text())


@pytest.fixture(scope="module")
def figures(request):
    made = evaluate(data_path("sample", "workshop", "gold.jsonl"), progress=False)
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("\nThe toolkit against the answer key of the teaching corpus")
        print(made.to_string(float_format="{:.3f}".format, na_rep=""))
    return made


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_figure_is_at_least_its_floor(figures, figure, floor):
    assert figures.value[figure] >= floor, f"{figure} on the teaching corpus fell to {figures.value[figure]:.3f}"
