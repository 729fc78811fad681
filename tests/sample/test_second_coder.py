"""The answer key beside a second coder, who annotated 40 articles without having seen it: agreement printed and held."""

import json
import re
from collections import defaultdict

import pandas as pd
import pytest

from toolkit.evaluation.score import score
from toolkit.framing import alpha
from toolkit.resources import data_path

#: What two coders decide about a claim that both found.
DECIDED = ("side", "status", "claimant", "scope")


def load(name):
    return {row["id"]: row for row in map(json.loads, data_path("sample", "workshop", name).open(encoding="utf-8"))}


SECOND, KEY = load("second_coder.jsonl"), load("gold.jsonl")


def told(row):
    """Claims of a row by what they say, in the order of the text."""
    groups = defaultdict(list)
    for claim in row["claims"]:
        groups[claim["outcome"], claim["low"], claim["high"], claim["polarity"]].append(claim)
    return {
        (what, n): claim
        for what, some in groups.items()
        for n, claim in enumerate(sorted(some, key=lambda claim: KEY[row["id"]]["text"].find(claim["sentence"])))
    }


@pytest.fixture(scope="module")
def figures(request):
    """Figures of the scorer with the key as gold, and Krippendorff's alpha of the claims that both found."""
    triples = {name: [] for name in DECIDED}
    for article_id, row in SECOND.items():
        ours, theirs = told(KEY[article_id]), told(row)
        for unit in ours.keys() & theirs.keys():
            for name in DECIDED:
                triples[name] += [
                    (coder, (article_id, *unit), some[unit][name])
                    for coder, some in (("key", ours), ("second", theirs))
                ]
    found = score([KEY[article_id] for article_id in SECOND], list(SECOND.values())).value.drop("geo_25km")
    alphas = {f"alpha {name}": alpha(some, resamples=200).alpha for name, some in triples.items()}
    found = pd.concat([found, pd.Series(alphas)])
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(
            "\nThe answer key of the teaching corpus beside a second coder\n"
            + found.to_string(float_format="{:.3f}".format)
        )
    return found


def test_forty_articles_of_all_outlets_were_coded_twice():
    assert len(SECOND) == 40
    assert SECOND.keys() <= KEY.keys()
    assert {KEY[article_id]["lang"] for article_id in SECOND} == {"en"}
    outlets = pd.Series([KEY[article_id]["domain"] for article_id in SECOND]).value_counts()
    assert len(outlets) == 6
    assert outlets.min() >= 6


def test_the_second_coding_is_verbatim():
    wrong = []
    for article_id, row in SECOND.items():
        text = KEY[article_id]["text"]
        pieces = [claim["sentence"] for claim in row["claims"]] + [place["surface"] for place in row["places"]]
        pieces += [item["phrase"] for item in row["loaded"]]
        wrong += [(article_id, piece) for piece in pieces if piece not in text]
    assert wrong == []


def test_the_readme_gives_the_figures_as_they_are(figures):
    text = data_path("sample", "workshop", "README.md").read_text(encoding="utf-8")
    given = dict(re.findall(r"^\| `([^`]+)` \| [01]\.\d\d \| ([01]\.\d\d) \|$", text, re.M))
    assert given == {name: f"{value:.2f}" for name, value in figures.items()}


def test_the_two_agree_on_what_counts(figures):
    assert figures[["claims_f1_noside", "toll_f1", "places_f1"]].min() >= 0.9
    assert figures[["alpha side", "alpha claimant"]].min() >= 0.8
