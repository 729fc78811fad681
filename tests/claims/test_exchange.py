"""Exchanging two sides in a text exchanges them in the result: every gold text in six languages, and FA-KES, by script."""

import json

import pandas as pd
import pytest
from exchange_sides import exchange, exchanged, handed_over

from toolkit.claims import extract_blames, extract_claims, locate_claims, main_event
from toolkit.incidents import add_up
from toolkit.places import find, resolve
from toolkit.resources import data_path
from toolkit.sides import load_sides
from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices

PAIRS = [("ARM", "AZE"), ("AZE", "NKR"), ("GEO", "RUS"), ("GEO", "OSS"), ("ABK", "GEO"), ("ABK", "OSS"), ("AZE", "TUR")]
LANGS = ("en", "ru", "tr", "az", "hy", "ka")
SYRIAN = [("OPP", "SYR"), ("ISL", "KUR"), ("NUS", "USA")]
#: Parties whose words have the same grammar: names of states, and of movements in capitals.
SYRIAN_ALIKE = [("RUS", "TUR"), ("KUR", "TUR")]
CLAIM = ["outcome", "low", "high", "side", "status", "claimant", "polarity", "scope", "denied_by"]
CLAIM += ["event_start_date", "event_end_date", "place_id"]


def _rows(path):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return list({row["id"]: row for row in rows}.values())


@pytest.fixture(scope="module")
def texts():
    return [row for name in ("quotes_en_dev.jsonl", "quotes_multi_dev.jsonl") for row in _rows(data_path("gold", name))]


@pytest.fixture(scope="module")
def syrian(shared):
    return _rows(shared / "gold" / "fakes_dev.jsonl")


def _read(rows, sides, change=lambda text: text, *, with_places=False):
    """Return the claims, blames and tolls of some texts."""
    articles = ARTICLES.frame(
        [
            {
                "article_id": row["id"],
                "title": None if row["title"] is None else change(row["title"]),
                "text": change(row["text"]),
                "lang": row["lang"],
                "published_at": row["published"],
                "n_words": 0,
                "source_file": "gold",
            }
            for row in rows
        ]
    )
    sentences, voices = attribute_voices(articles, sides)
    places = resolve(find(articles), articles=articles) if with_places else None
    claims = extract_claims(sentences, voices, places, sides, articles=articles)
    if with_places:
        events = main_event(articles, sentences, claims, places, sides=sides)
        claims = locate_claims(claims, sentences, places, events, articles=articles, sides=sides)
    return claims, extract_blames(sentences, voices, sides, articles=articles), add_up(claims)


def _results(made, codes):
    """Return what was read of each text, with codes exchanged, in an order that does not depend on them."""
    claims, blames, tolls = made
    out: dict[str, list] = {}
    for row in claims[["article_id", *CLAIM]].astype(object).itertuples(index=False):
        out.setdefault(row[0], []).append(tuple(codes.get(value, str(value)) for value in row[1:]))
    for row in blames[["article_id", "accuser", "accused", "status"]].itertuples(index=False):
        out.setdefault(row[0], []).append(tuple(codes.get(value, value) for value in row[1:]))
    for row in tolls[["article_id", "side", "outcome", "low", "high", "claimants"]].astype(object).itertuples(False):
        claimants = sorted(codes.get(code, code) for code in row[5])
        out.setdefault(row[0], []).append((codes.get(row[1], row[1]), *map(str, row[2:5]), *claimants))
    return out


def _unlike(rows, before, after) -> str:
    """Return the texts whose results differ, with the first of them; empty when none does."""
    changed = [row["id"] for row in rows if before.get(row["id"]) != after.get(row["id"])]
    detail = [f"{name}\n   {before.get(name)}\n   {after.get(name)}" for name in changed[:3]]
    return "\n".join([f"{len(changed)} of {len(rows)} texts: {changed}", *detail]) if changed else ""


