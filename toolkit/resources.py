"""Where the data files of the toolkit are: beside the package in a checkout, inside it when installed as a wheel."""

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
