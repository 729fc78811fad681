"""Speed of all framing measures, and of finding loaded wording against one regular expression of the same forms.

    python benchmarks/bench_framing.py [TEXTS.jsonl] [--articles N]

Without a file the gold texts are joined into articles of about 2,500 characters. Prints the time of all measures for 10,000
articles after voices, places, claims and blames are known, and the ratio of the plain alternation to the automaton (above 1: the automaton is faster).
"""

from __future__ import annotations

import argparse
import re
import time

from texts import articles_of, joined

from toolkit import framing
from toolkit.claims import extract_blames, extract_claims
from toolkit.framing import contrast, load_lexicons, score_framing
from toolkit.framing.patterns import fold
from toolkit.places import find, resolve
from toolkit.voices import attribute_voices

LENGTH = 2500  # characters of a made-up article


def timed(work) -> float:
    """Return the processor seconds of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def all_measures(articles, sentences, voices, places, claims, blames) -> None:
    """Make the table of every measure of single articles and outlets."""
    frames = score_framing(sentences, voices, places, claims=claims, blames=blames)
    framing.share_of_voice(sentences, voices, articles=articles, within="outlet")
    framing.never_speaks(voices, claims, articles)
    framing.loaded_wording(frames, articles)
    framing.name_choice(frames, articles, freq="Y")
    framing.blame_and_agency(blames, frames, articles, by="outlet")
    framing.frames_summary(frames, sentences, articles=articles, by="outlet")
    framing.war_peace_balance(framing.war_peace_summary(frames, articles, by="outlet"), by="outlet")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("texts", nargs="?")
    options.add_argument("--articles", type=int, default=300)
    chosen = options.parse_args()
    articles = articles_of(joined(chosen.texts, chosen.articles, LENGTH))
    sentences, voices = attribute_voices(articles)
    places = resolve(find(articles), articles=articles)
    claims = extract_claims(sentences, voices, places, articles=articles)
    blames = extract_blames(sentences, voices, articles=articles)
    score_framing(sentences.head(20), voices.head(20), places.head(0))  # lexicons are read once
    seconds = timed(lambda: all_measures(articles, sentences, voices, places, claims, blames))
    print(f"all measures: {seconds / chosen.articles * 10_000:.1f} s for 10,000 articles of {LENGTH} characters")
    ids = sentences.article_id.unique()
    half = len(ids) // 2
    seconds = timed(lambda: contrast(sentences, ids[:half], ids[half:]))
    print(f"contrast: {seconds / chosen.articles * 50_000:.1f} s for 50,000 articles")
    lexicons = load_lexicons()
    texts = sentences["text"].tolist()
    forms = [form for term in lexicons.terms if term.language == "en" for form in term.forms if not form.cased]
    plain = re.compile("|".join(form.regex.pattern for form in forms))
    automaton = timed(lambda: list(lexicons.matcher("en").find(texts)))
    alternation = timed(lambda: [m for text in texts for m in plain.finditer(fold(text, "en"))])
    print(f"wording: automaton {automaton:.2f} s, alternation {alternation:.2f} s, ratio {alternation / automaton:.1f}")


if __name__ == "__main__":
    main()
