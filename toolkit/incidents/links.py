"""How well two articles fit together as reports of one incident, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.incidents.profiles import Profile
from toolkit.incidents.space import km_between

#: Weights of the five comparisons; each gives 0 to 1, and 0.5 or less where one article does not tell.
WEIGHTS = {"day": 0.35, "place": 0.30, "numbers": 0.15, "sides": 0.10, "kind": 0.10}
#: From this score on, two articles are reports of one incident.
THRESHOLD = 0.65
#: Days further apart, and exact places further apart, are never one incident.
MAX_DAYS, MAX_KM, MAX_KM_WIDE = 2, 60, 150
#: An article that does not tell the day is news of the days just before its publication; later it looks back.
NEWS_DAYS = 2
#: Two equal numbers of so many people seldom agree by chance: they count for more than the weight of numbers.
MANY, MANY_WEIGHT = 10, 1.6
#: First days of two counts over a period may be so far apart.
MAX_START_DAYS = 1
#: where_prec from which a place is an area rather than a point.
WIDE = 3


def fit(a: Profile, b: Profile) -> tuple[float, str]:
    """Return how well two articles fit (0 to 1), and the reasons in words; 0 where they cannot be one incident."""
    if a.article_id == b.article_id:
        return 0.0, "two events that one article tells apart"
    if a.weak and b.weak:
        return 0.0, "neither tells an event of its own"
    if a.total or b.total:
        return _totals(a, b)
    if a.copy_of is not None and a.copy_of == b.copy_of:
        return 1.0, "copies of one text"
    parts = {"day": _day(a, b), "place": _place(a, b)}
    if 0.0 in (score for score, _ in parts.values()):
        return 0.0, "; ".join(reason for score, reason in parts.values() if score == 0)
    parts["numbers"] = _numbers(a, b)
    parts["sides"] = _sides(a, b)
    parts["kind"] = _kind(a, b)
    score = sum(WEIGHTS[name] * value for name, (value, _) in parts.items())
    return round(min(1.0, score), 4), ", ".join(reason for _, reason in parts.values() if reason)


def _totals(a: Profile, b: Profile) -> tuple[float, str]:
    """Return how well two counts over a period fit: both run from one day on.

    Counts of other sides' people are of one war when they begin on the same day; the first of a month may be any count's.
    """
    if not (a.total and b.total) or a.day is None or b.day is None:
        return 0.0, "a count over a period, and one event"
    gap = abs((a.day - b.day).days)
    both = a.sides & b.sides
    if gap > MAX_START_DAYS or (not both and (gap or a.day.day == 1)):
        return 0.0, "counts over other periods, or of other people"
    other = "Other" not in (a.event_type, b.event_type) and a.event_type != b.event_type
    if other and not a.numbers & b.numbers:
        return 0.5, "other words for what is counted"
    since = f"both count from {min(a.day, b.day)} on"
    return (0.9, f"{since}; {', '.join(sorted(both))} in both") if both else (0.7, since)


def candidates(profiles: list[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may fit: copies, and articles whose days can be near and whose places are not far apart.

    Articles are put into blocks by day and half-degree cell, so that only neighbours are compared.
    """
    copies: dict[str, list[int]] = {}
    blocks: dict[tuple[date, tuple[int, int] | None], list[int]] = {}
    totals: dict[date, list[int]] = {}
    for n, profile in enumerate(profiles):
        if profile.copy_of is not None:
            copies.setdefault(profile.copy_of, []).append(n)
        if profile.total and profile.day is not None:
            totals.setdefault(profile.day, []).append(n)
        elif profile.last_day is not None:
            for day in _block_days(profile):
                blocks.setdefault((day, _cell(profile)), []).append(n)
    for members in copies.values():
        yield from ((members[0], other) for other in members[1:])
    for day, members in totals.items():
        near = [n for later in range(MAX_START_DAYS + 1) for n in totals.get(day + timedelta(days=later), ())]
        yield from {(min(n, m), max(n, m)) for n in members for m in near if n != m}
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


def _block_days(profile: Profile) -> set[date]:
    """Return the days by which an article is looked up: its last, and earlier ones where its event can be further back."""
    first, last = profile.first_day, profile.last_day
    if first is None or last is None:
        return set()
    step = MAX_DAYS * 2
    return {last - timedelta(days=back) for back in range(0, (last - first).days + 1, step)}


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
    if a.day is not None and b.day is not None and gap == 0 and a.day != b.day:
        return 0.8, "within the days it lasted"
    if a.day is not None and b.day is not None:
        return (1.0, 0.4, 0.15)[gap], ("same day", "1 day apart", "2 days apart")[gap]
    known, untold = (a, b) if a.day is not None else (b, a)
    ended = known.until or known.day
    if ended is not None and untold.published is not None and (untold.published - ended).days > NEWS_DAYS:
        return 0.2, "published within a week of it"
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
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return 0.35, "place without a point"
    km = km_between(a.lat, a.lon, b.lat, b.lon)
    if a.seat or b.seat:
        return 0.35 if km <= MAX_KM else 0.2, f"a seat of government, not surely the place, {km:.0f} km apart"
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
    same = sorted(a.numbers & b.numbers, key=lambda number: (-max(number[2] or 0, number[3] or 0), str(number)))
    if same:
        side, outcome, low, high = same[0]
        largest = max(max(low or 0, high or 0) for _, _, low, high in same)
        value = MANY_WEIGHT if largest >= MANY else 1.0 if len(same) > 1 or largest >= 3 else 0.8
        return value, f"same number ({side} {outcome} {low if low is not None else high})"
    if a.cells & b.cells:
        return 0.2, "other numbers of the same people"
    return 0.5, ""


def _kind(a: Profile, b: Profile) -> tuple[float, str]:
    if "Other" in (a.event_type, b.event_type):
        return 0.5, ""
    return (1.0, f"both: {a.event_type}") if a.event_type == b.event_type else (0.2, "other words for the event")
