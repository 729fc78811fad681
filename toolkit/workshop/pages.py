"""Static dashboards for the kit: the figures of the teaching corpus as pages that open in any browser, without a server."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.workshop.corpus import load_teaching_corpus

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from toolkit.corpus import Corpus

MARK = "Written for teaching: the outlets are fictional. The incidents are real, and people died in them."


def figures(corpus: Corpus) -> dict[str, go.Figure]:
    """Return the figures of a corpus by the question each answers."""
    from toolkit.charts import framing as draw
    from toolkit.charts.casualties import casualties, figures_table
    from toolkit.charts.map import incident_map
    from toolkit.charts.timeline import timeline, timeline_table
    from toolkit.framing import loaded_wording, share_of_voice

    voices = share_of_voice(corpus.sentences, corpus.voices, articles=corpus.articles, by="voice", within="outlet")
    return {
        "When?": timeline(timeline_table(corpus.incidents, step="year")),
        "Where?": incident_map(corpus.incidents),
        "How many, and on whose word?": casualties(figures_table(corpus.claims, corpus.incidents, corpus.reports)),
        "In which words?": draw.loaded_wording(
            loaded_wording(corpus.frames, corpus.articles, by="category"), by="category"
        ),
        "Who speaks?": draw.share_of_voice(voices, by="voice", within="outlet"),
    }


def write_pages(folder: str | Path, corpus: Corpus | None = None) -> Path:
    """Write ``index.html`` and plotly's script beside it; each figure has its text alternative under it."""
    import plotly.io

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for question, figure in figures(corpus or load_teaching_corpus(progress=False)).items():
        html = plotly.io.to_html(figure, full_html=False, include_plotlyjs=False)
        caption = escape(figure.layout.meta["alt"])
        parts.append(f"<h2>{escape(question)}</h2><figure>{html}<figcaption>{caption}</figcaption></figure>")
    head = "<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Teaching corpus</title>"
    style = "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em}</style>"
    script = "<script src='plotly.min.js'></script>"
    body = f"<h1>Teaching corpus</h1><p><strong>{MARK}</strong></p>{''.join(parts)}"
    page = f"<!doctype html><html lang='en'><head>{head}{style}{script}</head><body>{body}</body></html>"
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "plotly.min.js").write_text(plotly.offline.get_plotlyjs(), encoding="utf-8")
    return folder
