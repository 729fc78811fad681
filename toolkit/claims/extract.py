"""Casualty claims: who says how many of whose people were killed, wounded, captured or went missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.claims.hits import Bound, find_hits
from toolkit.claims.outcomes import bind
from toolkit.claims.parts import link
from toolkit.claims.people import find_groups
from toolkit.claims.scene import Scene
from toolkit.claims.scope import scope_of
from toolkit.claims.settle import (
    died_later,
    either_or,
    events_apart,
    go_on,
    other_days,
    rejected,
    same_people,
    sides_of_both,
    take_over,
)
from toolkit.claims.status import status_of
from toolkit.claims.whose import side_of
from toolkit.tables import CLAIMS
from toolkit.voices.parse import article_lexicon, first, hits, read_units
from toolkit.voices.units import fold, where

if TYPE_CHECKING:
    import pandas as pd

_FIELDS = [
    "claim_id",
    "article_id",
    "sentence_id",
    "start",
    "end",
    "outcome",
    "low",
    "high",
    "number_text",
    "side",
    "status",
    "claimant",
    "claimant_text",
    "polarity",
    "scope",
    "part_of",
    "revises",
    "denied_by",
    "said_at",
    "origin",
    "rules",
]


def extract_claims(
    sentences: pd.DataFrame,
    voices: pd.DataFrame,
    places: pd.DataFrame | None = None,
    sides=None,
    *,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Read the casualty claims of articles.

    A row of the CLAIMS table is one statement that a number of people were killed, wounded, captured or went missing, or
    that none were; ``start`` and ``end`` span the words it was read from. ``low``/``high`` are people: 3, 3 for "three";
    3, null for "at least three"; null, 3 for "up to three"; 0, 0 for "no casualties"; both null where no number is
    stated. ``rules`` tells for each field what decided it. With ``places`` the country of a place tells the side where
    the words do not; with ``articles`` the day of the event is told from the day of publication.
    Raises ``KeyError`` when ``sentences`` or ``voices`` lack columns of their tables.
    """
    rows: list[dict[str, Any]] = []
    by_sentence = _voices(voices)
    published = {} if articles is None else dict(zip(articles["article_id"], articles["published_at"], strict=True))
    countries = _countries(places)
    for article_id, part in _by_article(sentences):
        rows.extend(_article(article_id, part, by_sentence, countries, sides, published.get(article_id)))
    return CLAIMS.frame(rows)


def _by_article(sentences: pd.DataFrame):
    """Yield (article_id, list of sentence rows), in the order of the table."""
    columns = [
        sentences[name].tolist() for name in ("article_id", "sentence_id", "start", "end", "text", "part", "lang")
    ]
    current: str | None = None
    rows: list[tuple] = []
    for row in zip(*columns, strict=True):
        if row[0] != current:
            if rows:
                yield current, rows
            current, rows = row[0], []
        rows.append(row)
    if rows:
        yield current, rows


def _voices(voices: pd.DataFrame) -> dict[str, list[tuple]]:
    out: dict[str, list[tuple]] = {}
    names = ("sentence_id", "start", "end", "voice", "source", "kind", "cue", "role")
    for row in zip(*(voices[name].tolist() for name in names), strict=True):
        out.setdefault(row[0], []).append(row[1:])
    return out


def _countries(places: pd.DataFrame | None) -> dict[str, list[tuple[int, str]]]:
    out: dict[str, list[tuple[int, str]]] = {}
    if places is None:
        return out
    for article_id, start, country in zip(places["article_id"], places["start"], places["country"], strict=True):
        if isinstance(country, str):
            out.setdefault(article_id, []).append((int(start), country))
    return out


def _article(article_id, rows, voices, countries, sides, published) -> list[dict[str, Any]]:
    text = "\n".join(row[4] for row in rows)
    lang = rows[0][6] if isinstance(rows[0][6], str) else None
    words = article_lexicon(text, lang, sides)
    starts = []
    position = 0
    for row in rows:
        starts.append(position)
        position += len(row[4]) + 1
    telling = sorted(hits(text, words.cues, starts))
    if not telling:
        return []
    scene = Scene(text, words, [row[4] for row in rows])
    year = published.year if published is not None and published == published else None
    claims: list[dict[str, Any]] = []
    for n in telling:
        claims.extend(_sentence(article_id, n, rows[n], voices, countries, words, scene, year, claims, published))
    same_people(claims)
    either_or(claims, rows, words)
    other_days(claims, rows, words, published)
    go_on(claims, rows, words)
    rejected(claims, rows, voices, words)
    link(claims)
    sides_of_both(claims)
    died_later(claims)
    if words.sides.events_apart:
        events_apart(claims)
    take_over(claims)
    return _finish(article_id, claims)


