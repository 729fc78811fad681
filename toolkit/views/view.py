"""What all views have in common: a part of a page that draws the store's selection, with a heading and a twin table."""

from __future__ import annotations

import logging
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakMethod

import panel as pn
from bokeh.io import curdoc
from panel.io.document import hold

from toolkit.views.downloads import download
from toolkit.views.html import Html
from toolkit.views.texts import render

if TYPE_CHECKING:
    from toolkit.views.store import Store

log = logging.getLogger(__name__)

#: What can be opened in the reader; ``behind`` is the list of what stands behind a number.
OPENED = ("incident", "article", "claim", "stretch", "behind")


def in_session() -> bool:
    """Tell whether what is drawn now goes to a browser that is connected, or will be."""
    return pn.state.curdoc is not None and pn.state.curdoc.session_context is not None


class View(ABC):
    """One view. ``refresh`` is called when filters or selections change; ``act`` when the reader does something in it.

    ``later``: in a served page it is first drawn when the page is there.
    """

    #: Name of the part in pages and templates, and its heading in English.
    name_of = "view"
    heading = ""
    #: False for a figure that Bokeh cannot draw while it is empty.
    can_wait = True

    def __init__(self, store: Store, *, later: bool = False):
        self.store = store
        self.parts: list[Html] = []
        self._folded: dict[str, Callable[[], None]] | None = None
        self.build()
        store.param.watch(self._changed, ["filters", "selection"])
        if later and self.can_wait and in_session():
            self.parts[0].html = str(render("loading.html", store.lang))
            mine = WeakMethod(self.refresh)  # a page that is never opened is forgotten with its views
            pn.state.onload(lambda: (drawn := mine()) and drawn())
        else:
            self.refresh()
        self._folded = {}

    @abstractmethod
    def build(self) -> None:
        """Make the components, once."""

    @abstractmethod
    def refresh(self) -> None:
        """Draw what the store holds now."""

    @property
    @abstractmethod
    def layout(self) -> pn.viewable.Viewable:
        """The components in their order."""

    def act(self, message: dict[str, Any]) -> None:
        """Do what the reader asked for in a part of the view."""
        act, value = message["act"], message.get("value", "")
        if act == "set" and isinstance(message.get("name"), str) and isinstance(value, str | list):
            self.store.change(**{message["name"]: value if not isinstance(value, list) else tuple(map(str, value))})
        elif act in OPENED:
            self.store.select(act, str(value))
        elif act == "download":
            self.give(download(self.store, str(value)))
        elif act == "page":
            self.store.change(page=str(value))

    def give(self, file: dict[str, Any] | None) -> None:
        """Hand a file to the reader's browser."""
        if file:
            self.parts[0]._send_msg(file)

    def part(self, **options: Any) -> Html:
        """Return an empty HTML part that passes what is done in it to ``act``."""
        made = Html(on_act=self._do, **options)
        self.parts.append(made)
        return made

    def _do(self, message: dict[str, Any]) -> None:
        """Do what was asked; what goes wrong is logged under a reference that the reader is told."""
        try:
            self.act(message)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("%s failed at %r (reference %s)", type(self).__name__, message["act"], reference)
            self.parts[0]._send_msg(
                {
                    "failed": self.store.t(
                        "This could not be done (reference {reference}). The page goes on working.", reference=reference
                    )
                }
            )

    def folded(self, name: str, draw: Callable[[], None]) -> None:
        """Draw what is folded away: after all that is seen has gone to the browser; at once where there is none yet."""
        if self._folded is None or not in_session():
            draw()
            return
        if not self._folded:
            curdoc().add_next_tick_callback(self._draw_folded)
        self._folded[name] = draw

    def _draw_folded(self) -> None:
        waiting, self._folded = self._folded or {}, {}
        with hold():
            for draw in waiting.values():
                draw()

    def _changed(self, *events: Any) -> None:
        self.refresh()

    def __panel__(self) -> pn.viewable.Viewable:
        return self.layout
