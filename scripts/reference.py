"""Write docs/tables.md and docs/datapackage.json from the descriptions of the tables: python scripts/reference.py."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from toolkit.schema import Column, Table  # noqa: E402
from toolkit.tables import TABLES  # noqa: E402

#: Types of the Data Package standard by the short names of toolkit.schema.
TYPES = {
    "str": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "date": "date",
    "time": "datetime",
    "list": "array",
    "geometry": "any",
}
HEAD = """# Tables

Every table of a corpus, in the order of the flow; made from `toolkit/tables.py` by `python scripts/reference.py`. A corpus folder
holds each as `<name>.parquet`. Null means "not stated" or "could not be told", 0 "stated to be none", no row "looked and found
none". `start` and `end` count characters of `articles.text`. A column without an entry under *null* is never null.
"""


def tables_page() -> str:
    """Return the data dictionary as Markdown."""
    return HEAD + "\n".join(_section(table) for table in TABLES.values())


def _section(table: Table) -> str:
    key = f"Key: {', '.join(f'`{name}`' for name in table.key)}." if table.key else "No key."
    rows = [
        f"| `{column.name}` | {column.dtype} | {_cell(column)} | {column.unit or ''} | {column.null or ''} |"
        for column in table.columns
    ]
    head = "| column | type | meaning | unit | null |\n| --- | --- | --- | --- | --- |"
    return f"\n## {table.name}\n\nA row is {table.row}. {key}\n\n{head}\n" + "\n".join(rows) + "\n"


def _cell(column: Column) -> str:
    allowed = f" Allowed: {', '.join(column.allowed)}." if column.allowed else ""
    return (column.meaning + ("." if allowed else "") + allowed).replace("|", "\\|")


def datapackage() -> dict:
    """Return the description of a corpus folder as a Data Package."""
    return {
        "name": "south-caucasus-news-corpus",
        "title": "A corpus folder of the South Caucasus News Toolkit",
        "description": "Claims of casualties and wording in news of armed incidents, each with the characters it was read from.",
        "licenses": [{"name": "CC-BY-4.0", "title": "Own data; the texts of articles keep their own licences"}],
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict:
    schema: dict = {"fields": [_field(column) for column in table.columns], "missingValues": []}  # "" is a text
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": f"A row is {table.row}.",
        "schema": schema,
    }


def _field(column: Column) -> dict:
    constraints: dict = {} if column.null else {"required": True}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    parts = [column.meaning, column.unit and f"unit: {column.unit}", column.null and f"null: {column.null}"]
    field = {"name": column.name, "type": TYPES[column.dtype], "description": "; ".join(filter(None, parts))}
    return field | ({"constraints": constraints} if constraints else {})


def main() -> None:
    """Write both files."""
    (ROOT / "docs" / "tables.md").write_text(tables_page(), encoding="utf-8")
    text = json.dumps(datapackage(), indent=1, ensure_ascii=False) + "\n"
    (ROOT / "docs" / "datapackage.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
