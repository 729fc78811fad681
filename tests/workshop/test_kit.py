"""The offline kit: it is complete, it installs into an empty environment, and a learner goes through all lessons with it."""

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from toolkit.errors import SourceError
from toolkit.resources import data_path
from toolkit.workshop import bundle as bundling
from toolkit.workshop import install_kit, lessons
from toolkit.workshop.lessons import measured

ROOT = Path(__file__).resolve().parents[2]
#: What Python does at its start in the learner's environment: refuse every host but this one.
NO_NETWORK = """
import socket

HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0")
connect, look_up = socket.socket.connect, socket.getaddrinfo

def only_here(self, address):
    if isinstance(address, tuple) and address[0] not in HERE:
        raise OSError(f"no network: {address}")
    return connect(self, address)

def names_only_here(host, *rest, **named):
    if host not in (None, "", *HERE):
        raise OSError(f"no network: {host}")
    return look_up(host, *rest, **named)

socket.socket.connect, socket.getaddrinfo = only_here, names_only_here
"""


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    wheels = tmp_path_factory.mktemp("wheels")
    (wheels / "some-1.0-py3-none-any.whl").write_bytes(b"a wheel")
    return bundling.bundle(tmp_path_factory.mktemp("kits") / "kit", wheels=wheels)


def copy_of(kit, target, *, repack=True, **changed):
    """Copy a kit with the content of some files changed; links save the time of copying the rest."""
    for path in kit.rglob("*"):
        new = target / path.relative_to(kit)
        if path.is_file():
            new.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, new)
    for name, content in changed.items():
        (target / name).unlink()
        if content is not None:
            (target / name).write_text(content)
    if repack:
        (target / install_kit.SUMS).unlink()
        bundling._write_checksums(target)
    return target


def install(kit, folder):
    return subprocess.run(
        [sys.executable, kit / "install.py", folder], capture_output=True, text=True, cwd=folder.parent
    )


def test_kit_is_complete_and_its_checksums_hold(kit):
    lines = [line.split("  ") for line in (kit / install_kit.SUMS).read_text().splitlines()]
    names = {name for _, name in lines}
    assert {"install.py", "requirements.lock", "README.md", "dashboards/index.html", "articles/articles.jsonl"} <= names
    assert len([name for name in names if name.startswith("lessons/") and name.endswith(".ipynb")]) == 9
    assert any(name.startswith("wheels/south_caucasus_news_toolkit-") for name in names)
    assert install_kit.faults(kit) == []
    assert dict(map(reversed, lines))["README.md"] == hashlib.sha256((kit / "README.md").read_bytes()).hexdigest()


def test_dashboards_of_the_kit_need_no_server_and_are_marked(kit):
    page = (kit / "dashboards" / "index.html").read_text()
    assert "teaching" in page
    assert "https://" not in page
    assert len(list((kit / "dashboards" / "articles").glob("*.html"))) >= 200
    pages = (kit / "dashboards").rglob("*.html")
    assert [path.name for path in pages if "written for teaching" not in path.read_text().lower()] == []


def test_wheel_of_the_kit_holds_data_and_lessons(kit):
    names = zipfile.ZipFile(next((kit / "wheels").glob("south_caucasus*.whl"))).namelist()
    assert "toolkit/data/sample/workshop/articles.jsonl" in names
    assert "toolkit/notebooks/workshop/03_claims.ipynb" in names
    assert "toolkit/workshop/install_kit.py" in names


def test_a_damaged_kit_is_noticed(kit, tmp_path):
    copy = copy_of(kit, tmp_path / "kit", repack=False, **{"requirements.lock": "other", "README.md": None})
    assert sorted(install_kit.faults(copy)) == ["README.md is missing", "requirements.lock is not as it was packed"]
    done = install(copy, tmp_path / "x")
    assert done.returncode
    assert "damaged" in done.stderr


