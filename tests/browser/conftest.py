"""One server of a made-up corpus for all tests of pages; it ends with the tests."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "charts"), str(HERE.parents[1] / "scripts")]


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory) -> Path:
    from frames import make_corpus

    return make_corpus().save(tmp_path_factory.mktemp("served") / "corpus")


@pytest.fixture(scope="session")
def server(corpus_folder):
    """Address of a running server."""
    from serving import start_server, stop_server

    address, process = start_server(corpus_folder, "--allow-upload")
    yield address
    stop_server(process)


@pytest.fixture
def visit(browser, server):
    """A fresh visitor; the test fails when the page asked another host or had an error."""
    from serving import Visit

    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    visitor = Visit(context.new_page(), server)
    yield visitor
    context.close()
    assert visitor.elsewhere == []
    assert visitor.faults == []
