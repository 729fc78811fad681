"""What the caller asks of the readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.articles.fetch import Fetcher


@dataclass
class Options:
    """Options of ``read``; see there."""

    columns: dict[str, str] | None = None
    fetch: bool = False
    allow: tuple[str, ...] = field(default=())
    archive: str | Path | None = None
    delay: float = 1.0

    @cached_property
    def fetcher(self) -> Fetcher:
        """What fetches addresses, made when it is first needed."""
        from toolkit.articles.fetch import Fetcher

        return Fetcher(allow=self.allow, archive=self.archive, delay=self.delay)
