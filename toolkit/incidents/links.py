"""How well two articles fit together as reports of one incident, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.incidents.profiles import Profile
from toolkit.incidents.space import km_between

#: Weights of the five comparisons; each gives 0 to 1, and 0.5 or less where one article does not tell.
WEIGHTS = {"day": 0.35, "place": 0.30, "numbers": 0.15, "sides": 0.10, "kind": 0.10}
#: From this score on, two articles are reports of one incident.
THRESHOLD = 0.65
#: Days further apart, and exact places further apart, are never one incident.
MAX_DAYS, MAX_KM, MAX_KM_WIDE = 2, 60, 150
#: where_prec from which a place is an area rather than a point.
WIDE = 3


def fit(a: Profile, b: Profile) -> tuple[float, str]:
    """Return how well two articles fit (0 to 1), and the reasons in words; 0 where they cannot be one incident."""
    if a.weak and b.weak:
        return 0.0, "neither tells an event of its own"
    if a.copy_of is not None and a.copy_of == b.copy_of:
        return 1.0, "copies of one text"
    parts = {"day": _day(a, b), "place": _place(a, b)}
    if 0.0 in (score for score, _ in parts.values()):
        return 0.0, "; ".join(reason for score, reason in parts.values() if score == 0)
    parts["numbers"] = _numbers(a, b)
    parts["sides"] = _sides(a, b)
    parts["kind"] = _kind(a, b)
    score = sum(WEIGHTS[name] * value for name, (value, _) in parts.items())
    return round(score, 4), ", ".join(reason for _, reason in parts.values() if reason)


def candidates(profiles: list[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may fit: copies, and articles whose days can be near and whose places are not far apart.

    Articles are put into blocks by day and half-degree cell, so that only neighbours are compared.
    """
    copies: dict[str, list[int]] = {}
    blocks: dict[tuple[date, tuple[int, int] | None], list[int]] = {}
    for n, profile in enumerate(profiles):
        if profile.copy_of is not None:
            copies.setdefault(profile.copy_of, []).append(n)
        if profile.last_day is not None:
            blocks.setdefault((profile.last_day, _cell(profile)), []).append(n)
    for members in copies.values():
        yield from ((members[0], other) for other in members[1:])
    by_day: dict[date, list[tuple[int, int] | None]] = {}
    for day, cell in blocks:
        by_day.setdefault(day, []).append(cell)
    for (day, cell), members in blocks.items():
        for later in range(MAX_DAYS * 2 + 1):
            other_day = date.fromordinal(day.toordinal() + later)
            for other_cell in by_day.get(other_day, ()):
                if not _neighbours(cell, other_cell):
                    continue
                for n in members:
                    for m in blocks[other_day, other_cell]:
                        if later or cell != other_cell:
                            yield (n, m) if later or n < m else (m, n)
                        elif n < m:
                            yield n, m


def _cell(profile: Profile) -> tuple[int, int] | None:
    if profile.lat is None or profile.lon is None or profile.seat or profile.place.where_prec >= WIDE:
        return None
    return int(profile.lat * 2), int(profile.lon * 2)


def _neighbours(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    return a is None or b is None or (abs(a[0] - b[0]) <= 2 and abs(a[1] - b[1]) <= 2)


def _day(a: Profile, b: Profile) -> tuple[float, str]:
    if a.first_day is None or a.last_day is None or b.first_day is None or b.last_day is None:
        return 0.25, "day not told"
    gap = max(0, (a.first_day - b.last_day).days, (b.first_day - a.last_day).days)
    if gap > MAX_DAYS:
        return 0.0, f"{gap} days apart"
    if a.day is not None and b.day is not None:
        return (1.0, 0.4, 0.15)[gap], ("same day", "1 day apart", "2 days apart")[gap]
    return (0.6, 0.3, 0.1)[gap], ("published about then", "published 1 day off", "published 2 days off")[gap]


def _place(a: Profile, b: Profile) -> tuple[float, str]:
    if a.place is None or b.place is None:
        one = a.place or b.place
        if one is not None and one.place_id in a.place_ids & b.place_ids and not a.seat and not b.seat:
            return 0.7, f"both name {one.name}"
        return 0.35, "place not told"
    if a.place.place_id == b.place.place_id:
        return (1.0 if (a.place.where_prec or 9) < 4 else 0.6), f"same place ({a.place.name})"
    one_names = a.place.place_id in b.place_ids, b.place.place_id in a.place_ids
    if all(one_names):
        return 0.85, f"both name {a.place.name} and {b.place.name}"
    if a.seat or b.seat:
        return 0.35, "a seat of government, not surely the place"
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return 0.35, "place without a point"
    km = km_between(a.lat, a.lon, b.lat, b.lon)
    wide = max(a.place.where_prec or 9, b.place.where_prec or 9) >= WIDE
    if km > (MAX_KM_WIDE if wide or any(one_names) else MAX_KM):
        return 0.0, f"{km:.0f} km apart"
    if any(one_names):
        return 0.75, f"one names the other's place, {km:.0f} km apart"
    if km <= 10:
        return 0.8, f"{km:.0f} km apart"
    return (0.6 if km <= 25 else 0.4 if wide else 0.25), f"{km:.0f} km apart"


def _sides(a: Profile, b: Profile) -> tuple[float, str]:
    if not a.sides or not b.sides:
        return 0.5, ""
    both = a.sides & b.sides
    if not both:
        return 0.2, f"no side in both ({', '.join(sorted(a.sides))}; {', '.join(sorted(b.sides))})"
    return 0.5 + 0.5 * len(both) / len(a.sides | b.sides), f"{', '.join(sorted(both))} in both"


def _numbers(a: Profile, b: Profile) -> tuple[float, str]:
    same = sorted(a.numbers & b.numbers, key=str)
    if same:
        side, outcome, low, high = same[0]
        telling = len(same) > 1 or max(low or 0, high or 0) >= 3
        return 1.0 if telling else 0.8, f"same number ({side} {outcome} {low if low is not None else high})"
    if a.cells & b.cells:
        return 0.2, "other numbers of the same people"
    return 0.5, ""


def _kind(a: Profile, b: Profile) -> tuple[float, str]:
    if "Other" in (a.event_type, b.event_type):
        return 0.5, ""
    return (1.0, f"both: {a.event_type}") if a.event_type == b.event_type else (0.2, "other words for the event")
