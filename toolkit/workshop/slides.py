"""A lesson as slides: one HTML page without a network, from the same notebook. Slides are marked in its cells' metadata."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.workshop.lessons import Lesson, student_copy

if TYPE_CHECKING:
    from nbformat import NotebookNode

PLOTLY = "application/vnd.plotly.v1+json"
STYLE = """
:root { color-scheme: light dark; }
html { scroll-snap-type: y proximity; font: 22px/1.5 system-ui, sans-serif; }
section { min-height: 100vh; box-sizing: border-box; padding: 4vh 6vw; scroll-snap-align: start; }
section + section { border-top: 1px solid #8886; }
blockquote { margin: 1em 0; padding: .2em 1em; border-left: 4px solid #8888; }
body { margin: 0; }
.anchor-link { display: none; }
pre, table, .output { font-size: 16px; overflow-x: auto; max-width: 100%; }
pre { white-space: pre-wrap; }
td, th { padding: .1em .6em; text-align: left; vertical-align: top; }
footer { font-size: 14px; opacity: .7; }
@media print { section { break-after: page; min-height: 0; } }
"""
MARK = "Written for teaching: the outlets are fictional, the incidents are real."


def slides(lesson: Lesson, target: str | Path, *, execute: bool = True) -> Path:
    """Write a lesson as slides to an HTML file and return its path; move on with the keys Page Down and Space.

    With ``execute`` the cells are run first and their output is shown. Solutions and instructor notes are left out.
    """
    notebook = student_copy(lesson.notebook())
    if execute:
        from nbclient import NotebookClient

        NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(lesson.path.parent)}}).execute()
    target = Path(target)
    target.write_text(page(lesson.title, _grouped(notebook)), encoding="utf-8")
    return target


def page(title: str, groups: list[list[NotebookNode]]) -> str:
    """Return the HTML of slides, each a list of cells."""
    drawn: list[bool] = []
    sections = "\n".join(
        f"<section>{''.join(_cell(cell, drawn) for cell in group)}<footer>{MARK}</footer></section>" for group in groups
    )
    head = f"<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>{escape(title)}</title>"
    return f"<!doctype html><html lang='en'><head>{head}<style>{STYLE}</style></head><body>{sections}</body></html>"


def _grouped(notebook: NotebookNode) -> list[list[NotebookNode]]:
    groups: list[list[NotebookNode]] = [[]]
    for cell in notebook.cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind == "skip":
            continue
        if kind in ("slide", "subslide") and groups[-1]:
            groups.append([])
        groups[-1].append(cell)
    return [group for group in groups if group]


def _cell(cell: NotebookNode, drawn: list[bool]) -> str:
    if cell.cell_type == "markdown":
        from nbconvert.filters import markdown2html

        return markdown2html(cell.source)
    unanswered = cell.source.endswith("(...)")  # what is said to an open question would only be noise
    shown = "" if unanswered else "".join(_output(output, drawn) for output in cell.get("outputs", ()))
    return f"<pre><code>{escape(cell.source)}</code></pre><div class='output'>{shown}</div>"


def _output(output: Any, drawn: list[bool]) -> str:
    if output.output_type == "stream":
        return f"<pre>{escape(output.text)}</pre>" if output.name == "stdout" else ""
    data = output.get("data", {})
    if PLOTLY in data:
        import plotly.io

        figure = plotly.io.from_json(json.dumps({key: data[PLOTLY][key] for key in ("data", "layout")}))
        html = plotly.io.to_html(figure, full_html=False, include_plotlyjs=not drawn)
        drawn.append(True)
        return html
    if "text/html" in data:
        return "".join(data["text/html"])
    return f"<pre>{escape(''.join(data.get('text/plain', '')))}</pre>"
