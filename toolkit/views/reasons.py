"""Why an incident has its evidence grade, in the reader's language: the sentences of ``toolkit.incidents`` with names for codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.views.store import Store

#: How each sentence of a reason is put together, and the text of the interface for it. ``sides`` are codes joined by "and".
SENTENCES = (
    (r"one source", "one source"),
    (r"no claim about people", "no claim about people"),
    (r"no side makes a claim", "no side makes a claim"),
    (r"outlets or third parties do", "outlets or third parties do"),
    (r"(?P<sides>.+) make claims", "claims are made by {sides}"),
    (r"none states own losses that the other states", "none states own losses that the other states"),
    (r"of the sides only (?P<sides>.+) makes claims", "of the sides only {sides} makes claims"),
    (
        r"(?P<sides>.+) states people of its own (?P<outcome>\w+), as another side does",
        "{sides} states own people {outcome}, as another side does",
    ),
    (r"(?P<sides>.+) lays the act on itself", "{sides} lays the act on itself"),
    (r"(?P<sides>.+) rejects? a figure or the act", "a figure or the act is rejected by {sides}"),
)
#: What the number of sources is said by elsewhere.
COUNTED = re.compile(r"\d+ independent sources?")


def told(store: Store, reason: str) -> str:
    """Return a reason in the reader's language, without the number of sources; a sentence of another form is left as it is."""
    pieces = [_sentence(store, piece) for piece in reason.split("; ") if not COUNTED.fullmatch(piece)]
    return "; ".join(pieces)


def _sentence(store: Store, piece: str) -> str:
    for pattern, text in SENTENCES:
        found = re.fullmatch(pattern, piece)
        if found:
            values = found.groupdict()
            if "sides" in values:
                values["sides"] = ", ".join(store.side(code) for code in re.split(r" and |, ", values["sides"]))
            if "outcome" in values:
                values["outcome"] = store.word(values["outcome"])
            return store.t(text, **values)
    return piece
