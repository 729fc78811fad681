"""Contrast: the log-odds ratio by an independent formula, and what it must do with every pair of bags."""

import math
from collections import Counter
from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from framing_made import tables_of
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import TableError
from toolkit.framing import contrast, contrast_examples, contrast_sentences, count_words, log_odds, shared_language
from toolkit.tables import FRAMES

# counts of a small example after Monroe, Colaresi & Quinn 2008, section 3 (two parties on one topic)
A = {"women": 25, "right": 20, "abortion": 30, "the": 400, "life": 2}
B = {"babi": 18, "abortion": 45, "kill": 12, "the": 380, "women": 5, "life": 15}
PRIOR = {"women": 300, "right": 500, "abortion": 90, "the": 9000, "babi": 40, "kill": 60, "life": 200}


def by_hand(word, a, b, prior):
    """Equations 16, 20 and 22 of the paper in exact fractions up to the logarithm."""
    a_0 = sum(map(Fraction, prior.values()))
    alpha = Fraction(prior[word])
    n_a, n_b = sum(map(Fraction, a.values())), sum(map(Fraction, b.values()))
    y_a, y_b = Fraction(a.get(word, 0)), Fraction(b.get(word, 0))
    omega_a = (y_a + alpha) / (n_a + a_0 - y_a - alpha)
    omega_b = (y_b + alpha) / (n_b + a_0 - y_b - alpha)
    delta = math.log(omega_a / omega_b)
    variance = 1 / (y_a + alpha) + 1 / (y_b + alpha)
    return delta, delta / math.sqrt(variance)


@pytest.mark.parametrize("prior", [PRIOR, None])
def test_log_odds_by_an_independent_formula(prior):
    table = log_odds(A, B, prior=prior).set_index("word")
    background = prior or Counter(A) + Counter(B)
    assert set(table.index) == {*A, *B}
    for word, row in table.iterrows():
        delta, z = by_hand(word, A, B, background)
        assert row.log_odds == pytest.approx(delta, abs=1e-9)
        assert row.z == pytest.approx(z, abs=1e-9)
    assert table.index[0] == max({*A, *B}, key=lambda word: by_hand(word, A, B, background)[1])
    assert table.significant.tolist() == [
        abs(by_hand(word, A, B, background)[1]) > 1.959963984540054 for word in table.index
    ]


# The worked example that the reference page of bind_log_odds publishes (tidylo 0.2.0, Schnoebelen, Silge & Hayes,
# https://juliasilge.github.io/tidylo/reference/bind_log_odds.html): gears of 32 cars by shape of engine, and the z-scores
# printed for them, with a prior of the counts of all cars and with one of 1 for each gear.
GEARS = {"0": {"3": 12, "4": 2, "5": 4}, "1": {"3": 3, "4": 10, "5": 1}}
PUBLISHED = {
    "counts": {
        "0": {"3": 1.1728347, "4": -1.3767516, "5": 0.4033125},
        "1": {"3": -1.1354777, "4": 1.5661168, "5": -0.4362340},
    },
    "ones": {
        "0": {"3": 1.8912729, "4": -1.9691060, "5": 0.5549172},
        "1": {"3": -1.7407107, "4": 2.8421436, "5": -0.6570674},
    },
}
PUBLISHED_LOG_ODDS = {
    "0": {"3": 0.6968169, "4": -1.2527630, "5": 0.3249262},
    "1": {"3": -0.9673459, "4": 1.1451323, "5": -0.5268260},
}


def one_against_all(word, group, groups, prior):
    """Equations 15, 18 and 21 of Monroe, Colaresi & Quinn 2008 in decimals of fifty digits, from logarithm to root."""
    getcontext().prec = 50
    seen = {g: {w: Decimal(n) + Decimal(prior[w]) for w, n in counts.items()} for g, counts in groups.items()}
    mine, total = seen[group][word], sum(counts[word] for counts in seen.values())
    omega_group = mine / (sum(seen[group].values()) - mine)
    omega_all = total / (sum(sum(counts.values()) for counts in seen.values()) - total)
    delta = omega_group.ln() - omega_all.ln()
    return delta, delta / (1 / mine + 1 / total).sqrt()


@pytest.mark.parametrize("kind", ["counts", "ones"])
@pytest.mark.parametrize("group", ["0", "1"])
def test_the_published_worked_example(kind, group):
    pooled = Counter(GEARS["0"]) + Counter(GEARS["1"])
    prior = pooled if kind == "counts" else dict.fromkeys(pooled, 1)
    both = {word: pooled[word] + prior[word] for word in pooled}  # a prior for each group, one of them in log_odds
    table = log_odds(GEARS[group], both, prior=prior).set_index("word")
    assert len(table) == 3
    for word, row in table.iterrows():
        assert row.z == pytest.approx(PUBLISHED[kind][group][word], abs=5.1e-8)  # as printed
        if kind == "ones":
            assert row.log_odds == pytest.approx(PUBLISHED_LOG_ODDS[group][word], abs=5.1e-8)
        delta, z = one_against_all(word, group, GEARS, prior)
        assert row.log_odds == pytest.approx(float(delta), abs=1e-9)
        assert row.z == pytest.approx(float(z), abs=1e-9)


