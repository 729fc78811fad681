"""Tell which place each name stands for, by the words beside it and the other places of its article."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.places.beside import Beside, beside
from toolkit.places.doubt import why_doubted
from toolkit.places.gazetteer import Gazetteer
from toolkit.places.geometry import geometry, km, line_between, where_prec
from toolkit.places.index import CORE, SAME_KM, Index, Place, load_index
from toolkit.places.matcher import text_language
from toolkit.places.namesakes import Evidence, Verdict, load_namesakes
from toolkit.places.scene import Name, Scene, scene_of
from toolkit.places.text import fold
from toolkit.places.words import doubted_as
from toolkit.tables import MENTIONS, PLACES

if TYPE_CHECKING:
    import pandas as pd

#: Language whose texts the words of data/places/namesakes.yml are of.
NAMESAKES_IN = "en"
#: A district named this near to a name that the gazetteer lacks contains it (characters).
CONTAINER_REACH = 40
#: Names of a list stand this near to each other (" and ").
LIST_GAP = 7
#: Rivals that lie apart and are closer than this in evidence cannot be told apart.
MARGIN = 0.12
#: Scores of names that are places, but which cannot be told, and the most for names that are probably none.
UNTOLD, DOUBTED = 0.5, 0.4
#: Score of a name that is told by another mention of it in the same text.
ELSEWHERE = 0.6
#: Kinds of place that are areas.
AREAS = ("district", "region", "country")
#: What each kind of evidence is worth (a place is worth 0.5 to 2.3 before the text is read).
ADMIN, CONTAINER, COUNTRY_NEAR, COUNTRY_SHARE, NEIGHBOURS, OUTLET, PERIOD = 2.0, 1.5, 1.5, 0.6, 1.5, 0.2, 0.2

#: What is added to a place that goes by the name in this gazetteer, and to one of the same kind as the one listed beside it.
OWN_NAME, LISTED = 0.15, 0.3

#: What is added where a word beside a name says what sort of settlement it is (village, town) and it is one.
DETAIL = 0.4

_SENTENCE_END = re.compile(r"[.!?:;\n]")
_OTHER = {
    "demonym": "names a people, not a place",
    "person": "is part of a person's name",
    "organisation": "is the name of an organisation or club",
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
    located: bool = False
    said: bool = False
    talks: bool = False
    partner: Place | None = None


class _Article(NamedTuple):
    """What is known of the article that a mention stands in."""

    text: str | None = None
    lang: str | None = None
    outlet: str | None = None
    year: int | None = None


def resolve(
    mentions: pd.DataFrame, gazetteer: Gazetteer | None = None, *, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Resolve mentions to places.

    ``mentions`` is what ``find`` returned, the mentions of an article together. With ``articles`` the whole text, the
    language, the side of the outlet and the year count too. Returns the PLACES table, one row a mention: ``place_id`` is null for
    mentions that are no place and for names that cannot be told apart, and ``reason`` says why; ``alternatives`` are the
    other places of that name, best first; ``score`` is 0 to 1: how sure the place is, and without a place how likely the name
    is one of the region's (0.5: it is, but which of its places could not be told). Raises ``TableError`` when ``mentions`` is not the MENTIONS
    table. Method: evidence of the words beside a name, containers, neighbours and countries is added up; see docs/places.md.
    """
    return resolve_names(mentions, gazetteer, articles=articles)


def resolve_names(
    mentions: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    articles: pd.DataFrame | None = None,
    doubt: bool = True,
) -> pd.DataFrame:
    """Resolve mentions as ``resolve`` does; without ``doubt`` each is taken to be a place of the gazetteer."""
    import pandas as pd

    from toolkit.errors import TableError

    missing = [name for name in MENTIONS.names if name not in mentions.columns]
    if missing:
        raise TableError(f"table mentions: missing column(s) {', '.join(missing)}; resolve takes what find returned")
    index = load_index(gazetteer)
    known = _articles(articles)
    columns = {name: mentions[name].tolist() for name in MENTIONS.names}
    columns["suffix"] = [suffix if isinstance(suffix, str) else None for suffix in columns["suffix"]]
    ids = columns["article_id"]
    done: list[Resolved] = []
    first = 0
    while first < len(ids):
        last = first + 1
        while last < len(ids) and ids[last] == ids[first]:
            last += 1
        done += _article(columns, first, last, index, known.get(ids[first], _Article()), doubt)
        first = last
    whole = _columns(columns["name_key"], done, index)
    kept = {name: mentions[name].reset_index(drop=True) for name in MENTIONS.names}
    return PLACES.frame(pd.DataFrame({**kept, **whole}))


