"""Write requirements.lock, requirements-dev.lock (versions and hashes, no addresses) and environment.yml from pyproject.toml."""

import subprocess
import sys
from pathlib import Path

COMPILE = [
    "pip",
    "compile",
    "pyproject.toml",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "-q",
]
DEV = ("test", "lint", "explore", "docs", "bench", "sources", "lock")


def main() -> None:
    """Run uv and pyproject2conda."""
    tool = Path(sys.executable).parent
    dev = [part for extra in DEV for part in ("--extra", extra)]
    subprocess.run([tool / "uv", *COMPILE, "--extra", "build", "-o", "requirements.lock"], check=True)
    subprocess.run(
        [tool / "uv", *COMPILE, "--extra", "build", *dev, "-c", "requirements.lock", "-o", "requirements-dev.lock"],
        check=True,
    )
    Path("environment.yml").write_text(environment(), encoding="utf-8")


def environment() -> str:
    """Return the text of environment.yml: conda's packages of pyproject.toml, and the project itself by pip."""
    command = [
        Path(sys.executable).parent / "pyproject2conda",
        "yaml",
        "--python-include",
        "python>=3.11,<3.14",
        "--channel",
        "conda-forge",
    ]
    made = subprocess.run(
        [*command, "--pip-dep", "-e .", "--name", "south-caucasus-news"], check=True, capture_output=True, text=True
    )
    return made.stdout


if __name__ == "__main__":
    main()
