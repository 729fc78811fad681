"""Who is let in: by password, by a provider, from which host; the provider here is a stand-in on this machine."""

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from frames import make_corpus
from serving import start_server, stop_server
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.ioloop import IOLoop
from tornado.websocket import websocket_connect

PASSWORDS = {"ani": "first", "leyla": "second"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_corpus(6).save(tmp_path_factory.mktemp("login") / "corpus")


@pytest.fixture(scope="module")
def guarded(folder):
    """A server with a file of names and passwords."""
    passwords = folder.parent / "passwords.json"
    passwords.write_text(json.dumps(PASSWORDS), encoding="utf-8")
    address, process = start_server(folder, "--basic-auth", str(passwords), path="/health")
    yield address
    stop_server(process)


def visitor():
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def log_in(opener, address: str, name: str, password: str) -> str:
    opener.open(f"{address}/explorer", timeout=60).read()
    data = urllib.parse.urlencode({"username": name, "password": password}).encode()
    return opener.open(f"{address}/login", data, timeout=60).read().decode()


def test_without_a_password_there_is_only_the_form(guarded):
    with visitor().open(f"{guarded}/explorer", timeout=60) as answer:
        page = answer.read().decode()
    assert urllib.parse.urlsplit(answer.url).path == "/login"
    assert "<h1>Log in</h1>" in page
    assert "Armed clash" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_wrong_password_is_said_and_the_right_one_opens(guarded):
    opener = visitor()
    assert "Invalid username or password" in log_in(opener, guarded, "ani", "second")
    assert "<h1>Log in</h1>" in opener.open(f"{guarded}/explorer", timeout=60).read().decode()
    page = log_in(opener, guarded, "leyla", "second")
    assert "<h1>Explorer</h1>" in page
    assert "<h1>Logged out</h1>" in opener.open(f"{guarded}/logout", timeout=60).read().decode()


def test_health_needs_no_password(guarded):
    assert json.load(urllib.request.urlopen(f"{guarded}/ready", timeout=60))["ready"]


def socket(address: str, origin: str) -> int:
    """Return what a websocket from a page of ``origin`` is answered with."""

    async def connect() -> int:
        url = address.replace("http", "ws", 1) + "/explorer/ws"
        try:
            made = await websocket_connect(HTTPRequest(url, headers={"Origin": origin}), subprotocols=["bokeh", "none"])
        except HTTPClientError as error:
            return error.code
        made.close()
        return 101

    return IOLoop().run_sync(connect)


def test_without_a_password_there_is_no_connection(guarded):
    assert socket(guarded, guarded) == 403


def test_pages_of_other_hosts_may_not_connect(folder):
    address, process = start_server(folder, "--origin", "news.example.org", path="/health")
    try:
        assert socket(address, "http://elsewhere.example") == 403
        assert socket(address, "http://news.example.org.elsewhere.example") == 403
        assert socket(address, "http://news.example.org") == 101  # let in as far as to be asked for a session
        assert socket(address, address) == 101
    finally:
        stop_server(process)


class Provider(BaseHTTPRequestHandler):
    """A stand-in for a log-in provider: everyone who asks is the same person."""

    asked: list[str]

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        self.asked.append(url.path)
        if url.path == "/authorize":
            back = urllib.parse.urlencode({"code": "once", "state": query["state"]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?{back}")
            self.end_headers()
        else:
            self.answer({"email": "reader@example.org"})

    def do_POST(self):
        self.asked.append(self.path)
        given = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        right = given.get("code") == "once" and given.get("client_secret") == "kept apart"
        self.answer({"access_token": "t", "token_type": "bearer"} if right else {"error": "invalid_client"})

    def answer(self, data):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *_):
        pass


def test_a_provider_lets_in_whom_it_knows(folder, monkeypatch):
    Provider.asked = []
    provider = HTTPServer(("localhost", 0), Provider)
    threading.Thread(target=provider.serve_forever, daemon=True).start()
    at = f"http://localhost:{provider.server_port}"
    for name, path in (("AUTHORIZE", "authorize"), ("TOKEN", "token"), ("USER", "user")):
        monkeypatch.setenv(f"PANEL_OAUTH_{name}_URL", f"{at}/{path}")
    monkeypatch.setenv("TOOLKIT_OAUTH_KEY", "toolkit")
    monkeypatch.setenv("TOOLKIT_OAUTH_SECRET", "kept apart")
    address, process = start_server(folder, "--oauth", "generic", path="/health")
    try:
        with visitor().open(f"{address}/explorer", timeout=60) as answer:
            page = answer.read().decode()
        assert "<h1>Explorer</h1>" in page
        assert Provider.asked == ["/authorize", "/token", "/user"]
    finally:
        stop_server(process)
        provider.shutdown()
        provider.server_close()
