"""Measures on a made-up corpus whose shares, ratios and names are known: exact."""

import pandas as pd
import pytest
from framing_made import tables_of

from toolkit.errors import TableError
from toolkit.framing import (
    blame_and_agency,
    frames_summary,
    loaded_wording,
    name_choice,
    never_speaks,
    score_framing,
    share_of_voice,
    war_peace_balance,
    war_peace_summary,
)
from toolkit.framing.names import wilson
from toolkit.tables import BLAMES, CLAIMS, FRAMES, PLACES


def two_articles():
    one = tables_of(
        ["One two three four.", "Five six.", "Seven eight nine ten."], voice=["OUTLET", "ARM", "AZE"], article="a"
    )
    two = tables_of(
        ["“One two three four five.”", "Six seven eight nine ten."], voice=["AZE", "AZE"], kind="direct", article="b"
    )
    return tuple(pd.concat(pair, ignore_index=True) for pair in zip(one, two, strict=True))


def test_share_of_voice_is_exact(articles_of):
    sentences, voices = two_articles()
    table = share_of_voice(sentences, voices, sides=["ARM", "AZE", "GEO"]).set_index("voice")
    assert table.words.to_dict() == {"AZE": 14, "OUTLET": 4, "ARM": 2, "GEO": 0}
    assert table.words_share.to_dict() == {"AZE": 0.7, "OUTLET": 0.2, "ARM": 0.1, "GEO": 0.0}
    assert table.direct_words["AZE"] == 5
    assert table.first_articles.to_dict() == {"AZE": 1, "OUTLET": 0, "ARM": 1, "GEO": 0}
    assert table.first_share["ARM"] == 0.5
    articles = articles_of([{"article_id": "a", "outlet": "One"}, {"article_id": "b", "outlet": "Two"}])
    within = share_of_voice(sentences, voices, articles=articles, within="outlet", sides=["ARM"]).set_index(
        ["outlet", "voice"]
    )
    assert within.words_share[("One", "AZE")] == 0.4
    assert within.words[("Two", "ARM")] == 0
    assert within.groupby("outlet").words_share.sum().to_dict() == {"One": 1.0, "Two": 1.0}
    looked_for = pd.DataFrame({"outlet": ["Two"], "voice": ["GEO"]})
    only = share_of_voice(sentences, voices, articles=articles, within="outlet", sides=looked_for)
    assert only[only.words.eq(0)][["outlet", "voice"]].to_numpy().tolist() == [["Two", "GEO"]]
    with pytest.raises(TableError, match="cannot group by mood"):
        share_of_voice(sentences, voices, by="mood")
    with pytest.raises(TableError, match="articles is wanted"):
        share_of_voice(sentences, voices, by="outlet")


def claim(n, side, **more):
    return {
        "claim_id": str(n),
        "article_id": "a",
        "sentence_id": "a:0",
        "start": 0,
        "end": 3,
        "outcome": "killed",
        "side": side,
        "status": "unknown",
        "claimant": "OUTLET",
        "polarity": "asserted",
        "scope": "incident",
        "origin": "articles",
        "rules": [],
        **more,
    }


def test_who_never_speaks(articles_of):
    _, voices = two_articles()
    claims = CLAIMS.frame([claim(1, "ARM"), claim(2, "GEO"), claim(3, "GEO"), claim(4, "UNKNOWN")])
    table = never_speaks(voices, claims, articles_of([{"article_id": "a"}, {"article_id": "b"}])).set_index("side")
    assert table.silent.to_dict() == {"ARM": False, "GEO": True}
    assert table.claims.to_dict() == {"ARM": 1, "GEO": 2}


def name_rows(*rows):
    usages = {"armenian": "ARM", "azerbaijani": "AZE", "shared": None}
    return FRAMES.frame(
        [
            {
                "frame_id": str(n),
                "article_id": article,
                "sentence_id": "s",
                "start": 0,
                "end": 1,
                "measure": "place_name",
                "category": usage,
                "term": "shusha",
                "phrase": "x",
                "voice": voice,
                "usage_side": usages[usage],
            }
            for n, (article, usage, voice) in enumerate(rows)
        ]
    )


