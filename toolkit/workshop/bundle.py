"""The offline kit: wheels, lessons, articles, static dashboards, checksums, and an installer that needs no network."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from toolkit.errors import SourceError
from toolkit.resources import data_path
from toolkit.views import export_html
from toolkit.workshop import install_kit
from toolkit.workshop.corpus import load_teaching_corpus
from toolkit.workshop.folder import start

LOCK = "requirements.lock"
README = """# Workshop kit

For a room without a network. On each machine, with Python {python} on {machine}:

    python install.py FOLDER

checks the files against `SHA256SUMS`, makes an environment in FOLDER/.venv from `wheels`, and lays out the lessons in
FOLDER/lessons. `dashboards/index.html` opens in any browser without installing anything. Teachers get the solutions and notes
with `toolkit workshop start FOLDER --teacher`, from the installed environment.

The articles are written for teaching; their outlets are fictional. The incidents are real.
"""


def bundle(out: str | Path, *, wheels: str | Path | None = None) -> Path:
    """Make the kit in a new folder and return its path. This is the one command that needs a network, to fetch wheels.

    ``wheels`` is a folder of wheels to copy instead. The kit fits the Python version and kind of machine it was made on.
    Raises ``SourceError`` when the folder is not empty, the lock file is not here or a wheel cannot be had.
    """
    out, root = Path(out), data_path().parent
    if out.exists() and any(out.iterdir()):
        raise SourceError(f"{out} is not empty; name a new folder for the kit")
    if not (root / LOCK).is_file():
        raise SourceError(f"{LOCK} is not beside the data; make the kit from a checkout of the project")
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(root / LOCK, out / LOCK)
    if wheels is None:
        _pip(
            "download", "--only-binary", ":all:", "--require-hashes", "-r", str(root / LOCK), "-d", str(out / "wheels")
        )
    else:
        shutil.copytree(wheels, out / "wheels")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--no-cache-dir", "-w", str(out / "wheels"), str(root))
    start(out / "lessons")
    shutil.copytree(data_path("sample"), out / "articles")
    export_html(load_teaching_corpus(progress=False), out / "dashboards")
    shutil.copy(install_kit.__file__, out / "install.py")
    fits = install_kit.machine()
    (out / install_kit.FITS).write_text(json.dumps(fits) + "\n", encoding="utf-8")
    (out / "README.md").write_text(README.format(**fits), encoding="utf-8")
    _write_checksums(out)
    return out


def _pip(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments], capture_output=True, text=True
    )
    if done.returncode:
        raise SourceError(f"pip {arguments[0]} failed:\n{done.stderr.strip()[-2000:]}")


def _write_checksums(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / install_kit.SUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")
