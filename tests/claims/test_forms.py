"""The forms of casualty news, each with many numbers, people and sources: every one is read in full."""

from itertools import cycle
from pathlib import Path

import pandas as pd
import pytest
import yaml

from toolkit.claims import extract_claims
from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices

FORMS = yaml.safe_load((Path(__file__).parent / "forms.yml").read_text(encoding="utf-8"))
#: So many numbers and people each form is tried with.
TRIES = 5


def _claims(texts):
    """Read all texts as articles of one frame; return the claims of each as tuples."""
    rows = [
        {
            "article_id": str(n),
            "text": text,
            "lang": "en",
            "published_at": "2022-09-14",
            "n_words": 9,
            "source_file": "t",
        }
        for n, text in enumerate(texts)
    ]
    articles = ARTICLES.frame(rows)
    sentences, voices = attribute_voices(articles)
    found = {str(n): [] for n in range(len(texts))}
    for claim in extract_claims(sentences, voices, articles=articles).itertuples():
        bounds = tuple(None if pd.isna(bound) else int(bound) for bound in (claim.low, claim.high))
        found[claim.article_id].append((claim.outcome, *bounds, claim.side, claim.status, claim.claimant))
    return list(found.values())


def _fill(form, number, people, source=""):
    big = number[0].upper() + number[1:]
    text = form.replace("{N}", big).replace("{n}", number).replace("{P}", people)
    return text.replace("{S}", source[:1].upper() + source[1:]).replace("{s}", source)


@pytest.mark.parametrize("outcome", list(FORMS["sentences"]))
def test_every_form_is_read_with_every_kind_of_number(outcome):
    numbers, people = cycle(FORMS["numbers"]), cycle(FORMS["people"])
    wanted, texts = [], []
    for form in FORMS["sentences"][outcome]:
        for (number, low, high), (many, _, side, status) in zip(
            (next(numbers) for _ in range(TRIES)), people, strict=False
        ):
            texts.append(_fill(form, number, many))
            wanted.append((outcome, low, high, side, status))
    wrong = [
        (text, "wanted", want, "read", found)
        for text, want, found in zip(texts, wanted, _claims(texts), strict=True)
        if len(found) != 1 or found[0][:4] != want[:4] or want[4] not in (None, found[0][4])
    ]
    assert not wrong


@pytest.mark.parametrize("outcome", list(FORMS["sentences"]))
def test_every_form_is_read_of_one_person(outcome):
    people = cycle(FORMS["people"])
    wanted, texts = [], []
    for form in FORMS["sentences"][outcome]:
        for number, (_, one, side, _) in zip(("one", "a"), people, strict=False):
            text = _fill(form, "an" if number == "a" and one[0] in "AO" else number, one)
            for many, single in FORMS["one"]:
                text = text.replace(many, single)
            texts.append(text)
            wanted.append((outcome, 1, 1, side))
    wrong = [
        (text, "wanted", want, "read", found)
        for text, want, found in zip(texts, wanted, _claims(texts), strict=True)
        if len(found) != 1 or found[0][:4] != want
    ]
    assert not wrong


def test_every_source_is_read_in_every_form_of_reporting():
    numbers, people = cycle(FORMS["numbers"]), cycle(FORMS["people"])
    wanted, texts = [], []
    for form in FORMS["reported"]:
        for source, claimant in FORMS["sources"]:
            (number, low, high), (many, _, side, _) = next(numbers), next(people)
            texts.append(_fill(form, number, many, source))
            kin = claimant == "NKR" and many == "Armenian civilians"  # of its own people
            wanted.append(("killed", low, high, "NKR" if kin else side, claimant))
    wrong = [
        (text, "wanted", want, "read", found)
        for text, want, found in zip(texts, wanted, _claims(texts), strict=True)
        if len(found) != 1 or (*found[0][:4], found[0][5]) != want
    ]
    assert not wrong
