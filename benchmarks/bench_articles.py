"""Speed of reading saved pages beside trafilatura alone on the same pages, and of reading rows of text and finding copies.

    python benchmarks/bench_articles.py [FOLDER] [--pages N] [--rows N]

Without a folder of HTML files, pages are made of the sample articles and some furniture. Prints pages a second of both and
their ratio (1: as fast; the toolkit reads dates apart, tells the language and builds its tables besides), and seconds and
memory for rows of text. CPU time is measured, each way three times, the best counts.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from toolkit.articles import find_copies, read
from toolkit.resources import data_path

ROUNDS = 3
LINKS = "".join(
    f"<li class='item'><a href='/story/{n}'>Another headline of the day, number {n}</a></li>" for n in range(150)
)


def sample() -> list[dict[str, str]]:
    """Return the sample articles."""
    lines = data_path("sample", "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def pages(number: int) -> list[str]:
    """Return pages of some 40 kB, each of four sample articles."""
    some, made = sample(), []
    for n in range(number):
        parts = [some[(n + k) % len(some)] for k in range(4)]
        body = "".join(f"<p>{line}</p>" for part in parts for line in part["text"].splitlines())
        made.append(
            f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{parts[0]['title']} {n}</title>"
            f"<meta property='article:published_time' content='2023-05-0{n % 9 + 1}T10:00:00Z'></head><body>"
            f"<nav><ul>{LINKS}</ul></nav><main><article><h1>{parts[0]['title']} {n}</h1>{body}</article></main>"
            f"<aside><ul>{LINKS}</ul></aside><footer>All rights reserved</footer></body></html>"
        )
    return made


def best(work: Callable[[], object]) -> float:
    """Return the least CPU seconds of three runs."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def extract(paths: list[Path]) -> list[str | None]:
    """What trafilatura alone makes of the pages."""
    return [trafilatura.extract(path.read_bytes(), with_metadata=True, include_comments=False) for path in paths]


def rows(number: int, folder: Path) -> Path:
    """Write rows of text, one in ten a copy of the one before it with a sentence more."""
    some = sample()
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            lines = some[n % len(some)]["text"].splitlines()
            own = [f"{line} It was report {n - (n % 10 == 1)}-{k}." for k, line in enumerate(lines)]
            file.write(json.dumps({"id": str(n), "text": "\n".join(own), "domain": f"o{n % 50}.example"}) + "\n")
    return path


def main() -> None:
    """Run the benchmarks and print them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", help="folder of HTML files")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rows", type=int, default=5000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked.folder:
            paths = sorted(Path(asked.folder).rglob("*.htm*"))
        else:
            paths = [folder / f"{n}.html" for n in range(asked.pages)]
            for path, page in zip(paths, pages(asked.pages), strict=True):
                path.write_text(page, encoding="utf-8")
        read(paths[:2], progress=False)  # what is loaded once is not measured
        alone, ours = best(lambda: extract(paths)), best(lambda: read(paths, progress=False))
        print(f"trafilatura alone  {len(paths) / alone:8.0f} pages/s")
        print(f"read               {len(paths) / ours:8.0f} pages/s   ratio {alone / ours:.2f}")
        source = rows(asked.rows, folder)
        begun = time.process_time()
        articles = read(source, progress=False).articles
        read_at = time.process_time()
        copies = find_copies(articles)
        print(f"read {len(articles):,} rows of text  {read_at - begun:6.1f} s CPU")
        print(f"find {len(copies):,} copies        {time.process_time() - read_at:6.1f} s CPU")
        print(f"most memory        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
