"""The site, built without a network: sphinx-build -W docs build/site. Notebooks are shown as written, not run."""

import sys
from pathlib import Path
from shutil import copytree

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
copytree(ROOT / "notebooks", ROOT / "docs" / "notebooks", dirs_exist_ok=True)

project = "South Caucasus News Toolkit"
extensions = ["myst_nb", "sphinx.ext.autodoc"]
nb_execution_mode = "off"
myst_heading_anchors = 3
myst_links_external_new_tab = True
exclude_patterns = ["screenshots"]
html_theme = "alabaster"
html_theme_options = {"description": "Who says how many of whose people, where, and in which words"}
autodoc_typehints = "none"
suppress_warnings = [
    "myst.xref_missing"
]  # links to files of the repository outside docs; tests/docs holds that they exist
