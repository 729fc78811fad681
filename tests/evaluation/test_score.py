"""Scoring annotations against gold."""

import copy
import json
import random
import sys

import pytest

from toolkit.evaluation import score

CLAIM = {
    "sentence": "Two soldiers died.",
    "outcome": "killed",
    "low": 2,
    "high": 2,
    "side": "AZE",
    "status": "military",
    "claimant": "OUTLET",
    "polarity": "asserted",
    "scope": "incident",
    "part_of": None,
}
PLACE = {"surface": "Goris", "name": "Goris", "kind": "settlement", "lat": 39.51, "lon": 46.34, "metonym": False}
GOLD = {
    "id": "a",
    "incident_date": "2020-01-01",
    "incident_place": "Goris",
    "places": [PLACE],
    "claims": [CLAIM],
    "toll": [{"side": "AZE", "outcome": "killed", "low": 2, "high": 2, "claimants": ["OUTLET"]}],
    "blames": [{"accuser": "AZE", "accused": "ARM"}],
    "loaded": [{"phrase": "so-called", "voice": "OUTLET"}],
}


def changed(**fields):
    return {**copy.deepcopy(GOLD), **fields}


def test_the_gold_itself_scores_one():
    assert (score([GOLD], [GOLD]).value == 1).all()


def test_nothing_predicted_scores_nothing():
    figures = score([GOLD], []).value
    assert figures["claims_f1"] == figures["toll_f1"] == figures["toll_exact"] == figures["date"] == 0
    assert figures.isna()["claimant"]


@pytest.mark.parametrize(
    ("prediction", "figure", "value"),
    [
        (changed(claims=[{**CLAIM, "side": "ARM"}]), "claims_f1", 0),
        (changed(claims=[{**CLAIM, "side": "ARM"}]), "claims_f1_noside", 1),
        (changed(claims=[{**CLAIM, "claimant": "ARM"}]), "claimant", 0),
        (changed(claims=[CLAIM, CLAIM]), "claims_f1", 2 / 3),
        (changed(claims=[{**CLAIM, "high": None}]), "claims_f1", 0),
        (changed(toll=[]), "toll_exact", 0),
        (changed(places=[{**PLACE, "lat": 40.5}]), "geo_25km", 0),
        (changed(incident_place="Kapan"), "place_25km", 0),
        (changed(blames=[]), "blames_f1", 0),
        (changed(loaded=[{"phrase": "the so-called", "voice": "AZE"}]), "loaded_f1", 1),
        (changed(loaded=[{"phrase": "the so-called", "voice": "AZE"}]), "loaded_voice", 0),
    ],
)
def test_one_fault_changes_its_figure(prediction, figure, value):
    assert score([GOLD], [prediction]).value[figure] == pytest.approx(value)


def test_figures_are_those_of_the_reference_scorer(shared):
    sys.path.insert(0, str(shared / "gold"))
    import score as reference

    gold = [json.loads(line) for line in (shared / "gold" / "quotes_en_dev.jsonl").read_text().splitlines()]
    rnd = random.Random(1)
    predicted = copy.deepcopy(gold)[:95]
    for row in predicted:
        for name in ("claims", "toll", "places", "blames", "loaded"):
            row[name] = [item for item in row[name] if rnd.random() > 0.2]
            for item in row[name]:
                if rnd.random() < 0.2:
                    item[rnd.choice([key for key in item if key not in ("sentence", "surface", "phrase", "name")])] = (
                        "AZE"
                    )
    ours = score(gold, predicted)
    for name, figures in reference.score(gold, predicted).items():
        value = figures.get("f1", figures.get("accuracy"))
        assert ours.value[name] == pytest.approx(value, abs=1e-12), name
        assert ours.n[name] == figures["n"], name
