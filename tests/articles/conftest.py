"""Fixtures of the reading tests."""

import sys
from pathlib import Path

import pytest

from toolkit.articles import read

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def make(tmp_path):
    """Write bytes or text to a file of a name and read it."""

    def made(name, content, **options):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path, progress=False, **options)

    return made