def _articles(articles: pd.DataFrame | None) -> dict[str, _Article]:
    import pandas as pd

    if articles is None:
        return {}
    none = [None] * len(articles)
    columns = [
        articles[name].tolist() if name in articles else none for name in ("article_id", "text", "lang", "outlet_side")
    ]
    published = pd.to_datetime(articles["published_at"], utc=True).dt.year if "published_at" in articles else none
    columns.append([int(year) if year == year and year is not None else None for year in published])
    return {row[0]: _Article(*row[1:]) for row in zip(*columns, strict=True)}


def _article(
    columns: dict[str, list[Any]], first: int, last: int, index: Index, known: _Article, doubt: bool
) -> list[Resolved]:
    kinds, keys, starts = columns["kind"], columns["name_key"], columns["start"]
    names = [
        Name(
            kinds[n],
            starts[n],
            keys[n],
            index.group(columns["place_ids"][n]),
            doubted_as(index.weak.get(keys[n]), columns["surface"][n]),
            _listed(columns, n, first, last, index),
        )
        for n in range(first, last)
    ]
    text = known.text if isinstance(known.text, str) else _joined(columns, first, last)
    lang = text_language(text, known.lang)
    judged = _judged(columns, first, names, text, index) if doubt and lang == NAMESAKES_IN else {}
    ours = [name._replace(kind="other") if n in judged and not judged[n].ours else name for n, name in enumerate(names)]
    scene = scene_of(ours, known.outlet, lang, known.year, index.governments)
    done: list[Resolved] = []
    for n, name in enumerate(names):
        at = first + n
        surface, verdict = columns["surface"][at], judged.get(n)
        if name.kind == "place" and not name.group.places:
            done.append(_unknown(surface, columns["end"][at], n, names, scene))
        elif name.kind not in ("place", "organisation") or not name.group.places:
            done.append(Resolved(None, 0.0, [], f"'{surface}' {_OTHER[name.kind]}"))
        elif verdict is not None and not verdict.ours:
            ids = [place.place_id for place in name.group.places]
            done.append(Resolved(None, round(1 - verdict.sure, 3), ids, f"'{surface}' is {verdict.reason}"))
        else:
            side = beside(columns["before"][at], columns["after"][at], columns["suffix"][at], lang)
            one = _decide(surface, name, side, scene, index)
            if one.place is not None and doubt and (one.place.place_id not in index.governments or side.elsewhere):
                why = why_doubted(one.place, name, side, scene, index)
                one = one if why is None else _none(one, f"'{surface}'{why}")
            if verdict is not None and verdict.reason and one.place is not None:
                one = one._replace(score=min(one.score, verdict.sure), reason=f"{one.reason}; {verdict.reason}")
            done.append(one)
    return _joined_names(columns, first, _told_elsewhere(names, done), index)


def _judged(
    columns: dict[str, list[Any]], first: int, names: list[Name], text: str, index: Index
) -> dict[int, Verdict]:
    """Tell for each name that something far away bears too which of the two is meant."""
    namesakes = load_namesakes()
    evidence: dict[str, Evidence] = {}
    judged = {}
    for n, name in enumerate(names):
        if name.key in namesakes and name.kind in ("place", "organisation"):
            entry = namesakes[name.key]
            if name.key not in evidence:
                evidence[name.key] = entry.evidence(text)
            before, after = columns["before"][first + n], columns["after"][first + n]
            judged[n] = entry.judge(evidence[name.key], name.start, before, after, index.knows)
    return judged


def _told_elsewhere(names: list[Name], done: list[Resolved]) -> list[Resolved]:
    """Give a name that could not be told the place that it was told to be elsewhere in the article, if that is one."""
    told: dict[str, set[Place]] = {}
    for name, one in zip(names, done, strict=True):
        if one.place is not None:
            told.setdefault(name.key, set()).add(one.place)
    out = []
    for name, one in zip(names, done, strict=True):
        places = told.get(name.key, set()) if one.place is None and one.score == UNTOLD and one.alternatives else set()
        if len(places) == 1:
            place = next(iter(places))
            others = [place_id for place_id in one.alternatives if place_id != place.place_id]
            one = Resolved(place, ELSEWHERE, others, f"as elsewhere in the text; {one.reason}", one.relation)
        out.append(one)
    return out


