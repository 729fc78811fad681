"""Install the workshop from this folder, without a network: python install.py FOLDER (standard library only)."""

import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

SUMS = "SHA256SUMS"
FITS = "kit.json"


def machine() -> dict[str, str]:
    """Return the Python version and kind of machine that wheels fit."""
    return {"python": "{}.{}".format(*sys.version_info[:2]), "machine": sysconfig.get_platform()}


def faults(kit: Path) -> list[str]:
    """Return the files that are missing or are not as the checksums say."""
    wrong = []
    for line in (kit / SUMS).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        path = kit / name
        if not path.is_file():
            wrong.append(f"{name} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(f"{name} is not as it was packed")
    return wrong


def misfit(kit: Path) -> str | None:
    """Return in words why this Python cannot use the kit (null: it can)."""
    made_for, here = json.loads((kit / FITS).read_text(encoding="utf-8")), machine()
    if made_for == here:
        return None
    return (
        f"This kit is for Python {made_for['python']} on {made_for['machine']}; "
        f"this is Python {here['python']} on {here['machine']}. Start install.py with a Python {made_for['python']}, "
        "or make a kit on a machine like this one."
    )


def install(kit: Path, folder: Path) -> Path:
    """Make an environment and lay out the lessons in ``folder``; return the environment's Python."""
    lessons = folder / "lessons"
    if lessons.exists():
        sys.exit(f"{lessons} is already there; name another folder, so that nothing is written over")
    folder.mkdir(parents=True, exist_ok=True)
    venv.create(folder / ".venv", with_pip=True)
    python = folder / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-index", "--find-links"]
    pip.append(str(kit / "wheels"))
    subprocess.run([*pip, "-r", str(kit / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", "south-caucasus-news-toolkit"], check=True)
    shutil.copytree(kit / "lessons", lessons)
    return python


def main() -> None:
    """Check the kit and install it."""
    if len(sys.argv) != 2:
        sys.exit("usage: python install.py FOLDER")
    kit = Path(__file__).resolve().parent
    wrong = faults(kit)
    if wrong:
        sys.exit("The kit is damaged; copy it again:\n  " + "\n  ".join(wrong))
    why = misfit(kit)
    if why:
        sys.exit(why)
    folder = Path(sys.argv[1]).resolve()
    python = install(kit, folder)
    print(f'Done. Start with:\n  cd "{folder / "lessons"}"\n  "{python}" -m jupyter lab')


if __name__ == "__main__":
    main()
