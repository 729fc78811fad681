"""Whose people prisoners are: those given back to a side are its own, those in its captivity are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.claims.scene import NAMED, Scene
from toolkit.voices.units import where

if TYPE_CHECKING:
    from toolkit.claims.hits import Bound
    from toolkit.voices.units import Unit


def captives_of(bound: Bound, units: list[Unit], scene: Scene) -> tuple[str, str] | None:
    """Return (code, rule) of the side of prisoners given back or held; null where nobody gives, takes or holds them."""
    if bound.outcome != "captured":
        return None
    freeing = [k for k in where(units, "out") if any(o.group == "freed" for o in units[k].f["out"])]
    if not freeing and bound.hit.out.group not in ("held", "freed"):
        return None
    taker = _taker(units, max(bound.group.last, bound.hit.last), plain=not freeing)
    if taker:
        return taker, "the side they are given back to"
    holder = _holder(units, scene) or _giver(units, freeing)
    other = _facing(holder, units, scene)
    return (other, "held or given back by the other side") if other else None


def _named(unit: Unit) -> str | None:
    found = unit.f.get("side")
    return found[0][0] if found and found[0][1] in NAMED else None


def _taker(units: list[Unit], start: int, *, plain: bool) -> str | None:
    """Return the side named after 'to': 'returned two captives to Baku'; next to it where nobody is said to free them."""
    for k in range(start, min(start + 12, len(units) - 1)):
        if units[k].low == "to":
            found = units[k + 1].f.get("side")
            if plain:  # "12 captives were flown to Baku"
                return found[0][0] if found and found[0][1] in ("names", "capitals") else None
            return next((code for u in units[k + 1 : k + 4] if (code := _named(u))), None)
    return None


def _holder(units: list[Unit], scene: Scene) -> str | None:
    """Return the side that holds them: 'in Armenian captivity', 'returned from Baku'."""
    custody = scene.words.words("custody")
    for k, u in enumerate(units):
        code = _named(u)
        if code and any(x.low in custody for x in units[k + 1 : k + 3]):
            return code
    return None


def _giver(units: list[Unit], freeing: list[int]) -> str | None:
    """Return the side that gives them back: the subject before the verb, in its clause."""
    for at in freeing:
        for k in range(at - 1, max(-1, at - 8), -1):
            if units[k].f.get("punct") or "clause" in units[k] or ("say" in units[k] and "src" not in units[k]):
                break
            code = _named(units[k])
            if code:
                return None if k and "prep" in units[k - 1] else code
    return None


def _facing(code: str | None, units: list[Unit], scene: Scene) -> str | None:
    """Return the other party of an exchange: the one that faces a side, where it is named, else the one named most."""
    facing = scene.words.sides.facing(code)
    return facing if facing in scene.counts else scene.opponent(code, units)