def _listed(columns: dict[str, list[Any]], n: int, first: int, last: int, index: Index) -> str:
    """Return the kind of another place that a name stands right beside ("Oni and Ambrolauri"), or ""."""
    keys = columns["name_key"]
    for m, gap in ((n - 1, n - 1), (n + 1, n)):
        if first <= m < last and columns["kind"][m] == "place" and _joins(columns, gap):
            places = index.group(columns["place_ids"][m]).places
            if places and keys[m] not in index.weak and keys[m] != keys[n]:
                return places[0].kind if len({place.kind for place in places}) == 1 else "place"
    return ""


def _joins(columns: dict[str, list[Any]], n: int) -> bool:
    """Tell whether a name and the next stand in one list: nothing between them but a comma or a word such as "and"."""
    gap = columns["start"][n + 1] - columns["end"][n]
    return 0 < gap <= LIST_GAP and not _SENTENCE_END.search(columns["after"][n][:gap])


def _joined(columns: dict[str, list[Any]], first: int, last: int) -> str:
    return " ".join(
        part for n in range(first, last) for part in (columns["before"][n], columns["surface"][n], columns["after"][n])
    )


def _decide(surface: str, name: Name, side: Beside, scene: Scene, index: Index) -> Resolved:
    """Rank the places of a name by all evidence; tell none where two that lie apart come out level."""
    places = name.group.places
    if len(places) == 1:
        best, others, margin, reason = places[0], [], 2.0, f"'{surface}' is the only place of that name"
    else:
        ranked = sorted(
            ((*_evidence(place, name, side, scene, index), place) for place in places), key=lambda item: -item[0]
        )
        weight, why, best = ranked[0]
        others = [item[2].place_id for item in ranked[1:]]
        rival = None if name.group.one_spot else next((item for item in ranked[1:] if _apart(best, item[2])), None)
        margin = 2.0 if rival is None else weight - rival[0]
        if rival is not None and margin < MARGIN:
            return Resolved(
                None,
                UNTOLD,
                [best.place_id, *others],
                f"'{surface}' can be {best.place_id} or {rival[2].place_id}: nothing in the text tells which",
            )
        reason = f"'{surface}': {why or 'the best known of that name'}"
    return Resolved(
        best,
        round(1 - 0.5 * math.exp(-1.5 * margin), 3),
        others,
        reason,
        _relation(side, best),
        best.place_id in index.governments and (name.kind == "organisation" or side.metonym(best.kind)),
        side.located,
        side.speaks or side.owner,
        side.talks_after,
    )


def _unknown(surface: str, end: int, number: int, names: list[Name], scene: Scene) -> Resolved:
    """Put a name that the gazetteer lacks into the district or region named right beside it."""
    for other in (*names[number + 1 : number + 3], *reversed(names[max(0, number - 2) : number])):
        if other.kind == "place" and not other.weak and -CONTAINER_REACH < other.start - end < CONTAINER_REACH:
            areas = [place for place in other.group.places if place.kind in ("district", "region")]
            if areas and other.group.one_spot:
                area = max(areas, key=lambda place: place.prior)
                return Resolved(
                    area, UNTOLD, [], f"'{surface}' is not in the gazetteer; the text names it with {area.name}"
                )
    about = scene.local or any(scene.signs.get(country) for country in CORE)
    reason = f"'{surface}' is not in the gazetteer"
    return Resolved(None, UNTOLD if about else DOUBTED, [], reason)


def _relation(side: Beside, place: Place) -> str:
    """Return the relation: areas are not "at", and a front named after a district ("in the Tovuz direction") is its area."""
    front = side.relation == "near" and side.front
    return "area" if place.kind in AREAS and (side.relation == "at" or front) else side.relation


def _apart(a: Place, b: Place) -> bool:
    return not (a.has_point and b.has_point and km(a, b) < SAME_KM)


