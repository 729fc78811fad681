"""Which claims of an article repeat or are part of others."""

from __future__ import annotations

from typing import Any

#: So many claims back a claim is looked for; no news article has so many.
_REACH = 200
#: So many claims apart a total and its parts may stand.
_NEAR = 30


def link(claims: list[dict[str, Any]]) -> None:
    """Fill ``part_of`` of the claims of one article, in the order of the text.

    ``_parent`` (index of a claim of the same sentence) wins; then references ("two of the wounded", "the boy"), then
    repetitions: the same outcome, side and number by another voice or in another sentence.
    """
    headlines(claims)
    for n, claim in enumerate(claims):
        if claim["part_of"] is not None:
            continue
        if claim["_parent"] is not None:
            claim["part_of"] = claim["_parent"]
            claim["rules"].append("part_of: counted within the number before")
            continue
        back = range(max(0, n - _REACH), n)
        found = _referred(claim, claims, back)
        rule = "refers back to people counted before"
        if found is None:
            found = _repeated(claim, claims, back)
            rule = "repeats an earlier number"
        if found is None:
            found, run = _sum(claim, n, claims)
            rule = "adds up to an earlier number"
            for k in run:  # people told of before the last of them was, and then again
                root = claims[k]["part_of"]
                if found is not None and root is not None and found < root and claims[root]["part_of"] is None:
                    claims[root]["part_of"] = found
                    claims[root]["rules"].append(f"part_of: {rule}")
        if found is not None:
            claim["part_of"] = found
            claim["rules"].append(f"part_of: {rule}")
    _add_up(claims)


def _add_up(claims: list[dict]) -> None:
    """Put people told of one after the other under the total told before, once repetitions are known."""
    for t, total in enumerate(claims):
        if total["part_of"] is not None or not _exact(total) or total["low"] < 3:
            continue
        near = range(t + 1, min(len(claims), t + _NEAR))
        roots = [k for k in near if claims[k]["part_of"] is None and _fits(claims[k], total, scoped=False)]
        for run in _runs(roots, claims, total["low"], reach=8):
            if len({claims[k]["scope"] for k in run} | {total["scope"]}) > 1 and len(run) < 3:
                continue
            for k in run:
                claims[k]["part_of"], claims[k]["scope"] = t, total["scope"]
                claims[k]["rules"].append("part_of: adds up to an earlier number")
            break


def _fits(claim: dict, other: dict, *, scoped: bool = True) -> bool:
    return (
        claim["outcome"] == other["outcome"]
        and (claim["side"] == other["side"] or "UNKNOWN" in (claim["side"], other["side"]))
        and (claim["scope"] == other["scope"] or (not scoped and "cumulative" not in (claim["scope"], other["scope"])))
    )


def _referred(claim: dict, claims: list[dict], back: range) -> int | None:
    group = claim["_group"]
    definite = group.kind == "definite" or group.noun.startswith("the ") or bool(group.of)
    if not definite or group.more:
        return None
    noun = group.noun.removeprefix("the ")
    for n in reversed(back):
        other = claims[n]
        if claim["outcome"] != other["outcome"] or other["polarity"] != claim["polarity"]:
            continue
        if (
            noun
            and other["_group"].noun.rstrip("s") == noun.rstrip("s")
            and other["sentence_id"] != claim["sentence_id"]
        ):
            return n
    for n in reversed(back):
        other = claims[n]
        big = other["high"] is None or claim["low"] is None or other["high"] >= claim["low"]
        if (
            _fits(claim, other)
            and big
            and other["part_of"] is None
            and (other["sentence_id"] != claim["sentence_id"] or (group.of and not _same_word(claim, other)))
            and (group.of or claim["low"] == other["low"])
        ):
            return n
    return None


def _same_word(claim: dict, other: dict) -> bool:
    return claim["_bound"].hit is other["_bound"].hit


def _repeated(claim: dict, claims: list[dict], back: range) -> int | None:
    """Return the first claim that this one repeats: an equal number, else people without a number in the headline."""
    if claim["low"] == 0 and claim["high"] == 0:
        return None
    more = claim["_group"].more  # "two others" are no repetition but of the headline's
    before = [
        n
        for n in back
        if (other := claims[n])["_parent"] is None
        and _apart(claim, other)
        and _fits(claim, other)
        and (not more or other["_part"] in ("title", "standfirst"))
    ]
    unstated = claim["low"] is None and claim["high"] is None
    for n in before:
        other = claims[n]
        if not unstated and _equal(claim, other) and (_same_kind(claim["status"], other["status"])):
            root = other["part_of"]
            return root if root is not None and _equal(claim, claims[root]) else n
    for n in before:
        other = claims[n]
        vague = other["low"] is None and other["high"] is None and other["part_of"] is None
        if not vague or other["_part"] not in ("title", "standfirst"):
            continue
        told = any(c["part_of"] == n and c["low"] is not None and not _equal(c, claim) for c in claims[n:])
        if not (told and not unstated) and _same_kind(claim["status"], other["status"]):
            return n
    return None


