"""Who lays responsibility for violence on whom, with the certainty of the statement (MUC perpetrator confidence)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.claims.extract import _by_article, _voice, _voices
from toolkit.claims.scene import Scene, attackers
from toolkit.tables import BLAMES
from toolkit.voices.parse import article_lexicon, hits, read_units

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.voices.units import Unit


def extract_blames(
    sentences: pd.DataFrame,
    voices: pd.DataFrame,
    sides=None,
    *,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Read who lays responsibility for an act of violence on which side.

    A row of the BLAMES table is one such statement. ``accuser`` is the side whose official speaks, ``OUTLET`` where the
    text says it in its own voice, ``OTHER`` for third parties. ``status`` follows the perpetrator confidence of MUC-4:
    ``fact`` (own voice), ``claimed`` (reported), ``accused`` (words of accusation), ``accused_by_authorities`` (the same
    from an official), ``denied`` (the accused or the speaker rejects it).
    """
    rows: list[dict[str, Any]] = []
    spoken = _voices(voices)
    for article_id, part in _by_article(sentences):
        rows.extend(_article(article_id, part, spoken, sides))
    return BLAMES.frame(rows)


def _article(article_id, rows, voices, sides) -> list[dict[str, Any]]:
    text = "\n".join(row[4] for row in rows)
    words = article_lexicon(text, rows[0][6] if isinstance(rows[0][6], str) else None, sides)
    attack = tuple(
        sorted({*words.words("blame", "attack"), *words.words("blame", "blame"), *words.words("blame", "trade")})
    )
    if not attack:
        return []
    starts, position = [], 0
    for row in rows:
        starts.append(position)
        position += len(row[4]) + 1
    telling = sorted(hits(text, tuple(word.rstrip("*") for word in attack), starts))
    scene = Scene(text, words)
    out: list[dict[str, Any]] = []
    told: set[tuple[str, str, str]] = set()
    for n in telling:
        _, sentence_id, start, _, sentence, _, _ = rows[n]
        units = read_units(sentence, words)
        for accuser, accused, status, a, b, rules in _sentence(
            units, sentence, start, voices.get(sentence_id, []), scene, words
        ):
            if accuser == accused or (sentence_id, accuser, accused) in told:
                continue
            told.add((sentence_id, accuser, accused))
            out.append(
                {
                    "blame_id": f"{article_id}:b:{len(out)}",
                    "article_id": article_id,
                    "sentence_id": sentence_id,
                    "start": start + a,
                    "end": start + b,
                    "accuser": accuser,
                    "accused": accused,
                    "status": status,
                    "act": sentence[a:b],
                    "rules": rules,
                }
            )
    return out


def _sentence(units: list[Unit], text: str, start: int, stretches, scene: Scene, words):
    trade = words.words("blame", "trade")
    low = text.lower().replace("\n", " ")
    traded = next((phrase for phrase in trade if phrase in low), None)
    if traded:
        pair = _two_sides(units, scene)
        if pair:
            at = low.index(traded)
            for accuser, accused in (pair, pair[::-1]):
                yield (
                    accuser,
                    accused,
                    "accused",
                    at,
                    at + len(traded),
                    ["accused: each blames the other", f"status: '{traded}'"],
                )
            return
    accused_at: set[int] = set()
    for k, u in enumerate(units):
        if "blaming" not in u:
            continue
        voice, _, kind, cue, role = _voice(stretches, start + u.start)
        found = _object_side(units, k, scene, voice)
        if voice == "OUTLET" and found is not None:
            named = _accuser(units, k)
            official = any(x.f.get("src") == "official" for x in units[:k])
            if named or official:
                voice, role = named or scene.opponent(found[1]) or voice, "official"
        if found is None or (voice == "OTHER" and found[1] is None):
            continue
        at, accused = found
        if accused == voice:
            continue
        accused_at.add(at)
        status = "accused_by_authorities" if role in ("official", "military") else "accused"
        yield (
            voice,
            accused,
            status,
            u.start,
            units[at].end,
            [f"accuser: {kind}", "accused: object of the accusation", f"status: '{u.low}'"],
        )
    for k, accuser in _charges(units, words):
        voice, _, _, cue, _ = _voice(stretches, start + units[k].start)
        answering = voice if voice not in ("OUTLET", "OTHER", accuser) else scene.opponent(accuser, units)
        if answering:
            yield (
                accuser,
                answering,
                "accused",
                units[k].start,
                units[k + 1].end,
                ["accuser: whose accusation it is", "accused: who answers it"],
            )
    seen = set()
    for k, accused in (*attackers(units), *_enemies(units, stretches, start, scene)):
        if k in accused_at:
            continue
        voice, _, kind, cue, _ = _voice(stretches, start + units[k].start)
        if any("downed" in x or x.low == "if" for x in units[max(0, k - 5) : k]):
            continue  # "brought down four Azerbaijani drones", "if we say that Azerbaijan attacked"
        act = next((x for x in units[k + 1 : k + 8] if "attack" in x), units[k])
        denial = words.word_set("denial")
        denies = (cue or "").lower() in denial or any(x.low in denial and "say" not in x for x in units)
        rules = [f"accuser: {kind}", f"accused: {units[k].text} with {act.text}"]
        if voice == accused:
            others = [c for x in units for c, slot in x.f.get("side", ())[:1] if c != accused and slot != "places"]
            if not denies or not others:
                continue
            yield others[0], accused, "claimed", units[k].start, act.end, [*rules, "status: rejected by the accused"]
            continue
        if (voice, accused) in seen:
            continue
        seen.add((voice, accused))
        status = "denied" if denies else ("fact" if voice == "OUTLET" else "claimed")
        yield voice, accused, status, units[k].start, act.end, [*rules, f"status: {status}"]


