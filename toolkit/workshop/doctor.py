"""Is this machine ready for a class? One line for each thing, with what to do where it is not."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from toolkit.resources import cache_path, data_path

#: What the lessons import, by the name of the distribution.
NEEDED = ("pandas", "geopandas", "plotly", "panel", "jupyterlab", "ipykernel", "nbformat", "pyarrow")
FREE_MB = 500
PORTS = (5006, 8888)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is well, and else what to do in one line."""

    what: str
    well: bool
    fix: str = ""

    def __str__(self) -> str:
        return f"ok    {self.what}" if self.well else f"fix   {self.what}: {self.fix}"


def doctor(folder: str | Path = ".", *, ports: tuple[int, ...] = PORTS) -> list[Finding]:
    """Look at Python, packages, data, disk, cache, kernel and ports; needs no network and changes nothing."""
    version = ".".join(map(str, sys.version_info[:2]))
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    free = shutil.disk_usage(folder).free // 2**20 if Path(folder).exists() else 0
    return [
        Finding(f"Python {version}", sys.version_info >= (3, 11), "install Python 3.11 or later"),
        Finding("packages", not missing, f"pip install {' '.join(missing)}"),
        Finding(
            "teaching corpus", data_path("sample", "workshop", "articles.jsonl").is_file(), "install the toolkit again"
        ),
        Finding(f"{free} MB free here", free >= FREE_MB, f"free {FREE_MB} MB, or work in another folder"),
        Finding("this folder can be written to", _writable(Path(folder)), "work in a folder of your own"),
        Finding("results can be kept", _cache(), "set TOOLKIT_CACHE to a folder of your own"),
        Finding("Jupyter knows this Python", _kernel(), f"{sys.executable} -m ipykernel install --user"),
        *(
            Finding(f"port {port} is free", _free(port), f"stop what uses it, or start with another port than {port}")
            for port in ports
        ),
    ]


def _writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _cache() -> bool:
    try:
        return _writable(cache_path())
    except OSError:
        return False


def _kernel() -> bool:
    if importlib.util.find_spec("jupyter_client") is None:
        return False
    from jupyter_client.kernelspec import KernelSpecManager

    return "python3" in KernelSpecManager().find_kernel_specs()


def _free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