def test_a_kit_for_another_machine_is_noticed(kit, tmp_path):
    copy = copy_of(kit, tmp_path / "kit", **{"kit.json": '{"python": "3.2", "machine": "abacus"}'})
    done = install(copy, tmp_path / "x")
    assert done.returncode
    assert "for Python 3.2 on abacus" in done.stderr
    assert not (tmp_path / "x").exists()


def test_kit_is_not_made_over_something(kit):
    with pytest.raises(SourceError, match="not empty"):
        bundling.bundle(kit)


def test_the_kit_is_made_from_a_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(bundling, "LOCK", "no.lock")
    with pytest.raises(SourceError, match="checkout"):
        bundling.bundle(tmp_path / "kit")
    assert data_path("sample").is_dir()


@pytest.fixture(scope="module")
def room(kit, tmp_path_factory):
    """A folder with the kit installed by its installer, and no network.

    The wheels of other projects are not copied into tests: their packages are those of the tests' environment, by a path
    file. ``scripts/kit.py`` does the same with all wheels.
    """
    folder = tmp_path_factory.mktemp("room")
    copy = copy_of(kit, folder / "kit", **{"requirements.lock": "", "wheels/some-1.0-py3-none-any.whl": None})
    done = install(copy, folder / "class")
    assert done.returncode == 0, done.stderr
    site = next((folder / "class" / ".venv").rglob("site-packages"))
    (site / "tests.pth").write_text(sysconfig.get_path("purelib"))
    (site / "sitecustomize.py").write_text(NO_NETWORK)
    return folder / "class", done.stdout


def in_room(room, *command):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(room), "TOOLKIT_CACHE": str(room / "cache")}
    return subprocess.run(command, capture_output=True, text=True, cwd=room / "lessons", env=environment)


def test_the_installer_says_how_to_start_from_anywhere(room):
    folder, said = room
    python = Path(said.strip().splitlines()[-1].strip().split('"')[1])
    assert python.is_absolute()
    assert python.is_file()
    done = in_room(folder, python, "-c", "import toolkit; print(toolkit.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(folder), done.stderr


def test_there_is_no_network_in_the_room(room):
    done = in_room(
        room[0], room[0] / ".venv/bin/python", "-c", "import socket; socket.create_connection(('192.0.2.1', 80))"
    )
    assert "no network" in done.stderr


def test_a_learner_goes_through_all_lessons_with_the_kit_alone(room):
    folder, _ = room
    done = in_room(folder, folder / ".venv/bin/python", ROOT / "scripts" / "learner.py", folder / "lessons")
    assert done.returncode == 0, done.stderr[-3000:]
    learned = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["lesson"] for row in learned] == [lesson.path.name for lesson in lessons()]
    assert all(row["questions"] >= 3 and row["answers"] >= 3 * row["questions"] for row in learned)
    assert sum(row["figures"] for row in learned) >= 4
    recorded = [measured()[int(row["lesson"][:2])]["words_shown"] for row in learned]
    assert [row["words_shown"] for row in learned] == pytest.approx(recorded, rel=0.2, abs=20), "measure_lessons.py"


def test_the_commands_work_in_the_room(room):
    folder, _ = room
    toolkit = folder / ".venv" / "bin" / "toolkit"
    checked = in_room(folder, toolkit, "workshop", "doctor")
    assert [line for line in checked.stdout.splitlines() if line.startswith("fix") and "port" not in line] == []
    started = in_room(folder, toolkit, "workshop", "start", "../teacher", "--teacher")
    assert started.returncode == 0, started.stderr
    assert "Instructor" in (folder / "teacher" / "03_claims.ipynb").read_text()
    assert "Instructor" not in (folder / "lessons" / "03_claims.ipynb").read_text()
    assert in_room(folder, toolkit, "workshop", "reset", "3").returncode == 0
    assert len(list((folder / "lessons" / "my_notes").iterdir())) == 1
