"""Tell which place each name stands for, by the words beside it and the other places of its article."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.places.beside import Beside, beside
from toolkit.places.gazetteer import Gazetteer
from toolkit.places.geometry import geometry, km, line_between, where_prec
from toolkit.places.index import Index, Place, load_index
from toolkit.places.matcher import text_language
from toolkit.tables import MENTIONS, PLACES

if TYPE_CHECKING:
    import pandas as pd

#: Places nearer than this are one spot: a district and its town, a river and a village on it.
SAME_KM = 30
#: Scale on which places named together are near each other, and the reach of a neighbour in the text.
NEAR_KM, NEAR_CHARACTERS = 40.0, 400
#: Rivals that lie apart and are closer than this in evidence cannot be told apart.
MARGIN = 0.12
#: What each kind of evidence is worth.
ADMIN, CONTAINER, CONTAINER_NEAR, COUNTRY_NEAR, COUNTRY_SHARE, NEIGHBOURS, OUTLET = 2.0, 0.6, 1.5, 1.5, 0.6, 1.5, 0.2

_OTHER = {
    "demonym": "names a people, not a place",
    "person": "is part of a person's name",
    "organisation": "is part of the name of an organisation",
    "event": "is the name of a war or event",
    "other": "is part of the name of something else, such as a street",
}


class Resolved(NamedTuple):
    """What was told of one mention."""

    place: Place | None
    score: float
    alternatives: list[str]
    reason: str
    relation: str = "at"
    metonym: bool = False
    partner: Place | None = None


def resolve(
    mentions: pd.DataFrame, gazetteer: Gazetteer | None = None, *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Resolve mentions to places.

    ``mentions`` is what ``find`` returned, the mentions of an article together. With ``articles`` the language and the side
    of the outlet count too. Returns the PLACES table, one row a mention: ``place_id`` is null for mentions that are no place
    and for names that cannot be told apart, and ``reason`` says why; ``alternatives`` are the other places of that name, best
    first; ``score`` is 0 to 1. Raises ``TableError`` when ``mentions`` is not the MENTIONS table.
    """
    import pandas as pd

    from toolkit.errors import TableError

    missing = [name for name in MENTIONS.names if name not in mentions.columns]
    if missing:
        raise TableError(f"table mentions: missing column(s) {', '.join(missing)}")
    index = load_index(gazetteer)
    known = _articles(articles)
    columns = {name: mentions[name].tolist() for name in MENTIONS.names}
    ids = columns["article_id"]
    done: list[Resolved] = []
    first = 0
    while first < len(ids):
        last = first + 1
        while last < len(ids) and ids[last] == ids[first]:
            last += 1
        done += _article(columns, first, last, index, *known.get(ids[first], (None, None)))
        first = last
    return PLACES.frame(pd.DataFrame(_columns(columns, done, index)))


def _articles(articles: pd.DataFrame | None) -> dict[str, tuple[str | None, str | None]]:
    if articles is None:
        return {}
    sides = articles["outlet_side"].tolist() if "outlet_side" in articles else [None] * len(articles)
    langs = articles["lang"].tolist() if "lang" in articles else [None] * len(articles)
    return {key: (lang, side) for key, lang, side in zip(articles["article_id"].tolist(), langs, sides, strict=True)}


class _Scene(NamedTuple):
    """What an article tells about all its names."""

    anchors: list[tuple[int, Place]]
    countries: Counter
    ids: set[str]
    signs: int
    outlet: str | None


def _article(columns, first: int, last: int, index: Index, lang, outlet) -> list[Resolved]:
    names = [
        (columns["kind"][n], columns["start"][n], columns["name_key"][n], _candidates(columns["place_ids"][n], index))
        for n in range(first, last)
    ]
    lang = text_language(columns["before"][first] + columns["surface"][first] + columns["after"][first], lang)
    scene = _scene(names, outlet)
    done: list[Resolved] = []
    for n, (kind, start, key, candidates) in enumerate(names):
        if kind in ("demonym", "person", "event", "other") or not candidates:
            done.append(
                Resolved(None, 0.0, [], f"'{columns['surface'][first + n]}' {_OTHER.get(kind, 'is not known')}")
            )
            continue
        at = first + n
        side = beside(columns["before"][at], columns["after"][at], columns["suffix"][at], lang)
        done.append(_decide(columns["surface"][at], start, key, candidates, side, scene, index))
    return _between(columns, first, done)


def _candidates(place_ids: list[str], index: Index) -> list[Place]:
    return [index.places[place_id] for place_id in place_ids if place_id in index.places]


def _scene(names, outlet) -> _Scene:
    anchors: list[tuple[int, Place]] = []
    countries: Counter[str | None] = Counter()
    ids: set[str] = set()
    signs = 0
    for kind, start, _, candidates in names:
        if kind == "demonym":
            signs += 1
        if kind not in ("place", "organisation") or not candidates:
            continue
        best = candidates[0] if len(candidates) == 1 else _one_spot(candidates)
        if best is None:
            continue
        if best.kind == "country":
            countries[best.country] += 2
        elif best.has_point:
            anchors.append((start, best))
            countries[best.country] += 1
        ids.add(best.place_id)
        signs += 1
    return _Scene(anchors, countries, ids, signs, outlet)