def test_name_choice_is_exact(articles_of):
    rows = (
        [("a", "armenian", "OUTLET")] * 3
        + [("a", "azerbaijani", "OUTLET")]
        + [("a", "azerbaijani", "AZE"), ("b", "shared", "OUTLET")]
    )
    articles = articles_of(
        [{"article_id": "a", "outlet": "One", "published_at": "2020-10-05"}, {"article_id": "b", "outlet": "Two"}]
    )
    table = name_choice(name_rows(*rows), articles).set_index(["outlet", "who", "usage"])
    assert table.share[("One", "own", "armenian")] == 0.75
    assert table.share[("One", "quoted", "azerbaijani")] == 1
    assert table.n_all[("Two", "own", "shared")] == 1
    only = name_choice(name_rows(*rows), articles, sides_only=True, by=None, freq="M")
    assert set(only.usage) == {"armenian", "azerbaijani"}
    assert only.period.unique().tolist() == [pd.Timestamp("2020-10-01").value] or only.period.iloc[0] == pd.Timestamp(
        "2020-10-01"
    )
    assert name_choice(name_rows(*rows), articles, freq="M").attrs["undated"] == 1
    with pytest.raises(TableError, match="no column mood"):
        name_choice(name_rows(*rows), articles, by="mood")


def test_interval_of_wilson():
    low, high = wilson([0, 5, 10], [10, 10, 10])
    assert [round(float(x), 4) for x in low] == [0.0, 0.2366, 0.7225]
    assert [round(float(x), 4) for x in high] == [0.2775, 0.7634, 1.0]


def test_place_names_tell_whose_name_it_is():
    sentences, voices = tables_of(["They shelled Shushi."], voice="ARM")
    place = {
        "mention_id": "a:13",
        "article_id": "a",
        "start": 13,
        "end": 19,
        "surface": "Shushi",
        "kind": "place",
        "name_key": "shushi",
        "place_ids": ["shusha"],
        "before": "",
        "after": "",
        "place_id": "shusha",
        "name": "Shusha",
        "place_kind": "settlement",
        "relation": "at",
        "metonym": False,
        "name_usage": "armenian",
        "score": 1.0,
        "alternatives": [],
        "reason": "",
        "where_prec": 1,
    }
    frames = score_framing(sentences, voices, PLACES.frame([place]))
    named = frames[frames.measure == "place_name"].iloc[0]
    assert (named.phrase, named.category, named.usage_side, named.voice, named.term) == (
        "Shushi",
        "armenian",
        "ARM",
        "ARM",
        "shusha",
    )


def test_loaded_wording_by_voice(score, articles_of):
    frames = score("A provocation.", "A provocation.", "It was no provocation.", voice=["OUTLET", "AZE", "AZE"])
    table = loaded_wording(frames, articles_of([{"article_id": "a", "n_words": 500}])).set_index("term")
    row = table.loc["provocation"]
    assert (row.own, row.cited, row.negated, row.n) == (1, 2, 1, 3)
    assert (row.own_rate, row.cited_rate, row.quoted) == (2.0, 4.0, 0)
    two = articles_of([{"article_id": "a", "n_words": 500}, {"article_id": "b", "outlet": "Two", "n_words": 300}])
    none = loaded_wording(frames, two).set_index(["outlet", "term"]).loc[("Two", "provocation")]
    assert (none.n, none.own_rate, none.n_words) == (0, 0.0, 300)
    assert (
        loaded_wording(frames, articles_of([{"article_id": "a"}]), by=["category", "voice"], within=None).n.sum() == 3
    )


def test_frames_count_sentences(score, articles_of):
    texts = ["Baku accused Yerevan.", "Both sides denied it.", "Her mother wept.", "It rained."]
    frames = score(*texts)
    sentences, _ = tables_of(texts)
    table = frames_summary(frames, sentences)
    table = table[table.scheme == "semetko_valkenburg"].set_index("frame")
    assert table.share["conflict"] == 0.5
    assert table.share["human_interest"] == 0.25
    assert table.n_sentences["economic_consequences"] == 0
    assert len(table) == 5
    by_outlet = frames_summary(frames, sentences, articles=articles_of([{"article_id": "a"}]), by="outlet")
    assert by_outlet.outlet.unique().tolist() == ["One"]


