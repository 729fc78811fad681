"""Views as a person uses them: every number by click and by keyboard, choices of names, borders, language, colours, motion."""

import io

import pytest
from serving import Visit
from test_pages import PAGES
from test_use import eventually

READER = ".card.reader .box"
#: A visible number of each page, and the part of the page that must be open to see it.
NUMBERS = {
    "explorer": ["#lead-n-chronicle", "#lead-c-articles", "#lead-articles", "#sum-1", "#own-1", "#twin-timeline-1-5", "#twin-read-1-3"],
    "timeline": ["#timeline-n-articles", "#twin-timeline-2-5"],
    "casualties": ["#sum-2", "#sum-AZE", "#twin-casualties-1-7", "#twin-overtime-1-3", "#changed-1-4"],
    "framing": ["#own-1", "#twin-share-1-3", "#twin-framing-1-2"],
}  # fmt: skip


def opened(page) -> str:
    """Open all folded tables of a page, and return what the reader shows."""
    page.evaluate("() => { const open = (root) => { for (const d of root.querySelectorAll('details')) d.open = true;"
                  " for (const e of root.querySelectorAll('*')) if (e.shadowRoot) open(e.shadowRoot); }; open(document); }")  # fmt: skip
    return page.locator(READER).inner_text()


@pytest.mark.parametrize("name", PAGES)
def test_numbers_open_their_list_by_click_and_by_keyboard(visit, name):
    page = visit.open(f"/{name}")
    for at, number in enumerate(NUMBERS[name]):
        before = opened(page)
        button = page.locator(number)
        if at % 2:
            button.focus()
            page.keyboard.press("Enter")
        else:
            button.click()
        eventually(lambda before=before: page.locator(READER).inner_text() != before)
        page.locator(f"{READER} #behind-1").wait_for()
        assert "behind=" in visit.query()
    page.locator(f"{READER} #behind-1").focus()
    page.keyboard.press("Enter")
    eventually(lambda: page.locator(f"{READER} #behind-1").count() == 0)


def canvas_at(page, card: str, find: str):
    """Return where on the screen the first mark of a figure is; ``find`` is a renderer's source column set."""
    figure = page.locator(f".card.{card} .bk-Figure").first
    figure.scroll_into_view_if_needed()
    box = figure.bounding_box()
    spot = page.evaluate(
        """([column, n]) => {
          for (const view of Bokeh.index.roots ?? Object.values(Bokeh.index)) {
            const found = (function walk(v) {
              if (v.model?.type === "Figure" || v.model?.type === "Plot") {
                for (const r of v.model.renderers) {
                  const data = r.data_source?.data;
                  if (data?.x?.length && column in data) {
                    const x = v.frame.x_scale.compute(data.x[n]), y = v.frame.y_scale.compute(data.y[n]);
                    return [x, y];
                  }
                }
              }
              for (const child of v.child_views ?? []) { const f = walk(child); if (f) return f; }
              return null;
            })(view);
            if (found) return found;
          }
          return null;
        }""",
        [find, 0],
    )
    return box["x"] + spot[0], box["y"] + spot[1]


@pytest.mark.parametrize(("path", "card", "column"), [("/timeline", "timeline", "lane"), ("/timeline", "map", "prec")])
def test_mark_of_a_figure_opens_its_incidents(visit, path, card, column):
    page = visit.open(path)
    page.mouse.click(*canvas_at(page, card, column))
    visit.until("/(incident|behind)=/.test(location.search)")
    page.locator(f"{READER} #reader-close").wait_for()


def test_selection_is_shared_by_timeline_and_map(visit):
    page = visit.open("/timeline")
    page.locator(".incidents tbody button[data-row]").first.click()
    page.locator(f"{READER} #reader-close").wait_for()
    ringed = """() => Bokeh.documents.flatMap((d) => [...d._all_models.values()])
      .filter((m) => m.type === "GlyphRenderer" && [26, 34].includes(m.glyph.size?.value) && m.data_source.data.x?.length).length"""
    eventually(lambda: page.evaluate(ringed) == 2)


def test_names_and_borders_are_the_readers_choice(visit):
    page = visit.open("/timeline")
    shown = """() => Bokeh.documents.flatMap((d) => [...d._all_models.values()])
      .filter((m) => m.type === "ColumnDataSource" && m.data.text && !m.data.origin).flatMap((m) => [...m.data.text])"""
    assert "Khankendi" in page.evaluate(shown)
    page.locator("#map-names").select_option("armenian")
    eventually(lambda: "Stepanakert" in page.evaluate(shown))
    visit.until("location.search.includes('names=armenian')")
    lines = """() => Bokeh.documents.flatMap((d) => [...d._all_models.values()])
      .filter((m) => m.type === "GlyphRenderer" && !m.visible && m.glyph.type === "Line").length"""
    assert page.evaluate(lines) == 0
    page.locator("#map-borders").select_option("none")
    eventually(lambda: page.evaluate(lines) == 2)


