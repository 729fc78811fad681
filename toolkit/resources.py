"""Where the data files of the toolkit are: beside the package in a checkout, inside it when installed as a wheel."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside, beside = _PACKAGE / name, _PACKAGE.parent / name
    return inside if inside.is_dir() else beside


def data_path(*parts: str) -> Path:
    """Return the path of a data file or folder, whatever the working directory.

    >>> data_path("sides").name
    'sides'
    """
    return _folder("data").joinpath(*parts)


def dashboards_path(*parts: str) -> Path:
    """Return the path of a dashboard app."""
    return _folder("dashboards").joinpath(*parts)


def notebooks_path(*parts: str) -> Path:
    """Return the path of a notebook or folder of notebooks."""
    return _folder("notebooks").joinpath(*parts)


def cache_path(*parts: str) -> Path:
    """Return a path in the user's cache folder (``TOOLKIT_CACHE`` names another)."""
    import os

    from platformdirs import user_cache_path

    root = os.environ.get("TOOLKIT_CACHE")
    folder = Path(root) if root else user_cache_path("south-caucasus-news-toolkit")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.joinpath(*parts)


@lru_cache(maxsize=8)
def fingerprint(*folders: str) -> str:
    """Return the SHA-256 of all files in the ``data`` or ``toolkit`` folder, by which kept results are recognised."""
    digest = sha256()
    for folder in folders:
        root = _PACKAGE if folder == "toolkit" else _folder(folder)
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
