"""Articles joined into groups, best pairs first, so that the order in which they come does not matter."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.incidents.links import THRESHOLD, candidates, fit
from toolkit.incidents.profiles import Profile
from toolkit.incidents.space import km_between

#: A group of articles may span so many days and km at most; longer and wider fighting is several incidents.
MAX_SPAN_DAYS, MAX_SPAN_KM = 3, 80


@dataclass
class Member:
    """An article in a group: how well it fits, and why."""

    profile: Profile
    score: float
    reason: str


def cluster(profiles: list[Profile]) -> list[list[Member]]:
    """Return the groups of articles, each in the order of article ids.

    Pairs are joined from the best fit down (single linkage, as Kruskal's tree), but no group grows beyond 3 days or 80 km,
    and no pair that cannot be one incident is brought together by a third article at its edge. An article's score is that
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


def _may_join(a: list[Profile], b: list[Profile]) -> bool:
    days = [profile.day for profile in (*a, *b) if profile.day is not None]
    if days and (max(days) - min(days)).days > MAX_SPAN_DAYS:
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
