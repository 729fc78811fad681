"""Mirror and silence: what each outlet tells of an incident, what it leaves out, and where nothing can be said."""

import pandas as pd
import pytest

from toolkit.corpus import Corpus
from toolkit.errors import TableError
from toolkit.framing import mirror, silence_matrix
from toolkit.tables import ARTICLES, BLAMES, CLAIMS, FRAMES, INCIDENTS, REPORTS, TABLES, VOICES


def corpus():
    articles = ARTICLES.frame(
        [
            {
                "article_id": "a",
                "outlet": "One",
                "title": "First",
                "published_at": "2020-07-13",
                "text": "t",
                "n_words": 1,
                "source_file": "f",
            },
            {
                "article_id": "b",
                "outlet": "Two",
                "title": "Second",
                "published_at": "2020-07-14",
                "text": "t",
                "n_words": 1,
                "source_file": "f",
            },
            {
                "article_id": "c",
                "outlet": "Three",
                "title": "Other",
                "published_at": "2020-07-12",
                "text": "t",
                "n_words": 1,
                "source_file": "f",
            },
            {
                "article_id": "d",
                "outlet": "Four",
                "title": "Old",
                "published_at": "2019-01-01",
                "text": "t",
                "n_words": 1,
                "source_file": "f",
            },
        ]
    )
    claims = CLAIMS.frame(
        [
            {
                "claim_id": f"{article}:{side}",
                "article_id": article,
                "sentence_id": f"{article}:0",
                "start": 0,
                "end": 5,
                "outcome": "killed",
                "low": low,
                "high": low,
                "side": side,
                "status": "military",
                "claimant": "AZE",
                "polarity": "asserted",
                "scope": "incident",
                "origin": "articles",
                "rules": [],
            }
            for article, side, low in (("a", "ARM", 2), ("a", "AZE", 1), ("b", "ARM", 2))
        ]
    )
    reports = REPORTS.frame(
        [
            {"incident_id": "i", "article_id": article, "claim_id": claim, "score": 1.0, "reason": "r"}
            for article, claim in (("a", "a:ARM"), ("a", "a:AZE"), ("b", "b:ARM"))
        ]
    )
    day = {
        "label": "Clash",
        "origin": "articles",
        "event_type": "Armed clash",
        "event_clarity": 1,
        "n_articles": 2,
        "n_independent": 2,
        "n_claims": 3,
        "grade": "one_side",
        "grade_reason": "r",
        "sides": ["ARM", "AZE"],
    }
    incidents = INCIDENTS.frame(
        [{**day, "incident_id": "i", "start_date": "2020-07-12"}, {**day, "incident_id": "j", "label": "No date"}]
    )
    frames = FRAMES.frame(
        [
            {
                "frame_id": "a:f:0",
                "article_id": "a",
                "sentence_id": "a:0",
                "start": 1,
                "end": 4,
                "measure": "place_name",
                "category": "armenian",
                "term": "p",
                "phrase": "Shushi",
                "voice": "OUTLET",
            }
        ]
    )
    voices = VOICES.frame(
        [
            {
                "voice_id": "b:0:0",
                "article_id": "b",
                "sentence_id": "b:0",
                "start": 0,
                "end": 5,
                "kind": "indirect",
                "voice": "AZE",
                "source": "Baku",
                "source_start": 0,
                "source_end": 4,
                "role": "official",
                "chain": [],
            }
        ]
    )
    blames = BLAMES.frame(
        [
            {
                "blame_id": "b:b:0",
                "article_id": "b",
                "sentence_id": "b:0",
                "start": 0,
                "end": 5,
                "accuser": "AZE",
                "accused": "ARM",
                "status": "claimed",
                "act": "x",
                "rules": [],
            }
        ]
    )
    made = {
        "articles": articles,
        "claims": claims,
        "reports": reports,
        "incidents": incidents,
        "frames": frames,
        "voices": voices,
        "blames": blames,
    }
    return Corpus(**{name: made.get(name, table.empty()) for name, table in TABLES.items()})


def test_mirror_sets_side_by_side_what_each_tells_and_leaves_out():
    table = mirror(corpus(), "i")
    assert set(table.outlet) == {"One", "Two"}
    told = table.set_index(["item", "outlet"])
    assert bool(told.left_out[("AZE killed: 1 (AZE)", "Two")]) is True
    assert bool(told.left_out[("ARM killed: 2 (AZE)", "Two")]) is False
    assert bool(told.left_out[("Shushi", "Two")]) is True
    assert bool(told.left_out[("AZE: Baku", "One")]) is True
    assert told.article_id[("Shushi", "One")] == "a"
    assert (int(told.start[("Shushi", "One")]), int(told.end[("Shushi", "One")])) == (1, 4)
    assert ("First", "Two") not in told.index
    assert table.aspect.drop_duplicates().tolist() == [
        "articles",
        "first_published",
        "numbers",
        "names",
        "blame",
        "sources",
    ]
    with pytest.raises(TableError, match="no articles"):
        mirror(corpus(), "j")
    with pytest.raises(TableError, match="no column mood"):
        mirror(corpus(), "i", by="mood")


def test_silence_is_told_from_absence_of_data():
    c = corpus()
    table = silence_matrix(c.incidents, c.reports, c.articles, c.claims).set_index("outlet")
    assert table.state.to_dict() == {"One": "reported", "Two": "reported", "Three": "silent", "Four": "no data"}
    assert table.sides_left_out.to_dict() == {"One": [], "Two": ["AZE"], "Three": [], "Four": []}
    assert table.first_at["Two"] == pd.Timestamp("2020-07-14", tz="UTC")
    assert table.n_articles["Four"] == 0
    assert silence_matrix(c.incidents, c.reports, c.articles, c.claims).attrs["undated"] == ["j"]
