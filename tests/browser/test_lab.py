"""A lesson in JupyterLab itself: all its cells run, the figure is drawn, and the coding panel saves answers."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request

import pytest
from serving import PATIENCE, free_port

from toolkit.workshop.folder import start

LESSON = "07_coding.ipynb"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address of a JupyterLab on a learner's folder, without a token, for this machine only."""
    folder = tmp_path_factory.mktemp("lab")
    start(folder / "lessons")
    port = free_port()
    home = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, f"--port={port}", "--IdentityProvider.token=", f"--notebook-dir={folder / 'lessons'}"],
            env=os.environ | home | {"TMPDIR": str(folder)},
            stderr=log,
            stdout=log,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=10).read()
            break
        except OSError:
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < until, "JupyterLab did not answer in 60 s"
            time.sleep(0.3)
    yield address, folder
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


def test_a_lesson_runs_in_jupyterlab(lab, browser):
    from playwright.sync_api import expect

    address, folder = lab
    context = browser.new_context(viewport={"width": 1300, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    elsewhere = []
    page.on("request", lambda request: elsewhere.append(request.url))
    page.goto(f"{address}/lab/tree/{LESSON}")
    page.get_by_role("heading", name="Coding together and measuring agreement").first.wait_for(timeout=2 * PATIENCE)
    page.get_by_text("Python 3 (ipykernel) | Idle").first.wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    figure = page.locator(".js-plotly-plot .main-svg").first
    figure.wait_for(state="attached", timeout=2 * PATIENCE)
    figure.scroll_into_view_if_needed()
    expect(figure).to_be_visible()
    assert figure.bounding_box()["height"] > 100
    page.get_by_text("Not yet.").first.wait_for()
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").all_inner_texts() == []
    answer = page.locator(".jp-OutputArea").get_by_text("yes", exact=True).first
    answer.scroll_into_view_if_needed()
    answer.click()
    expect(page.get_by_text("1 of 6 answers saved")).to_be_visible()
    page.get_by_role("button", name="Next article").first.click()
    expect(page.get_by_label("Article")).to_have_value(re.compile(r"^2\. "))
    expect(page.locator("article").get_by_text("Berdavan and Paravakar")).to_be_visible()
    saved = list(folder.glob("tmp*/*.jsonl"))
    assert len(saved) == 1
    assert '"me"' in saved[0].read_text()
    context.close()
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in elsewhere if not url.startswith(own)] == []
