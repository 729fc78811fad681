"""The shell of a page: one heading, landmarks, filters beside the views, and the address that restores it all."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

import panel as pn
from bokeh.io import curdoc
from panel.io.resources import LOCAL_DIST, patch_model_css

from toolkit.charts import style
from toolkit.views.figure import lean
from toolkit.views.filter_form import FilterForm, Summary
from toolkit.views.index import Index
from toolkit.views.store import Store
from toolkit.views.texts import LANGUAGES, asset, environment
from toolkit.views.view import View

#: The pages, in the order of the navigation, and their titles in English.
OWN = "Your own articles"
PAGES = {"explorer": "Explorer", "timeline": "Timeline", "casualties": "Casualties", "framing": "Framing"}


#: So many views of a page are drawn before it is sent; the others, further down, when it is there.
AT_ONCE = 2


class Shell(pn.Template):
    """A page whose parts enter the document in one step: else all models are gone through anew with each part."""

    def __init__(self):
        super().__init__(_page_template())

    def __repr__(self) -> str:  # Panel asks for it with each part; its own goes through all parts there are by then
        return f"Shell({', '.join(self._render_items)})"

    def server_doc(self, doc: Any = None, title: str | None = None, location: Any = True) -> Any:
        """Put the parts into the document and return it."""
        doc = doc or curdoc()
        with doc.models.freeze():
            made = super().server_doc(doc, title, location)
        for root in made.roots:  # else asked of another host where one process made the page and another answers it
            patch_model_css(root, LOCAL_DIST)
        return made


class Dashboard:
    """A page of views over one index; ``template`` is what is served, ``in_notebook`` what a cell shows."""

    def __init__(
        self,
        name: str,
        index: Index,
        views: list[type[View]],
        query: dict[str, Any] | None = None,
        *,
        lang: str = "en",
        theme: str = "light",
        addressed: bool = True,
    ):
        self.name = name
        self.store = Store(index, query, lang=lang, theme=theme)
        self.filters = FilterForm(self.store)
        self.summary = Summary(self.store)
        self.summary.page, self.summary.addressed = name, addressed
        self.summary.refresh()
        self.views = [view(self.store, later=addressed and at >= AT_ONCE) for at, view in enumerate(views)]
        for view in self.views:
            for pane in view.layout.select(pn.pane.Bokeh):
                lean(cast("pn.pane.Bokeh", pane).object)

    def template(self) -> pn.Template:
        """Return the page for the server."""
        store = self.store
        page = Shell()
        for part in (self.filters, self.summary, *self.views):
            page.add_panel(part.name_of, part)
        variables = {
            "lang": store.lang,
            "theme": store.theme,
            "colours": {name: style.theme(name) for name in style.THEMES},
            "font": style.FONT,
            "css": asset("page.css"),
            "script": asset("page.js"),
            "t": environment(store.lang).globals["gettext"],
            "page_name": self.name,
            "heading": store.t(PAGES.get(self.name, OWN)),
            "pages": [(name, store.t(title)) for name, title in PAGES.items()],
            "languages": list(LANGUAGES.items()),
            "sections": [(view.name_of, store.t(view.heading)) for view in self.views],
            "notes": [store.t(note) for note in store.index.notes],
        }
        for name, value in variables.items():
            page.add_variable(name, value)
        return page

    def in_notebook(self) -> pn.Column:
        """Return the same parts in a column, for the output of a cell."""
        c = style.theme(self.store.theme)
        colours = {f"--sc-{name}": value for name, value in c.items()}
        parts: list[Any] = []
        for view in self.views:
            title = pn.pane.HTML(f"<h3 style='margin:18px 0 4px;color:{c['ink']}'>{self.store.t(view.heading)}</h3>")
            parts += [title, view]
        look = {**colours, "background": c["paper"], "color": c["ink"], "padding": "12px", "font-family": style.FONT}
        beside = pn.Column(self.filters, width=230, margin=(0, 18, 0, 0))
        body = pn.Row(beside, pn.Column(*parts, sizing_mode="stretch_width"), sizing_mode="stretch_width")
        return pn.Column(self.summary, body, sizing_mode="stretch_width", styles=look)


@lru_cache(maxsize=1)
def _page_template() -> Any:
    """Return the page as a compiled template."""
    return pn.Template(asset("html/page.html")).template


def page_settings() -> tuple[dict[str, str], str, str]:
    """Return the query of the request, the language of the interface and the theme it asks for."""
    query = {key: values[-1].decode("utf-8", "replace") for key, values in pn.state.session_args.items() if values}
    lang = query.get("hl", "en")
    theme = query.get("theme", "light")
    return query, lang if lang in LANGUAGES else "en", theme if theme in style.THEMES else "light"
