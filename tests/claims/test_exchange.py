"""Exchanging two sides in a text exchanges them in the result: every gold text in English and Russian, by script."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from toolkit.claims import extract_blames, extract_claims
from toolkit.resources import data_path
from toolkit.sides import Sides, load_sides
from toolkit.tables import ARTICLES
from toolkit.voices import attribute_voices

PAIRS = [("ARM", "AZE"), ("GEO", "RUS"), ("ABK", "OSS")]
CLAIM = ["outcome", "low", "high", "side", "status", "claimant", "polarity", "scope"]


def _texts():
    for name in ("quotes_en_dev.jsonl", "quotes_multi_dev.jsonl"):
        for line in data_path("gold", name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] in ("en", "ru"):
                yield row


def _exchange(sides: Sides, pair: tuple[str, str], lang: str):
    """Return a function that exchanges the words of two sides in a text: each for one of the same slot."""
    slots = {side.code: side.slots(lang) for side in sides.sides}
    words: dict[str, str] = {}
    for one, other in (pair, pair[::-1]):
        for slot, mine in slots[one].items():
            theirs = slots[other].get(slot) or []
            for number, word in enumerate(mine):
                if theirs and not word.endswith("*"):
                    words.setdefault(word, theirs[number % len(theirs)].rstrip("*"))
    for code in pair:  # stems keep their endings
        other = pair[1 - pair.index(code)]
        for slot, mine in slots[code].items():
            theirs = [word for word in slots[other].get(slot) or [] if word.endswith("*")]
            for number, word in enumerate(word for word in mine if word.endswith("*")):
                if theirs:
                    words.setdefault(word, theirs[number % len(theirs)])
    whole = sorted((w for w in words if not w.endswith("*")), key=len, reverse=True)
    stems = sorted((w[:-1] for w in words if w.endswith("*")), key=len, reverse=True)
    parts = ["(?:" + "|".join(map(re.escape, whole)) + r")(?!\w)"] + [re.escape(stem) for stem in stems]
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")", re.IGNORECASE)
    small = {word.lower().rstrip("*"): new.rstrip("*") for word, new in words.items()}

    def swap(match: re.Match) -> str:
        new = small[match.group().lower()]
        return new if match.group()[0].isupper() else new[0].lower() + new[1:]

    return lambda text: pattern.sub(swap, text)


def _exchanged(sides: Sides, pair: tuple[str, str], swap) -> Sides:
    """Return the file of sides with the alliances of the others, and what they are called, exchanged too."""
    codes = dict(zip(pair, pair[::-1], strict=True))

    def other(side):
        allies = tuple(codes.get(ally, ally) for ally in side.allies)
        facing = codes.get(side.facing, side.facing)
        if side.code in pair:
            partner = next(s for s in sides.sides if s.code == codes[side.code])
            allies = tuple(codes.get(ally, ally) for ally in partner.allies)
            return replace(side, allies=allies, facing=codes.get(partner.facing, partner.facing))
        words = {
            lang: {slot: [swap(word) for word in some] for slot, some in slots.items()}
            for lang, slots in side.words.items()
        }
        return replace(side, allies=allies, facing=facing, words=words)

    return replace(sides, sides=tuple(map(other, sides.sides)))


def _read(rows, sides, change=lambda text: text):
    articles = ARTICLES.frame(
        [
            {
                "article_id": row["id"],
                "title": None if row["title"] is None else change(row["title"]),
                "text": change(row["text"]),
                "lang": row["lang"],
                "published_at": row["published"],
                "n_words": 0,
                "source_file": "gold",
            }
            for row in rows
        ]
    )
    sentences, voices = attribute_voices(articles, sides)
    claims = extract_claims(sentences, voices, None, sides, articles=articles)
    blames = extract_blames(sentences, voices, sides, articles=articles)
    return claims, blames


def _results(claims: pd.DataFrame, blames: pd.DataFrame, codes: dict[str, str]):
    out: dict[str, list] = {}
    for row in claims[["article_id", *CLAIM]].astype(object).itertuples(index=False):
        out.setdefault(row[0], []).append([codes.get(value, str(value)) for value in row[1:]])
    for row in blames[["article_id", "accuser", "accused", "status"]].itertuples(index=False):
        out.setdefault(row[0], []).append([codes.get(value, value) for value in row[1:]])
    return out


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_exchanging_two_sides_exchanges_them_in_the_result(pair, lang):
    sides = load_sides()
    rows = [row for row in _texts() if row["lang"] == lang]
    swap = _exchange(sides, pair, lang)
    codes = dict(zip(pair, pair[::-1], strict=True))
    before = _results(*_read(rows, sides), codes)
    after = _results(*_read(rows, _exchanged(sides, pair, swap), swap), {})
    changed = [row["id"] for row in rows if before.get(row["id"]) != after.get(row["id"])]
    detail = "\n".join(f"{name}: {before.get(name)}\n   {after.get(name)}" for name in changed[:3])
    assert changed == [], f"{len(changed)} of {len(rows)} texts\n{detail}"


def test_the_exchange_changes_the_texts():
    sides = load_sides()
    swap = _exchange(sides, ("ARM", "AZE"), "en")
    assert (
        swap("Armenian forces fired at Azerbaijan, Baku said.") == "Azerbaijani forces fired at Armenia, Yerevan said."
    )
