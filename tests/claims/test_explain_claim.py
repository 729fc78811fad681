"""A claim shown in its sentence, with the rule behind each field."""

import pytest

from toolkit.claims import explain_claim

TEXT = (
    "At least three Armenian soldiers were killed near <Goris> & Kapan, the Defense Ministry of Armenia said. "
    "One more serviceman was wounded. Azerbaijan denied the claim."
)


@pytest.fixture(scope="module")
def told(read):
    return read(TEXT)


@pytest.fixture(scope="module")
def shown(told):
    return [explain_claim(claim, told["sentences"], told["voices"]) for _, claim in told["claims"].iterrows()]


def test_the_words_read_are_marked(shown):
    for mark in ("[At least three](number)", "[Armenian soldiers](people)", "[killed](killed)", "(source: ARM)"):
        assert mark in repr(shown[0])


def test_a_source_of_another_sentence_is_shown_with_it(shown):
    assert shown[1].text == "One more serviceman was wounded."
    assert shown[1].source_text.startswith("At least three")


def test_each_field_has_its_rule(shown):
    for one in shown:
        assert {"outcome", "number", "side", "status", "claimant", "polarity", "scope"} <= set(one.rules)


def test_html_is_escaped(shown):
    html = shown[0]._repr_html_()
    assert "&lt;Goris" in html
    assert "<Goris" not in html
    assert "&amp; Kapan" in html


def test_who_rejects_a_figure_is_noted(told):
    assert told["claims"].denied_by.tolist()[0] == "AZE"
    assert told["claims"].polarity.tolist() == ["asserted", "asserted"]


def test_a_claim_of_another_corpus_is_refused(told):
    claim = told["claims"].iloc[0].copy()
    claim["sentence_id"] = "elsewhere:0"
    with pytest.raises(KeyError, match="elsewhere:0"):
        explain_claim(claim, told["sentences"])
