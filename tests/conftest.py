"""Fixtures for all tests. Development texts that may not enter the repository are looked for beside the checkout."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE / "browser"), str(HERE.parent / "scripts")]

SHARED = HERE.parents[1] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of development texts; a test that asks for it says so when it was not run."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("NOT RUN: the development texts (../shared) are not here")
    return SHARED


@pytest.fixture(scope="session")
def browser():
    """One Chromium. Its event loop stays until the tests end, so tests with a browser run apart (see the Makefile)."""
    from browser import find
    from playwright.sync_api import sync_playwright
    from serving import FLAGS

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), headless=True, args=FLAGS)
        yield chromium
        chromium.close()


def pytest_collection_modifyitems(items):
    for item in items:
        for name in ("shared", "browser"):
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(name)
