"""The static bundle opens from the disk with the network off: charts are painted, links lead to the words."""

import hashlib

import pytest
from serving import PATIENCE
from test_pages import colours_in


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    from frames import make_corpus

    from toolkit.views import export_html

    return export_html(make_corpus(), tmp_path_factory.mktemp("stick") / "bundle").parent


@pytest.fixture
def page(browser):
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.asked, page.faults = [], []
    page.on("request", lambda r: page.asked.append(r.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert [url for url in page.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert page.faults == []


def test_first_page_is_painted_without_network(page, bundle):
    page.goto((bundle / "index.html").as_uri())
    page.locator(".main-svg").first.wait_for()
    assert page.locator("h1").count() == 1
    for figure in page.locator(".js-plotly-plot").all():
        figure.scroll_into_view_if_needed()
        assert colours_in(page, figure) > 12
    assert page.locator(".incidents tbody tr").count() == 24


def test_links_lead_from_incident_to_the_sentence(page, bundle):
    page.goto((bundle / "index.html").as_uri())
    page.locator(".incidents tr", has_text="Articles").locator("a").first.click()
    page.get_by_text("show the sentence").first.click()
    marked = page.locator("mark:target")
    marked.wait_for()
    assert marked.inner_text() == "Three"
    assert "<script>document.title='broken'</script>" in page.locator(".reading").first.inner_text()


def test_pages_of_casualties_and_framing_are_painted_and_lead_to_words(page, bundle):
    page.goto((bundle / "index.html").as_uri())
    page.get_by_role("link", name="Framing", exact=True).click()
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert page.locator("h1").inner_text() == "Framing"
    assert "East Courier" in page.locator(".card", has_text="Loaded wording").first.inner_text()
    assert page.locator("section.card").count() == 9
    figure = page.locator(".js-plotly-plot").first
    figure.scroll_into_view_if_needed()
    assert colours_in(page, figure) > 12
    page.get_by_role("link", name="Casualties", exact=True).click()
    page.locator(".card", has_text="Revised figures").wait_for()
    assert page.locator("section.card").count() == 4
    page.get_by_role("link", name="All incidents").click()
    page.locator(".incidents tr", has_text="Articles").locator("a").first.click()
    mirror = page.locator(".card", has_text="Mirror: one incident, several outlets")
    mirror.locator("a").first.click()
    page.locator(".reading").first.wait_for()


def test_checksums_hold_every_file(bundle):
    lines = (bundle / "SHA256SUMS").read_text().splitlines()
    files = {path for path in bundle.rglob("*") if path.is_file()} - {bundle / "SHA256SUMS"}
    assert len(lines) == len(files)
    for line in lines:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((bundle / name).read_bytes()).hexdigest() == digest
