"""The examples in docstrings give what they say."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["labels", "people", "space"])
def test_examples_in_docstrings(name):
    result = doctest.testmod(importlib.import_module(f"toolkit.incidents.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
