"""Each dashboard in a real browser: it opens, draws, asks no other host, and can be used without seeing or a mouse."""

import io

import pytest

PAGES = ("explorer", "timeline", "casualties", "framing")
#: Bokeh figures of each page.
DRAWN = {"explorer": 3, "timeline": 3, "casualties": 1, "framing": 0}


def colours_in(page, locator) -> int:
    """Count the different colours of what is really painted there."""
    from PIL import Image

    picture = Image.open(io.BytesIO(locator.screenshot())).convert("RGB")
    return len(set(picture.get_flattened_data()))


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_with_one_heading_and_landmarks(visit, name):
    page = visit.open(f"/{name}")
    assert page.locator("h1").all_inner_texts() == [name.capitalize()]
    assert page.locator("main").count() == 1
    assert page.locator("nav[aria-label=Dashboards] a[aria-current=page]").inner_text() == name.capitalize()
    assert page.title().startswith(name.capitalize())
    assert page.locator(".bk-Figure").count() == DRAWN[name]
    for section in page.locator("section.card").all():
        assert section.bounding_box()["height"] > 60


@pytest.mark.parametrize("name", PAGES)
def test_page_without_anything_to_show_says_so(visit, name):
    page = visit.open(f"/{name}?q=nothing-is-called-so")
    assert page.locator(".summary .lead").inner_text() == "Nothing fits these filters."
    assert page.locator(".card .empty").count() >= 1
    page.locator("#chip-q").click()
    page.locator("#chip-q").wait_for(state="detached")


def test_first_page_is_the_explorer(visit):
    page = visit.open("/")
    assert page.locator("h1").inner_text() == "Explorer"


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_figures_are_painted_and_wide_enough(visit, width):
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    visit.open("/explorer")
    for figure in page.locator(".bk-Figure").all():
        figure.scroll_into_view_if_needed()
        assert figure.bounding_box()["width"] >= 320
        assert colours_in(page, figure) > 12
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["casualties", "framing"])
def test_every_plot_is_wide_enough_on_a_phone(visit, name):
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 900})
    visit.open(f"/{name}")
    plots = page.locator(".js-plotly-plot:visible, .bk-Figure:visible")
    plots.first.wait_for()
    assert all(plot.bounding_box()["width"] >= 320 for plot in plots.all())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_serious_fault_of_access(visit, name, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = visit.open(f"/{name}?theme={theme}")
    found = Axe().run(page).response["violations"]
    grave = [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:3]
    ]
    assert grave == []
