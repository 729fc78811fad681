"""The explorer in the output of a notebook cell: it is drawn, and asks no other host for anything."""

import nbformat
import pytest
from nbclient import NotebookClient
from serving import PATIENCE


@pytest.fixture(scope="module")
def output(corpus_folder, tmp_path_factory):
    """A page with nothing but the output of the cell."""
    cell = f"from toolkit.corpus import Corpus\nCorpus.load({str(corpus_folder)!r}).explore(area=('GEO',))"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    NotebookClient(notebook, timeout=180, kernel_name="python3").execute()
    parts = []
    for part in notebook.cells[0].outputs:
        data = part.get("data", {})
        script = data.get("application/javascript", "").replace("</script", "<\\/script")
        parts.append(data.get("text/html") or f"<script>{script}</script>")
    page = tmp_path_factory.mktemp("cell") / "output.html"
    page.write_text('<!DOCTYPE html><meta charset="utf-8"><body>' + "\n".join(parts), encoding="utf-8")
    return page


def test_output_is_drawn_without_network(browser, output):
    context = browser.new_context(offline=True, viewport={"width": 1100, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(output.as_uri())
    page.locator(".strip").first.wait_for()
    assert all("Ergneti" in text for text in page.locator(".strip .what").all_inner_texts())
    assert page.locator(".bk-Figure").count() == 3
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert faults == []
    context.close()
