"""Agreement: Krippendorff's published examples, and words instead of numbers where there is no number."""

import json

import pandas as pd
import pytest

from toolkit.errors import SourceError, TableError
from toolkit.framing import (
    agreement,
    alpha,
    alpha_spans,
    disagreements,
    frame_present,
    load_codebook,
    read_codings,
    save_answer,
    with_toolkit,
)
from toolkit.framing.codebook import CODING, Codebook, Variable

# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C: four observers, twelve units, missing data
FOUR = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}
# the same, example A (binary, two observers) and example B (nominal, two observers)
BINARY = {"A": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "B": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]}
LETTERS = {"A": list("aabbdccceDda".lower()), "B": list("babbbccceddd")}


def triples(data):
    return [(c, u, v) for c, values in data.items() for u, v in enumerate(values) if v is not None]


@pytest.mark.parametrize(
    ("data", "level", "wanted"),
    [
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
        (BINARY, "nominal", 0.095),
        (LETTERS, "nominal", 0.692),
    ],
)
def test_published_examples(data, level, wanted):
    found = alpha(triples(data), level=level)
    assert found.alpha == pytest.approx(wanted, abs=1e-3)
    assert found.low <= found.alpha <= found.high
    assert found.message is None
    assert found.n_coders == len(data)


def test_order_of_values_matters_for_ordinal_only():
    data = triples({"A": ["low", "mid", "high", "low"], "B": ["mid", "mid", "high", "low"]})
    ordered = alpha(data, level="ordinal", order=("low", "mid", "high")).alpha
    other = alpha(data, level="ordinal", order=("mid", "high", "low")).alpha
    assert ordered > other


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([("A", 1, "x"), ("A", 2, "y")], "one coder only"),
        ([("A", 1, "x"), ("B", 2, "y")], "no overlap"),
        ([("A", 1, "x"), ("B", 1, "x"), ("A", 2, "x"), ("B", 2, "x")], "all answers are the same"),
        ([], "no answers"),
    ],
)
def test_words_instead_of_a_number(data, message):
    found = alpha(data)
    assert found.alpha is None
    assert found.low is None
    assert message in found.message


def test_wrong_levels_and_values_are_told():
    with pytest.raises(TableError, match="allowed: nominal"):
        alpha([("A", 1, "x"), ("B", 1, "y")], level="odd")
    with pytest.raises(TableError, match="must be numbers"):
        alpha([("A", 1, "x"), ("B", 1, "y")], level="interval")


def codings(rows):
    return pd.DataFrame(rows, columns=list(CODING)).astype({"start": "Int64", "end": "Int64"})


def spans(coder, *marks, article="a"):
    return [(coder, article, "loaded", "loaded", a, b, None) for a, b in marks]


def test_spans():
    same = codings(spans("A", (0, 4), (6, 10)) + spans("B", (0, 4), (6, 10)))
    assert alpha_spans(same).alpha == 1
    half = alpha_spans(codings(spans("A", (0, 5)) + spans("B", (0, 10)))).alpha
    none = alpha_spans(codings(spans("A", (0, 5)) + spans("B", (5, 10)))).alpha
    assert none < half < 1
    # the same by hand: 10 characters, 5 agree on a mark, 5 differ; 15 marked and 5 unmarked answers of 20
    assert half == pytest.approx(1 - (10 / 20) / ((400 - 225 - 25) / (20 * 19)))
    assert "one coder" in alpha_spans(codings(spans("A", (0, 4)))).message
    assert "no overlap" in alpha_spans(codings(spans("A", (0, 4)) + spans("B", (0, 4), article="b"))).message


BOOK = Codebook(
    "t",
    (
        Variable("conflict", "?", "nominal", ("yes", "no"), measure="mine:conflict"),
        Variable("n", "?", "interval"),
        Variable("loaded", "?", "spans", ("loaded",)),
    ),
)


def test_files_of_coders_merge_and_the_last_answer_counts(tmp_path):
    answers = [
        ("A", "a", "yes"),
        ("A", "b", "no"),
        ("A", "b", "yes"),
        ("B", "a", "yes"),
        ("B", "b", "no"),
        ("B", "c", "no"),
    ]
    for coder, article, value in answers:
        save_answer(
            tmp_path / f"{coder}.jsonl", {"coder": coder, "article_id": article, "variable": "conflict", "value": value}
        )
    save_answer(tmp_path / "B.jsonl", {"coder": "B", "article_id": "c", "variable": "conflict", "value": None})
    merged = read_codings(tmp_path, codebook=BOOK)
    assert merged[["coder", "article_id", "value"]].to_numpy().tolist() == [
        ["A", "a", "yes"],
        ["B", "a", "yes"],
        ["A", "b", "yes"],
        ["B", "b", "no"],
    ]
    table = agreement(merged, BOOK).set_index("variable")
    assert table.n_units["conflict"] == 2
    assert table.percent["conflict"] == 0.5
    assert table.message["n"] == "no answers"
    differ = disagreements(merged)
    assert differ[["variable", "article_id"]].to_numpy().tolist() == [["conflict", "b"]]
    assert differ.answers[0] == ["A: yes", "B: no"]


def test_bad_lines_of_coders_are_told_all_at_once(tmp_path):
    file = tmp_path / "A.jsonl"
    file.write_text(
        "not json\n"
        + json.dumps({"coder": "A", "article_id": "a", "variable": "conflict", "value": "maybe"})
        + "\n"
        + json.dumps({"coder": "A"})
        + "\n"
        + json.dumps({"coder": "A", "article_id": "a", "variable": "x", "value": 1})
        + "\n"
    )
    with pytest.raises(TableError) as caught:
        read_codings(file, codebook=BOOK)
    for part in (
        "line 1: not JSON",
        "line 2: value 'maybe'",
        "line 3: lacks article_id, variable",
        "line 4: variable 'x'",
    ):
        assert part in str(caught.value)
    with pytest.raises(SourceError):
        read_codings(tmp_path / "none.jsonl")


def test_toolkit_as_one_more_coder(articles_of):
    rows = codings([("A", "a", "conflict", "yes", None, None, None), ("A", "b", "conflict", "no", None, None, None)])
    frames = pd.DataFrame({"article_id": ["a"], "category": ["mine:conflict"], "measure": ["frame"]})
    articles = articles_of([{"article_id": "a"}, {"article_id": "b"}, {"article_id": "c"}])
    both = with_toolkit(rows, BOOK, lambda measure: frame_present(frames, measure, articles))
    assert both[both.coder == "toolkit"][["article_id", "value"]].to_numpy().tolist() == [["a", "yes"], ["b", "no"]]
    assert agreement(both, BOOK).alpha[0] == 1
    assert load_codebook().variable("conflict").measure == "semetko_valkenburg:conflict"
    with pytest.raises(TableError, match="there are: conflict"):
        BOOK.variable("nothing")
