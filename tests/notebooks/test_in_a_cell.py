"""What somebody meets who works in a cell: a quick import, names that complete, a corpus that shows what it holds."""

import re
import subprocess
import sys

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import toolkit
from toolkit.tables import TABLES
from toolkit.workshop import checks

IMPORT = "import time; began = time.perf_counter(); import toolkit; print(time.perf_counter() - began, 'pandas' in __import__('sys').modules)"


def test_importing_takes_less_than_half_a_second_and_loads_no_pandas():
    runs = [
        subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True).stdout.split() for _ in range(3)
    ]
    assert min(float(seconds) for seconds, _ in runs) < 0.5
    assert {loaded for _, loaded in runs} == {"False"}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("toolkit.analy", "analyse"),
        ("toolkit.read_art", "read_articles"),
        ("corpus.cla", "claims"),
        ("corpus.expl", "explore"),
        ("corpus.claims.evid", "evidence"),
        ("corpus.claims.evidence.wo", "words"),
        ("check.q", "q2"),
        ("check.hi", "hint"),
    ],
)
def test_names_complete(typed, offered):
    shell = InteractiveShell.instance()
    shell.user_ns.update(toolkit=toolkit, corpus=toolkit.Corpus.empty(), check=checks(1))
    with provisionalcompleter():
        found = [typed[: match.start] + match.text for match in shell.Completer.completions(typed, len(typed))]
    assert any(name.rpartition(".")[2] == offered for name in found), found


def test_a_corpus_shows_its_tables_with_what_a_row_is():
    shown = toolkit.Corpus.empty()._repr_html_()
    assert re.findall(r"<th style='text-align:left'>(\w+)</th>", shown) == list(TABLES)
    assert TABLES["claims"].row in shown
