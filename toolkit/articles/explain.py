"""Show a page with what was left out struck through."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class Explanation:
    """A page as received, with what became of each line; shown as HTML in a notebook and as text elsewhere."""

    def __init__(self, lines: pd.DataFrame) -> None:
        self._lines = lines

    def _repr_html_(self) -> str:
        rows = (
            f"<div><del title='{escape(row.reason)}'>{escape(row.raw)}</del> <small>{escape(row.reason)}</small></div>"
            if isinstance(row.reason, str)
            else f"<div><b>{escape(row.role)}</b> {escape(row.raw)}</div>"
            for row in self._lines.itertuples()
            if row.role != "blank"
        )
        return "".join(rows)

    def __str__(self) -> str:
        return "\n".join(
            f"- {row.raw.strip()}   [{row.reason}]" if isinstance(row.reason, str) else f"  {row.raw.strip()}"
            for row in self._lines.itertuples()
            if row.role != "blank"
        )


def explain_cleaning(article_id: str, lines: pd.DataFrame) -> Explanation:
    """Return the page of one article (rows of LINES) with what was left out struck through, and why."""
    own = lines[lines.article_id == article_id]
    if own.empty:
        raise KeyError(f"no lines of article {article_id!r}; lines has {lines.article_id.nunique()} articles")
    return Explanation(own)
