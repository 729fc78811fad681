"""What serving promises: a lost connection mends or is said to be gone, a page fits twice its size, uploads stay words."""

import json

import pytest
from serving import Relay, Visit, start_server, stop_server

POISON = "=HYPERLINK(1) \u202eTwo soldiers wounded near Sotk\u202c <img src='http://elsewhere.example/x.png' onerror=alert(1)>"


@pytest.fixture
def visitor(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_connection_that_comes_back_goes_on_where_it_was(visitor, corpus_folder):
    relay = Relay()
    address, process = start_server(corpus_folder, "--origin", f"localhost:{relay.port}")
    relay.to = port = int(address.rpartition(":")[2])
    visit = Visit(visitor, f"http://localhost:{relay.port}")
    page = visit.open("/explorer?area=GEO")
    relay.cut()
    page.get_by_text("The connection to the server is lost").wait_for()
    assert page.locator(".strip").count() > 0
    relay.to = port
    page.locator("#lost").wait_for(state="hidden")
    page.locator("#filter-area").get_by_label("Armenia", exact=True).check()
    visit.until("location.search.includes('area=ARM,GEO')")
    relay.close()
    stop_server(process)


def test_session_that_is_gone_is_said_and_loading_again_restores_the_filters(visitor, corpus_folder):
    address, process = start_server(corpus_folder)
    page = Visit(visitor, address).open("/casualties?area=GEO")
    assert page.locator("#lost").is_hidden()
    stop_server(process)
    page.get_by_text("The connection to the server is lost").wait_for()
    _, process = start_server(corpus_folder, port=int(address.rpartition(":")[2]))
    page.get_by_text("This session has ended").wait_for(timeout=60_000)
    page.locator("#again").click()
    page.locator("#chip-area").wait_for()
    assert page.locator("#lost").is_hidden()
    assert page.evaluate("location.search") == "?area=GEO"
    stop_server(process)


@pytest.mark.parametrize("name", ["explorer", "framing"])
def test_twice_the_size_loses_no_control(browser, server, name):
    shown = {}
    for zoom in (1, 2):
        context = browser.new_context(
            viewport={"width": 1440 // zoom, "height": 900 // zoom}, device_scale_factor=float(zoom)
        )
        page = Visit(context.new_page(), server).open(f"/{name}")
        fold = page.locator("#filter-fold")
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        controls = page.locator("button:visible, input:visible, select:visible, summary:visible, a[href]:visible")
        boxes = controls.evaluate_all(
            "all => all.map(e => [e.id || e.textContent.trim(), e.getBoundingClientRect().width])"
        )
        assert all(width > 0 for _, width in boxes)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440 // zoom
        shown[zoom] = {control for control, _ in boxes}
        context.close()
    assert shown[1] - shown[2] == set()


def test_poisoned_article_stays_words(visit):
    page = visit.open("/yours")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("#own-text").fill(f"{POISON}\n\nTwo Armenian soldiers were wounded near Sotk, Yerevan said.\n{POISON}")
    page.locator("#own-start").click()
    page.get_by_text("1 article was read").wait_for()
    page.locator(".strip .dot").first.click()
    reading = page.locator(".reading").first
    reading.wait_for()
    assert "onerror=alert(1)>" in reading.inner_text()
    assert page.locator("img").count() == 0
    assert asked == []


def test_upload_over_the_limit_is_refused_and_a_long_one_can_be_stopped(visit):
    page = visit.open("/yours")
    row = {"text": "Two Armenian soldiers were wounded near Sotk, Yerevan said. " * 60}

    def upload(number: int) -> None:
        rows = "\n".join(json.dumps({"id": str(n), "title": f"Report {n}", **row}) for n in range(number))
        page.locator("#own-files").set_input_files(
            {"name": "a.jsonl", "mimeType": "application/json", "buffer": rows.encode()}
        )
        page.locator("#own-start").click()

    upload(201)
    page.get_by_text("at most 200 at once").wait_for()
    upload(200)
    page.locator("#own-stop").click()
    page.locator("#own-stop").wait_for(state="detached")
    assert page.locator(".strip").count() == 0
