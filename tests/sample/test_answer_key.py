"""The toolkit against the answer key of the teaching corpus: figures printed, floors held, both sides' agencies read alike."""

import json

import pandas as pd
import pytest
import yaml

from toolkit.evaluation.annotate import annotations_of
from toolkit.evaluation.score import score
from toolkit.resources import data_path
from toolkit.workshop import load_teaching_corpus

FLOORS = yaml.safe_load(data_path("sample", "workshop", "floors.yml").read_text())
SHOWN = ("claims_f1", "claimant", "toll_f1", "blames_f1", "loaded_f1", "loaded_voice")
#: How far the figures of the two states' agencies, which write alike, may lie apart.
APART = 0.1


@pytest.fixture(scope="module")
def rows():
    """Pairs of an answer and what the toolkit made of the same article."""
    text = data_path("sample", "workshop", "gold.jsonl").read_text(encoding="utf-8")
    gold = [json.loads(line) for line in text.splitlines()]
    made = annotations_of(load_teaching_corpus(progress=False), texts={row["id"]: row["text"] for row in gold})
    return [(row, made[row["id"]]) for row in gold]


def figures_of(rows):
    return score([gold for gold, _ in rows], [made for _, made in rows])


@pytest.fixture(scope="module")
def figures(rows, request):
    found = figures_of(rows)
    outlets = {}
    for gold, made in rows:
        if gold["lang"] == "en":
            outlets.setdefault(gold["domain"].removesuffix(".example"), []).append((gold, made))
    by_outlet = pd.DataFrame({name: figures_of(some).value for name, some in sorted(outlets.items())}).T[list(SHOWN)]
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("\nThe toolkit against the answer key of the teaching corpus")
        print(found.to_string(float_format="{:.3f}".format, na_rep=""))
        print(by_outlet.to_string(float_format="{:.2f}".format, na_rep=""))
    return found, by_outlet


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_figure_is_at_least_its_floor(figures, figure, floor):
    value = figures[0].value[figure]
    assert value >= floor, f"{figure} on the teaching corpus fell to {value:.3f}"


@pytest.mark.parametrize("figure", ["claims_f1", "toll_f1", "blames_f1", "loaded_f1"])
def test_the_two_state_agencies_are_read_alike(figures, figure):
    by_outlet = figures[1][figure]
    assert by_outlet["caspian-state"] == pytest.approx(by_outlet["masis-state"], abs=APART)
