"""Whether the people of a claim are soldiers, police or civilians."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.sides_named import craft_of

if TYPE_CHECKING:
    from toolkit.claims.hits import Bound
    from toolkit.claims.scene import Scene
    from toolkit.voices.units import Unit


def status_of(bound: Bound, units: list[Unit], voice: tuple[str, str | None], scene: Scene, same=()) -> tuple[str, str]:
    """Return (status, rule) of a bound group; ``voice`` is (code, role) of who speaks."""
    group = bound.group
    if (
        group.own
        and group.noun in ("officer", "officers")
        and any(word in u.low for word in ("police", "interior", "internal affairs") for u in units[: group.first])
    ):
        return "police", "officers of the police"
    if group.status != "unknown":
        return group.status, "word for the people"
    if group.enemy or bound.extra.get("side_rule") == "so called by its opponent":
        return "military", "the enemy"
    if group.noun in ("member", "members") and any(_army(u) for u in units[group.last : group.last + 6]):
        return "military", "members of an army"
    if bound.loser is not None and any(
        "role" in u and u.f["role"] == "military" for u in units[bound.loser[0] : bound.loser[1]][-5:]
    ):
        return "military", "lost by an army"
    if craft_of(bound, units) and bound.extra.get("side_rule") == "crew of its aircraft":
        return "military", "crew of an aircraft"
    headless = group.head is None or group.noun in ("", "?thing") or group.of is not None or group.kind == "pronoun"
    if group.of or (headless and group.kind == "number"):
        said = next((x for x in units[group.last : group.last + 4] if "people" in x), None)
        if said is not None and any("be" in x for x in units[group.last : group.last + 2]):
            return said.f["people"][0], "told of them after"  # "ten of the dead are civilians"
    if bound.parent is not None and bound.parent.extra.get("status"):
        return bound.parent.extra["status"], "of the count it is part of"
    before = [b for b in same if b.group.first < group.first and b.parent is None]
    for k in range(bound.hit.last, min(bound.hit.last + 14, len(units) - 1)):
        if headless and units[k].low == "among":
            found = next((x for x in units[k + 1 : k + 4] if "people" in x), None)
            if found is not None:
                return found.f["people"][0], "'among' the people"
    if bound.extra.get("side_rule") in ("the speaker's opponent", "subject of the clause") and bound.hit.out.frame in (
        "pred",
        "noun",
    ):
        for u in units[: bound.hit.first]:
            if "enemy" in u or u.f.get("role") == "military":
                return "military", "an army or the enemy"
    if group.kind == "pronoun":
        return scene.last_status, "the person told of before"
    if headless and before and (group.more or "people" not in units[group.head].f if group.head is not None else True):
        return before[-1].extra.get("status", "unknown"), "as the people before it in the sentence"
    if headless and before:
        return before[-1].extra.get("status", "unknown"), "as the people before it in the sentence"
    army = ("manpower", "personnel", "military", "combat", "army", "troops")
    if any(
        word in army for u in units[max(0, bound.hit.first - 3) : bound.hit.last + 4] for word in u.low.split()
    ) and bound.hit.out.group in ("either", "pred", "noun"):
        return "military", "losses of an army"
    after = units[group.last : group.last + 8]
    for k, u in enumerate(after):
        if u.low in ("all", "mostly", "both") and any("people" in x for x in after[k + 1 : k + 4]):
            return next(x for x in after[k + 1 : k + 4] if "people" in x).f["people"][0], "'all of them'"
    if group.kind == "none":
        named = [x for x in units[: group.first] if "people" in x and x.f["people"][0] != "unknown"]
        if named and "src" not in named[-1]:
            return named[-1].f["people"][0], "the people named before"
    nxt = next((b for b in bound.extra.get("all", ()) if b.group.first > group.first), None)
    joined = nxt is not None and any("conj" in x for x in units[bound.hit.last : nxt.group.first][:1])
    if nxt is not None and group.side is not None and nxt.hit is bound.hit and nxt.group.first == group.last + 1:
        joined = headless = True  # "13 Armenian and 8 Azerbaijani soldiers"
    if headless and nxt is not None and joined and nxt.group.status != "unknown":
        return nxt.group.status, "as the people joined with it"  # "one killed and two wounded servicemen"
    if headless and voice[1] == "military" and bound.extra.get("side_rule", "").startswith("'on the side of'"):
        return "military", "losses of a side, told by an army"
    speaks_of_own = voice[0] == bound.extra.get("side") and voice[1] == "military"
    if speaks_of_own and headless and not scene.words.sides.civilians_apart:
        return "military", "an army on its own"
    return "unknown", "no cue"


def _army(unit: Unit) -> bool:
    """Tell whether a word names an armed force: 'Defence Army', 'Armed Forces'."""
    return unit.f.get("role") == "military" or not {"army", "forces", "troops"}.isdisjoint(unit.low.split())
