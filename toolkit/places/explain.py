"""Say in words why a name was resolved to a place."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Explanation:
    """The words around a name and why it is that place; prints as text, shows as HTML in a notebook."""

    before: str
    surface: str
    after: str
    lines: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        text = f"... {self.before}[{self.surface}]{self.after} ..."
        return "\n".join([" ".join(text.split()), *(f"{name}: {value}" for name, value in self.lines)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left;vertical-align:top'>{escape(name)}</th>"
            f"<td style='text-align:left'>{escape(value)}</td></tr>"
            for name, value in self.lines
        )
        return f"<p>… {escape(self.before)}<mark>{escape(self.surface)}</mark>{escape(self.after)} …</p><table>{rows}</table>"


def explain_place(mention: Any) -> Explanation:
    """Explain one row of PLACES (a Series, a named tuple of ``itertuples`` or a dict).

    Raises ``TableError`` when a column of PLACES is missing.
    """
    from toolkit.errors import TableError
    from toolkit.tables import PLACES

    row = mention if isinstance(mention, dict) else mention._asdict() if hasattr(mention, "_asdict") else dict(mention)
    missing = [name for name in PLACES.names if name not in row and name != "geometry"]
    if missing:
        raise TableError(
            f"table places: missing column(s) {', '.join(missing)}; explain_place takes a row of resolve()"
        )
    lines = [("kind of mention", str(row["kind"]))]
    if isinstance(row["place_id"], str):
        lines.append(
            ("place", f"{row['name']} ({row['place_kind']}, {row['country'] or 'no single state'}), {row['place_id']}")
        )
    else:
        lines.append(("place", "not told"))
    lines.append(("why", str(row["reason"])))
    lines.append(("score", f"{row['score']:.2f}"))
    if len(row["alternatives"]):
        lines.append(("could also be", ", ".join(row["alternatives"])))
    if isinstance(row["suffix"], str):
        lines.append(("inflection taken off", row["suffix"]))
    if isinstance(row["name_usage"], str):
        lines.append(("whose name", row["name_usage"]))
    lines.append(("relation", str(row["relation"])))
    if bool(row["metonym"]):
        lines.append(("stands for", "a government"))
    return Explanation(row["before"], row["surface"], row["after"], tuple(lines))
