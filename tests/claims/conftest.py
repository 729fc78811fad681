"""Short texts as ARTICLES frames, and the claims read from them."""

import pytest

from toolkit.claims import extract_blames, extract_claims, main_event
from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices


@pytest.fixture(scope="session")
def article():
    """Make an ARTICLES frame of one text."""

    def make(text, *, title=None, lang="en", published="2020-10-09", article_id="a"):
        return ARTICLES.frame(
            [
                {
                    "article_id": article_id,
                    "title": title,
                    "text": text,
                    "lang": lang,
                    "published_at": published,
                    "n_words": len(text.split()),
                    "source_file": "test",
                }
            ]
        )

    return make


@pytest.fixture(scope="session")
def read(article):
    """Read one text: claims, blames, main events, sentences, voices."""

    def run(text, *, sides=None, places=None, **options):
        articles = article(text, **options)
        sentences, voices = attribute_voices(articles, sides)
        claims = extract_claims(sentences, voices, places, sides, articles=articles)
        blames = extract_blames(sentences, voices, sides, articles=articles)
        events = main_event(articles, sentences, claims, places)
        return {
            "articles": articles,
            "sentences": sentences,
            "voices": voices,
            "claims": claims,
            "blames": blames,
            "events": events,
        }

    return run
