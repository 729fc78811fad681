"""Lesson 7 in a class: three coders in real browsers answer, and their files merge into figures of agreement."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from toolkit.errors import ServerError
from toolkit.framing import agreement, load_codebook, read_codings
from toolkit.resources import data_path
from toolkit.views.coding_page import hosts, make_coding_server
from toolkit.workshop.corpus import coding_articles

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
ANSWERS = {"ana": ["yes", "no", "no"], "boris": ["yes", "no", "yes"], "c-3": ["yes", "yes", "no"]}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Address of a running coding page, and the folder of the answers."""
    folder = tmp_path_factory.mktemp("answers")
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit.cli", "workshop", "code", str(folder), "--port", str(port)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
    )
    address = f"http://localhost:{port}/"
    until = time.monotonic() + 90
    while True:
        try:
            urllib.request.urlopen(address, timeout=30).read()
            break
        except OSError:
            assert process.poll() is None, process.stderr.read().decode()
            assert time.monotonic() < until, "the page did not answer in 90 s"
            time.sleep(0.3)
    yield address, folder
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert "Every answer given is saved" in process.stderr.read().decode()
    process.stderr.close()


def test_three_coders_answer_and_agree_in_part(served, browser):
    from playwright.sync_api import expect

    address, folder = served
    elsewhere = []
    for coder, answers in ANSWERS.items():
        page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
        page.set_default_timeout(30_000)
        page.on("request", lambda request: elsewhere.append(request.url))
        page.goto(address)
        page.get_by_label("Name").fill(coder)
        page.get_by_role("button", name="Start").click()
        for n, answer in enumerate(answers, 1):
            expect(page.get_by_label("Article")).to_have_value(re.compile(rf"^{n}\. "), timeout=30_000)
            expect(page.locator("input[type=radio]")).to_have_count(7, timeout=30_000)
            expect(page.locator("input[type=radio]:checked")).to_have_count(0, timeout=30_000)
            expect(page.get_by_text("Written for teaching")).to_be_visible()
            page.get_by_text(answer, exact=True).click()
            expect(page.get_by_text(f"{n} of 20 answers saved")).to_be_visible(timeout=30_000)
            page.get_by_role("button", name="Next article").click()
    assert [url for url in elsewhere if not url.startswith((address, "data:", "blob:"))] == []
    codebook = load_codebook(data_path("workshop", "codebook.yml"))
    codings = read_codings(folder, codebook=codebook)
    given = codings.sort_values(["coder"]).groupby("coder").value.apply(sorted).to_dict()
    assert given == {coder: sorted(answers) for coder, answers in ANSWERS.items()}
    found = agreement(codings, codebook).set_index("variable")
    assert found.n_units["own_blame"] == 3
    assert found.percent["own_blame"] == pytest.approx(5 / 9)
    assert isinstance(found.message["balance"], str)


def test_page_names_the_addresses_it_can_be_opened_at():
    assert hosts("localhost") == ["localhost", "127.0.0.1"]
    assert "0.0.0.0" not in hosts("0.0.0.0")
    assert set(hosts("0.0.0.0")) >= {"localhost", "127.0.0.1"}


def test_a_taken_port_is_said_plainly(tmp_path):
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=str(port)):
            make_coding_server(coding_articles(), "x", folder=tmp_path, port=port, address="localhost")


def test_the_articles_are_the_ten_of_the_lesson():
    assert len(coding_articles()) == 10
    assert coding_articles().note.eq("Written for teaching: fictional outlet").all()
