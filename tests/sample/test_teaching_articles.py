"""The articles written for teaching: marked as such, traceable to the chronicle, balanced, and rightly annotated."""

import csv
import json
import re
from collections import Counter, defaultdict

import pandas as pd
import pytest

from toolkit.resources import data_path
from toolkit.tables import OUTCOMES, POLARITIES, SCOPES, STATUSES

SIDES = {"AZE", "ARM", "NKR", "GEO", "RUS", "TUR", "IRN", "ABK", "OSS", "BOTH", "OTHER", "UNKNOWN"}
FAMILY = {"NKR": "ARM"}  # texts and chronicle set Karabakh Armenians apart, or do not


def rows(*parts):
    text = data_path("sample", *parts).read_text(encoding="utf-8")
    return (
        [json.loads(line) for line in text.splitlines()]
        if parts[-1].endswith("jsonl")
        else list(csv.DictReader(text.splitlines()))
    )


SAMPLE, CORPUS, GOLD = rows("articles.jsonl"), rows("workshop", "articles.jsonl"), rows("workshop", "gold.jsonl")
FACTS = rows("workshop", "facts.csv")
CHRONICLE = {
    (row["incident_id"], row["n"]): row
    for row in csv.DictReader(data_path("chronicle", "claims.csv").read_text(encoding="utf-8").splitlines())
}
INCIDENTS = {incident for incident, _ in CHRONICLE}


def number(text):
    return int(text) if text else None


