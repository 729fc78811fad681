"""Serve the pages: addresses, health, log-in, errors that are said plainly, and an end with Ctrl-C."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import ServerError
from toolkit.resources import dashboards_path

if TYPE_CHECKING:
    from toolkit.corpus import Corpus

#: Hosts that mean every address of the machine.
EVERYWHERE = ("0.0.0.0", "::", "")


def serve(
    corpus: Corpus | str | Path | None = None,
    *,
    port: int = 5006,
    address: str = "localhost",
    prefix: str = "",
    origins: list[str] | None = None,
    num_procs: int = 1,
    basic_auth: str | None = None,
    oauth: str | None = None,
    allow_upload: bool = False,
) -> None:
    """Serve the dashboards until Ctrl-C and print the address.

    ``corpus`` is a corpus, or its folder (read again when it changes), or nothing for the sample and the chronicle.
    ``prefix`` is the path behind a reverse proxy, ``origins`` the hosts a browser may come from (this machine is always
    allowed, ``*`` never). ``basic_auth`` is a password, or a JSON file of names and passwords; ``oauth`` a provider whose
    key and secret are in ``TOOLKIT_OAUTH_KEY`` and ``TOOLKIT_OAUTH_SECRET``. ``allow_upload`` adds the page ``/yours``.
    Raises ``ServerError`` when the port is taken or an option is wrong.
    """
    server = make_server(
        corpus,
        port=port,
        address=address,
        prefix=prefix,
        origins=origins,
        num_procs=num_procs,
        basic_auth=basic_auth,
        oauth=oauth,
        allow_upload=allow_upload,
    )
    shown = "localhost" if address in EVERYWHERE else address
    print(
        f"Dashboards: http://{shown}:{server.port}{server.prefix or ''}/   (Ctrl-C ends)", file=sys.stderr, flush=True
    )
    try:
        server.io_loop.start()
    except KeyboardInterrupt:
        server.stop()
        print("\nStopped.", file=sys.stderr)


def make_server(
    corpus: Corpus | str | Path | None = None,
    *,
    port: int = 5006,
    address: str = "localhost",
    prefix: str = "",
    origins: list[str] | None = None,
    num_procs: int = 1,
    basic_auth: str | None = None,
    oauth: str | None = None,
    allow_upload: bool = False,
):
    """Return the server, listening but not yet running its loop; options as for ``serve``. Port 0 takes a free one."""
    import panel as pn
    from bokeh.settings import settings

    from toolkit.views import apps
    from toolkit.views.page import PAGES

    settings.perform_document_validation = False  # checks figures as they are drawn here; the tests look at them
    allowed = _origins(address, port, origins or [])
    if port:
        _must_be_free(address, port)
    apps.use(corpus)
    apps.served_index()
    pages: dict[str, Any] = {name: str(dashboards_path(f"{name}.py")) for name in PAGES}
    pages["/"] = pages["explorer"]
    apps.allow_uploads(allow_upload)
    if allow_upload:
        pages["yours"] = str(dashboards_path("yours.py"))
    return pn.io.server.get_server(
        pages,
        port=port,
        address=None if address in EVERYWHERE else address,
        websocket_origin=allowed,
        prefix=prefix.strip("/"),
        num_procs=num_procs,
        extra_patterns=[(r"/(health|ready)", _health_handler())],
        show=False,
        start=False,
        **_login(basic_auth, oauth),
    )


def _health_handler():
    from tornado.web import RequestHandler

    import toolkit
    from toolkit.views import apps

    class Health(RequestHandler):
        """Say that the process answers (``health``) and has its corpus (``ready``)."""

        def get(self, what: str) -> None:
            ready = apps.is_ready()
            self.set_status(200 if ready or what == "health" else 503)
            self.set_header("Content-Type", "application/json")
            data = apps.served_index().digest if ready else None
            self.write(json.dumps({"ready": ready, "version": toolkit.__version__, "data": data}))

    return Health


def _login(basic_auth: str | None, oauth: str | None) -> dict[str, Any]:
    if basic_auth and oauth:
        raise ServerError("give one of --basic-auth and --oauth")
    if basic_auth:
        return {"basic_auth": basic_auth, "cookie_secret": secrets.token_hex(32)}
    if not oauth:
        return {}
    missing = [name for name in ("TOOLKIT_OAUTH_KEY", "TOOLKIT_OAUTH_SECRET") if not os.environ.get(name)]
    if missing:
        raise ServerError(f"--oauth {oauth} needs {' and '.join(missing)} in the environment")
    return {
        "oauth_provider": oauth,
        "oauth_key": os.environ["TOOLKIT_OAUTH_KEY"],
        "oauth_secret": os.environ["TOOLKIT_OAUTH_SECRET"],
        "cookie_secret": secrets.token_hex(32),
    }


def _origins(address: str, port: int, more: list[str]) -> list[str] | None:
    """Return the hosts a browser may connect from: this machine by its names and those given; never any."""
    wrong = [origin for origin in more if "*" in origin or "/" in origin]
    if wrong:
        raise ServerError(f"origin {wrong[0]!r} is not allowed: give a host, or host:port, such as news.example.org")
    own = (
        [] if not port else [f"{host}:{port}" for host in (address, "localhost", "127.0.0.1") if host not in EVERYWHERE]
    )
    return list(dict.fromkeys([*own, *more])) or None


def _must_be_free(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("" if address in EVERYWHERE else address, port))
        except OSError as error:
            raise ServerError(
                f"cannot listen on {address}:{port} ({error.strerror}). Is another server running? "
                f"Choose another: --port {port + 1}"
            ) from None
