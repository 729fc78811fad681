"""Serve the pages: addresses, errors that are said plainly, and an end with Ctrl-C."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from toolkit.errors import ServerError
from toolkit.resources import dashboards_path

if TYPE_CHECKING:
    from toolkit.corpus import Corpus


def serve(corpus: Corpus | None = None, *, port: int = 5006, address: str = "localhost", **options: Any) -> None:
    """Serve the dashboards until Ctrl-C. ``options`` go to ``panel.serve`` (``prefix``, ``basic_auth``, ...)."""
    import sys

    server = make_server(corpus, port=port, address=address, **options)
    print(f"Dashboards: http://{address}:{server.port}/   (Ctrl-C ends)", file=sys.stderr, flush=True)
    try:
        server.io_loop.start()
    except KeyboardInterrupt:
        server.stop()
        print("\nStopped.", file=sys.stderr)


def make_server(corpus: Corpus | None = None, *, port: int = 5006, address: str = "localhost", **options: Any):
    """Return the server, listening but not yet running its loop. Port 0 takes a free one."""
    import panel as pn

    from toolkit.views import apps
    from toolkit.views.page import PAGES

    if port:
        _must_be_free(address, port)
    if corpus is not None:
        apps.use(corpus)
    apps.served_index()
    pages: dict[str, Any] = {name: str(dashboards_path(f"{name}.py")) for name in PAGES}
    pages["/"] = pages["explorer"]
    origins = options.pop("websocket_origin", None) or _origins(address, port)
    return pn.io.server.get_server(
        pages, port=port, address=address, websocket_origin=origins, show=False, start=False, **options
    )


def _origins(address: str, port: int) -> list[str] | None:
    """Return the hosts a browser may connect from: this machine by its names, never any."""
    if not port:
        return None
    return [f"{host}:{port}" for host in dict.fromkeys((address, "localhost", "127.0.0.1"))]


def _must_be_free(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise ServerError(
                f"cannot listen on {address}:{port} ({error.strerror}). Is another server running? Choose another: --port {port + 1}"
            ) from None
