"""The one component that shows HTML and listens to it: every form, table, card and article of the views is one of these."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, ClassVar

import param
from panel.custom import JSComponent
from panel.io.document import hold

from toolkit.views.texts import asset


class Html(JSComponent):
    """Show HTML made by ``texts.render`` and pass on what is done in it.

    ``on_act`` is called with a record: ``act`` (the ``data-act`` of the element) and ``value``, or ``act`` ``set`` with the
    ``name`` and ``value`` of a form control. The values come from the browser and are to be checked.
    """

    html = param.String(default="", doc="What is shown; only from texts.render, which escapes.")

    _esm = asset("html.js")
    _stylesheets: ClassVar[list[str]] = [asset("parts.css")]

    def __init__(self, html: str = "", on_act: Callable[[dict[str, Any]], None] | None = None, **params: Any):
        super().__init__(html=str(html), **{"sizing_mode": "stretch_width", **params})
        self._on_act = on_act
        self._key = secrets.token_hex(8)

    def _handle_msg(self, msg: Any) -> None:
        if not isinstance(msg, dict) or not isinstance(msg.get("act"), str):
            return
        if msg["act"] == "alive":  # asked at first, and when a lost connection is back: a new session has another key
            self._send_msg({"alive": self._key})
        elif self._on_act:
            with hold():  # all that changes goes to the browser in one message
                self._on_act(msg)
