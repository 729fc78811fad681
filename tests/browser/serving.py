"""A server of the dashboards for tests, and a visitor that notes what goes on behind a page."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000  # milliseconds; the machine may be busy with other things


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def start_server(folder: Path, *options: str, path: str = "/framing", port: int = 0):
    """Start ``toolkit serve`` on a free port and wait for a page; return its address and process."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit.cli", "serve", str(folder), "--port", str(port), *options],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://localhost:{port}"
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {process.stderr.read().decode()}")
        try:
            urllib.request.urlopen(address + path, timeout=30).read()
            return address, process
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the server did not answer in 90 s")


def stop_server(process) -> None:
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    process.stderr.close()


class Visit:
    """A page with what went on behind it: requests to other hosts, failed requests, errors of the console."""

    def __init__(self, page, server: str):
        self.page, self.server = page, server
        self.elsewhere: list[str] = []
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._seen)
        page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", lambda r: self.faults.append(f"{r.status} {r.url}") if r.status >= 400 else None)

    def _seen(self, request) -> None:
        if not request.url.startswith((self.server, self.server.replace("http", "ws"), "blob:", "data:")):
            self.elsewhere.append(request.url)

    def open(self, path: str):
        """Open a page and wait until its parts are drawn and the connection stands."""
        with self.page.expect_console_message(lambda m: "document idle" in m.text, timeout=PATIENCE):
            self.page.goto(self.server + path)
        self.page.locator(".summary").wait_for(state="attached")
        expect(self.page.locator("[data-loading]")).to_have_count(0, timeout=PATIENCE)
        return self.page

    def query(self) -> str:
        return self.page.evaluate("location.search")

    def until(self, script: str) -> None:
        """Wait until a script is true in the page."""
        self.page.wait_for_function(script)


class Relay:
    """Stands between browser and server, and can be cut, as a network can."""

    def __init__(self):
        self.listening = socket.create_server(("localhost", 0))
        self.port = self.listening.getsockname()[1]
        self.to: int | None = None
        self.open: list[socket.socket] = []
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            try:
                visitor, _ = self.listening.accept()
            except OSError:
                return
            if self.to is None:
                visitor.close()
                continue
            server = socket.create_connection(("localhost", self.to))
            self.open += [visitor, server]
            for pair in ((visitor, server), (server, visitor)):
                threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """Break all connections and take no more."""
        self.to = None
        for end in self.open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.open.clear()

    def close(self) -> None:
        """End for good."""
        self.cut()
        self.listening.close()
