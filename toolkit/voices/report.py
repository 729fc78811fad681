"""One reporting clause of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.voices.names import Source
    from toolkit.voices.units import Unit


@dataclass(frozen=True)
class Report:
    """One reporting clause: its source, its cue, and on which side of it the reported words stand."""

    source: Source
    cue: Unit
    first: int  # index of the first unit of the clause (source and cue)
    last: int  # one past its last unit
    content: str  # left, right or both
    denies: bool = False
    via: tuple[str, ...] = ()  # media that pass the source on