def _one_spot(candidates: list[Place]) -> Place | None:
    """Return the likeliest of places that all lie together, else ``None``."""
    best = max(candidates, key=lambda place: place.prior)
    if not best.has_point:
        return None
    return best if all(place.has_point and km(best, place) < SAME_KM for place in candidates) else None


def _decide(surface, start, key, candidates, side: Beside, scene: _Scene, index: Index) -> Resolved:
    relation = side.relation
    ranked = sorted(((*_evidence(place, start, side, scene), place) for place in candidates), key=lambda item: -item[0])
    weight, why, best = ranked[0]
    others = [place.place_id for _, _, place in ranked[1:]]
    rival = next(
        (item for item in ranked[1:] if not (best.has_point and item[2].has_point and km(best, item[2]) < SAME_KM)),
        None,
    )
    margin = 2.0 if rival is None else weight - rival[0]
    if margin < MARGIN:
        names = ", ".join(place.place_id for place in (best, rival[2]))  # type: ignore[index]
        return Resolved(
            None, 0.5, [best.place_id, *others], f"'{surface}' can be {names}: nothing beside it tells which", relation
        )
    reason = f"'{surface}' is the only place of that name" if not others else f"'{surface}': {why or 'the best known'}"
    return Resolved(
        best,
        round(1 - 0.5 * math.exp(-1.5 * margin), 3),
        others,
        reason,
        _relation(relation, best),
        best.place_id in index.governments and side.metonym(best.kind),
    )


def _relation(relation: str, place: Place) -> str:
    return "area" if relation == "at" and place.kind in ("district", "region", "country") else relation


def _evidence(place: Place, start: int, side: Beside, scene: _Scene) -> tuple[float, str]:
    """Return how much speaks for a place, and the strongest reasons in words."""
    weight, why = place.prior, []
    if side.admin:
        if place.kind in side.admin:
            weight += ADMIN - 0.3 * side.admin.index(place.kind)
            why.append(f"'{side.admin_word}' beside it")
        else:
            weight -= 0.5
    if place.admin1_id in scene.ids:
        weight += CONTAINER
        why.append("the text names the district or region it lies in")
    if side.country and place.country == side.country:
        weight += COUNTRY_NEAR
        why.append("the text puts it in that country")
    total = sum(scene.countries.values())
    if total and place.kind != "country":
        weight += COUNTRY_SHARE * scene.countries[place.country] / total
    near = _neighbours(place, start, scene)
    weight += NEIGHBOURS * near
    if near > 0.2:
        why.append("places named near it in the text lie near it")
    if scene.outlet and scene.outlet == place.country:
        weight += OUTLET
    return weight, "; ".join(why)


def _neighbours(place: Place, start: int, scene: _Scene) -> float:
    if not place.has_point or not scene.anchors:
        return 0.0
    best = 0.0
    for at, other in scene.anchors:
        if at == start:
            continue
        reach = 1.0 if abs(at - start) < NEAR_CHARACTERS else 0.5
        best = max(best, reach * math.exp(-km(place, other) / NEAR_KM))
    return best


def _between(columns, first: int, done: list[Resolved]) -> list[Resolved]:
    """Join the two names of "between X and Y" and give both the line between them."""
    for n in range(len(done) - 1):
        a, b = done[n], done[n + 1]
        gap = columns["start"][first + n + 1] - columns["end"][first + n]
        if a.relation == "between" and a.place and b.place and gap <= 6:
            done[n] = a._replace(partner=b.place)
            done[n + 1] = b._replace(relation="between", partner=a.place)
    return done


def _columns(columns: dict[str, list[Any]], done: list[Resolved], index: Index) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = {**columns}
    for name in PLACES.names[len(MENTIONS.names) :]:
        out[name] = []
    for key, one in zip(columns["name_key"], done, strict=True):
        place = one.place
        prec = None if place is None else where_prec(place, one.relation)
        out["place_id"].append(None if place is None else place.place_id)
        out["name"].append(None if place is None else place.name)
        out["place_kind"].append(None if place is None else place.kind)
        out["country"].append(None if place is None else place.country)
        out["lat"].append(math.nan if place is None else place.lat)
        out["lon"].append(math.nan if place is None else place.lon)
        out["geometry"].append(None if place is None else _geometry(place, prec, one.partner))
        out["where_prec"].append(prec)
        out["relation"].append(one.relation)
        out["metonym"].append(one.metonym)
        out["name_usage"].append(None if place is None else index.usages.get((place.place_id, key)))
        out["score"].append(one.score)
        out["alternatives"].append(one.alternatives)
        out["reason"].append(one.reason)
    return out


def _geometry(place: Place, prec, partner: Place | None):
    points = partner is not None and place.has_point and partner.has_point
    if points and place.kind == partner.kind == "settlement":  # type: ignore[union-attr]
        return line_between(place, partner)  # type: ignore[arg-type]
    return geometry(place, prec)