def _exchanged_in_text(rows, sides, pair, langs, before):
    """Exchange two sides in the texts that name one of them; return how many there are, and those whose results differ."""
    swaps = {lang: exchange(sides, pair, lang) for lang in langs}
    codes = dict(zip(pair, pair[::-1], strict=True))
    file = exchanged(sides, pair, swaps)
    touched, found = 0, []
    for lang, swap in swaps.items():
        mine = [row for row in rows if row["lang"] == lang and swap(row["text"]) != row["text"]]
        if mine:
            touched += len(mine)
            found.append(_unlike(mine, _results(before, codes), _results(_read(mine, file, swap), {})))
    return touched, "\n".join(filter(None, found))


@pytest.fixture(scope="module")
def read_texts(texts):
    return _read(texts, load_sides())


@pytest.fixture(scope="module")
def read_syrian(syrian):
    return _read(syrian, load_sides("syria"))


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_exchanging_two_sides_in_a_text_exchanges_them_in_the_result(pair, texts, read_texts):
    touched, unlike = _exchanged_in_text(texts, load_sides(), pair, LANGS, read_texts)
    assert unlike == ""
    assert touched >= 10


@pytest.mark.parametrize("pair", SYRIAN_ALIKE, ids="-".join)
def test_parties_of_another_conflict_are_exchanged_in_its_texts(pair, syrian, read_syrian):
    touched, unlike = _exchanged_in_text(syrian, load_sides("syria"), pair, ["en"], read_syrian)
    assert unlike == ""
    assert touched >= 100


@pytest.mark.parametrize("pair", PAIRS[:3], ids="-".join)
def test_no_rule_knows_a_side(pair, texts):
    """The words of two sides change hands in the file: the result exchanges in every text, places and all."""
    sides, codes = load_sides(), dict(zip(pair, pair[::-1], strict=True))
    before = _results(_read(texts, sides, with_places=True), codes)
    assert _unlike(texts, before, _results(_read(texts, handed_over(sides, pair), with_places=True), {})) == ""


@pytest.mark.parametrize("pair", SYRIAN, ids="-".join)
def test_no_rule_knows_a_side_of_another_conflict(pair, syrian, read_syrian):
    sides, codes = load_sides("syria"), dict(zip(pair, pair[::-1], strict=True))
    assert _unlike(syrian, _results(read_syrian, codes), _results(_read(syrian, handed_over(sides, pair)), {})) == ""


@pytest.mark.parametrize(
    ("lang", "text", "changed"),
    [
        ("en", "Armenian forces fired at Azerbaijan, Baku said.", "Azerbaijani forces fired at Armenia, Yerevan said."),
        ("tr", "Bakü, Ermenistan'ın ateş açtığını bildirdi.", "Erivan, Azerbaycan'ın ateş açtığını bildirdi."),
        ("az", "Ermənistanın hərbçisi, Bakıda", "Azərbaycanın hərbçisi, Yerevanda"),
        ("hy", "Բաքուն և Հայաստանը", "Երեւանն և Ադրբեջանը"),
        ("ka", "სომხეთის და აზერბაიჯანის", "აზერბაიჯანის და სომხეთის"),
        ("ru", "Азербайджана, армянские", "Армении, азербайджанские"),
    ],
)
def test_the_exchange_changes_the_words_and_keeps_their_endings(lang, text, changed):
    assert exchange(load_sides(), ("ARM", "AZE"), lang)(text) == changed


def test_a_word_without_a_counterpart_changes_hands_in_the_file():
    sides = load_sides()
    swap = exchange(sides, ("ARM", "AZE"), "en")
    assert swap("ANAMA said a deminer was hurt.") == "ANAMA said a deminer was hurt."
    words = {
        side.code: side.slots("en")["institutions"]
        for side in exchanged(sides, ("ARM", "AZE"), {"en": swap}).sides
        if side.code in ("ARM", "AZE")
    }
    assert "ANAMA" in words["ARM"]
    assert "ANAMA" not in words["AZE"]
    assert pd.Series(words["AZE"]).is_unique