def test_silence_of_a_text_is_not_scored(score, articles_of):
    frames = score("Mediators called for dialogue.", "Rockets and mortars were used.")
    articles = articles_of([{"article_id": "a"}])
    table = war_peace_summary(frames, articles)
    scored = table[table.scored].indicator.tolist()
    assert {"multiparty", "prevention", "weapons_and_moves"} <= set(scored)
    silent = table[~table.scored]
    assert silent.n.isna().all()
    balance = war_peace_balance(table).iloc[0]
    assert balance.balance == (balance.peace - balance.war) / (balance.peace + balance.war)
    other = articles_of([{"article_id": "a", "lang": "ka"}])
    assert len(war_peace_summary(frames, other)) == 0
    nothing = war_peace_balance(war_peace_summary(score("Hello."), articles)).iloc[0]
    assert nothing.balance != nothing.balance


HARM = [
    ("Армянские военные застрелили двоих солдат.", "active", "ru"),
    ("Двое солдат убиты.", "passive_no_agent", "ru"),
    ("Двое солдат погибли.", "intransitive", "ru"),
    ("Armenian forces killed two soldiers.", "active"),
    ("Armenian shelling kills one more civilian", "active"),
    ("Two soldiers were killed by Armenian fire.", "passive_with_agent"),
    ("Three police officers killed in Armenian ambush", "passive_with_agent"),
    ("A farmer was wounded on Monday when Armenian units fired at the village.", "passive_with_agent"),
    ("Two Azerbaijani soldiers killed by Armenian fire", "passive_with_agent"),
    ("Two soldiers were killed.", "passive_no_agent"),
    ("Two Azerbaijani soldiers were killed.", "passive_no_agent"),
    ("Two Azerbaijani soldiers killed in clash", "passive_no_agent"),
    ("Armenian side reports two Azerbaijani servicemen wounded", "passive_no_agent"),
    ("A mine blast killed two farmers.", "thing_as_agent"),
    ("Two farmers died.", "intransitive"),
    ("The death of two farmers was confirmed.", "noun"),
]
EXCHANGED = {"Armenian": "Azerbaijani", "Azerbaijani": "Armenian", "Армянские": "Азербайджанские"}


def exchanged(text):
    return " ".join(EXCHANGED.get(word, word) for word in text.split())


@pytest.mark.parametrize(("text", "manner", "lang"), [(*case, "en")[:3] for case in HARM])
@pytest.mark.parametrize("side", ["AZE", "ARM"])
def test_how_harm_is_told(score, text, manner, lang, side):
    text = text if side == "AZE" else exchanged(text)
    claims = CLAIMS.frame([claim(1, side, start=0, end=len(text))])
    found = score(text, claims=claims, measure="harm_voice", lang=lang)
    assert found.category.tolist() == [manner]
    assert found.about_side.tolist() == [side]
    assert found.term.tolist() == ["killed"]


def test_mere_events_count_without_a_claim_and_other_harm_does_not(score):
    found = score("Clashes erupted at dawn.", "Two soldiers were killed.", measure="harm_voice")
    assert found.category.tolist() == ["agentless_event"]


def test_blame_and_agency(score, articles_of):
    blames = BLAMES.frame(
        [
            {
                "blame_id": str(n),
                "article_id": "a",
                "sentence_id": "s",
                "start": 0,
                "end": 1,
                "accuser": "ARM",
                "accused": "AZE",
                "status": status,
                "act": "x",
                "rules": [],
            }
            for n, status in enumerate(["fact", "fact", "denied"])
        ]
    )
    text = "Two soldiers were killed."
    frames = score(text, claims=CLAIMS.frame([claim(1, "ARM", end=len(text))]))
    found = blame_and_agency(blames, frames, articles_of([{"article_id": "a"}]), by="outlet")
    assert found.blame.set_index("status").n.to_dict() == {"denied": 1, "fact": 2}
    row = found.agency.iloc[0]
    assert (row.side, row.manner, row.share, bool(row.own)) == ("ARM", "passive_no_agent", 1.0, True)
