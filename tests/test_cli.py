"""The command line: errors without a traceback, counted problems, one row out for each row in."""

import json
import subprocess
import sys

import pytest

GOOD = {
    "id": "good",
    "text": "Two Azerbaijani soldiers were killed near Kalbajar on Friday, the Defense Ministry said.",
}


def run(*args, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "toolkit.cli", *map(str, args)], capture_output=True, text=True, cwd=cwd
    )


@pytest.fixture
def jsonl(tmp_path):
    def write(*lines):
        path = tmp_path / "in.jsonl"
        path.write_text(
            "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n", encoding="utf-8"
        )
        return path

    return write


@pytest.mark.parametrize(
    "command",
    [
        ["analyse", "nowhere.jsonl", "-o", "out"],
        ["annotate", "nowhere.jsonl", "out.jsonl"],
        ["evaluate", "nowhere.jsonl"],
    ],
)
def test_a_missing_file_gets_one_clear_line(command, tmp_path):
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


def test_annotate_writes_a_row_for_each_row(jsonl, tmp_path):
    source = jsonl(GOOD, {"id": "empty", "text": ""}, "[1, 2]", "{broken", {"id": "none"})
    target = tmp_path / "out.jsonl"
    done = run("annotate", source, target, "--quiet")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in target.read_text().splitlines()]
    assert [row["id"] for row in rows] == ["good", "empty", "none"]
    assert set(rows[0]) == {"id", "incident_date", "incident_place", "places", "claims", "toll", "blames", "loaded"}
    assert rows[0]["claims"][0]["sentence"] in GOOD["text"]
    assert rows[1]["claims"] == []


def test_analyse_keeps_good_rows_and_reports_the_others(jsonl, tmp_path):
    done = run("analyse", jsonl(GOOD, "[1, 2]", {"id": "x"}, GOOD), "-o", tmp_path / "corpus", "--quiet")
    assert done.returncode == 0, done.stderr
    assert "3 problem(s)" in done.stderr
    from toolkit.corpus import Corpus

    corpus = Corpus.load(tmp_path / "corpus")
    assert corpus.articles.article_id.tolist() == ["good"]
    assert len(corpus.problems) == 3
    assert corpus.problems.place.notna().all()


def test_evaluate_prints_the_figures_of_the_scorer(jsonl, tmp_path):
    gold = {
        **GOOD,
        "incident_date": None,
        "incident_place": None,
        "places": [],
        "claims": [],
        "toll": [],
        "blames": [],
        "loaded": [],
    }
    done = run("evaluate", jsonl(gold), "--json", "--quiet")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["claims_f1"]["value"] == 0


def test_geocode_names_the_missing_column(tmp_path):
    file = tmp_path / "names.csv"
    file.write_text("place\nGoris\nKapan\n")
    done = run("geocode", file, "--column", "town")
    assert done.returncode == 2
    assert "place" in done.stderr
    done = run("geocode", file, "--column", "place")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("place,")
    assert "2 of 2" in done.stderr