def _evidence(place: Place, name: Name, side: Beside, scene: Scene, index: Index) -> tuple[float, str]:
    """Return how much speaks for a place, and the reasons in words."""
    weight, why = place.prior, []
    if side.admin:
        if place.kind in side.admin:
            weight += ADMIN - 0.3 * side.admin.index(place.kind)
            weight += DETAIL if place.kind == "settlement" and place.detail in side.admin else 0.0
            why.append(f"'{side.admin_word}' beside it")
        else:
            weight -= 0.5
    if side.country and place.country == side.country:
        weight += COUNTRY_NEAR
        why.append("the words beside it put it in that country")
    if fold(place.name) == name.key:
        weight += OWN_NAME
    if name.listed and place.kind == name.listed:
        weight += LISTED
        why.append(f"listed beside a {place.kind}")
    if name.group.one_spot:
        return weight, "; ".join(why)
    contained = scene.contains(place, name.start, name.key)
    if contained:
        weight += CONTAINER * contained
        why.append(f"the text names {place.admin1}, in which it lies")
    total = sum(scene.countries.values())
    if total and place.kind != "country":
        weight += COUNTRY_SHARE * scene.countries[place.country or ""] / total
    near = scene.neighbours(place, name.start)
    weight += NEIGHBOURS * near
    if near > 0.2:
        why.append("it lies near other places of the text")
    if scene.outlet and scene.outlet == place.country:
        weight += OUTLET
        why.append("the outlet is of that country")
    official = index.in_period(place.place_id, name.key, scene.year)
    if official is not None:
        weight += PERIOD if official else -PERIOD
        why += ["its official name in that year"] if official else []
    return weight, "; ".join(why)


def _none(one: Resolved, reason: str) -> Resolved:
    ids = [one.place.place_id, *one.alternatives] if one.place else one.alternatives
    return Resolved(None, min(round(1 - one.score, 3), DOUBTED), ids, reason)


def _joined_names(columns: dict[str, list[Any]], first: int, done: list[Resolved], index: Index) -> list[Resolved]:
    """Carry over "and": the second of "between X and Y" or "in X and Y" stands as the first does."""
    for n in range(len(done) - 1):
        a, b = done[n], done[n + 1]
        if a.place is None or b.place is None:
            continue
        if not _joins(columns, first + n):
            continue
        gap = columns["start"][first + n + 1] - columns["end"][first + n]
        governments = {a.place.place_id, b.place.place_id} <= index.governments
        hyphen = columns["start"][first + n + 1] - columns["end"][first + n] == 1
        if governments and ((hyphen and b.talks) or (a.said and a.metonym and not b.located and not hyphen)):
            done[n], done[n + 1] = a._replace(metonym=True, located=False), b._replace(metonym=True, located=False)
        elif a.relation == "between":
            both = a.metonym and b.place.place_id in index.governments
            done[n] = a._replace(partner=b.place, metonym=both)
            done[n + 1] = b._replace(relation="between", partner=a.place, metonym=both, located=not both)
        elif (
            gap == 2
            and b.place.kind == "country"
            and a.place.kind != "country"
            and a.place.country == b.place.country
            and not b.said
        ):
            done[n + 1] = b._replace(located=True, metonym=False)
        elif a.located and not b.located and not b.said:
            relation = a.relation if b.relation == "at" and a.relation in ("near", "direction") else b.relation
            done[n + 1] = b._replace(relation=relation, located=True, metonym=False)
    return done


def _columns(keys: list[str], done: list[Resolved], index: Index) -> dict[str, list[Any]]:
    """Return the columns that PLACES has more than MENTIONS."""
    places = [one.place for one in done]
    precs = [None if one.place is None else where_prec(one.place, one.relation) for one in done]
    out: dict[str, list[Any]] = {}
    out["place_id"] = [p and p.place_id for p in places]
    out["name"] = [p and p.name for p in places]
    out["place_kind"] = [p and p.kind for p in places]
    out["country"] = [p and p.country for p in places]
    out["lat"] = [math.nan if p is None else p.lat for p in places]
    out["lon"] = [math.nan if p is None else p.lon for p in places]
    out["geometry"] = [p and _geometry(p, prec, one.partner) for p, prec, one in zip(places, precs, done, strict=True)]
    out["where_prec"] = precs
    out["relation"] = [one.relation for one in done]
    out["metonym"] = [one.metonym for one in done]
    out["name_usage"] = [p and index.usages.get((p.place_id, key)) for p, key in zip(places, keys, strict=True)]
    out["score"] = [one.score for one in done]
    out["alternatives"] = [one.alternatives for one in done]
    out["reason"] = [one.reason for one in done]
    return out


def _geometry(place: Place, prec, partner: Place | None):
    if partner is not None and place.kind == partner.kind == "settlement" and place.has_point and partner.has_point:
        return line_between(place, partner)
    return geometry(place, prec)
