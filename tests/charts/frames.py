"""A small made-up corpus of any size, for tests and benchmarks of charts and views: two origins, all kinds of figures."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.corpus import Corpus

PLACES = {
    "kalbajar": ("Kalbajar", "AZE", 40.110, 46.044),
    "jermuk": ("Jermuk", "ARM", 39.839, 45.671),
    "sotk": ("Sotk", "ARM", 40.200, 45.870),
    "tovuz": ("Tovuz", "AZE", 40.992, 45.628),
    "ergneti": ("Ergneti", "GEO", 42.197, 43.993),
    "khankendi": ("Khankendi", "AZE", 39.818, 46.753),
}
OUTLETS = (
    ("East Courier", "AZE", "en"),
    ("Highland Post", "ARM", "en"),
    ("Wire Desk", None, "en"),
    ("Вестник", None, "ru"),
)
WRITTEN = "written for teaching; fictional outlet"


def make_corpus(incidents: int = 24, articles: int = 18, seed: int = 3) -> Corpus:
    """Return a corpus: a third of the incidents from articles, the others from the chronicle."""
    rng = np.random.default_rng(seed)
    days = pd.Timestamp("2016-04-01") + pd.to_timedelta(rng.integers(0, 2800, incidents), "D")
    names = list(PLACES)
    spots = rng.integers(0, len(names), incidents)
    origins = np.where(np.arange(incidents) % 3 == 2, "articles", "chronicle")
    rows, claims, reports = [], [], []
    of_articles = [i for i in range(incidents) if origins[i] == "articles"]
    texts = _articles(articles, of_articles, days, spots, names)
    for i in range(incidents):
        label, country, lat, lon = PLACES[names[spots[i]]]
        sides = ["GEO", "OSS"] if country == "GEO" else ["ARM", "AZE"]
        incident_id = f"{days[i]:%Y-%m-%d}_{names[spots[i]]}_{i}"
        placed = i % 11 != 10
        made = _claims(i, incident_id, sides, origins[i], days[i], texts, rng)
        claims += made
        reports += [
            {
                "incident_id": incident_id,
                "article_id": c["article_id"],
                "claim_id": c["claim_id"],
                "score": 0.9,
                "reason": "same day and place",
            }
            for c in made
        ]
        rows.append(
            {
                "incident_id": incident_id,
                "label": f"Armed clash, {label}, {days[i]:%d %b %Y}",
                "origin": origins[i],
                "event_type": "Armed clash",
                "start_date": days[i],
                "date_prec": 1,
                "event_clarity": 1,
                "place_id": names[spots[i]] if placed else None,
                "place_name": label if placed else None,
                "country": country if placed else None,
                "lat": lat if placed else None,
                "lon": lon if placed else None,
                "where_prec": int(1 + i % 3) if placed else None,
                "sides": sides,
                "n_articles": 0 if origins[i] == "chronicle" else 2,
                "n_independent": 2,
                "n_claims": len(made),
                "grade": tables.GRADES[i % len(tables.GRADES)],
                "grade_reason": "made up for a test",
                "note": WRITTEN if origins[i] == "articles" else None,
            }
        )
    article_frame, sentences, voices, places, frames = _tables(texts)
    return Corpus(
        **{
            **{name: table.empty() for name, table in tables.TABLES.items()},
            "articles": article_frame,
            "sentences": sentences,
            "voices": voices,
            "places": places,
            "mentions": tables.MENTIONS.frame(pd.DataFrame(places)[tables.MENTIONS.names]),
            "frames": frames,
            "incidents": tables.INCIDENTS.frame(rows),
            "claims": tables.CLAIMS.frame(claims),
            "reports": tables.REPORTS.frame(reports),
        }
    )


def _articles(number, of_articles, days, spots, names) -> list[dict]:
    made = []
    for n in range(number):
        i = of_articles[n // 3 % len(of_articles)] if of_articles else 0
        outlet, side, lang = OUTLETS[n % len(OUTLETS)]
        place = PLACES[names[spots[i]]][0]
        sentences = [
            f"Clash reported near {place}",
            f"Three servicemen of Azerbaijan were killed near {place}, the ministry in Yerevan said.",
            "Baku put its own losses at two; one more was wounded in the occupied heights.",
            "<script>document.title='broken'</script> & \u202eright to left\u202c stay words.",
        ]
        made.append(
            {
                "i": i,
                "id": f"art{n}",
                "outlet": outlet,
                "side": side,
                "lang": lang,
                "place": place,
                "place_id": names[spots[i]],
                "day": days[i],
                "sentences": sentences,
            }
        )
    return made


def _claims(i, incident_id, sides, origin, day, texts, rng) -> list[dict]:
    a, b = sides
    base = int(rng.integers(0, 40))
    plain = [
        (a, b, base + int(rng.integers(0, 60)), None),
        (b, b, base, None),
        (a, a, max(base - 2, 0), None),
        (b, a, base + 5, a),
    ]
    made = []
    sources = [t for t in texts if t["i"] == i]
    for n, (claimant, side, count, denied_by) in enumerate(plain):
        text = sources[n % len(sources)] if sources else None
        if origin == "articles" and text is None:
            continue
        start = len(text["sentences"][0]) + 1 if text else None
        made.append(
            {
                "claim_id": f"{incident_id}:{n}",
                "article_id": text["id"] if text else None,
                "sentence_id": f"{text['id']}:1" if text else None,
                "start": start,
                "end": start + 5 if text else None,
                "outcome": ("killed", "killed", "wounded", "killed")[n],
                "low": None if n == 0 and i % 4 == 0 else count,
                "high": None if n == 3 and i % 5 == 0 else count,
                "number_text": "Three" if text else None,
                "side": side,
                "status": "military",
                "claimant": claimant if n < 3 else "OUTLET",
                "claimant_text": "Defence Ministry",
                "polarity": "asserted",
                "scope": "incident",
                "revises": f"{incident_id}:0" if n == 3 and i % 6 == 0 else None,
                "denied_by": denied_by,
                "event_start_date": day,
                "date_prec": 1,
                "place_id": None,
                "said_at": (day + pd.Timedelta(days=n, hours=9)).tz_localize("UTC") if n != 2 else None,
                "source_url": f"https://example.org/{i}/{n}" if origin == "chronicle" and n != 1 else None,
                "origin": origin,
                "rules": ["outcome: made up"],
            }
        )
    return made


def _tables(texts):
    articles, sentences, voices, places, frames = [], [], [], [], []
    for t in texts:
        text = "\n".join(t["sentences"])
        articles.append(
            {
                "article_id": t["id"],
                "url": f"https://example.org/{t['id']}",
                "outlet": t["outlet"],
                "outlet_side": t["side"],
                "title": t["sentences"][0],
                "published_at": (t["day"] + pd.Timedelta(hours=15)).tz_localize("UTC"),
                "published_precision": "minute",
                "lang": t["lang"],
                "text": text,
                "n_words": len(text.split()),
                "source_file": "made up",
                "note": WRITTEN,
            }
        )
        start = 0
        for n, sentence in enumerate(t["sentences"]):
            end = start + len(sentence)
            key = f"{t['id']}:{n}"
            common = {"article_id": t["id"], "start": start, "end": end}
            sentences.append(
                {
                    **common,
                    "sentence_id": key,
                    "n": n,
                    "text": sentence,
                    "part": "body" if n else "title",
                    "paragraph": n,
                    "lang": t["lang"],
                }
            )
            voices.append(
                {
                    **common,
                    "voice_id": f"{key}:0",
                    "sentence_id": key,
                    "kind": "indirect" if n == 1 else "own",
                    "voice": "ARM" if n == 1 else "OUTLET",
                    "source": "the ministry in Yerevan" if n == 1 else None,
                    "role": "official" if n == 1 else "media",
                }
            )
            at = sentence.find(t["place"])
            if at >= 0:
                places.append(_place(t, start + at))
            at = sentence.find("occupied")
            if at >= 0:
                frames.append(
                    {
                        "frame_id": f"{t['id']}:f:0",
                        "article_id": t["id"],
                        "sentence_id": key,
                        "start": start + at,
                        "end": start + at + 8,
                        "measure": "loaded_wording",
                        "category": "territory_status",
                        "term": "occupied",
                        "phrase": "occupied",
                        "voice": "OUTLET",
                        "usage_side": "AZE",
                    }
                )
            start = end + 1
    return (
        tables.ARTICLES.frame(articles),
        tables.SENTENCES.frame(sentences),
        tables.VOICES.frame(voices),
        tables.PLACES.frame(places),
        tables.FRAMES.frame(frames),
    )


def _place(t, start) -> dict:
    name, country, lat, lon = PLACES[t["place_id"]]
    return {
        "mention_id": f"{t['id']}:{start}",
        "article_id": t["id"],
        "start": start,
        "end": start + len(name),
        "surface": name,
        "kind": "place",
        "name_key": name.lower(),
        "place_ids": [t["place_id"]],
        "before": "",
        "after": "",
        "place_id": t["place_id"],
        "name": name,
        "place_kind": "settlement",
        "country": country,
        "lat": lat,
        "lon": lon,
        "where_prec": 1,
        "relation": "at",
        "name_usage": "international",
        "score": 0.9,
        "reason": "only place of that name",
    }
