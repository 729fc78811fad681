"""Run the steps of the ``Containerfile`` in a new folder with a new environment, and ask the server whether it is ready.

    python scripts/try_container.py        needs no container engine; packages come from the index that pip is set to

What ``COPY`` names is copied, ``RUN pip`` runs with the pip of a new environment, ``CMD`` and ``HEALTHCHECK`` run there.
The base image, the user and the ports are not tried.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def steps(text: str) -> list[tuple[str, str]]:
    """Return the instructions of a container file as (word, rest)."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def main() -> None:
    """Go through the steps."""
    commands = dict(steps((ROOT / "Containerfile").read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as name:
        app, env = Path(name) / "app", Path(name) / "env"
        app.mkdir()
        subprocess.run([sys.executable, "-m", "venv", env], check=True)
        given = {"PATH": f"{env / 'bin'}:{os.environ['PATH']}", "HOME": name, "TOOLKIT_CACHE": f"{name}/cache"}
        given |= {key: value for key, value in os.environ.items() if key.startswith("PIP_")}
        for word, rest in steps((ROOT / "Containerfile").read_text(encoding="utf-8")):
            if word == "COPY":
                *sources, target = rest.split()
                for source in sources:
                    copy(ROOT / source, app / source if target in (".", "./") else app / target)
            elif word == "RUN" and rest.startswith("pip "):
                print(f"RUN {rest}", flush=True)
                subprocess.run(["python", "-m", *shlex.split(rest), "--quiet"], cwd=app, env=given, check=True)
        server = subprocess.Popen(json.loads(commands["CMD"]), cwd=name, env=given, start_new_session=True)
        try:
            check = json.loads(commands["HEALTHCHECK"].split("CMD ", 1)[1])
            until = time.monotonic() + 120
            while subprocess.run(check, cwd=name, env=given, stderr=subprocess.DEVNULL).returncode:
                if time.monotonic() > until or server.poll() is not None:
                    raise SystemExit("NOT RIGHT  the server is not ready")
                time.sleep(1)
            print("right  the server that these steps give is ready")
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(30)


def copy(source: Path, target: Path) -> None:
    """Copy a file or folder."""
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


if __name__ == "__main__":
    main()
