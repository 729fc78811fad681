"""Make the workshop kit and try it as a room without a network would: python scripts/kit.py KIT

Installs the kit into an empty environment and goes through all lessons there (scripts/learner.py), both cut off from every
network where the system allows it (Linux name spaces).
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from toolkit.workshop.bundle import bundle

LEARNER = Path(__file__).with_name("learner.py")
#: Starts a command without any network but this machine's own.
CUT_OFF = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh"]


def cut_off() -> list[str]:
    """Return what to put before a command to run it without a network, nothing where the system does not allow that."""
    usable = shutil.which("unshare") and subprocess.run([*CUT_OFF, "true"], capture_output=True).returncode == 0
    if not usable:
        print("This system cannot cut a command off from the network; unplug the machine to be sure.")
    return CUT_OFF if usable else []


def main() -> None:
    """Make, install, learn; stop at the first fault."""
    kit = Path(sys.argv[1]).resolve()
    began = time.monotonic()
    bundle(kit)
    megabytes = sum(path.stat().st_size for path in kit.rglob("*") if path.is_file()) // 10**6
    print(f"made in {time.monotonic() - began:.0f} s, {megabytes} MB")
    offline = cut_off()
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        subprocess.run([*offline, sys.executable, kit / "install.py", Path(folder) / "class"], check=True)
        print(f"installed in {time.monotonic() - began:.0f} s")
        python = Path(folder) / "class" / ".venv" / "bin" / "python"
        subprocess.run([*offline, python, LEARNER, Path(folder) / "class" / "lessons"], check=True)


if __name__ == "__main__":
    main()
