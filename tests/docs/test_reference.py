"""What docs say is so: tables and data package are those of the code, links hold, each page has its place."""

import json
import re
import sys
from pathlib import Path

import pandas as pd
import pytest

from toolkit.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT / "scripts"))
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", *(ROOT / "data").rglob("README.md")])
MADE = (DOCS / "notebooks", DOCS / "data")
PAGES = [page for page in PAGES if not any(page.is_relative_to(made) for made in MADE)]


def test_tables_page_is_made_from_the_schemas():
    import reference

    made = reference.tables_page()
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == made, "run: python scripts/reference.py"
    assert all(f"\n## {name}\n" in made for name in TABLES)


def test_datapackage_is_made_from_the_schemas():
    import reference

    package = json.loads((DOCS / "datapackage.json").read_text(encoding="utf-8"))
    assert package == reference.datapackage(), "run: python scripts/reference.py"
    for resource, table in zip(package["resources"], TABLES.values(), strict=True):
        assert [field["name"] for field in resource["schema"]["fields"]] == table.names
        assert set(resource["schema"].get("primaryKey", ())) <= set(table.names)
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_datapackage_is_valid_and_describes_a_real_corpus():
    """Frictionless finds no fault in the description, nor in the rows of the sample read by it."""
    from frictionless import Package, Resource, Schema, validate

    from toolkit import load_sample

    package = json.loads((DOCS / "datapackage.json").read_text(encoding="utf-8"))
    assert [error.message for error in Package.metadata_validate(package)] == []
    corpus, faults, seen = load_sample(progress=False), [], 0
    for resource, table in zip(package["resources"], TABLES.values(), strict=True):
        frame = getattr(corpus, table.name)
        rows = [{name: plain(value) for name, value in row.items()} for row in frame.to_dict("records")]
        if rows:
            report = validate(Resource(data=rows, schema=Schema.from_descriptor(resource["schema"])))
            faults += [(table.name, *fault) for fault in report.flatten(["rowNumber", "fieldName", "note"])]
            seen += len(rows)
    assert faults == []
    assert seen > 1000


def plain(value):
    """Turn a cell of a frame into what a reader of the file without pandas gets."""
    if isinstance(value, list | str | bool):
        return value
    if hasattr(value, "geom_type"):
        return value.wkt
    if pd.isna(value):
        return None
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else getattr(value, "item", lambda: value)()


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_to_files_hold(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    broken = [link for link in links if not link.startswith(("http", "mailto:")) and not (page.parent / link).exists()]
    assert broken == []


def test_each_page_is_in_the_site():
    tables_of_contents = "\n".join((DOCS / name).read_text(encoding="utf-8") for name in ("index.md", "howto.md"))
    patterns = re.findall(r"^[a-z][\w/\[\]*-]*$", tables_of_contents, re.M)
    pages = [page.relative_to(DOCS).with_suffix("") for page in PAGES if page.is_relative_to(DOCS)]
    lost = [page for page in pages if str(page) != "index" and not any(page.match(pattern) for pattern in patterns)]
    assert lost == []


def test_functions_of_the_reference_exist_and_are_documented():
    from importlib import import_module

    text = (DOCS / "api.md").read_text(encoding="utf-8")
    names = re.findall(r"^\.\. auto(?:function|class):: (\S+)\.(\w+)$", text, re.M)
    assert len(names) >= 25
    for module, name in names:
        assert getattr(import_module(module), name).__doc__.strip(), name
