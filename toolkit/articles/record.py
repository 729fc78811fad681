"""What the readers of formats hand on: a record for each article, a trouble for each thing that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: What a source may say of an article beside its text, by the names of the columns it is read from.
FIELDS = (
    "id",
    "url",
    "domain",
    "outlet",
    "outlet_side",
    "title",
    "standfirst",
    "published",
    "updated",
    "section",
    "byline",
    "agencies",
    "photo_credit",
    "lang",
    "retrieved",
    "note",
)


@dataclass
class Record:
    """One article as received. ``cleaned`` is true when a reader has already taken it out of its page."""

    source: str
    text: str
    place: str | None = None
    given: dict[str, Any] = field(default_factory=dict)
    cleaned: bool = False
    problem: str | None = None

    @property
    def source_file(self) -> str:
        return self.source if self.place is None else f"{self.source}:{self.place.rsplit(' ', 1)[-1]}"


@dataclass(frozen=True)
class Trouble:
    """One thing that could not be read: a row of PROBLEMS."""

    source: str
    place: str | None
    problem: str
    action: str = "rejected"

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.source, self.place))) + f": {self.problem} ({self.action})"


class Missing(Trouble):
    """A source that is not there at all."""
