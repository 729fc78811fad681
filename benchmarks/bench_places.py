"""Speed of finding and resolving place names against flashgeotext, on the same texts in the same run.

    python benchmarks/bench_places.py [TEXTS.jsonl] [--articles N]

Without a file the gold texts are joined into articles of about 3 kB. Prints megabytes and articles a second, the ratio to
flashgeotext (above 1: ours is faster), how many names each finds, and what loading costs in time and memory.
"""

from __future__ import annotations

import argparse
import resource
import time

import pandas as pd
from texts import joined

from toolkit.places import find, load_gazetteer, resolve
from toolkit.places.index import load_index
from toolkit.places.matcher import Matcher, load_matcher
from toolkit.places.text import plain

LENGTH = 3000  # characters of a made-up article
ROUNDS = 3


def best(work) -> tuple[float, int]:
    """Return the shortest of several runs in seconds of processor time, and what the last returned."""
    times, result = [], 0
    for _ in range(ROUNDS):
        start = time.process_time()
        result = work()
        times.append(time.process_time() - start)
    return min(times), result


def recognised(some: list[str], matcher: Matcher) -> int:
    """Find names with the automaton, boundaries and inflection, without making a table."""
    return sum(len(matcher.hits(plain(text), "en")) for text in some)


def flashgeotext(some: list[str], geotext) -> int:
    """Find names with flashgeotext and its own list; returns the number of names found."""
    found = 0
    for text in some:
        parts = geotext.extract(input_text=text)
        found += sum(place["count"] for kind in ("cities", "countries") for place in parts[kind].values())
    return found


def memory() -> float:
    """Return the largest memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?")
    parser.add_argument("--articles", type=int, default=300)
    args = parser.parse_args()
    some = joined(args.path, args.articles, LENGTH)
    articles = pd.DataFrame({"article_id": [str(n) for n in range(len(some))], "text": some, "lang": "en"})
    size = sum(len(text.encode()) for text in some) / 1e6

    before, start = memory(), time.process_time()
    gazetteer = load_gazetteer()
    loaded = time.process_time() - start
    matcher = load_matcher(gazetteer)
    load_index(gazetteer)
    built = time.process_time() - start
    names = f"{len(gazetteer.places):,} places, {len(gazetteer.names):,} names"
    print(f"{names}: loaded in {loaded:.2f} s, ready in {built:.2f} s, {memory() - before:.0f} MB")

    from flashgeotext.geotext import GeoText

    geotext = GeoText()
    ours, n_ours = best(lambda: recognised(some, matcher))
    theirs, n_theirs = best(lambda: flashgeotext(some, geotext))
    print(f"{len(some)} articles, {size:.2f} MB, best of {ROUNDS}")
    print(f"names found by the automaton:  {size / ours:6.1f} MB/s, {n_ours:,} names")
    print(f"names found by flashgeotext:   {size / theirs:6.1f} MB/s, {n_theirs:,} names")
    print(f"ratio (theirs / ours):         {theirs / ours:6.1f}")

    found, _ = best(lambda: len(find(articles)))
    mentions = find(articles)
    told, n_told = best(lambda: int(resolve(mentions, articles=articles).place_id.notna().sum()))
    print(f"find and resolve, as tables:   {len(some) / (found + told):6.0f} articles/s, {n_told:,} places told")


if __name__ == "__main__":
    main()
