"""Speed of reading claims against spaCy's blank English pipeline with its sentencizer, on the same texts in the same run.

    python benchmarks/bench_claims.py [TEXTS.jsonl] [--articles N]

Without a file the gold texts are joined into articles of about 2,500 characters. Prints both times and their ratio
(above 1: reading sentences, voices and claims is faster than splitting the same texts into words and sentences), and the
memory that a longer run adds.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import spacy

from toolkit.claims import extract_claims
from toolkit.resources import data_path
from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices

LENGTH = 2500  # characters of a made-up article
ROUNDS = 3


def texts(path: str | None, number: int) -> list[str]:
    """Return the texts to read: of a JSON Lines file, or gold texts joined to the length of a news article."""
    lines = Path(path or data_path("gold", "quotes_en_dev.jsonl")).read_text(encoding="utf-8").splitlines()
    some = [json.loads(line)["text"] for line in lines if line.strip()]
    if path:
        return [some[n % len(some)] for n in range(number)]
    made, k = [], 0
    for n in range(number):
        parts: list[str] = []
        while sum(map(len, parts)) < LENGTH:
            parts.append(some[(k + n) % len(some)])
            k += 1
        made.append("\n".join(parts))
    return made


def read(some: list[str]) -> int:
    """Read articles to claims; returns the number of claims."""
    articles = ARTICLES.frame(
        [
            {"article_id": str(n), "text": text, "lang": "en", "n_words": 0, "source_file": "bench"}
            for n, text in enumerate(some)
        ]
    )
    sentences, voices = attribute_voices(articles)
    return len(extract_claims(sentences, voices, articles=articles))


def split(some: list[str], pipeline) -> int:
    """Split texts into sentences with spaCy; returns their number."""
    return sum(1 for document in pipeline.pipe(some) for _ in document.sents)


def best(work, *args) -> float:
    """Return the shortest of several runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work(*args)
        times.append(time.perf_counter() - start)
    return min(times)


def memory() -> float:
    """Return the largest memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def grown(some: list[str]) -> Iterator[float]:
    """Yield the megabytes that each repetition adds."""
    for _ in range(3):
        before = memory()
        read(some)
        yield memory() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?")
    parser.add_argument("--articles", type=int, default=200)
    args = parser.parse_args()
    some = texts(args.path, args.articles)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 10_000_000
    read(some[:20])
    split(some[:20], pipeline)
    theirs, ours = best(split, some, pipeline), best(read, some)
    size = sum(map(len, some)) / 1e6
    print(f"{len(some)} articles, {size:.2f} million characters, best of {ROUNDS}")
    print(f"spacy.blank('en') with sentencizer: {theirs:.2f} s")
    print(f"sentences, voices and claims:       {ours:.2f} s")
    print(f"ratio (theirs / ours):              {theirs / ours:.2f}")
    print("memory added by each further run:   " + ", ".join(f"{added:.1f} MB" for added in grown(some)))


if __name__ == "__main__":
    main()
