"""A class codes together: one served page, a name for each coder, one file of answers for each."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.views.server import hosts, must_be_free

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.framing.codebook import Codebook

#: Asks for a name and comes back with it in the address; works on a phone and without a script.
WELCOME = """
<form method="get" style="max-width:30rem">
  <h2>Coding</h2>
  <p>Choose a name that nobody else in the room has. It need not be your own: letters, digits, - and _.</p>
  <p><label>Name <input name="coder" required pattern="[A-Za-z0-9_\\-]+" autocomplete="off"></label>
  <button>Start</button></p>
</form>
"""


#: The frame of the page, made for phones.
PAGE = """
{% extends base %}
{% block postamble %}
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { margin: 0 auto; max-width: 44rem; padding: 0 .6rem; }</style>
{% endblock %}
{% block contents %}<main>{{ embed(roots.coding) }}</main>{% endblock %}
"""


def serve_coding(
    articles: pd.DataFrame,
    codebook: Codebook | str | Path,
    *,
    folder: str | Path,
    port: int = 5007,
    address: str = "localhost",
) -> None:
    """Serve the coding page until Ctrl-C; answers go to ``folder/<name>.jsonl``, one line each, as they are given.

    Raises ``ServerError`` when the port is taken.
    """
    server = make_coding_server(articles, codebook, folder=folder, port=port, address=address)
    pages = "  ".join(f"http://{host}:{server.port}/" for host in hosts(address))
    print(f"Coding: {pages}   answers in {folder}   (Ctrl-C ends)", file=sys.stderr, flush=True)
    with suppress(KeyboardInterrupt):
        server.io_loop.start()
    print("\nStopped. Every answer given is saved.", file=sys.stderr)


def make_coding_server(
    articles: pd.DataFrame, codebook: Codebook | str | Path, *, folder: str | Path, port: int, address: str
) -> Any:
    """Return the server, listening but not yet running its loop."""
    import panel as pn

    from toolkit.views.coding import code_articles

    must_be_free(address, port)
    Path(folder).mkdir(parents=True, exist_ok=True)

    def page() -> Any:
        names = pn.state.session_args.get("coder", [])
        shown: Any = pn.pane.HTML(WELCOME, sizing_mode="stretch_width")
        if names:
            try:
                shown = code_articles(articles, codebook, coder=names[0].decode(), folder=folder).layout
            except ValueError as error:
                shown = pn.Column(pn.pane.Alert(str(error), alert_type="warning"), shown, sizing_mode="stretch_width")
        framed = pn.Template(PAGE)
        framed.add_panel("coding", shown)
        return framed

    made = pn.io.server.get_server(
        {"/": page},
        port=port,
        address=address,
        websocket_origin=[f"{host}:{port}" for host in hosts(address)],
        show=False,
        start=False,
        title="Coding",
    )
    made.start()  # ends the sessions of those who left
    return made
