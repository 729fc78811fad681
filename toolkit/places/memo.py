"""What is built once for each gazetteer and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from toolkit.places.gazetteer import Gazetteer, load_gazetteer

Built = TypeVar("Built")
#: Gazetteers whose buildings are kept.
KEPT = 4


def once_for_each(build: Callable[[Gazetteer], Built]) -> Callable[[Gazetteer | None], Built]:
    """Return a function that builds once for each gazetteer object; ``None`` is the default gazetteer."""
    built: dict[int, tuple[Gazetteer, Built]] = {}

    @wraps(build)
    def get(gazetteer: Gazetteer | None = None) -> Built:
        gazetteer = gazetteer or load_gazetteer()
        known = built.get(id(gazetteer))
        if known is None or known[0] is not gazetteer:
            known = (gazetteer, build(gazetteer))
            while len(built) >= KEPT:
                built.pop(next(iter(built)))
            built[id(gazetteer)] = known
        return known[1]

    return get
