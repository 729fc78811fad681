"""The project as a whole: locks, environments, licences, what may not stand in the repository."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
sys.path.insert(0, str(ROOT / "scripts"))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts(*suffixes: str) -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in tracked()
        if path.suffix in suffixes and (path.suffix or path.name == "Makefile")
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9._-]+==[^ ]+.*?(?=^[a-z0-9]|\Z)", text, re.M | re.S)
    assert len(pins) > 100
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_covers_every_dependency(lock):
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + (
        [item for extra in project["optional-dependencies"].values() for item in extra] if "dev" in lock else []
    )
    names = {re.split(r"[<>=\[; ]", item)[0].lower() for item in wanted}
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text(), re.M))
    assert names - locked == set()


def test_environment_yml_is_made_from_pyproject():
    import lock

    assert (ROOT / "environment.yml").read_text() == lock.environment(), "run: make lock"


def test_environment_yml_installs_the_project():
    import yaml

    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert "-e ." in environment["dependencies"][-1]["pip"]


PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL[- ]2|Mozilla Public License 2|Unlicense|0BSD|NIST-PD|HPND|CC0)",
    re.I,
)
#: Packages whose metadata names no licence, or another one that allows use as a library, and why they may stay.
EXAMINED = {
    "axe-playwright-python": "MIT in its LICENSE file; bundles axe-core, MPL-2.0; tests only",
    "text-unidecode": "Artistic License among a choice of two; tests only, through frictionless",
    "tld": "MPL-1.1 among a choice of three; used unchanged through trafilatura",
}


@pytest.mark.parametrize("lock", LOCKS)
def test_licences_allow_a_permissive_project(lock):
    wrong = []
    for name in sorted(set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text(), re.M)) - set(EXAMINED)):
        try:
            data = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # of another platform
        stated = " ".join(
            [data.get("License-Expression") or "", (data.get("License") or "")[:200]]
            + [c for c in data.get_all("Classifier") or [] if c.startswith("License")]
        )
        if not PERMISSIVE.search(stated):
            wrong.append(f"{name}: {stated.strip() or 'none stated'}")
    assert wrong == []


def test_no_machine_paths_or_hosts_of_registries():
    found = [
        f"{name}: {match.group()}"
        for name, text in texts(".py", ".md", ".yml", ".yaml", ".toml", ".json", ".sh", ".ipynb", "")
        for match in re.finditer(
            r"""["'( ](?:/(?:work|root|home|tmp|opt)/)\S*|pypi\.org|files\.pythonhosted|registry\.npmjs""", text
        )
        if name != "tests/test_project.py"
    ]
    assert found == []


def test_no_address_of_another_host_in_what_is_served():
    found = [
        f"{name}: {match.group()}"
        for name, text in texts(".py", ".html", ".js", ".css")
        if name.startswith(("toolkit/views", "toolkit/charts", "dashboards"))
        for match in re.finditer(r"(cdn\.|unpkg\.com|googleapis\.com|mapbox\.com|openstreetmap\.org)\S*", text)
    ]
    assert found == []


def test_notebooks_have_no_outputs_and_define_no_functions():
    import json

    for name, text in texts(".ipynb"):
        for cell in json.loads(text)["cells"]:
            if cell["cell_type"] == "code":
                assert cell["outputs"] == [], name
                assert cell["execution_count"] is None, name
                assert not re.search(r"^\s*(def|class) ", "".join(cell["source"]), re.M), name


def test_each_data_folder_says_where_it_is_from():
    folders = {
        path.relative_to(ROOT).parts[1]
        for path in tracked()
        if path.relative_to(ROOT).parts[0] == "data" and len(path.relative_to(ROOT).parts) > 2
    }
    assert folders
    for folder in sorted(folders):
        readme = ROOT / "data" / folder / "README.md"
        assert readme.is_file(), f"data/{folder} has no README.md"
        text = readme.read_text().lower()
        assert "licen" in text, f"data/{folder}/README.md names no licence"


def test_import_is_fast_and_does_no_work():
    code = "import sys, toolkit; print([m for m in ('pandas', 'panel', 'pandera', 'lingua', 'plotly') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


def test_public_names_exist_and_are_documented():
    import toolkit

    undocumented = [
        name for name in toolkit.__all__ if name != "__version__" and not (getattr(toolkit, name).__doc__ or "").strip()
    ]
    assert undocumented == []
