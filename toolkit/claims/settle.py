"""What the claims of one article tell of each other: days, running counts, rejections, other events."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

from toolkit.claims.dates import find_days
from toolkit.voices.parse import read_units
from toolkit.voices.sources import rejects_what_was_told


def same_people(claims: list[dict[str, Any]]) -> None:
    """Drop a wound told of people that the same sentence tells dead ('mortally wounded', 'died of wounds')."""
    killed = {id(c["_group"]): c["_bound"].hit for c in claims if c["outcome"] == "killed"}
    doubled = [
        c
        for c in claims
        if c["outcome"] == "wounded"
        and (
            (id(c["_group"]) in killed and not _joined(killed[id(c["_group"])], c["_bound"].hit))
            or _of_the_dead(c, claims)
        )
    ]
    if doubled:
        keep = [n for n, c in enumerate(claims) if c not in doubled]
        moved = {old: new for new, old in enumerate(keep)}
        claims[:] = [claims[n] for n in keep]
        for c in claims:
            c["_parent"] = moved.get(c["_parent"]) if c["_parent"] is not None else None


def either_or(claims: list[dict[str, Any]], rows, words) -> None:
    """Leave the lower bound of "140 killed or injured" open: nobody says how many of them were killed, how many injured."""
    for one, other in pairwise(claims):
        if one["_n"] != other["_n"] or one["_group"] is not other["_group"] or one["outcome"] == other["outcome"]:
            continue
        if one["low"] == one["high"] == 0:
            continue  # "no dead or wounded"
        units = read_units(rows[one["_n"]][4], words)
        first, last = sorted((one["_bound"].hit, other["_bound"].hit), key=lambda hit: hit.first)
        if [u.low for u in units[first.last : last.first] if "be" not in u] == ["or"]:
            for claim in (one, other):
                claim["low"] = None
                claim["rules"].append("low: 'or' between two outcomes")


def sides_of_both(claims: list[dict[str, Any]]) -> None:
    """Make the counts of two sides parts of a count of both when they add up to it: 176 killed; 105 of one, 71 of the other."""
    for n, whole in enumerate(claims):
        open_side = whole["_group"].side is None and (whole["low"] or 0) > 2
        if not (whole["side"] == "BOTH" or open_side) or whole["scope"] != "incident" or whole["part_of"] is not None:
            continue
        total = whole["low"] if whole["low"] is not None else whole["high"]
        first: dict[str, dict[str, Any]] = {}
        for claim in claims:
            own = claim["side"] not in ("BOTH", "UNKNOWN") and claim["part_of"] is None and claim is not whole
            same = claim["outcome"] == whole["outcome"] and claim["polarity"] == "asserted"
            if own and same and claim["scope"] == "incident" and claim["low"] is not None:
                first.setdefault(claim["side"], claim)
                if len(first) > 2:
                    break
        if total and len(first) == 2 and sum(claim["low"] for claim in first.values()) == total:
            whole["side"] = "BOTH"
            for claim in first.values():
                claim["part_of"] = n
                claim["rules"].append("part_of: the count of both sides, to which the two add up")


def died_later(claims: list[dict[str, Any]]) -> None:
    """Let a death replace the wound of the same person: 'was wounded ... The soldier died in hospital'."""
    for n, death in enumerate(claims):
        one = death["outcome"] == "killed" and death["low"] == death["high"] == 1 and death["scope"] == "incident"
        if not one or death["_group"].kind not in ("pronoun", "definite") or death["part_of"] is not None:
            continue
        far = next((k for k in range(n - 1, -1, -1) if death["_n"] - claims[k]["_n"] > 3), -1)
        same = (k for k in range(n - 1, far, -1) if claims[k]["side"] == death["side"])
        last = next((k for k in same if claims[k]["scope"] == "incident"), None)
        wound = None if last is None else claims[last]
        if wound is not None and wound["outcome"] == "wounded" and wound["low"] == wound["high"] == 1:
            death["revises"] = last
            death["rules"].append("revises: the wound of the person told of before")


def take_over(claims: list[dict[str, Any]]) -> None:
    """Give names and references the status of the people they refer to."""
    for claim in claims:
        parent = claims[claim["part_of"]] if claim["part_of"] is not None else None
        refers = claim["_group"].kind in ("names", "definite", "pronoun") or claim["_group"].of
        if (
            parent is not None
            and refers
            and claim["status"] == "unknown"
            and parent["status"] in ("military", "police", "civilian")
        ):
            claim["status"] = parent["status"]
            claim["rules"].append("status: of the people it refers to")


def other_days(claims: list[dict[str, Any]], rows, words, published) -> None:
    """Put claims of a day well before the first day told into the background: they are of another event."""
    if published is None or published != published:
        return
    of_events: dict[int, Any] = {}
    of_reports: dict[int, Any] = {}
    sentences = {claim["_n"] for claim in claims if claim["scope"] == "incident"}
    for n in sentences if len(sentences) > 1 else ():
        found = [day for day in find_days(read_units(rows[n][4], words), words, published.date()) if not day.since]
        for days, told in (
            (of_events, [day.day for day in found if not day.reported and not day.old]),
            (of_reports, [day.day for day in found if day.reported]),
        ):
            if told:
                days[n] = told[0]
    for days in (of_events, {n: day for n, day in of_reports.items() if n not in of_events}):
        first = next((days[c["_n"]] for c in claims if c["scope"] == "incident" and c["_n"] in days), None)
        for claim in claims:
            day = days.get(claim["_n"])
            if day is not None and first is not None and claim["scope"] == "incident" and (first - day).days > 1:
                claim["scope"] = "background"
                claim["rules"].append(f"scope: of {day}, another day")


def go_on(claims: list[dict[str, Any]], rows, words) -> None:
    """Give a sentence that goes on with the count before its scope: the missing of a war, 'Baku, for its part, ...'."""
    marks = words.words("scope", "goes_on")
    by_sentence = _by_sentence(claims)
    scopes = {n: {claim["scope"] for claim in some} for n, some in by_sentence.items()}
    for claim in claims:
        before = next((scopes[n] for n in range(claim["_n"] - 1, claim["_n"] - 3, -1) if n in scopes), set())
        low = rows[claim["_n"]][4].lower()
        follows = claim["outcome"] == "missing" or any(mark in low for mark in marks)
        if claim["scope"] == "incident" and len(before) == 1 and "incident" not in before and follows:
            claim["scope"] = next(iter(before))
            scopes[claim["_n"]] = {c["scope"] for c in by_sentence[claim["_n"]]}
            claim["rules"].append("scope: goes on with the count before")


def rejected(claims: list[dict[str, Any]], rows, voices, words) -> None:
    """Note who rejects a figure told before: 'Yerevan denies it', 'Baku rejected the claim'."""
    denial = words.word_set("denial")
    by_sentence = _by_sentence(claims)
    for n in sorted({claim["_n"] + step for claim in claims for step in (0, 1, 2)} & set(range(len(rows)))):
        for start, _, voice, _, _, cue, _ in voices.get(rows[n][1], ()):
            if voice in ("OUTLET", "OTHER") or not isinstance(cue, str) or cue.lower() not in denial:
                continue
            units = read_units(rows[n][4], words)
            told = any(u.low == cue.lower() and rejects_what_was_told(units, k) for k, u in enumerate(units))
            for claim in (c for k in range(n - 2, n + 1) for c in by_sentence.get(k, ()) if told):
                if claim["start"] < start and claim["claimant"] != voice and claim["polarity"] == "asserted":
                    claim["denied_by"] = voice
                    claim["rules"].append(f"denied_by: {voice}, '{cue}'")


def events_apart(claims: list[dict[str, Any]]) -> None:
    """Keep the people of the first event told of; put counts of later sentences that are tied to none of them apart."""
    lead: dict[str, int] = {}
    for claim in claims:
        if claim["scope"] == "incident" and claim["_part"] != "title" and claim["low"] is not None:
            lead.setdefault(claim["outcome"], claim["_n"])
    told = {(c["outcome"], c["low"]) for c in claims if c["_part"] == "title" and c["low"]}
    headed = {
        c["outcome"]: c["_n"] for c in reversed(claims) if c["_part"] != "title" and (c["outcome"], c["low"]) in told
    }
    by_sentence = _by_sentence(claims)
    lead |= {outcome: n for outcome, n in headed.items() if n - lead.get(outcome, n) < 6}
    for claim in claims:
        if claim["scope"] != "incident" or claim["polarity"] == "denied" or claim["high"] == 0:
            continue
        first = lead.get(claim["outcome"], claim["_n"])
        tied = _of_incident(claim, claims)
        near = claim["_group"].more and claim["_n"] - first <= 1
        tied = tied or any(
            _told_with(claim, c) and _of_incident(c, claims) and claims[c["part_of"]] is not claim
            for c in by_sentence[claim["_n"]]
        )
        before = claim["_n"] < first and claim["_part"] != "title" and claim["outcome"] in headed
        if (claim["_n"] <= first and not before) or tied or near:
            continue
        claim["scope"] = "background"
        claim["rules"].append("scope: of another event than the first told of")


def _by_sentence(claims: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """Return the claims of each sentence, in their order."""
    found = defaultdict(list)
    for claim in claims:
        found[claim["_n"]].append(claim)
    return dict(found)


def _of_incident(claim: dict[str, Any], claims: list[dict[str, Any]]) -> bool:
    """Tell whether a claim is tied to one about the incident."""
    return claim["part_of"] is not None and claims[claim["part_of"]]["scope"] == "incident"


def _told_with(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two claims are of one verb: 'killed a commander as well as five others'."""
    return one is not other and one["sentence_id"] == other["sentence_id"] and one["_bound"].hit is other["_bound"].hit


def _of_the_dead(wound: dict[str, Any], claims: list[dict[str, Any]]) -> bool:
    """Tell whether a wound is that of the one person its sentence tells dead: 'the guard died after he was wounded'."""
    one = wound["_group"].kind in ("pronoun", "definite", "names", "article") and wound["low"] == wound["high"] == 1
    return one and any(
        c["outcome"] == "killed"
        and c["sentence_id"] == wound["sentence_id"]
        and c["low"] == c["high"] == 1
        and (wound["_group"].kind == "pronoun" or c["_group"].first == wound["_group"].first)
        for c in claims
    )


def _joined(first, second) -> bool:
    """Tell whether two outcome words are joined as in 'killed or wounded'."""
    return abs(first.first - second.first) <= 3