def test_there_is_enough_of_it():
    assert len(SAMPLE) >= 18
    assert {len({row["outlet"] for row in SAMPLE}), len(SAMPLE) // 3} == {3, 6}
    assert len(CORPUS) >= 150
    assert len({fact["incident_id"] for fact in FACTS}) >= 25
    assert len({row["outlet"] for row in CORPUS}) == 6
    assert {row["lang"] for row in CORPUS} == {"en", "ru", "tr", "az", "hy", "ka"}


@pytest.mark.parametrize("articles", [SAMPLE, CORPUS, GOLD], ids=["sample", "workshop", "gold"])
def test_every_article_says_that_it_was_written_for_teaching(articles):
    assert {row["note"] for row in articles} == {"Written for teaching: fictional outlet"}
    assert [row["id"] for row in articles if not row["domain"].endswith(".example")] == []
    assert [key for key, n in Counter(row["id"] for row in articles).items() if n > 1] == []


def test_the_key_is_of_the_same_articles():
    assert [(row["id"], row["text"]) for row in GOLD] == [(row["id"], row["text"]) for row in CORPUS]
    assert [row for row in SAMPLE if row not in CORPUS] == []


def test_each_fictional_outlet_has_its_side():
    from toolkit.articles import read_articles

    articles = read_articles(data_path("sample", "workshop", "articles.jsonl"), progress=False)
    sides = articles.groupby("outlet").outlet_side.first()
    assert sides.dropna().to_dict() == {
        "Caspian State Agency": "AZE",
        "Sahil Independent": "AZE",
        "Masis State Agency": "ARM",
        "Hrazdan Post": "ARM",
    }


def test_each_article_is_traced_to_an_incident():
    assert {row["id"] for row in CORPUS} == {fact["article_id"] for fact in FACTS}
    assert {fact["incident_id"] for fact in FACTS} <= INCIDENTS


def test_each_fact_is_a_claim_of_the_chronicle_and_stands_in_its_article():
    claims = defaultdict(list)
    for row in GOLD:
        claims[row["id"]] += row["claims"]
    wrong = []
    for fact in (fact for fact in FACTS if fact["claim"]):
        claim = CHRONICLE.get((fact["incident_id"], fact["claim"]))
        if claim is None:
            wrong.append((fact, "no such claim"))
            continue
        stated = {number(claim["low"]), number(claim["high"])} - {None}
        side = FAMILY.get(claim["side"], claim["side"])
        if not any(
            claim["outcome"] == told["outcome"]
            and side == FAMILY.get(told["side"], told["side"])
            and ({told["low"], told["high"]} - {None}) <= stated
            for told in claims[fact["article_id"]]
        ):
            wrong.append((fact, claim["outcome"], claim["low"], claim["high"], claim["side"]))
    assert wrong == []


def test_who_is_said_to_have_given_a_figure_did():
    """By the chronicle; but for two parts of a figure that an article spells out."""
    used = defaultdict(set)
    for fact in FACTS:
        used[fact["article_id"]].add(fact["incident_id"])
    wrong = []
    for row in GOLD:
        known = [claim for key, claim in CHRONICLE.items() if key[0] in used[row["id"]]]
        for told in row["claims"]:
            stated = {told["low"], told["high"]} - {None}
            if not stated or told["claimant"] in ("OUTLET", "OTHER") or told["polarity"] == "denied":
                continue
            same = [
                claim
                for claim in known
                if claim["outcome"] == told["outcome"]
                and FAMILY.get(claim["side"], claim["side"]) == FAMILY.get(told["side"], told["side"])
                and stated <= {number(claim["low"]), number(claim["high"])}
            ]
            givers = {FAMILY.get(claim["claimant"], claim["claimant"]) for claim in same}
            if same and FAMILY.get(told["claimant"], told["claimant"]) not in givers:
                wrong.append((row["id"], told["claimant"], told["outcome"], told["low"], givers))
    assert len(wrong) <= 2, wrong


def test_no_article_knows_what_was_said_after_it_was_published():
    published = {row["id"]: row["published"] for row in CORPUS}
    early = [
        (fact["article_id"], fact["claim"], said)
        for fact in FACTS
        if (said := CHRONICLE.get((fact["incident_id"], fact["claim"]), {}).get("said_on"))
        and said > published[fact["article_id"]]
    ]
    assert early == []


def test_most_numbers_of_the_key_are_traced():
    """The rest are sums and parts that a text makes of them, which the codebook names."""
    numbers = sum(claim["low"] is not None or claim["high"] is not None for row in GOLD for claim in row["claims"])
    traced = len([fact for fact in FACTS if fact["claim"]])
    assert traced > 0.6 * numbers  # repetitions within an article share one row


def test_the_key_is_verbatim_and_of_the_right_form():
    wrong = []
    for row in GOLD:
        text, claims = row["text"], row["claims"]
        pieces = [claim["sentence"] for claim in claims] + [place["surface"] for place in row["places"]]
        pieces += [item["phrase"] for item in row["loaded"]]
        pieces += [claim["claimant_text"] for claim in claims if claim["claimant_text"]]
        wrong += [(row["id"], piece) for piece in pieces if piece not in text]
        for n, claim in enumerate(claims):
            allowed = (
                claim["outcome"] in OUTCOMES
                and claim["status"] in STATUSES
                and claim["polarity"] in POLARITIES
                and claim["scope"] in SCOPES
                and claim["side"] in SIDES
                and claim["claimant"] in SIDES | {"OUTLET"}
                and claim["part_of"] != n
                and (claim["part_of"] is None or claim["part_of"] < len(claims))
            )
            if not allowed:
                wrong.append((row["id"], n, claim))
        if row["incident_place"] and row["incident_place"] not in {place["name"] for place in row["places"]}:
            wrong.append((row["id"], row["incident_place"]))
    assert wrong == []


def test_a_part_is_not_larger_than_its_whole():
    wrong = []
    for row in GOLD:
        for claim in row["claims"]:
            whole = None if claim["part_of"] is None else row["claims"][claim["part_of"]]
            if whole and None not in (claim["low"], whole["high"]) and claim["low"] > whole["high"]:
                wrong.append((row["id"], claim["low"], whole["high"], claim["sentence"]))
    assert wrong == []


def test_every_toll_stands_on_claims():
    """Each row of a toll is a claim of the same side and outcome, or the sum of several."""
    wrong = []
    for row in GOLD:
        for toll in row["toll"]:
            told = [
                claim
                for claim in row["claims"]
                if (claim["side"], claim["outcome"]) == (toll["side"], toll["outcome"])
                and claim["polarity"] == "asserted"
                and claim["scope"] == "incident"
            ]
            sums = {(claim["low"], claim["high"]) for claim in told}
            largest = sum(claim["low"] or claim["high"] or 0 for claim in told)
            if (toll["low"], toll["high"]) not in sums and not 0 < (toll["low"] or 0) <= largest:
                wrong.append((row["id"], toll))
    assert wrong == []


def family(side):
    return FAMILY.get(side, side)


def words(texts):
    return sum(len(re.findall(r"\w+", text)) for text in texts)


@pytest.fixture(scope="module")
def balance(request):
    """Two tables, printed: what is told of each side, and what each outlet tells."""
    sides, outlets = defaultdict(Counter), defaultdict(Counter)
    of = {
        row["outlet"]: {"Caspian State Agency": "AZE", "Sahil Independent": "AZE"}.get(row["outlet"]) for row in CORPUS
    }
    of |= {"Masis State Agency": "ARM", "Hrazdan Post": "ARM"}
    for article, key in zip(CORPUS, GOLD, strict=True):
        own, outlet = of[article["outlet"]], outlets[article["outlet"]]
        harmed = {family(toll["side"]) for toll in key["toll"] if toll["low"] != 0 or toll["high"] != 0}
        outlet["articles"] += 1
        outlet["words"] += words([article["text"]])
        outlet["own harm"] += own in harmed
        outlet["other's harm"] += own is not None and bool(harmed & ({"AZE", "ARM"} - {own}))
        for side in harmed:
            sides[side]["harm suffered: articles"] += 1
        for side in {family(blame["accused"]) for blame in key["blames"]}:
            sides[side]["blamed: articles"] += 1
        for claim in key["claims"]:
            sides[family(claim["claimant"])]["claims made"] += 1
            sides[family(claim["side"])]["claims about"] += 1
            sides[family(claim["claimant"])]["denials"] += claim["polarity"] == "denied"
        told = {}
        for row in key["toll"]:
            told.setdefault((row["side"], row["outcome"]), []).append(row)
        for (side, _), rows_ in told.items():
            sides[family(side)]["contested tolls"] += len(rows_) > 1
    tables = [pd.DataFrame(table).T.fillna(0).astype(int).sort_index() for table in (sides, outlets)]
    tables[1]["words an article"] = tables[1].words // tables[1].articles
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("\nBalance of the teaching corpus", *(table.to_string() for table in tables), sep="\n")
    return tables


def alike(one, other, within=0.25):
    return 1 / (1 + within) <= one / other <= 1 + within


def test_harm_and_blame_are_spread_over_the_sides(balance):
    sides, outlets = balance
    for told in ("harm suffered: articles", "blamed: articles", "claims made", "claims about"):
        assert alike(sides[told]["AZE"], sides[told]["ARM"]), told
    assert min(sides["denials"]["AZE"], sides["denials"]["ARM"]) >= 2
    assert min(sides["contested tolls"]["AZE"], sides["contested tolls"]["ARM"]) >= 5
    assert outlets.articles.min() >= 20


@pytest.mark.parametrize(
    "pair", [("Caspian State Agency", "Masis State Agency"), ("Sahil Independent", "Hrazdan Post")]
)
@pytest.mark.parametrize("told", ["articles", "words", "words an article", "own harm", "other's harm"])
def test_the_outlets_of_the_two_sides_tell_alike(balance, pair, told):
    one, other = balance[1][told][list(pair)]
    assert alike(one, other, within=0.35 if "harm" in told else 0.25), (one, other)


def test_lengths_and_furniture_differ():
    from toolkit.workshop import load_teaching_corpus

    lengths = pd.Series([words([row["text"]]) for row in CORPUS])
    longest = lengths.groupby([row["outlet"] for row in CORPUS]).max()
    assert lengths.min() < 40
    assert longest.between(250, 330).all(), longest
    lines = load_teaching_corpus(progress=False).lines
    furniture = lines[lines.reason.notna() & lines.role.ne("blank")]
    assert furniture.article_id.nunique() >= 20
    assert furniture.role.nunique() >= 5


def test_there_are_copies_corrections_denials_silences_and_names():
    texts = [row["text"] for row in CORPUS]
    assert sum("Source: Meridian Wire" in text for text in texts) >= 3
    assert sum("CORRECTION" in text or "UPDATE" in text for text in texts) >= 4
    assert sum(any(claim["polarity"] == "denied" for claim in row["claims"]) for row in GOLD) >= 5
    telling = defaultdict(set)
    outlet = {row["id"]: row["outlet"] for row in CORPUS}
    for fact in FACTS:
        telling[fact["incident_id"]].add(outlet[fact["article_id"]])
    assert sum(len(outlets) < 6 for outlets in telling.values()) >= 10
    names = defaultdict(set)
    for row in GOLD:
        for place in row["places"]:
            if row["lang"] == "en":
                names[place["name"]].add(place["surface"])
    assert sum(len(surfaces) > 1 for surfaces in names.values()) >= 15
