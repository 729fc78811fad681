"""Show a page with what was left out struck through."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    import pandas as pd


class Explanation:
    """A page as received, with what became of each line; shown as HTML in a notebook and as text elsewhere."""

    def __init__(self, lines: pd.DataFrame) -> None:
        self.lines = lines

    def _rows(self):
        return (row for row in self.lines.itertuples() if row.role != "blank")

    def _repr_html_(self) -> str:
        rows = (
            f"<tr><td style='text-align:right;opacity:.7'>{escape(row.role.replace('_', ' '))}</td>"
            + (
                f"<td style='text-align:left'><del>{escape(row.raw.strip())}</del> <i>{escape(row.reason)}</i></td>"
                if isinstance(row.reason, str)
                else f"<td style='text-align:left'>{escape(row.raw.strip())}</td>"
            )
            + "</tr>"
            for row in self._rows()
        )
        left_out = sum(isinstance(row.reason, str) for row in self._rows())
        caption = f"{left_out} of {sum(1 for _ in self._rows())} lines left out"
        return f"<table><caption>{caption}</caption><tr><th>role</th><th style='text-align:left'>line</th></tr>{''.join(rows)}</table>"

    def __str__(self) -> str:
        return "\n".join(
            f"- {row.raw.strip()}   [{row.reason}]" if isinstance(row.reason, str) else f"  {row.raw.strip()}"
            for row in self._rows()
        )

    __repr__ = __str__


def explain_cleaning(article: Any, lines: Any = None) -> Explanation:
    """Return the page of one article with what was left out struck through, and why.

    ``article`` is an ``article_id``, or a row of ARTICLES; ``lines`` is LINES, or a reading or corpus that has them. Without
    ``lines`` the file that the row names is read again. Raises ``KeyError`` when there are no lines of the article, and
    ``SourceError`` when its file is no longer there.
    """
    article_id = article if isinstance(article, str) else article.article_id
    if lines is None:
        if isinstance(article, str):
            raise KeyError(f"the lines of article {article!r} are needed: pass LINES, or a row of ARTICLES")
        from toolkit.articles.read import read

        lines = read(regex.sub(r":\d+$", "", article.source_file), progress=False)
    frame = getattr(lines, "lines", lines)
    own = frame[frame.article_id == article_id]
    if own.empty:
        raise KeyError(f"no lines of article {article_id!r}; lines has {frame.article_id.nunique()} articles")
    return Explanation(own)