def _sentence(
    article_id, n, row, voices, countries, words, scene: Scene, year, claims, published
) -> list[dict[str, Any]]:
    offset_n = len(claims)
    _, sentence_id, start, _, text, part, _ = row
    units = read_units(text, words)
    found = find_hits(units)
    if not found or (where(units, "accident") and not any("out" not in units[k] for k in where(units, "attack"))):
        return []
    if words.data.get("order") in ("free", "final"):
        from toolkit.claims.free import bind_free

        bounds = bind_free(units, found, owner_first=words.data["order"] == "final")
    else:
        bounds = bind(units, find_groups(units), found)
    stretches = voices.get(sentence_id, [])
    out: list[dict[str, Any]] = []
    done: list[Bound] = []
    made: dict[int, int] = {}
    line = words.word_set("shared_line")
    country = _place_here(countries.get(article_id), start, text, words)
    for bound in bounds:
        if not _allowed(bound, units, words, scene.sentences, n):
            continue
        a, b = _span(bound, units)
        voice, source, kind, cue, role = _voice(stretches, start + units[bound.hit.first].start)
        scope, scope_rule = scope_of(bound, text, units, words, year=year)
        polarity, low, high, polarity_rule = _polarity(bound, units, cue, words)
        bound.extra["both"] = _both(bound, text, words) or _of_two(bound, bounds)
        bound.extra["siblings"] = [b for b in bounds if b.hit is bound.hit and b is not bound and b.parent is None]
        bound.extra["voice"] = voice
        bound.extra["all"], bound.extra["past"] = bounds, scope != "incident"
        bound.extra["line"] = (
            scope != "incident" and voice in ("OUTLET", "OTHER") and bool(line & {u.low for u in units})
        )
        told = _told(bound, low, high, scene, voice)
        side, side_rule = side_of(bound, units, (voice, source), scene, places=country, same=done, told=told, n=n)
        bound.extra["side"], bound.extra["side_rule"] = side, side_rule
        status, status_rule = status_of(bound, units, (voice, role), scene, same=done)
        bound.extra["status"] = status
        if bound.parent is not None and id(bound.parent) in made:
            scope = out[made[id(bound.parent)]]["scope"]
            scope_rule = "as the count it is part of"
        made[id(bound)] = len(out)
        done.append(bound)
        number = bound.level or bound.group.number
        out.append(
            {
                "sentence_id": sentence_id,
                "start": start + a,
                "end": start + b,
                "outcome": bound.outcome,
                "low": low,
                "high": high,
                "number_text": text[units[number[0]].start : units[number[1] - 1].end] if number else None,
                "side": side,
                "status": status,
                "claimant": voice,
                "claimant_text": source,
                "polarity": polarity,
                "scope": scope,
                "part_of": None,
                "said_at": published,
                "rules": [
                    f"outcome: {units[bound.hit.first].text}, {bound.rule}",
                    f"number: {bound.group.kind}",
                    *_people(bound, units, text),
                    f"side: {side_rule}",
                    f"status: {status_rule}",
                    f"claimant: {kind}" + (f", {cue}" if cue else ""),
                    f"polarity: {polarity_rule}",
                    f"scope: {scope_rule}",
                ],
                "_parent": None,
                "_bound": bound,
                "_group": bound.group,
                "_part": part,
                "_n": n,
                "_verb": units[bound.hit.first].start + start,
            }
        )
    for claim in out:
        parent = claim["_bound"].parent
        if parent is not None and id(parent) in made:
            claim["_parent"] = offset_n + made[id(parent)]
    if out:
        for claim in out:
            same = (claim["outcome"], claim["low"], claim["high"])
            scene.told.setdefault(same, {})[claim["claimant"], claim["side"]] = True
            if claim["side"] not in ("BOTH", "UNKNOWN"):
                scene.last_of[claim["status"]] = claim["side"]
        scene.last, scene.last_status, scene.last_sentence = out[-1]["side"], out[-1]["status"], n
    return out


def _allowed(bound: Bound, units, words, sentences, n: int) -> bool:
    """Refuse what is no claim: 'detained' without a line or border in the sentence, other people's arrests."""
    group = bound.hit.out.group
    if group == "line":
        if bound.group.kind == "definite" and (bound.group.low is None or bound.group.outs):
            return False  # "some of them are the servicemen who were detained", "the detained man": told as known
        cues = words.word_set("line_cues")
        bare = n == 0 and bound.group.kind == "number" and bound.group.head is None  # "Two detained near the line"
        known = bound.group.known or bare
        return known and (any(u.low in cues for u in units) or _near(sentences, n, words, "crossing_cues"))
    if group == "held" and bound.hit.out.form == "noun":
        return bound.group.kind in ("number", "vague", "article", "none")
    if group == "freed":
        bare = bound.group.kind == "number" and bound.group.head is None  # "and Baku handed over five"
        return _near(sentences, n, words, "captive_cues") and (bound.group.known or bare)
    return not (bound.group.kind == "pronoun" and bound.rule.startswith("object") and bound.group.high != 1)


