"""The site builds without a warning, asks no other host for anything, and its links hold."""

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages of the site by their path. It is built in a copy, so that the checkout stays as it is."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("docs", "notebooks", "toolkit"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "screenshots", ".*"))
    for page in (ROOT / "data").rglob("README.md"):
        (copy / page.parent.relative_to(ROOT)).mkdir(parents=True, exist_ok=True)
        shutil.copy(page, copy / page.relative_to(ROOT))
    built = copy / "build"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", copy / "docs", built]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {path: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml") for path in built.rglob("*.html")}


def test_every_part_of_the_docs_is_a_page(site):
    names = {path.name for path in site}
    assert {"howto.html", "workshop.html", "ethics.html", "tables.html", "api.html", "03_claims.html"} <= names
    assert sum("data" in path.parts for path in site) == len(list((ROOT / "data").rglob("README.md")))


def test_links_hold(site):
    anchors = {page: {tag["id"] for tag in soup.find_all(id=True)} for page, soup in site.items()}
    broken = []
    for page, soup in site.items():
        broken += [(page.name, "no such page", tag.get_text()) for tag in soup.select("span.xref")]
        for tag in soup.find_all(["a", "link", "img", "script"]):
            link = urlsplit(tag.get("href") or tag.get("src") or "")
            if link.scheme or link.netloc:
                continue
            target = (page.parent / unquote(link.path)).resolve() if link.path else page
            if not target.exists():
                broken.append((page.name, "no such file", link.path))
            elif link.fragment and target in anchors and unquote(link.fragment) not in anchors[target]:
                broken.append((page.name, "no such place", f"{link.path}#{link.fragment}"))
    assert broken == []


def test_pages_ask_no_other_host(site):
    asked = [
        (page.name, address)
        for page, soup in site.items()
        for tag in soup.find_all(["link", "img", "script", "iframe"])
        if (address := tag.get("href") or tag.get("src") or "").startswith(("http", "//"))
    ]
    assert asked == []


def test_the_reference_shows_functions_with_their_text(site):
    api = next(soup for page, soup in site.items() if page.name == "api.html")
    functions = api.select("dl.py.function")
    assert len(functions) >= 25
    assert [tag.find("dt")["id"] for tag in functions if not tag.find("dd").get_text(strip=True)] == []
