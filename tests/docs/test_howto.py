"""The how-to pages are followed word for word, in a copy of toolkit and data, and give what they promise."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    page.stem: page
    for page in [ROOT / "README.md", ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]
}
BLOCK = re.compile(r"(Save as|Add to)?\s*(?:`([^`\n]+)`)?:?\n\n```(yaml|json|text|python)\n(.*?)```", re.S)
#: What must be so after a page was followed.
PROMISED = {
    "tutorial": """
assert corpus.articles.title.tolist() == ["Two soldiers wounded near Sotk"]
assert corpus.articles.published_at.dt.strftime("%Y-%m-%d").tolist() == ["2023-09-01"]
told = corpus.claims[["low", "side", "claimant"]].values.tolist()
assert [2, "ARM", "ARM"] in told and [3, "AZE", "AZE"] in told, told
assert {tuple(row) for row in tolls[["side", "low"]].values} == {("ARM", 2), ("AZE", 3)}
assert {"Sotk", "Kalbajar"} <= set(corpus.places.name)
assert corpus.frames.query("measure == 'loaded_wording'").voice.eq("AZE").all()
""",
    "README": """
assert len(corpus.claims) and corpus.places.crs.to_epsg() == 4326
""",
    "load_nexis": """
assert corpus.articles.title.str.contains("Goris").tolist() == [True, True]
assert corpus.articles.outlet.eq("The Wire").all()
assert "3" in corpus.problems.problem.str.cat()
""",
    "add_side": """
claim = corpus.claims.iloc[0]
assert (claim.outcome, claim.low, claim.side, claim.claimant) == ("killed", 2, "SOU", "NOR")
assert corpus.blames[["accuser", "accused"]].values.tolist() == [["SOU", "NOR"]]
""",
    "add_language": """
columns = ["outcome", "low", "side", "status", "claimant"]
assert corpus.claims[columns].values.tolist() == [
    ["killed", 2, "ARM", "military", "ARM"], ["wounded", 3, "AZE", "military", "AZE"]]
""",
    "add_outlet": """
assert articles.outlet.tolist() == ["Valley Herald"] and articles.outlet_side.tolist() == ["GEO"]
""",
    "add_lexicon": """
mine = frames[frames.measure == "loaded_wording"]
assert mine[["term", "voice", "usage_side"]].values.tolist() == [["returned land", "AZE", "AZE"], ["old homeland", "ARM", "ARM"]]
""",
    "add_place": """
assert faults == [], faults
assert places.place_id.tolist() == ["geo-newbridge"] and places.lat.tolist() == [42.05]
""",
    "serve_class": """
assert first_page.is_file() and "teaching" in first_page.read_text()
""",
    "scale_up": """
import os
assert not os.path.exists("big_corpus/parts")
assert by_side.values.tolist() == [["ARM", "killed", 1], ["AZE", "wounded", 1]]
""",
}
#: Pages that are followed one after the other in one Python; those that change the project's data, in a fresh one after them.
RUNS = (
    ["tutorial", "README", "load_nexis", "scale_up", "serve_class", "add_side", "add_lexicon", "add_place"],
    ["add_outlet", "add_language"],
)
ORDER = [name for run in RUNS for name in run]
FOLLOW = """
import json, traceback
said = {}
for name, code in json.load(open("pages.json")).items():
    try:
        exec(code, {})
    except Exception:
        said[name] = traceback.format_exc()
    else:
        said[name] = None
json.dump(said, open("said.json", "w"))
"""


def test_every_page_is_followed():
    assert PAGES.keys() == PROMISED.keys() == set(ORDER)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What went wrong with each page (null: nothing)."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name in ("toolkit", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    sys.path.insert(0, str(ROOT / "tests" / "articles"))
    from test_exports import TWO, cover, docx

    (folder / "export.docx").write_bytes(docx([*cover(3), *TWO]))
    (folder / "follow.py").write_text(FOLLOW, encoding="utf-8")
    said = {}
    for run in RUNS:
        pages = {name: steps(PAGES[name].read_text(encoding="utf-8")) + PROMISED[name] for name in run}
        (folder / "pages.json").write_text(json.dumps(pages), encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(folder)}
        done = subprocess.run(
            [sys.executable, "follow.py"], cwd=folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-2000:]
        said |= json.loads((folder / "said.json").read_text())
    return said


def steps(page):
    """Return a page as code: its files written, its rows added, its Python as it stands."""
    code = []
    for what, path, kind, content in BLOCK.findall(page):
        if kind == "python":
            code.append(content)
        elif what:
            mode = "w" if what == "Save as" else "a"
            code.append(f"import os; os.makedirs(os.path.dirname({path!r}) or '.', exist_ok=True)")
            code.append(f"with open({path!r}, {mode!r}, encoding='utf-8') as file:\n    file.write({content!r})\n")
    return "\n".join(code)


@pytest.mark.parametrize("name", ORDER)
def test_page_does_what_it_says(name, followed):
    assert followed[name] is None, followed[name]