def _apart(claim: dict, other: dict) -> bool:
    """Tell whether two claims are told apart: in two sentences, or a larger number by two words of one that runs on."""
    if claim["sentence_id"] != other["sentence_id"]:
        return True
    return (claim["low"] or 0) > 2 and claim["_bound"].hit is not other["_bound"].hit and _equal(claim, other)


def _equal(claim: dict, other: dict) -> bool:
    """Tell whether two numbers are the same: 'at least 17' and '17' are."""
    if claim["low"] is None or other["low"] is None:
        return (claim["low"], claim["high"]) == (other["low"], other["high"])
    return claim["low"] == other["low"]


def _same_kind(status: str, other: str) -> bool:
    return status == other or bool({"unknown", "mixed"} & {status, other})


def headlines(claims: list[dict]) -> None:
    """Read a headline by the text under it: an equal count is the same people, and the text says more plainly whose.

    A count that the text names only as a part of its total ("four children", "eight, among them four") is put under it.
    """
    for title in claims:
        if title["_part"] != "title" or title["low"] is None or title["low"] == 0:
            continue
        body = [c for c in claims if c["_part"] != "title" and c["outcome"] == title["outcome"] and _equal(c, title)]
        part = next((c for c in body if c["_parent"] is not None and _fits(c, title)), None)
        whole = next((c for c in body if c["_parent"] is None and _leads(c, title, part)), None)
        if whole is not None:
            if whole["side"] != title["side"] and not _named(title):
                title["side"] = whole["side"] if whole["side"] != "UNKNOWN" else title["side"]
                title["rules"].append("side: of the same count in the text")
            if whole["status"] != "unknown":
                title["status"] = whole["status"]
            if whole["side"] == "UNKNOWN":
                whole["side"] = title["side"]
                whole["rules"].append("side: of the same count in the headline")
        elif (more := _more_exact(title, claims)) is not None:
            title["part_of"] = more
            title["rules"].append("part_of: the text gives the number more exactly")
        elif part is not None and _same_kind(part["status"], title["status"]):
            title["part_of"] = part["_parent"]
            title["rules"].append("part_of: a part of the total that the text gives")
        elif title["part_of"] is None and (more := _more_than(title, claims)) is not None:
            title["part_of"] = more
            title["rules"].append("part_of: the text gives a larger number")


def _leads(claim: dict, title: dict, part: dict | None) -> bool:
    """Tell whether an equal count of the text can be that of a headline: of the lead, or too large to be so by chance."""
    near = claim["_n"] <= 2 or claim["low"] > 2
    return near and claim["scope"] == title["scope"] and (part is None or claim["_n"] <= part["_n"])


def _more_exact(title: dict, claims: list[dict]) -> int | None:
    """Return the first count of the text where it is what a headline rounds: 'more than 50' and '51'."""
    first = next(
        (
            n
            for n, c in enumerate(claims)
            if c["_part"] != "title" and c["outcome"] == title["outcome"] and c["low"] is not None
        ),
        None,
    )
    if first is None or title["high"] is not None or title["part_of"] is not None:
        return None
    return first if title["low"] < claims[first]["low"] <= 1.25 * title["low"] and _fits(claims[first], title) else None


def _more_than(title: dict, claims: list[dict]) -> int | None:
    """Return a count of the lead that is larger than the headline's: never people besides those."""
    lead = (n for n, c in enumerate(claims) if 0 < c["_n"] <= 2 and c["_part"] != "title" and c["low"] is not None)
    for n in lead:
        if claims[n]["outcome"] == title["outcome"] and _fits(claims[n], title):
            return n if claims[n]["low"] > title["low"] and claims[n]["_parent"] is None else None
    return None


def _named(claim: dict) -> bool:
    return claim["_bound"].group.side is not None


def _sum(claim: dict, n: int, claims: list[dict]) -> tuple[int | None, list[int]]:
    """Return an earlier total and the claims that add up to it: 'five deaths', then three soldiers and two electricians."""
    if not _exact(claim):
        return None, []
    for t in range(max(0, n - _NEAR), n):
        total = claims[t]
        if total["low"] is None or not _fits(claim, total) or total["part_of"] is not None:
            continue
        if total["sentence_id"] == claim["sentence_id"] and total["_bound"].hit is claim["_bound"].hit:
            continue
        rest = [
            k
            for k in range(t + 1, min(len(claims), t + 2 * _NEAR))
            if _fits(claims[k], total) and claims[k]["_parent"] is None
        ]
        for run in _runs(rest, claims, total["low"]):
            if n in run:
                return t, run
    return None, []


def _exact(claim: dict) -> bool:
    return claim["low"] is not None and claim["low"] == claim["high"] and claim["low"] > 0


def _runs(rest: list[int], claims: list[dict], total: int, *, reach: int = 3):
    """Yield neighbouring claims of a few sentences that add up to a total."""
    for first in range(len(rest)):
        added, run = 0, []
        for k in rest[first:]:
            if not _exact(claims[k]) or claims[k]["_n"] > claims[rest[first]]["_n"] + reach:
                break
            added += claims[k]["low"]
            run.append(k)
            if added == total and len(run) > 1:
                yield run
            if added >= total:
                break
