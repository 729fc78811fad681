"""Fixtures for all tests. Development texts that may not enter the repository are looked for beside the checkout."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of development texts; a test that asks for it says so when it was not run."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("NOT RUN: the development texts (../shared) are not here")
    return SHARED


def pytest_collection_modifyitems(items):
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
