"""Speed of reading claims against spaCy's blank English pipeline with its sentencizer, on the same texts in the same run.

    python benchmarks/bench_claims.py [TEXTS.jsonl ...] [--many N]

Without a file, articles are made of sentences of the gold texts and the teaching corpus, each sentence once: one in
twenty, one in five and one in two of them makes a claim. Prints characters a second and the ratio (above 1: reading
sentences, voices and claims is faster than splitting the same texts into words and sentences), when words are met for the
first time and when both know them; then the time of an article of 2 MB, and the memory that each further fifth of N
articles adds. Processor time is measured; the best of some rounds counts.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import islice

import spacy
from texts import articles_of, ever_new, joined, news, read

from toolkit.claims import extract_claims
from toolkit.sides import load_sides, sides_files
from toolkit.voices import attribute_voices
from toolkit.voices.lexicon import lexicon
from toolkit.voices.parse import read_units

ROUNDS = 5
SHARES = (0.05, 0.2, 0.5)
BATCH = 500


def claims(some: list[str]) -> int:
    """Read articles to claims; returns the number of claims."""
    articles = articles_of(some)
    sentences, voices = attribute_voices(articles)
    return len(extract_claims(sentences, voices, articles=articles))


def forget() -> None:
    """Let the toolkit forget the sentences and words it has read."""
    read_units.cache_clear()
    for name in sides_files():
        lexicon("en", load_sides(name)).kept.clear()


def fresh():
    """Return a pipeline that has read no word yet."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def split(some: list[str], pipeline) -> int:
    """Split texts into sentences with spaCy; returns their number."""
    return sum(1 for document in pipeline.pipe(some) for _ in document.sents)


def seconds(work, *args) -> float:
    """Return the processor seconds of a call."""
    start = time.process_time()
    work(*args)
    return time.process_time() - start


def compare(name: str, some: list[str]) -> None:
    """Measure both on the same texts and print a line."""
    first: tuple[list[float], list[float]] = ([], [])
    again: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        pipeline = fresh()
        forget()
        first[0].append(seconds(split, some, pipeline))
        first[1].append(seconds(claims, some))
        read_units.cache_clear()
        again[0].append(seconds(split, some, pipeline))
        again[1].append(seconds(claims, some))
    size = sum(map(len, some)) / 1e6
    figures = [min(times) for times in (*first, *again)]
    print(
        f"{name}: {len(some)} articles, {size:.2f} million characters\n"
        f"  words met first: spaCy {size / figures[0]:.2f}, claims {size / figures[1]:.2f} million characters a second, "
        f"ratio {figures[0] / figures[1]:.2f}\n"
        f"  words known:     spaCy {size / figures[2]:.2f}, claims {size / figures[3]:.2f} million characters a second, "
        f"ratio {figures[2] / figures[3]:.2f}"
    )


def memory() -> float:
    """Return the largest memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def grow(many: int) -> None:
    """Read ever new articles batch by batch and print what each fifth of them adds to the memory."""
    stream = ever_new(1000)
    claims(list(islice(stream, BATCH)))
    added, before = [], memory()
    for _ in range(5):
        for first in range(0, many // 5, BATCH):
            claims(list(islice(stream, min(BATCH, many // 5 - first))))
        added.append(memory() - before)
        before = memory()
    print(f"memory: {before:.0f} MB; added by each fifth of {many} articles: {', '.join(f'{a:.0f}' for a in added)} MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--many", type=int, default=5000)
    args = parser.parse_args()
    claims(joined(None, 20, 2500))
    if args.paths:
        for path in args.paths:
            compare(path, read(path))
    else:
        for share in SHARES:
            compare(f"news, {share:.0%} of sentences with a claim", news(share))
    long = "\n".join(islice(ever_new(1000), 1600))
    print(f"an article of {len(long) / 1e6:.1f} million characters: {seconds(claims, [long]):.1f} s")
    grow(args.many)


if __name__ == "__main__":
    main()
