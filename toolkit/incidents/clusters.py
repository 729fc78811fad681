"""Articles joined into groups, best pairs first, so that the order in which they come does not matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.claims.locate import LONGEST_EVENT_DAYS
from toolkit.incidents.links import THRESHOLD, candidates, fit
from toolkit.incidents.profiles import Profile
from toolkit.incidents.space import km_between

#: A group of articles may span so many days and km at most, where none of them tells that it lasted longer.
MAX_SPAN_DAYS, MAX_SPAN_KM = 3, 100


@dataclass
class Member:
    """An article in a group, or another event that it tells of: how well it fits, and why."""

    profile: Profile
    score: float
    reason: str


def cluster(profiles: list[Profile]) -> list[list[Member]]:
    """Return the groups of articles, each in the order of article ids.

    Pairs are joined from the best fit down (single linkage, as Kruskal's tree), but no group grows beyond 3 days (or one day
    more than the longest event that one of its articles tells) or 100 km, and no pair that cannot be one incident is brought together by a third article at its edge. An article's score is that
    of its best pair in its group; 1 when it is alone. Articles that are weak (see ``Profile``) make no group by themselves.
    """
    pairs = []
    for i, j in set(candidates(profiles)):
        score, reason = fit(profiles[i], profiles[j])
        if score >= THRESHOLD:
            pairs.append((-score, i, j, reason))
    parent = list(range(len(profiles)))
    members = [[n] for n in parent]
    best: dict[int, tuple[float, str]] = {}

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for negative, i, j, reason in sorted(pairs):
        a, b = root(i), root(j)
        if a != b:
            if not _may_join([profiles[n] for n in members[a]], [profiles[n] for n in members[b]]):
                continue
            parent[b] = a
            members[a] += members[b]
        for n, other in ((i, j), (j, i)):
            if n not in best:
                best[n] = (-negative, f"with {profiles[other].article_id}: {reason}")
    groups: dict[int, list[Member]] = {}
    for n, profile in enumerate(profiles):
        score, reason = best.get(n, (1.0, "the only report"))
        groups.setdefault(root(n), []).append(Member(profile, score, reason))
    return [members for members in groups.values() if not all(member.profile.weak for member in members)]


def _longest(told: list[tuple[date, date]]) -> int:
    """Return the days of the longest event that spans of days, in order, tell: those that overlap are one."""
    longest, start, end = 0, *told[0]
    for first, last in told:
        start, end = (start, max(end, last)) if first <= end else (first, last)
        longest = max(longest, (end - start).days)
    return min(longest, LONGEST_EVENT_DAYS)


def _may_join(a: list[Profile], b: list[Profile]) -> bool:
    if a[0].total:
        return True
    told = sorted((profile.day, profile.until or profile.day) for profile in (*a, *b) if profile.day is not None)
    if told and (max(last for _, last in told) - told[0][0]).days > max(MAX_SPAN_DAYS, _longest(told) + 1):
        return False
    points = [
        (profile.lat, profile.lon)
        for profile in (*a, *b)
        if profile.lat is not None
        and profile.lon is not None
        and (profile.place.where_prec or 9) < 4
        and not profile.seat
    ]
    if not points:
        return True
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    return km_between(min(lats), min(lons), max(lats), max(lons)) <= MAX_SPAN_KM
