"""Compare annotations of articles with gold annotations, field by field.

Figures, all from 0 to 1 and counted over all articles together unless said otherwise:

=================== ==========================================================================================
claims_f1           claims paired one to one: same outcome, low, high and side, sentences that overlap
claims_f1_noside    the same without the side
claimant, scope,    share of paired claims where the field is right
polarity, status
toll_f1             rows of the toll: side, outcome, low, high
toll_exact          share of articles whose whole toll is right
places_f1           distinct surface forms of places
geo_25km            share of places found, with gold coordinates, within 25 km (no countries, regions or lines)
date                share of gold incident dates that are met
place_25km          share of gold incident places that are met by name or within 25 km
blames_f1           pairs of accuser and accused
loaded_f1           loaded wording: overlapping phrases
loaded_voice        share of paired phrases where the voice is right
=================== ==========================================================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

#: Sentences are the same claim's when they share this part of the words of the shorter one; phrases need less.
SENTENCE_OVERLAP, PHRASE_OVERLAP, KM = 0.6, 0.5, 25
#: Kinds of place whose representative point is a matter of taste.
WIDE = {"country", "region", "corridor", "water", "mountain"}


def score(gold: Iterable[Row], predicted: Iterable[Row]) -> pd.DataFrame:
    """Return one row a figure: ``value``, ``precision``, ``recall`` (null for shares) and ``n``, the gold items counted.

    Rows pair by ``id``; a gold article without a prediction counts as one in which nothing was found. A value is null
    when there is nothing to count.
    """
    import pandas as pd

    found = {row["id"]: row for row in predicted}
    counts: dict[str, Counter] = {name: Counter() for name in _FIGURES}
    for row in gold:
        for name, hit, n_gold, n_predicted in _article(row, found.get(row["id"], {})):
            counts[name].update(hit=hit, gold=n_gold, predicted=n_predicted or 0)
    rows = []
    for name, is_share in _FIGURES.items():
        hit, n_gold, n_predicted = (counts[name][key] for key in ("hit", "gold", "predicted"))
        both = n_gold + n_predicted
        rows.append(
            {
                "figure": name,
                "value": _ratio(hit, n_gold) if is_share else _ratio(2 * hit, both),
                "precision": None if is_share else _ratio(hit, n_predicted),
                "recall": None if is_share else _ratio(hit, n_gold),
                "n": n_gold,
            }
        )
    return pd.DataFrame(rows).set_index("figure").astype({"value": float, "precision": float, "recall": float})


#: Figure: whether it is a share (right of gold) rather than an F1.
_FIGURES = {
    "claims_f1": False,
    "claims_f1_noside": False,
    "claimant": True,
    "scope": True,
    "polarity": True,
    "status": True,
    "toll_f1": False,
    "toll_exact": True,
    "places_f1": False,
    "geo_25km": True,
    "date": True,
    "place_25km": True,
    "blames_f1": False,
    "loaded_f1": False,
    "loaded_voice": True,
}


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _article(gold: Row, predicted: Row) -> Iterable[tuple[str, int, int, int | None]]:
    """Yield (figure, hits, gold items, predicted items) for one article."""
    yield from _claims(gold.get("claims") or [], predicted.get("claims") or [])
    tolls = [
        Counter(tuple(r.get(k) for k in ("side", "outcome", "low", "high")) for r in a.get("toll") or [])
        for a in (gold, predicted)
    ]
    yield "toll_f1", (tolls[0] & tolls[1]).total(), tolls[0].total(), tolls[1].total()
    yield "toll_exact", int(tolls[0] == tolls[1]), 1, None
    yield from _places(gold, predicted)
    if gold.get("incident_date"):
        yield "date", int(gold["incident_date"] == predicted.get("incident_date")), 1, None
    blames = [{(b.get("accuser"), b.get("accused")) for b in a.get("blames") or []} for a in (gold, predicted)]
    yield "blames_f1", len(blames[0] & blames[1]), len(blames[0]), len(blames[1])
    yield from _loaded(gold.get("loaded") or [], predicted.get("loaded") or [])


def _claims(gold: list[Row], predicted: list[Row]) -> Iterable[tuple[str, int, int, int | None]]:
    def likeness(one: Row, other: Row, *, fields: tuple[str, ...]) -> float | None:
        if any(one.get(name) != other.get(name) for name in fields):
            return None
        shared = _overlap(one["sentence"], other.get("sentence"))
        return shared + 0.1 * (one.get("scope") == other.get("scope")) if shared >= SENTENCE_OVERLAP else None

    for figure, fields in (
        ("claims_f1_noside", ("outcome", "low", "high")),
        ("claims_f1", ("outcome", "low", "high", "side")),
    ):
        pairs = _pairs(gold, predicted, partial(likeness, fields=fields))
        yield figure, len(pairs), len(gold), len(predicted)
    for name in ("claimant", "scope", "polarity", "status"):
        yield name, sum(one.get(name) == other.get(name) for one, other in pairs), len(pairs), None


def _places(gold: Row, predicted: Row) -> Iterable[tuple[str, int, int, int | None]]:
    ours, theirs = ({_fold(p.get("surface")): p for p in a.get("places") or []} for a in (gold, predicted))
    common = ours.keys() & theirs.keys()
    yield "places_f1", len(common), len(ours), len(theirs)
    for surface in common:
        if _point(ours[surface]) and ours[surface].get("kind") not in WIDE:
            yield "geo_25km", int(_near(_point(ours[surface]), _point(theirs[surface]))), 1, None
    if gold.get("incident_place"):
        names = [_fold(a.get("incident_place")) for a in (gold, predicted)]
        points = [
            next((_point(p) for p in a.get("places") or [] if _fold(p.get("name")) == name and _point(p)), None)
            for a, name in zip((gold, predicted), names, strict=True)
        ]
        yield "place_25km", int(names[0] == names[1] or _near(*points)), 1, None


def _loaded(gold: list[Row], predicted: list[Row]) -> Iterable[tuple[str, int, int, int | None]]:
    def likeness(one: Row, other: Row) -> float | None:
        shared = _overlap(one["phrase"], other.get("phrase"))
        return shared + 0.1 * (one.get("voice") == other.get("voice")) if shared >= PHRASE_OVERLAP else None

    pairs = _pairs(gold, predicted, likeness)
    yield "loaded_f1", len(pairs), len(gold), len(predicted)
    yield "loaded_voice", sum(one.get("voice") == other.get("voice") for one, other in pairs), len(pairs), None


def _pairs(
    gold: list[Row], predicted: list[Row], likeness: Callable[[Row, Row], float | None]
) -> list[tuple[Row, Row]]:
    """Pair rows one to one, the most alike first and in their order where they are equally alike."""
    like = [
        (value, g, p)
        for g, one in enumerate(gold)
        for p, other in enumerate(predicted)
        if (value := likeness(one, other)) is not None
    ]
    taken: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for _, g, p in sorted(like, key=lambda item: (-item[0], item[1], item[2])):
        if g not in taken[0] and p not in taken[1]:
            taken[0].add(g)
            taken[1].add(p)
            pairs.append((gold[g], predicted[p]))
    return pairs


def _fold(text: str | None) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text or "").casefold()).strip()


def _overlap(one: str | None, other: str | None) -> float:
    """Return the share of the words of the shorter text that the other has too."""
    bags = Counter(_fold(one).split()), Counter(_fold(other).split())
    return (bags[0] & bags[1]).total() / (min(bag.total() for bag in bags) or 1)


def _point(place: Row) -> tuple[float, float] | None:
    lat, lon = place.get("lat"), place.get("lon")
    return (lat, lon) if isinstance(lat, int | float) and isinstance(lon, int | float) else None


def _near(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    from toolkit.evaluation.distance import km

    return bool(one and other and km(one, other) <= KM)
