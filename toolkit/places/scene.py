"""What an article tells about all its names: the countries it is about, and the places it names without doubt."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from toolkit.places.geometry import km
from toolkit.places.index import CORE, Group, Place

#: Scale on which places named together are near each other, in km and in characters of the text.
NEAR_KM, NEAR_CHARACTERS = 40.0, 200.0
#: Two places named in one text that lie this near say of each other that they are places.
COMPANY_KM = 60
#: Scale on which a district or region named beside a name contains it, and what is left of either far off in the text.
CONTAINER_CHARACTERS, LEAST_REACH = 80.0, 0.3


class Name(NamedTuple):
    """One mention as the scene sees it; ``listed``: the kind of another place right beside it, "" where there is none."""

    kind: str
    start: int
    key: str
    group: Group
    weak: str | None
    listed: str = ""


@dataclass(slots=True)
class Scene:
    """The evidence of one article."""

    anchors: list[tuple[int, Place]] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    containers: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    signs: dict[str, set[str]] = field(default_factory=dict)
    outlet: str | None = None
    year: int | None = None
    local: bool = False
    nearest: dict[str, float] = field(default_factory=dict)

    def signs_for(self, place: Place, key: str) -> bool:
        """Tell whether anything but the name itself says that the text is about the part of the world of a place.

        That is the language, the name of its country, people or a well-known place there, or any place near it.
        """
        if self.local:
            return True
        if place.country is None:
            wanted: Iterable[str | None] = self.signs
        else:
            wanted = CORE if place.country in CORE or place.contested else (place.country,)
        if any(self.signs.get(country or "", set()) - {key} for country in wanted):
            return True
        return place.has_point and any(
            other.place_id != place.place_id and km(other, place) < COMPANY_KM for other in self._distinct()
        )

    def _distinct(self) -> set[Place]:
        return {place for _, place in self.anchors}

    def neighbours(self, place: Place, start: int) -> float:
        """Return how near the nearest of the places named around is: 1 at the place, 0.37 at 40 km; less far off in the text."""
        if not place.has_point or not self.anchors:
            return 0.0
        if place.place_id not in self.nearest:
            least = min(km(place, other) for other in self._distinct())
            self.nearest[place.place_id] = LEAST_REACH * math.exp(-least / NEAR_KM)
        best = self.nearest[place.place_id]
        horizon = NEAR_CHARACTERS * math.log(1 / LEAST_REACH)
        for at, other in self.anchors[bisect_left(self.anchors, start - horizon, key=itemgetter(0)) :]:
            if at > start + horizon:
                break
            reach = math.exp(-abs(at - start) / NEAR_CHARACTERS)
            if at != start and reach > best:
                best = max(best, reach * math.exp(-km(place, other) / NEAR_KM))
        return best

    def contains(self, place: Place, start: int, key: str) -> float:
        """Return up to 1 where a district or region of a place is named beside it, 0.3 where it is named elsewhere."""
        best = 0.0
        for area in place.areas:
            named = self.containers.get(area, [])
            if len(named) and any(other != key for _, other in named[:2] + named[-2:]):
                best = max(best, LEAST_REACH)
            middle = bisect_left(named, start, key=itemgetter(0))
            for at, other in named[max(0, middle - 3) : middle + 3]:
                if other != key:
                    best = max(best, math.exp(-abs(at - start) / CONTAINER_CHARACTERS))
        return best


def scene_of(
    names: list[Name], outlet: str | None, lang: str, year: int | None = None, capitals: frozenset[str] = frozenset()
) -> Scene:
    """Read the scene from the names of an article; ``capitals`` mostly stand for governments and are near nothing."""
    scene = Scene(outlet=outlet, year=year, local=lang in ("az", "hy", "ka"))
    for kind, start, key, group, weak, _ in names:
        if kind == "demonym":
            for place in group.places:
                scene.signs.setdefault(place.country or "", set()).add(key)
                scene.countries[place.country or ""] += 1
            continue
        if kind not in ("place", "organisation"):
            continue
        for place in group.places:
            if place.kind in ("district", "region"):
                scene.containers.setdefault(place.place_id, []).append((start, key))
        if weak or not group.places:
            continue
        best = group.best
        if any(place.prominent for place in group.places) and all(
            place.country in CORE or place.country == best.country for place in group.places
        ):
            scene.signs.setdefault(best.country or "", set()).add(key)
        if not group.one_spot:
            continue
        country = best.country or ""
        if best.kind == "country":
            scene.countries[country] += 2
        else:
            scene.countries[country] += 1
            if best.has_point and best.place_id not in capitals:
                scene.anchors.append((start, best))
    return scene