def test_strength_scales_the_prior():
    weak, strong = (log_odds(A, B, prior=PRIOR, strength=s).set_index("word").z["women"] for s in (10, 100_000))
    assert abs(strong) < abs(weak)


BAGS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 50), min_size=1)


@settings(deadline=None)
@given(BAGS, BAGS)
def test_exchange_turns_the_sign_and_equal_bags_are_level(a, b):
    one, other = log_odds(a, b).set_index("word"), log_odds(b, a).set_index("word")
    if {*a} == {*b} and len(a) == 1:
        assert one.z.isna().all()
        return
    for word in one.index:
        assert one.z[word] == pytest.approx(-other.z[word])
    if len(a) > 1:
        assert log_odds(a, a).z.abs().max() == pytest.approx(0, abs=1e-12)


def corpus():
    one = tables_of(["Provocation at the border.", "The enemy's provocation again."], article="a")
    two = tables_of(
        ["A ceasefire at the border.", "They agreed a ceasefire again."], article="b", voice=["ARM", "OUTLET"]
    )
    import pandas as pd

    return tuple(pd.concat(pair, ignore_index=True) for pair in zip(one, two, strict=True))


def test_words_phrases_sources_and_frames():
    sentences, voices = corpus()
    words = contrast(sentences, ["a"], ["b"], min_count=2).set_index("word")
    assert words.z.idxmax() == "provocation"
    assert words.z["ceasefire"] == words.z.min()
    assert (words.count_a + words.count_b >= 2).all()
    pairs = contrast(sentences, ["a"], ["b"], phrases=2, min_count=2).set_index("word")
    assert {"a ceasefire", "at the"} <= set(pairs.index)
    own = contrast(sentences, ["a"], ["b"], voices=voices, own_voice=True, min_count=1).set_index("word")
    assert own.count_b["ceasefire"] == 1
    frames = FRAMES.frame(
        [
            {
                "frame_id": str(n),
                "article_id": "ab"[n],
                "start": 0,
                "end": 1,
                "measure": "loaded_wording",
                "category": "c",
                "term": "xy"[n],
                "phrase": "p",
                "voice": "OUTLET",
                "sentence_id": "s",
            }
            for n in (0, 1)
        ]
    )
    assert contrast(sentences, ["a"], ["b"], of="loaded", frames=frames, min_count=1).word.tolist() == ["x", "y"]
    voices["source"] = ["one", "one", "two", None]
    assert contrast(sentences, ["a"], ["b"], of="sources", voices=voices, min_count=1).word.tolist() == ["one", "two"]


def test_sentences_behind_a_word():
    sentences, _ = corpus()
    assert contrast_sentences(sentences, "the border", ["b"]).text.tolist() == ["A ceasefire at the border."]
    assert len(contrast_sentences(sentences, "the border", ["a", "b"], limit=1)) == 1
    assert count_words(["Don’t stop, post-war"]) == {"don't": 1, "stop": 1, "post-war": 1}


def test_sets_in_two_languages_are_compared_in_the_one_they_share():
    sentences, _ = corpus()
    sentences.loc[0, "lang"] = "ru"
    assert shared_language(sentences, ["a"], ["b"]) == "en"
    assert "at" not in contrast(sentences, ["a"], ["b"], min_count=1, lang="en").query("count_a > 0").word.tolist()
    sentences["lang"] = sentences.article_id.map({"a": "ru", "b": "en"})
    assert shared_language(sentences, ["a"], ["b"]) is None


def test_examples_come_from_the_set_that_has_the_word_more():
    sentences, _ = corpus()
    words = contrast(sentences, ["a"], ["b"], min_count=1)
    examples = contrast_examples(sentences, words, ["a"], ["b"])
    assert examples["provocation"] == "Provocation at the border."
    assert examples["ceasefire"] == "A ceasefire at the border."


def test_faults_are_told():
    sentences, _ = corpus()
    with pytest.raises(TableError, match="are in both sets"):
        contrast(sentences, ["a"], ["a", "b"])
    with pytest.raises(TableError, match="second set has nothing"):
        contrast(sentences, ["a"], ["none"])
    with pytest.raises(TableError, match="frames is wanted"):
        contrast(sentences, ["a"], ["b"], of="frames")
    with pytest.raises(TableError, match="allowed: words"):
        contrast(sentences, ["a"], ["b"], of="letters")