def _near(sentences, n: int, words, key: str) -> bool:
    """Tell whether the headline, a sentence or its neighbours hold a phrase of a list."""
    near = fold(" ".join([sentences[0], *sentences[max(0, n - 1) : n + 2]]))
    return first(near, words.words(key)) is not None


def _told(bound: Bound, low, high, scene: Scene, voice) -> str | None:
    """Return the side of an equal number that another voice has told: 'officials confirmed that one man had died'."""
    if low is None or low == 0 or bound.group.status not in ("unknown", "civilian") or bound.group.more:
        return None
    before = scene.told.get((bound.outcome, low, high), ())
    return next((side for who, side in before if who != voice and side not in ("UNKNOWN", "BOTH")), None)


def _people(bound: Bound, units, text: str) -> list[str]:
    """Return the words for the people as a rule, for showing them; none where the text has none."""
    group = bound.group
    if group.head is None or group.last <= group.first:
        return []
    return [f"people: {text[units[group.first].start : units[group.last - 1].end]}"]


def _span(bound: Bound, units) -> tuple[int, int]:
    marks = [units[bound.hit.first].start, units[bound.hit.last - 1].end]
    group = bound.group
    if group.last > group.first:
        marks += [units[group.first].start, units[group.last - 1].end]
    if bound.level:
        marks += [units[bound.level[0]].start, units[bound.level[1] - 1].end]
    return min(marks), max(marks)


def _voice(stretches, at) -> tuple[str, str | None, str, str | None, str | None]:
    for start, end, voice, source, kind, cue, role in stretches:
        if start <= at < end:
            source = source if isinstance(source, str) else None
            return voice, source, kind, cue if isinstance(cue, str) else None, role
    return "OUTLET", None, "own", None, None


def _both(bound: Bound, text, words) -> bool:
    if bound.group.side is not None or bound.group.own:
        return False
    low = text.lower()
    return any(phrase in low for phrase in words.words("both_sides"))


def _of_two(bound: Bound, bounds: list[Bound]) -> bool:
    """Tell whether the parts of a count are of different sides."""
    return bound.group.side is None and len({b.group.side for b in bounds if b.parent is bound and b.group.side}) > 1


def _polarity(bound: Bound, units, cue, words) -> tuple[str, int | None, int | None, str]:
    group = bound.group
    low, high = group.low, group.high
    denial = words.word_set("denial")
    before = units[: bound.hit.first]
    at = next((k for k in where(units, "denial") if units[k].low in denial and "say" not in units[k]), None)
    later = at is not None and at < bound.hit.first and any("say" in u for u in units[at + 1 : bound.hit.first])
    if at is not None and at > bound.hit.last and any("told" in u for u in units[bound.hit.last : at]):
        at = None  # "a figure that the ministry called nonsense": told of by another
    denied = (cue or "").lower() in denial or (at is not None and not later)
    if low == 0 and high == 0:
        return "asserted", 0, 0, "none stated"
    told = not any("untold" in u and "say" not in u for u in units[max(0, group.first - 4) : group.first])
    zero = told and any(u.low in ("any", "a single", "single") for u in units[max(0, group.first - 4) : group.last])
    if zero and (denied or any("neg" in u for u in before[-8:])):
        return "asserted", 0, 0, "any such people denied"
    if denied:
        return "denied", low, high, f"'{cue}'" if cue else "called untrue"
    return "asserted", low, high, "no word of denial"


def _place_here(found, start, text, words) -> str | None:
    codes = {side.country: side.code for side in words.sides.sides if side.country}
    away = tuple(f" {word}" for word in words.words("away"))
    for at, country in found or ():
        here = 0 <= at - start < len(text) and country in codes
        if here and not (away and text[: at - start].rstrip().lower().endswith(away)):
            return codes[country]
    return None


def _finish(article_id: str, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = [f"{article_id}:c:{n}" for n in range(len(claims))]
    rows = []
    for n, claim in enumerate(claims):
        parent, earlier = claim["part_of"], claim.get("revises")
        rows.append(
            {
                **{name: claim.get(name) for name in _FIELDS},
                "claim_id": ids[n],
                "article_id": article_id,
                "part_of": ids[parent] if parent is not None and parent != n else None,
                "revises": ids[earlier] if earlier is not None else None,
                "origin": "articles",
            }
        )
    return rows
