"""A static bundle: the charts, tables, incidents and articles of a corpus as plain pages that open without a server or network."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import panel as pn
import plotly.graph_objects as go
from markupsafe import Markup

from toolkit.charts import casualties, style, timeline
from toolkit.charts import map as map_chart
from toolkit.views import framing_charts, page
from toolkit.views.changed import Changed
from toolkit.views.conceded import Conceded, Revisions
from toolkit.views.downloads import download
from toolkit.views.framing import FramingShort
from toolkit.views.framing_more import HowHarmIsTold, WarAndPeace, WhoBlames
from toolkit.views.html import Html
from toolkit.views.index import Index
from toolkit.views.labels import place_labels
from toolkit.views.mirror import Mirror
from toolkit.views.overtime import OverTime
from toolkit.views.reader import Reader
from toolkit.views.store import Store
from toolkit.views.texts import asset, render
from toolkit.views.view import OPENED, View

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.corpus import Corpus

#: The pages besides the first, and their views.
PAGES: dict[str, list[type[View]]] = {
    "casualties": [OverTime, Conceded, Changed, Revisions],
    "framing": [
        FramingShort,
        framing_charts.ShareOfVoice,
        framing_charts.NameChoice,
        WhoBlames,
        HowHarmIsTold,
        framing_charts.GenericFrames,
        WarAndPeace,
        framing_charts.Contrast,
        framing_charts.Silence,
    ],
}
#: Controls that say something: what they open is not in the bundle, their words are.
NAMED = (*OPENED, "outlet", "sort")
#: What can be taken along in the bundle.
DATA = ("incidents", "claims", "casualties", "timeline", "framing", "geojson")


def export_html(corpus: Corpus, folder: str | Path, *, lang: str = "en", progress: bool = False) -> Path:
    """Write the bundle into ``folder`` and return its first page.

    ``index.html`` has timeline, map, claims and the table of incidents; ``casualties.html`` and ``framing.html`` the views of
    the pages of these names (figures over time as a table); ``incidents/`` and ``articles/`` a page each, with the sentence
    or source of each number, and how several outlets tell an incident; ``data/`` the rows as CSV and GeoJSON;
    ``SHA256SUMS`` the checksum of each file. No page asks another host for anything.
    """
    from plotly.offline import get_plotlyjs
    from tqdm import tqdm

    folder = Path(folder)
    index = Index(corpus)
    store = Store(index, lang=lang)
    links = _Links(index)
    for name in ("assets", "incidents", "articles", "data"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "assets" / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    (folder / "assets" / "bundle.css").write_text(_css(), encoding="utf-8")
    for what in DATA:
        file = download(store, what)
        if file:
            suffix = ".csv" if file["file"].endswith("csv") else ".geojson"
            (folder / "data" / f"{what if what != 'geojson' else 'incidents'}{suffix}").write_bytes(
                base64.b64decode(file["data"])
            )
    reader, mirror = Reader(store), Mirror(Store(index, lang=lang))
    compared = set(mirror.told().query("n_outlets > 1")["incident_id"])
    titles = dict(zip(index.incidents["incident_id"], index.incidents["label"], strict=True))
    titles |= dict(
        zip(index.articles["article_id"], index.articles["title"].fillna(index.articles["article_id"]), strict=True)
    )
    chosen = [("incident", key) for key in links.incidents] + [("article", key) for key in links.articles]
    for kind, key in tqdm(chosen, desc="Writing pages", unit="page", disable=not progress):
        store.select(kind, key)
        body = links.made_static(reader.body.html, up="../")
        if key in compared:
            mirror.store.select(kind, key)
        told = _sections(store, links, [mirror], up="../") if key in compared else []
        _page(store, folder / links.to(kind, key), titles[key], body, up="../", after=told)
    store.select("incident", "")
    for name, views in PAGES.items():
        sections = _sections(store, links, [view(store) for view in views], up="")
        _page(store, folder / f"{name}.html", store.t(page.PAGES[name]), Markup(""), up="", figures=sections)
    _page(store, folder / "index.html", "", _overview(store, links), up="", figures=_figures(store))
    _sums(folder)
    return folder / "index.html"


class _Links:
    """Addresses of the pages inside the bundle."""

    def __init__(self, index: Index):
        self.incidents = {key: f"incidents/{n}.html" for n, key in enumerate(index.incidents["incident_id"], 1)}
        self.articles = {key: f"articles/{n}.html" for n, key in enumerate(index.articles["article_id"], 1)}
        claims = index.corpus.claims
        self.claims = dict(zip(claims["claim_id"], claims["article_id"].astype(object), strict=True))

    def to(self, kind: str, key: str) -> str:
        """Return the address of an incident, an article, the words of a claim, or a stretch of an article."""
        if kind == "claim":
            article = self.claims.get(key)
            return f"{self.articles[article]}#{_anchor(key)}" if article in self.articles else ""
        if kind == "stretch":
            return self.articles.get(key.rpartition(":")[0], "")
        return (self.incidents if kind == "incident" else self.articles).get(key, "")

    def made_static(self, html: str, *, up: str) -> Markup:
        """Return a part of a view with links in the place of what a server would answer, and without its controls."""
        from bs4 import BeautifulSoup

        soup = BeautifulSoup(html, "html.parser")
        for tag in soup.select("[data-act]"):
            kind, key = str(tag["data-act"]), str(tag.get("data-value", ""))
            address = self.to(kind, key) if kind in ("incident", "article", "claim", "stretch") else ""
            if tag.name == "mark":
                first, *others = str(tag.get("data-keys", key)).split("|")
                tag.attrs = {"class": tag["class"], "id": _anchor(first), "title": str(tag.get("title", ""))}
                for other in others:
                    tag.wrap(soup.new_tag("mark", id=_anchor(other)))
            elif address:
                link = soup.new_tag("a", href=up + address)
                link.extend(list(tag.contents))
                tag.replace_with(link)
            elif kind in NAMED:
                tag.unwrap()
            else:
                tag.decompose()
        for tag in soup.select("label, select, input, i[hidden]"):
            tag.decompose()
        return Markup(str(soup))


def _anchor(key: str) -> str:
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:12]


def _figures(store: Store) -> list[tuple[str, str, Markup]]:
    """Return the charts as (title, text alternative, HTML)."""
    index, labels = store.index, {code: store.side(code).split(" (")[0] for code in style_codes(store)}
    source = store.source_line.replace("\n", " ")
    words = {name: store.word(name) for name in (*index.options["area"], "chronicle", "articles")}
    made: list[tuple[str, Callable[[], Any]]] = [
        ("Timeline", lambda: timeline.timeline(timeline.timeline_table(index.incidents), labels=words, source=source)),
        ("Map", lambda: map_chart.incident_map(index.incidents, labels=place_labels()[0], source=source)),
        ("Casualty claims", lambda: casualties.casualties(index.figures, labels=labels, source=source)),
    ]
    out = []
    for title, make in made:
        figure = make()
        out.append((store.t(title), figure.layout.meta["alt"], _drawn(figure)))
    return out


def _sections(store: Store, links: _Links, views: list[View], *, up: str) -> list[tuple[str, str, Markup]]:
    """Return views as (title, no text alternative of its own, HTML): their parts in order, with Plotly charts in place."""
    out = []
    for view in views:
        parts = []
        for part in view.layout.select():
            if isinstance(part, Html):
                parts.append(links.made_static(part.html, up=up))
            elif isinstance(part, pn.pane.Plotly) and part.object is not None and part.visible:
                parts.append(_drawn(go.Figure(part.object)))
        out.append((store.t(view.heading), "", Markup("").join(parts)))
    return out


def _drawn(figure: Any) -> Markup:
    config = {"displaylogo": False, "responsive": True, "toImageButtonOptions": {"format": "svg"}}
    return Markup(figure.to_html(full_html=False, include_plotlyjs=False, config=config))


def style_codes(store: Store) -> set[str]:
    """Return the codes of all sides, and the special ones."""
    return {side.code for sides in store.index.sides for side in sides.sides} | {"OUTLET", "OTHER", "BOTH", "UNKNOWN"}


def _overview(store: Store, links: _Links) -> Markup:
    rows = store.index.incidents.sort_values("start_date", ascending=False, na_position="last")
    articles = store.index.articles.sort_values("published_at", ascending=False, na_position="last")
    html = store.render(
        "bundle_index.html", rows=list(rows.itertuples()), articles=list(articles.itertuples()), links=links, data=DATA
    )
    return Markup(html)


def _page(
    store: Store,
    path: Path,
    title: str,
    body: Markup,
    *,
    up: str,
    figures: list[Any] | None = None,
    after: list[Any] | None = None,
) -> None:
    import toolkit

    html = render(
        "bundle_page.html",
        store.lang,
        language=store.lang,
        title=title,
        body=body,
        up=up,
        figures=figures or [],
        after=after or [],
        pages=[(name, store.t(page.PAGES[name])) for name in PAGES],
        notes=[store.t(note) for note in store.index.notes],
        digest=store.index.digest,
        version=toolkit.__version__,
        counts=store.selection.count_by_origin(),
        word=store.word,
        f=store.filters,
    )
    path.write_text(html, encoding="utf-8")


def _css() -> str:
    c = style.theme("light")
    variables = "".join(f"--sc-{name}: {value}; " for name, value in c.items())
    return (
        f":root {{ --sc-font: {style.FONT}; {variables}}}\n"
        + asset("page.css")
        + asset("parts.css")
        + asset("bundle.css")
    )


def _sums(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    ]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
