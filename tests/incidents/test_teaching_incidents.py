"""Grouping measured on the teaching articles, of which it is known what incident each tells (B-cubed; Bagga and Baldwin 1998)."""

import csv
from collections import Counter, defaultdict

import pytest

from toolkit.corpus import analyse_once
from toolkit.incidents import load_chronicle, match_chronicle
from toolkit.resources import data_path

#: Floors; they only go up. Recall is held down by long battles that are cut into days.
PRECISION, RECALL, IN_AN_INCIDENT, MATCHED, MISMATCHED = 0.94, 0.83, 0.88, 0.70, 0.06


@pytest.fixture(scope="module")
def teaching():
    corpus = analyse_once(data_path("sample", "workshop", "articles.jsonl"), name="teaching", progress=False)
    told: dict[str, Counter] = defaultdict(Counter)
    with data_path("sample", "workshop", "facts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            told[row["article_id"]][row["incident_id"]] += 1
    return corpus, {article_id: counts.most_common(1)[0][0] for article_id, counts in told.items()}


def test_reports_of_one_incident_are_found_together(teaching):
    corpus, truth = teaching
    whole = corpus.reports[corpus.reports.claim_id.isna()]
    found = dict(zip(whole.article_id, whole.incident_id, strict=True))
    both = sorted(set(truth) & set(found))
    true_sets, found_sets = defaultdict(set), defaultdict(set)
    for article_id in both:
        true_sets[truth[article_id]].add(article_id)
        found_sets[found[article_id]].add(article_id)
    shared = [len(true_sets[truth[a]] & found_sets[found[a]]) for a in both]
    precision = sum(n / len(found_sets[found[a]]) for n, a in zip(shared, both, strict=True)) / len(both)
    recall = sum(n / len(true_sets[truth[a]]) for n, a in zip(shared, both, strict=True)) / len(both)
    print(f"B-cubed precision {precision:.3f}, recall {recall:.3f}, {len(both)} of {len(truth)} articles")
    assert precision >= PRECISION
    assert recall >= RECALL
    assert len(both) / len(truth) >= IN_AN_INCIDENT


def test_incidents_are_matched_with_the_chronicle(teaching):
    corpus, truth = teaching
    same = match_chronicle(corpus.incidents, load_chronicle()).set_index("incident_id").same_as
    whole = corpus.reports[corpus.reports.claim_id.isna()]
    pairs = [(same[row.incident_id], truth[row.article_id]) for row in whole.itertuples() if row.article_id in truth]
    right = sum(isinstance(got, str) and got == want for got, want in pairs)
    wrong = sum(isinstance(got, str) and got != want for got, want in pairs)
    print(f"matched {right / len(pairs):.3f}, mismatched {wrong / len(pairs):.3f} of {len(pairs)} articles")
    assert right / len(pairs) >= MATCHED
    assert wrong / len(pairs) <= MISMATCHED
