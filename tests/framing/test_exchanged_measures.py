"""Exchanging two sides in a text exchanges them in every measure of framing, on every development text."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from framing_made import tables_of

from toolkit import framing
from toolkit.claims import extract_blames, extract_claims
from toolkit.corpus import Corpus
from toolkit.framing import score_framing
from toolkit.places import find, resolve
from toolkit.resources import data_path
from toolkit.sides import load_sides
from toolkit.tables import ARTICLES, INCIDENTS, PLACES, REPORTS
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
    for words in (table, alone):
        words |= {capital(word): capital(new) for word, new in words.items()}
    return table, {word: known for word, known in alone.items() if word not in table}


def capital(word):
    return word[0].upper() + word[1:]


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


def rows_of(one, other):
    """Return the development texts as ARTICLES rows, each with its text after the exchange and a map of positions."""
    rows, places, swapped = [], {}, {}
    for n, row in enumerate(articles()):
        table, alone = swaps(row["lang"], one, other)
        text, _ = replace_all(row["text"], alone)
        swapped[row["id"]], places[row["id"]] = replace_all(text, table)
        rows.append(
            {
                "article_id": row["id"],
                "text": text,
                "lang": row["lang"],
                "outlet": f"outlet {n % 3}",
                "published_at": pd.Timestamp("2020-07-12", tz="UTC") + pd.Timedelta(days=40 * (n % 5)),
                "n_words": len(text.split()),
                "source_file": "gold",
            }
        )
    return ARTICLES.frame(rows), swapped, places


def tables_before(given):
    """Return the tables that the measures read, and an incident of each three articles."""
    sentences, voices = attribute_voices(given)
    mentions = resolve(find(given), articles=given)
    claims = extract_claims(sentences, voices, mentions, articles=given)
    blames = extract_blames(sentences, voices, articles=given)
    of = {article_id: f"i{n // 3}" for n, article_id in enumerate(given.article_id)}
    reports = [
        {"incident_id": of[a], "article_id": a, "claim_id": c, "score": 1.0, "reason": "made"}
        for a, c in zip(claims.article_id, claims.claim_id, strict=True)
    ]
    reports += [{"incident_id": i, "article_id": a, "score": 1.0, "reason": "made"} for a, i in of.items()]
    day = {"origin": "articles", "event_type": "Attack", "event_clarity": 1, "n_articles": 3, "n_independent": 3}
    day |= {"n_claims": 1, "grade": "one_side", "grade_reason": "r", "sides": []}
    incidents = [
        {**day, "incident_id": i, "label": i, "start_date": pd.Timestamp("2020-07-12") + pd.Timedelta(days=7 * n)}
        for n, i in enumerate(sorted(set(of.values())))
    ]
    made = {"articles": given, "sentences": sentences, "voices": voices, "places": mentions, "claims": claims}
    return {**made, "blames": blames, "reports": REPORTS.frame(reports), "incidents": INCIDENTS.frame(incidents)}


SPANS = ("start", "end", "source_start", "source_end")
CODED = ("voice", "side", "claimant", "accuser", "accused", "denied_by")
USAGES = {"ARM": "armenian", "AZE": "azerbaijani", "GEO": "georgian", "RUS": "russian"}


def tables_after(tables, codes, swapped, moved):
    """Return the tables as they are after the exchange: texts, positions, codes of sides and usages of names."""
    usages = {USAGES[a]: USAGES[b] for a, b in codes.items()}
    out = {}
    for name, table in tables.items():
        table = table.copy()
        if "article_id" in table and name != "articles":
            for column in set(SPANS) & set(table):
                at = zip(table.article_id, table[column], strict=True)
                table[column] = pd.array([None if pd.isna(n) else moved[i][int(n)] for i, n in at], dtype="Int64")
        for column in set(CODED) & set(table):
            table[column] = table[column].replace(codes)
        if "name_usage" in table:
            table["name_usage"] = table["name_usage"].replace(usages)
        out[name] = table
    spans = zip(out["sentences"].article_id, out["sentences"].start, out["sentences"].end, strict=True)
    out["sentences"]["text"] = [swapped[article_id][a:b] for article_id, a, b in spans]
    out["articles"]["text"] = out["articles"].article_id.map(swapped)
    return out


def measures(tables):
    """Return the table of each measure of framing, evidence left out."""
    frames = score_framing(
        tables["sentences"], tables["voices"], tables["places"], claims=tables["claims"], blames=tables["blames"]
    )
    given, sentences, voices = (tables[name] for name in ("articles", "sentences", "voices"))
    corpus = replace(Corpus.empty(), frames=frames, **tables)
    english = sorted(given.article_id[given.lang.eq("en")])
    a, b = english[::2], english[1::2]
    told = ["article_id", "measure", "category", "term", "voice", "about_side", "usage_side", "quoted", "negated"]
    blame, agency = framing.blame_and_agency(tables["blames"], frames, given, by="outlet")
    war_peace = framing.war_peace_summary(frames, given, by="outlet")
    mirrors = [framing.mirror(corpus, i).assign(incident=i) for i in tables["incidents"].incident_id]
    mirrored = pd.concat(mirrors)[["incident", "aspect", "item", "outlet", "n", "left_out"]]
    words = framing.contrast(sentences, a, b, min_count=1)
    quotes = framing.direct_quotes(sentences, voices)
    return {
        "frames": frames[told],
        "share of voice": framing.share_of_voice(sentences, voices, articles=given, within="outlet"),
        "roles": framing.share_of_voice(sentences, voices, articles=given, by=["voice", "role"]),
        "never speaks": framing.never_speaks(voices, tables["claims"], given),
        "quotes": quotes[["article_id", "voice", "role", "n_words"]],
        "loaded": framing.loaded_wording(frames, given, by=["term", "voice", "about_side"]),
        "names": framing.name_choice(frames, given, freq="M"),
        "blame": blame,
        "agency": agency,
        "generic frames": framing.frames_summary(frames, sentences, articles=given, by="outlet"),
        "war and peace": war_peace,
        "balance": framing.war_peace_balance(war_peace, by="outlet"),
        "contrast": words[["count_a", "count_b", "z"]],
        "contrast of wording": framing.contrast(sentences, a, b, of="loaded", frames=frames, min_count=1),
        "mirror": mirrored[mirrored.aspect.isin(["numbers", "blame", "verbs", "wording"])],
        "silence": framing.silence_matrix(tables["incidents"], tables["reports"], given, tables["claims"]),
    }


def exchanged(table, codes):
    """Return a table of a measure with the codes of two sides, and the usages that are theirs, exchanged."""
    names = codes | {USAGES[a]: USAGES[b] for a, b in codes.items()}
    pattern = re.compile(r"\b(?:" + "|".join(names) + r")\b")

    def other(value):
        if isinstance(value, list):
            return sorted(names.get(v, v) for v in value)
        return pattern.sub(lambda found: names[found.group()], value) if isinstance(value, str) else value

    out = table.map(other)
    if "measure" in table:  # whose usage a word is does not change hands with the sides of a text
        out["usage_side"] = out["usage_side"].where(table["measure"].eq("place_name"), table["usage_side"])
    return out


def in_order(table):
    table = table.map(lambda v: ", ".join(sorted(v)) if isinstance(v, list) else v)
    return table.sort_values(list(table), ignore_index=True)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_measures_exchange_on_all_development_texts(one, other):
    codes = {one: other, other: one}
    given, swapped, moved = rows_of(one, other)
    tables = tables_before(given)
    assert sum(swapped[i] != text for i, text in zip(given.article_id, given.text, strict=True)) > 15
    before, after = measures(tables), measures(tables_after(tables, codes, swapped, moved))
    assert set(before["frames"].measure) == {"loaded_wording", "place_name", "frame", "harm_voice", "war_peace"}
    for name, table in before.items():
        assert len(table), name
        left, right = in_order(exchanged(table, codes)), in_order(after[name])
        pd.testing.assert_frame_equal(left, right, check_dtype=False, obj=name)


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
