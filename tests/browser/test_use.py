"""What a person does: filter, brush, follow a number to its sentence, share a link, take data along, lose the connection."""

import csv
import io
import time

from serving import PATIENCE, Visit


def lead(page) -> str:
    return page.locator(".lead").inner_text()


def eventually(true) -> None:
    """Wait until a function of no arguments gives true."""
    until = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < until, "did not come true"
        time.sleep(0.1)


def tick(page, group: str, label: str) -> None:
    page.locator(f"#filter-{group}").get_by_label(label, exact=True).check()


def test_filter_changes_every_view_and_the_address_restores_it(visit, browser):
    page = visit.open("/explorer")
    before = lead(page)
    tick(page, "area", "Georgia")
    visit.until("location.search.includes('area=GEO')")
    page.locator("#chip-area").wait_for()
    after = lead(page)
    assert after != before
    for part in (".incidents tbody tr", ".strip .what"):
        eventually(lambda part=part: all("Ergneti" in text for text in page.locator(part).all_inner_texts()))

    other = browser.new_context().new_page()
    again = Visit(other, visit.server).open("/explorer" + visit.query())
    assert lead(again) == after
    assert again.locator(".strip").all_inner_texts() == page.locator(".strip").all_inner_texts()
    other.context.close()

    page.locator("#chip-area").click()
    visit.until("!location.search.includes('area')")
    page.locator("#chip-area").wait_for(state="detached")
    assert lead(page) == before


def test_going_back_takes_the_last_filter_back(visit):
    page = visit.open("/explorer")
    before = lead(page)
    tick(page, "outcome", "wounded")
    page.locator("#chip-outcome").wait_for()
    page.go_back()
    page.locator("#chip-outcome").wait_for(state="detached")
    assert lead(page) == before


def test_bad_link_gives_defaults_and_a_notice(visit):
    page = visit.open("/explorer?area=ATL&first=2020-99-99&lanes=colour&page=-3&incident=none-such&side=ARM")
    notices = page.locator(".notice[role=status]").all_inner_texts()
    assert len(notices) == 5
    assert page.locator(".chips li").count() == 1


def test_number_leads_to_its_sentence(visit):
    page = visit.open("/explorer?origin=articles")
    page.locator(".dot").first.click()
    picked = page.locator(".card.reader mark.picked")
    picked.wait_for()
    assert "claim=" in visit.query()
    assert picked.inner_text() == "Three"
    sentence = page.locator(".card.reader .reading p", has=page.locator("mark.picked")).inner_text()
    assert sentence.startswith("Three servicemen of Azerbaijan were killed near")
    assert page.locator(".card.reader .claims li.picked").count() == 1


def test_number_of_the_chronicle_leads_to_its_source(visit):
    page = visit.open("/casualties?origin=chronicle")
    page.locator(".dot").first.click()
    page.locator(".card.reader .claims li.picked").wait_for()
    links = page.locator(".card.reader .claims a")
    assert links.first.get_attribute("href").startswith("https://example.org/")
    assert "noopener" in links.first.get_attribute("rel")
    assert page.locator(".card.reader .flag", has_text="unsourced").count() >= 1


def test_words_of_an_article_are_never_run(visit):
    page = visit.open("/explorer?article=art0")
    page.locator(".card.reader .reading p").first.wait_for()
    assert "<script>document.title='broken'</script>" in page.locator(".card.reader .reading").first.inner_text()
    assert page.title() == "Explorer · South Caucasus News Toolkit"
    assert "written for teaching" in page.locator(".card.reader .notice").inner_text()


def test_dragging_across_the_timeline_chooses_a_period(visit):
    page = visit.open("/timeline")
    canvas = page.locator(".card.timeline .bk-Figure").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    across = box["x"] + box["width"] * 0.4, box["x"] + box["width"] * 0.7
    page.mouse.move(across[0], box["y"] + 60)
    page.mouse.down()
    page.mouse.move(across[1], box["y"] + 90, steps=8)
    page.mouse.up()
    visit.until("/first=\\d{4}-\\d\\d-\\d\\d&last=\\d{4}/.test(location.search)")
    page.locator("#chip-first").wait_for()
    page.locator("#whole-period").click()
    visit.until("!location.search.includes('first')")


def test_keyboard_walks_through_the_incidents(visit):
    page = visit.open("/explorer")
    rows = page.locator(".incidents tbody button[data-row]")
    rows.first.focus()
    page.keyboard.press("ArrowDown")
    visit.until("location.search.includes('incident=')")
    page.locator(".incidents tr.picked").wait_for()
    assert page.locator(".incidents tr.picked button[data-row]").inner_text() == rows.nth(1).inner_text()
    assert page.locator(".card.reader h3").inner_text().startswith(rows.nth(1).inner_text())


def test_theme_language_and_pages_keep_the_filters(visit):
    page = visit.open("/explorer?area=GEO")
    page.locator("#theme").click()
    page.wait_for_url("**theme=dark**")
    page.locator("#chip-area").wait_for()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("link", name="Casualties").click()
    page.wait_for_url("**/casualties?**area=GEO**")
    page.locator("#chip-area").wait_for()


def test_search_finds_by_name(visit):
    page = visit.open("/explorer")
    page.locator("#filter-q").fill("jermuk")
    page.locator("#chip-q").wait_for()
    eventually(
        lambda: all("Jermuk" in text for text in page.locator(".incidents tbody button[data-row]").all_inner_texts())
    )


def test_rows_can_be_taken_along(visit):
    page = visit.open("/explorer?area=GEO")
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.locator("#get-csv").click()
    file = waiting.value
    rows = list(csv.DictReader(io.StringIO(file.path().read_text(encoding="utf-8-sig"))))
    assert file.suggested_filename.endswith(".csv")
    assert {row["country"] for row in rows} == {"GEO"}


def test_charts_can_be_taken_along_as_pictures_with_their_source(visit):
    page = visit.open("/timeline")
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
        with page.expect_download(timeout=PATIENCE) as waiting:
            page.locator(f"#timeline-{kind}").click()
        content = waiting.value.path().read_bytes()
        assert content.startswith(start)
    assert b"Claims as reported" in content


def test_own_article_is_analysed_for_its_visitor_alone(visit, browser):
    page = visit.open("/yours")
    poisoned = "Two soldiers wounded near Sotk\n\nTwo Armenian soldiers were wounded near Sotk, Yerevan said.\n"
    page.locator("#own-text").fill(poisoned + "<script>document.title='broken'</script> =1+1 \u202eback\u202c")
    page.locator("#own-start").click()
    page.get_by_text("1 article was read").wait_for()
    page.locator(".strip").first.wait_for()
    assert "wounded" in page.locator(".strip .what").first.inner_text()
    assert page.title() == "Your own articles · South Caucasus News Toolkit"

    other = Visit(browser.new_context().new_page(), visit.server)
    assert "Sotk, Yerevan said" not in other.open("/yours").content()
    other.page.context.close()
