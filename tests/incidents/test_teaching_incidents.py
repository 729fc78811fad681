"""Grouping measured on the teaching articles, of which it is known what incident each tells (B-cubed; Bagga and Baldwin 1998)."""

import csv
from collections import Counter, defaultdict

import pytest

from toolkit.corpus import analyse_once
from toolkit.incidents import load_chronicle, match_chronicle
from toolkit.incidents.group import OTHER
from toolkit.resources import data_path

#: Floors; they only go up.
PRECISION, RECALL, PAIRS, IN_AN_INCIDENT, MATCHED, MISMATCHED = 0.95, 0.87, 0.86, 0.95, 0.80, 0.05


def main_reports(corpus):
    """The incident of each article's main event, a row an article."""
    whole = corpus.reports[corpus.reports.claim_id.isna()]
    return whole[~whole.reason.str.startswith(OTHER)]


@pytest.fixture(scope="module")
def teaching():
    corpus = analyse_once(data_path("sample", "workshop", "articles.jsonl"), name="teaching", progress=False)
    told: dict[str, Counter] = defaultdict(Counter)
    with data_path("sample", "workshop", "facts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            told[row["article_id"]][row["incident_id"]] += 1
    return corpus, {article_id: counts.most_common(1)[0][0] for article_id, counts in told.items()}


def pairwise(truth: list[str], found: list[str]) -> float:
    """Return F1 over the pairs of articles that are together."""
    both = sum(n * (n - 1) for n in Counter(zip(truth, found, strict=True)).values())
    true, made = (sum(n * (n - 1) for n in Counter(side).values()) for side in (truth, found))
    return 2 * both / (true + made)


def test_reports_of_one_incident_are_found_together(teaching):
    corpus, truth = teaching
    whole = main_reports(corpus)
    found = dict(zip(whole.article_id, whole.incident_id, strict=True))
    both = sorted(set(truth) & set(found))
    true_sets, found_sets = defaultdict(set), defaultdict(set)
    for article_id in both:
        true_sets[truth[article_id]].add(article_id)
        found_sets[found[article_id]].add(article_id)
    shared = [len(true_sets[truth[a]] & found_sets[found[a]]) for a in both]
    precision = sum(n / len(found_sets[found[a]]) for n, a in zip(shared, both, strict=True)) / len(both)
    recall = sum(n / len(true_sets[truth[a]]) for n, a in zip(shared, both, strict=True)) / len(both)
    f1 = pairwise([truth[a] for a in both], [found[a] for a in both])
    print(
        f"B-cubed precision {precision:.3f}, recall {recall:.3f}; pairs F1 {f1:.3f}; {len(both)} of {len(truth)} articles"
    )
    assert precision >= PRECISION
    assert recall >= RECALL
    assert f1 >= PAIRS
    assert len(both) / len(truth) >= IN_AN_INCIDENT


def test_incidents_are_matched_with_the_chronicle(teaching):
    corpus, truth = teaching
    same = match_chronicle(corpus.incidents, load_chronicle()).set_index("incident_id").same_as
    whole = main_reports(corpus)
    pairs = [(same[row.incident_id], truth[row.article_id]) for row in whole.itertuples() if row.article_id in truth]
    right = sum(isinstance(got, str) and got == want for got, want in pairs)
    wrong = sum(isinstance(got, str) and got != want for got, want in pairs)
    print(f"matched {right / len(pairs):.3f}, mismatched {wrong / len(pairs):.3f} of {len(pairs)} articles")
    assert right / len(pairs) >= MATCHED
    assert wrong / len(pairs) <= MISMATCHED
