"""Exchanging two sides in a text exchanges them in the result, on every development text."""

import json
import re

import pandas as pd
import pytest
from framing_made import tables_of

from toolkit.framing import score_framing
from toolkit.resources import data_path
from toolkit.sides import load_sides
from toolkit.tables import PLACES
from toolkit.voices import attribute_voices

PAIRS = (("ARM", "AZE"), ("GEO", "RUS"))
SLOTS = ("names", "demonyms", "people", "capitals")


def swaps(lang, one, other):
    """Return the words of two sides that are exchanged for each other; words without a partner are written as another."""
    a, b = ({side.code: side for side in load_sides().sides}[code].slots(lang) for code in (one, other))
    table, alone = {}, {}
    for slot in SLOTS:
        words, others = ([w for w in slots.get(slot, []) if not w.isupper()] for slots in (a, b))
        for left, right in zip(words, others, strict=False):
            table[left.rstrip("*")], table[right.rstrip("*")] = right.rstrip("*"), left.rstrip("*")
        common = min(len(words), len(others))
        for extra, known in ((words[common:], words[:1]), (others[common:], others[:1])):
            alone.update({word.rstrip("*"): known[0].rstrip("*") for word in extra if known})
    return table, {word: known for word, known in alone.items() if word not in table}


def replace_all(text, table):
    """Return the text with the words replaced (keeping an all-small or capital first letter) and a map of positions."""
    if not table:
        return text, list(range(len(text) + 1))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + ")")
    out, where, at = [], [], 0
    for match in pattern.finditer(text):
        where += [sum(map(len, out)) + k for k in range(match.start() - at)]
        out.append(text[at : match.start()])
        start = sum(map(len, out))
        out.append(table[match.group()])
        where += [start] * (match.end() - match.start())
        at = match.end()
    base = sum(map(len, out))
    where += [base + k for k in range(len(text) - at + 1)]
    return "".join(out) + text[at:], where


def articles():
    rows = []
    for name in ("quotes_en_dev.jsonl", "quotes_multi_dev.jsonl"):
        rows += [json.loads(line) for line in data_path("gold", name).read_text().splitlines()]
    return rows


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_measures_exchange_on_all_development_texts(one, other):
    codes = {one: other, other: one}
    rows, places, swapped = [], {}, {}
    for row in articles():
        table, alone = swaps(row["lang"], one, other)
        text, _ = replace_all(row["text"], alone)
        swapped[row["id"]], places[row["id"]] = replace_all(text, table)
        rows.append({"article_id": row["id"], "title": None, "standfirst": None, "text": text, "lang": row["lang"]})
    n_swapped = sum(swapped[row["article_id"]] != row["text"] for row in rows)
    sentences, voices = attribute_voices(pd.DataFrame(rows))
    before = score_framing(sentences, voices, PLACES.empty())
    for table in (sentences, voices):
        for column in {"start", "end", "source_start", "source_end"} & set(table):
            moved = [None if pd.isna(n) else places[i][n] for i, n in zip(table.article_id, table[column], strict=True)]
            table[column] = pd.array(moved, dtype="Int64")
    spans = zip(sentences.article_id, sentences.start, sentences.end, strict=True)
    sentences["text"] = [swapped[article_id][a:b] for article_id, a, b in spans]
    voices["voice"] = voices.voice.replace(codes)
    after = score_framing(sentences, voices, PLACES.empty())
    assert n_swapped > 15
    told = ["article_id", "measure", "category", "term", "voice", "about_side", "usage_side", "quoted", "negated"]
    left, right = before[told].copy(), after[told].copy()
    left["voice"], left["about_side"] = left.voice.replace(codes), left.about_side.replace(codes)
    left, right = (f.sort_values(told, ignore_index=True) for f in (left, right))
    assert len(left) > 200
    pd.testing.assert_frame_equal(left, right)


@pytest.mark.parametrize(
    "frame",
    [
        "{a} forces attacked a village.",
        "The {a} provocation was answered.",
        "Aggression by {a} units.",
        "illegal {a} armed groups fired",
    ],
)
def test_short_texts_exchange(frame):
    told = []
    for a in ("Armenian", "Azerbaijani"):
        sentences, voices = tables_of([frame.format(a=a)])
        told.append(
            score_framing(sentences, voices, PLACES.empty())[["measure", "category", "term", "voice", "about_side"]]
        )
    told[0]["about_side"] = told[0]["about_side"].replace({"ARM": "AZE"})
    pd.testing.assert_frame_equal(told[0], told[1])
