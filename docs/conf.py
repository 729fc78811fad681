"""The site, built without a network: sphinx-build -W docs build/site. Notebooks are shown as written, not run."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT))
for name in ("notebooks", "data"):
    shutil.rmtree(DOCS / name, ignore_errors=True)
shutil.copytree(ROOT / "notebooks", DOCS / "notebooks", ignore=shutil.ignore_patterns(".*"))
for page in (ROOT / "data").rglob("README.md"):
    (DOCS / page.parent.relative_to(ROOT)).mkdir(parents=True, exist_ok=True)
    shutil.copy(page, DOCS / page.relative_to(ROOT))

project = "South Caucasus News Toolkit"
extensions = ["myst_nb", "sphinx.ext.autodoc"]
nb_execution_mode = "off"
myst_heading_anchors = 3
myst_links_external_new_tab = True
exclude_patterns = ["screenshots"]
html_theme = "alabaster"
html_theme_options = {"description": "Who says how many of whose people, where, and in which words"}
autodoc_typehints = "none"


def setup(app):
    """Let links from pages to data hold in the site too, where the data's pages stand beside the others."""
    app.connect("source-read", lambda app, page, source: source.append(source.pop().replace("../data/", "data/")))
