"""Make sure that there is a Chromium for the browser tests: Debian's package as root, else Playwright's own."""

import os
import shutil
import subprocess
import sys


def find() -> str | None:
    """Return the path of a Chromium that is there, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def main() -> int:
    """Install a browser when there is none; return an exit code."""
    if find():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Debian's chromium for the browser tests ...", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find():
        return 0
    print("No Chromium could be installed; the browser tests need one.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
