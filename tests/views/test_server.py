"""Starting a server: clear errors, only known origins, health, a folder that is read again when it changes."""

import json
import os
import socket
import urllib.request

import pytest
from frames import make_corpus

from toolkit.errors import ServerError
from toolkit.views import apps, server
from toolkit.views.html import Html


def test_taken_port_is_said_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=rf"cannot listen on localhost:{port}.*--port {port + 1}"):
            server.make_server(make_corpus(6), port=port)


@pytest.mark.parametrize("origin", ["*", "*.example.org", "https://example.org"])
def test_origins_are_hosts_and_never_any(origin):
    with pytest.raises(ServerError, match="not allowed"):
        server.make_server(make_corpus(6), port=0, origin=[origin])


def test_origins_of_this_machine_are_allowed():
    assert server._origins("localhost", 5006, ["news.example.org"]) == [
        "localhost:5006",
        "127.0.0.1:5006",
        "news.example.org",
    ]
    everywhere = server._origins("0.0.0.0", 5006, [])
    assert everywhere == [f"{host}:5006" for host in server.hosts("0.0.0.0")]
    assert everywhere[-2:] == ["localhost:5006", "127.0.0.1:5006"]


def test_log_in_needs_its_keys(monkeypatch):
    monkeypatch.delenv("TOOLKIT_OAUTH_KEY", raising=False)
    monkeypatch.setenv("TOOLKIT_OAUTH_SECRET", "x")
    with pytest.raises(ServerError, match="needs TOOLKIT_OAUTH_KEY in the environment"):
        server._login("", "github")
    with pytest.raises(ServerError, match="one of"):
        server._login("password", "github")
    assert server._login("password", "")["basic_auth"] == "password"
    assert server._login("", "") == {}


def test_health_and_prefix():
    import threading

    corpus = make_corpus(6)
    made = server.make_server(corpus, port=0, prefix="/news/")
    answers = {}

    def ask():
        for path in ("health", "ready"):
            with urllib.request.urlopen(f"http://localhost:{made.port}/news/{path}", timeout=30) as answer:
                answers[path] = json.load(answer)
        made.io_loop.add_callback(made.io_loop.stop)

    asking = threading.Thread(target=ask)
    made.io_loop.add_callback(asking.start)
    made.io_loop.call_later(60, made.io_loop.stop)
    made.io_loop.start()
    asking.join(10)
    made.stop()
    assert answers["health"]["ready"]
    assert answers["ready"]["data"] == apps.served_index().digest


def test_corpus_folder_that_was_written_anew_is_read_again(tmp_path):
    folder = make_corpus(6).save(tmp_path / "corpus")
    apps.use(folder)
    first = apps.served_index()
    assert apps.served_index() is first
    make_corpus(9).save(folder)
    os.utime(folder / "corpus.json", ns=(1, 1))
    assert len(apps.served_index().incidents) == 9


def test_corpus_folder_that_was_spoiled_leaves_what_was_read(tmp_path, caplog):
    folder = make_corpus(6).save(tmp_path / "corpus")
    apps.use(folder)
    first = apps.served_index()
    (folder / "corpus.json").write_text('{"form": 0}')
    os.utime(folder / "corpus.json", ns=(1, 1))
    assert apps.served_index() is first
    assert "cannot be read; what was read before is served" in caplog.text


def test_folder_named_in_the_environment_is_served_when_nothing_else_is(tmp_path, monkeypatch):
    monkeypatch.setenv("TOOLKIT_CORPUS", str(make_corpus(7).save(tmp_path / "corpus")))
    apps.use(None)
    assert len(apps.served_index().incidents) == 7


@pytest.mark.parametrize("allowed", [False, True])
def test_uploads_are_taken_only_when_allowed(allowed):
    apps.allow_uploads(allowed)
    html = "".join(part.html for part in apps.own_page().select(Html))
    apps.allow_uploads(False)
    assert ("own-text" in html) is allowed
    assert ("takes no articles of visitors" in html) is not allowed


def test_sessions_that_nobody_uses_are_ended():
    made = server.make_server(make_corpus(6), port=0)
    looked_after = made._tornado._cleanup_job
    assert looked_after.is_running()
    made.stop()
    assert not looked_after.is_running()
