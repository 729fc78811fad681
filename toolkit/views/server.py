"""Serve the pages: addresses, health, log-in, errors that are said plainly, and an end with Ctrl-C."""

from __future__ import annotations

import gc
import json
import logging
import os
import secrets
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import ServerError
from toolkit.resources import dashboards_path
from toolkit.views.options import EVERYWHERE, LEVELS, Options
from toolkit.views.texts import ASSETS

if TYPE_CHECKING:
    from toolkit.corpus import Corpus

#: What the environment must hold for a log-in provider, and what it must hold besides for one that Panel does not know.
OAUTH_KEYS = ("TOOLKIT_OAUTH_KEY", "TOOLKIT_OAUTH_SECRET")
GENERIC_KEYS = ("PANEL_OAUTH_AUTHORIZE_URL", "PANEL_OAUTH_TOKEN_URL", "PANEL_OAUTH_USER_URL")


def serve(corpus: Corpus | str | Path | None = None, **options: Any) -> None:
    """Serve the dashboards until Ctrl-C and print the address.

    ``corpus`` is a corpus, or its folder (read again when it changes), or nothing for the sample and the chronicle.
    ``options`` are the fields of ``toolkit.views.options.Options``. Raises ``ServerError`` when the port is taken or an
    option is wrong.
    """
    given = Options(**options)
    _log(given.log)
    server = make_server(corpus, **options)
    shown = hosts(given.address)[:2] if given.address in EVERYWHERE else [given.address]
    pages = "  ".join(f"http://{host}:{server.port}{server.prefix or ''}/" for host in shown)
    print(f"Dashboards: {pages}   (Ctrl-C ends)", file=sys.stderr, flush=True)
    try:
        server.io_loop.start()
    except KeyboardInterrupt:
        server.stop()
        print("\nStopped.", file=sys.stderr)


def make_server(corpus: Corpus | str | Path | None = None, **options: Any):
    """Return the server, listening but not yet running its loop; arguments as for ``serve``."""
    import panel as pn
    from bokeh.settings import settings

    from toolkit.views import apps
    from toolkit.views.page import PAGES

    given = Options(**options)
    settings.perform_document_validation = False  # checks figures as they are drawn here; the tests look at them
    pn.config.reconnect = True
    login = _login(given.basic_auth, given.oauth)
    allowed = _origins(given.address, given.port, given.origin or [])
    if given.port:
        must_be_free(given.address, given.port)
    apps.use(corpus)
    apps.served_index()
    gc.collect()
    gc.freeze()  # Bokeh collects at the end of each session: not through what all of them share
    pages: dict[str, Any] = {name: str(dashboards_path(f"{name}.py")) for name in PAGES}
    pages["/"] = pages["explorer"]
    apps.allow_uploads(given.allow_upload)
    if given.allow_upload:
        pages["yours"] = str(dashboards_path("yours.py"))
    made = pn.io.server.get_server(
        pages,
        port=given.port,
        address=None if given.address in EVERYWHERE else given.address,
        websocket_origin=allowed,
        prefix=given.prefix.strip("/"),
        num_procs=given.num_procs,
        use_xheaders=given.behind_proxy,
        extra_patterns=[(r"/(health|ready)", _health_handler())],
        show=False,
        start=False,
        **login,
    )
    made.start()  # looks after sessions from now on: without it none would ever end
    return made


def _log(level: str) -> None:
    if level not in LEVELS:
        raise ServerError(f"log {level!r} is not allowed: give one of {', '.join(LEVELS)}")
    logging.basicConfig(
        level=level.upper(), stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
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


def _login(basic_auth: str, oauth: str) -> dict[str, Any]:
    if basic_auth and oauth:
        raise ServerError("give one of --basic-auth and --oauth")
    if not basic_auth and not oauth:
        return {}
    pages = ASSETS / "login"  # Panel's own ask another host for a picture
    common = {
        "cookie_secret": os.environ.get("TOOLKIT_COOKIE_SECRET") or secrets.token_hex(32),
        "login_template": str(pages / "login.html"),
        "logout_template": str(pages / "logout.html"),
        "oauth_error_template": str(pages / "error.html"),
    }
    if basic_auth:
        return {"basic_auth": basic_auth, **common}
    needed = OAUTH_KEYS + (GENERIC_KEYS if oauth == "generic" else ())
    missing = [name for name in needed if not os.environ.get(name)]
    if missing:
        raise ServerError(f"--oauth {oauth} needs {' and '.join(missing)} in the environment")
    key, secret = (os.environ[name] for name in OAUTH_KEYS)
    return {"oauth_provider": oauth, "oauth_key": key, "oauth_secret": secret, **common}


def _origins(address: str, port: int, more: list[str]) -> list[str] | None:
    """Return the hosts a browser may connect from: this machine by its names and those given; never any."""
    wrong = [origin for origin in more if "*" in origin or "/" in origin]
    if wrong:
        raise ServerError(f"origin {wrong[0]!r} is not allowed: give a host, or host:port, such as news.example.org")
    own = [f"{host}:{port}" for host in hosts(address)] if port else []
    return list(dict.fromkeys([*own, *more])) or None


def hosts(address: str) -> list[str]:
    """Return the names under which browsers may open a page: this machine's own, in the room's network where it listens there."""
    own = ["localhost", "127.0.0.1"]
    if address not in EVERYWHERE:
        return list(dict.fromkeys([address, *own]))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation; nothing is sent, only the way out is chosen
            outward = [probe.getsockname()[0]]
        except OSError:  # no network at all
            outward = []
    return list(dict.fromkeys([*outward, *own]))


def must_be_free(address: str, port: int) -> None:
    """Raise ``ServerError`` when something listens there already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("" if address in EVERYWHERE else address, port))
        except OSError as error:
            raise ServerError(
                f"cannot listen on {address}:{port} ({error.strerror}). Is another server running? "
                f"Choose another: --port {port + 1}"
            ) from None
