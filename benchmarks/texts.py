"""English texts to measure on: those of a JSON Lines file, else made of the gold texts and the teaching corpus in ``data/``."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.claims import extract_claims
from toolkit.resources import data_path
from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices

#: English texts of the repository: the gold texts are dense with claims, the teaching corpus is less so.
FILES = (("gold", "quotes_en_dev.jsonl"), ("sample", "workshop", "articles.jsonl"), ("sample", "articles.jsonl"))


def read(path: str | Path) -> list[str]:
    """Return the English texts of a JSON Lines file, in its order."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row["text"] for row in rows if row.get("lang", "en") == "en"]


def joined(path: str | None, number: int, length: int) -> list[str]:
    """Return ``number`` texts of a file as they are, or gold texts joined to ``length`` characters; texts come again."""
    some = read(path or data_path(*FILES[0]))
    if path:
        return [some[n % len(some)] for n in range(number)]
    made = []
    for n in range(number):
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            parts.append(some[(n * 7 + len(parts)) % len(some)])
        made.append("\n".join(parts)[:length])
    return made


def articles_of(texts: Iterable[str]):
    """Return an ARTICLES table of English texts."""
    return ARTICLES.frame(
        [
            {"article_id": str(n), "text": text, "lang": "en", "n_words": 0, "source_file": "bench"}
            for n, text in enumerate(texts)
        ]
    )


def news(share: float, *, sentences: int = 20) -> list[str]:
    """Return articles of some 2,500 characters in which ``share`` of the sentences make a claim; each sentence comes once."""
    table, voices = attribute_voices(articles_of(text for path in FILES for text in read(data_path(*path))))
    telling = table.sentence_id.isin(extract_claims(table, voices).sentence_id)
    chance = random.Random(1)
    pools = [sorted(set(table.text[telling])), sorted(set(table.text[~telling]))]
    for pool in pools:
        chance.shuffle(pool)
    each = round(share * sentences), sentences - round(share * sentences)
    number = min(len(pool) // some for pool, some in zip(pools, each, strict=True) if some)
    made = []
    for n in range(number):
        parts = [part for pool, some in zip(pools, each, strict=True) for part in pool[n * some : (n + 1) * some]]
        chance.shuffle(parts)
        made.append("\n".join(" ".join(parts[k : k + 3]) for k in range(0, len(parts), 3)))
    return made


def ever_new(length: int) -> Iterator[str]:
    """Yield articles without end, in which every sentence is new and holds a word that was not there before."""
    some, chance = [text for path in FILES for text in read(data_path(*path))], random.Random(2)
    while True:
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            word = "".join(chance.choices("abdeiklmnorstuvz", k=8)).capitalize()
            parts.append(f"Near {word}, {chance.choice(some)}")
        yield "\n".join(parts)