def _charges(units: list[Unit], words):
    """Yield (unit, side) of 'the Azerbaijani accusation', 'Armenia's allegations': the side whose accusation it is."""
    nouns = words.words("blame", "charge")
    for k, u in enumerate(units[:-1]):
        for code, slot in u.f.get("side", ())[:1]:
            after = units[k + 2] if units[k + 1].low == "'s" and k + 2 < len(units) else units[k + 1]
            if slot in ("demonyms", "names", "capitals") and after.low in nouns:
                yield k, code


def _two_sides(units: list[Unit], scene: Scene) -> tuple[str, str] | None:
    here = []
    for u in units:
        for code, slot in u.f.get("side", ())[:1]:
            if code not in here and slot != "places":
                here.append(code)
    if len(here) < 2:
        here = [code for code, n in sorted(scene.counts.items(), key=lambda item: -item[1]) if n >= 1]
        facing = [(a, b) for a in here for b in here if scene.words.sides.facing(a) == b]
        here = list(facing[0]) if facing else here[:2]
    return (here[0], here[1]) if len(here) >= 2 else None


def _accuser(units: list[Unit], k: int) -> str | None:
    """Return the side that is the subject of a word of blame: 'Baku has repeatedly accused', 'Yerevan, for its part, blames'."""
    for j in range(k - 1, max(-1, k - 9), -1):
        u = units[j]
        if "clause" in u or u.low in (";", ":"):
            return None
        for code, slot in u.f.get("side", ())[:1]:
            if slot in ("names", "capitals", "institutions", "demonyms", "officials"):
                return code if not (j and "prep" in units[j - 1]) else None
    return None


def _object_side(units: list[Unit], k: int, scene: Scene, voice: str) -> tuple[int, str] | None:
    """Return (unit, side) that a word of blame points to: the first side after it that is not the speaker's own."""
    for j in range(k + 1, min(k + 12, len(units))):
        u = units[j]
        if u.text in (".", ";"):
            break
        if "enemy" in u and voice not in ("OUTLET", "OTHER"):
            other = scene.opponent(voice, units)
            if other:
                return j, other
        found = u.f.get("side")
        if found and found[0][1] != "places" and found[0][0] != voice:
            if found[0][1] == "names" and units[j - 1].low in ("in", "near"):
                continue
            return j, found[0][0]
    return None


def _enemies(units: list[Unit], stretches, start: int, scene: Scene):
    """Yield (unit, side) where 'the enemy' attacks: the opponent of the speaker."""
    for k, u in enumerate(units):
        if "enemy" not in u or not any("attack" in x for x in units[k + 1 : k + 5]):
            continue
        voice = _voice(stretches, start + u.start)[0]
        speaker = voice if voice not in ("OUTLET", "OTHER") else None
        named = next((c for x in units[max(0, k - 2) : k] for c, _ in x.f.get("side", ())[:1]), None)
        other = named or scene.opponent(speaker, units)
        if other:
            yield k, other
