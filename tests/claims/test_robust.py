"""Odd texts, and what must hold of any text."""

import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.claims import extract_blames, extract_claims, main_event
from toolkit.tables import ARTICLES, BLAMES, CLAIMS, MAIN_EVENTS, SENTENCES, VOICES
from toolkit.voices import attribute_voices

ODD = {
    "nothing": "",
    "blank": " \n\t\n ",
    "no claims": "The museum opened an exhibition of carpets.\nVisitors may come until May.",
    "only numbers": "12 345 6,789 10-12 2020 17.30 5% 3:1 100 000",
    "nested quotes": '"He told us: “two soldiers were killed, ‘three were wounded’”," the spokesman said. "And',
    "unclosed quotes": 'The minister said: "Two soldiers were killed.\n"Three were wounded.\nNobody closed the quotation.',
    "only punctuation": '.,;:!?"“”«»()-–—…' * 20,
    "one word": "killed",
    "only a title": "Two soldiers killed",
    "other letters": "Երկու զինծառայող է զոհվել։ ორი ჯარისკაცი დაიღუპა. İki əsgər şəhid oldu. ẞ İ ŉ",
    "no spaces": "twosoldierswerekilled" * 300,
    "controls": "Two\x00 soldiers\u200b were\ufeff killed\r\nnear Gori.",
}
WORDS = """Armenia Azerbaijan Baku Yerevan said, "the ministry" of Defense two three 12 At least up to nearly soldiers
    servicemen civilians were was killed wounded captured missing . , ; : " “ ” ( ) - and or including of them whom who
    no casualties lost its own losses toll rose to 2020 on Friday in near Gori the enemy denied that by fire another more
    dozens several Private Samvel Grigoryan aged 5 'he added' according reported"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map(" ".join), st.text(max_size=200))


def articles_of(*texts, published="2020-10-09", lang="en"):
    rows = [
        {
            "article_id": f"a{n}",
            "text": text,
            "lang": lang,
            "published_at": published,
            "n_words": 0,
            "source_file": "test",
        }
        for n, text in enumerate(texts)
    ]
    return ARTICLES.frame(rows)


def read(articles):
    sentences, voices = attribute_voices(articles)
    claims = extract_claims(sentences, voices, articles=articles)
    blames = extract_blames(sentences, voices, articles=articles)
    return sentences, voices, claims, blames, main_event(articles, sentences, claims)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("lang", ["en", "ru", None])
def test_odd_texts_give_tables(name, lang):
    tables = read(articles_of(ODD[name], published=None, lang=lang))
    for table, frame in zip((SENTENCES, VOICES, CLAIMS, BLAMES, MAIN_EVENTS), tables, strict=True):
        table.check(frame)


def test_texts_without_people_have_no_claims():
    articles = articles_of(*(ODD[name] for name in ("nothing", "blank", "no claims", "only numbers", "one word")))
    assert len(read(articles)[2]) == 0


def test_a_missing_date_leaves_days_null_and_says_why():
    events = read(articles_of("Two soldiers were killed on Friday near Gori.", published=None))[4]
    assert events.incident_date.isna().all()
    assert events.reason[0].startswith("no day of the event named")


@pytest.mark.parametrize("piece", ["and two soldiers were killed ", '"', "12 345 ", "Two soldiers were killed. "])
def test_the_time_for_long_texts_grows_with_their_length(piece):
    def spent(size):
        articles = articles_of(piece * (size // len(piece)))
        start = time.perf_counter()
        read(articles)
        return time.perf_counter() - start

    spent(2_000)
    assert spent(40_000) < 12 * (spent(10_000) + 0.05)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_spans_are_verbatim_and_bounds_in_order(text):
    articles = articles_of(text)
    text = articles.text[0]
    sentences, voices, claims, blames, _ = read(articles)
    for row in sentences.itertuples():
        assert text[row.start : row.end] == row.text
    for row in voices.itertuples():
        if isinstance(row.source, str):
            assert text[row.source_start : row.source_end] == row.source
    spans = sentences.set_index("sentence_id")[["start", "end"]]
    for row in claims.itertuples():
        first, last = spans.loc[row.sentence_id]
        assert first <= row.start <= row.end <= last
        if isinstance(row.number_text, str):
            assert row.number_text in text[first:last]
    for row in blames.itertuples():
        assert text[row.start : row.end] == row.act
    CLAIMS.check(claims)
    BLAMES.check(blames)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_the_voices_of_a_sentence_cover_it_without_overlap(text):
    sentences, voices, *_ = read(articles_of(text))
    for row in sentences.itertuples():
        parts = voices[voices.sentence_id == row.sentence_id].sort_values("start")
        edges = [row.start, *parts.end]
        assert list(parts.start) == edges[:-1]
        assert edges[-1] == row.end


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_part_is_never_more_than_its_whole(text):
    claims = read(articles_of(text))[2].set_index("claim_id")
    for row in claims.itertuples():
        if isinstance(row.part_of, str):
            whole = claims.loc[row.part_of]
            if pd.notna(whole.high) and pd.notna(row.low):
                assert row.low <= whole.high, (row, whole)


@settings(max_examples=12, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_the_order_of_articles_does_not_matter(texts):
    columns = ["article_id", "outcome", "low", "high", "side", "status", "claimant", "scope"]
    articles = articles_of(*texts)
    there = read(articles)[2][columns].astype(str)
    back = read(articles.iloc[::-1].reset_index(drop=True))[2][columns].astype(str)
    for name in articles.article_id:
        mine, theirs = (frame[frame.article_id == name].values.tolist() for frame in (there, back))
        assert mine == theirs