def test_language_of_the_interface_is_switched_and_kept(visit):
    page = visit.open("/casualties?area=GEO")
    page.locator("#hl").select_option("ka")
    page.wait_for_url("**hl=ka**")
    page.locator("#chip-area").wait_for()
    assert page.locator("h1").inner_text() != "Casualties"
    assert page.evaluate("document.documentElement.lang") == "ka"


def test_side_colours_can_be_exchanged_and_nothing_else_changes(visit):
    page = visit.open("/casualties")
    colours = "() => [...new Set([...document.querySelectorAll('*')].flatMap((e) => e.shadowRoot ? [...e.shadowRoot.querySelectorAll('.dot svg')].map((s) => s.getAttribute('stroke')) : []))].sort()"
    before, words = page.evaluate(colours), page.locator(".strip").all_inner_texts()
    first = page.locator(".dot svg").first.get_attribute("stroke")
    page.locator("#casualties-swap").check()
    eventually(lambda: page.locator(".dot svg").first.get_attribute("stroke") != first)
    assert page.evaluate(colours) == before
    assert page.locator(".strip").all_inner_texts() == words


def test_who_wants_no_motion_moves_the_slider_by_steps(browser, server):
    context = browser.new_context(reduced_motion="reduce")
    visit = Visit(context.new_page(), server)
    page = visit.open("/explorer")
    page.locator("#known-play").click()
    visit.until("location.search.includes('known=')")
    page.locator("#chip-known").wait_for()
    first = visit.query()
    page.wait_for_timeout(2500)
    assert visit.query() == first
    assert page.locator("#known-play").inner_text() == "Play"
    context.close()


def test_play_moves_through_time_and_stops(visit):
    page = visit.open("/explorer")
    page.locator("#known-play").click()
    visit.until("location.search.includes('known=')")
    first = visit.query()
    eventually(lambda: visit.query() != first)
    page.locator("#known-play").click()
    assert page.locator("#known-play").inner_text() == "Play"


def test_marked_words_say_how_they_were_read(visit):
    page = visit.open("/explorer?article=art0")
    mark = page.locator(f"{READER} mark[data-act=why]").first
    mark.focus()
    page.keyboard.press("Enter")
    page.locator(f"{READER} #why").wait_for()
    assert len(page.locator(f"{READER} #why").inner_text()) > 10


def test_view_can_be_cited_with_its_full_address(visit):
    page = visit.open("/explorer?area=GEO&theme=dark")
    opened(page)
    link = page.locator("#keep-link").inner_text()
    assert link.startswith(visit.server + "/explorer?")
    assert "area=GEO" in link
    assert "theme=dark" in link
    assert link in page.locator("#keep-cite").inner_text()


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_marks_are_drawn_after_going_from_page_to_page(visit, width):
    from PIL import Image

    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    visit.open("/casualties")
    with page.expect_console_message(lambda m: "document idle" in m.text):
        page.get_by_role("link", name="Timeline").click()
    for card in ("timeline", "map"):
        figure = page.locator(f".card.{card} .bk-Figure").first
        figure.scroll_into_view_if_needed()

        def dark(figure=figure) -> int:
            picture = Image.open(io.BytesIO(figure.screenshot())).convert("L")
            return sum(picture.histogram()[:110])

        eventually(lambda dark=dark: dark() > 300)


@pytest.mark.parametrize(
    ("name", "lang", "width", "theme"),
    [
        ("explorer", "hy", 390, "dark"),
        ("explorer", "ru", 768, "light"),
        ("timeline", "hy", 390, "light"),
        ("timeline", "ka", 1440, "dark"),
        ("casualties", "az", 768, "dark"),
        ("casualties", "ka", 390, "light"),
        ("framing", "az", 768, "light"),
        ("framing", "ru", 390, "dark"),
    ],
)
def test_no_serious_fault_of_access_in_other_languages_and_widths(visit, name, lang, width, theme):
    from axe_playwright_python.sync_playwright import Axe

    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(f"/{name}?hl={lang}&theme={theme}")
    opened(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    grave = [
        (fault["id"], node["target"], node["failureSummary"])
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"][:2]
    ]
    assert grave == []
