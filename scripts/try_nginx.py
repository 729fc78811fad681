"""Try ``docs/serving/nginx.conf`` on this machine: two workers behind a real nginx, pages, scripts, websockets, origins.

    python scripts/try_nginx.py        needs nginx (Debian: apt-get install nginx-light)

Prints what was tried; ends with 1 at the first thing that is not as it should be.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path += [
    str(Path(__file__).resolve().parents[1] / folder)
    for folder in ("benchmarks/dashboards", "tests/browser", "tests/charts")
]

from serving import free_port, start_server, stop_server
from tornado.httpclient import AsyncHTTPClient, HTTPError
from visitor import Visitor

ROOT = Path(__file__).resolve().parents[1]
HOST = "news.example.org"
PREFIX = "/news"


def configuration(folder: Path, port: int, workers: list[str]) -> Path:
    """Write the configuration of the documentation with the ports of this trial."""
    text = (ROOT / "docs" / "serving" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in zip(("127.0.0.1:5006", "127.0.0.1:5007"), workers, strict=True):
        text = text.replace(old, new.removeprefix("http://").replace("localhost", "127.0.0.1"))
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; pid {folder}/pid; error_log stderr warn; events {{}}\nhttp {{\naccess_log {folder}/access.log;\n"
        + "".join(
            f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"types {{ text/html html; }}\n{text}\n}}\n",
        encoding="utf-8",
    )
    return path


async def trials(address: str, workers: list) -> None:
    """Try one thing after the other."""
    client = AsyncHTTPClient()

    async def get(path: str, **headers: str):
        return await client.fetch(
            address + path, headers={"Host": HOST, **headers}, follow_redirects=False, raise_error=False
        )

    for path, code in ((PREFIX, 301), (f"{PREFIX}/", 200), (f"{PREFIX}/health", 200), (f"{PREFIX}/ready", 200)):
        answer = await get(path)
        say(answer.code == code, f"GET {path}: {answer.code}")
    page = (await get(f"{PREFIX}/explorer")).body.decode()
    scripts = re.findall(r'src="([^"]+\.js[^"]*)"', page)
    answer = await get(f"{PREFIX}/{scripts[0].removeprefix('./')}", **{"Accept-Encoding": "gzip"})
    say(answer.code == 200, f"{len(scripts)} scripts, the first: {answer.code}")
    say(not re.findall(r'(?:src|href)="https?://', page), "the page names no other host")

    seen: Counter[str] = Counter()
    for _ in range(12):
        visitor = Visitor(address + PREFIX, headers={"Host": HOST, "Origin": f"http://{HOST}"})
        await visitor.open()
        answer = await visitor.filter("area", ["GEO"])
        seen[visitor.cookies["worker"]] += 1
        say("Ergneti" in answer, f"page, websocket and filter at {visitor.cookies['worker']}", quiet=True)
        await visitor.leave()
    say(len(seen) == 2, f"12 visitors, each with page, websocket and filter at one worker: {dict(seen)}")

    try:
        await Visitor(address + PREFIX, headers={"Host": HOST, "Origin": "http://elsewhere.example"}).open()
        say(False, "another origin was let in")
    except HTTPError as error:
        say(error.code == 403, f"websocket from another origin: {error.code}")

    stop_server(workers.pop())
    for _ in range(4):
        visitor = Visitor(address + PREFIX, headers={"Host": HOST, "Origin": f"http://{HOST}"})
        await visitor.open()
        await visitor.leave()
    say(True, "with one worker down the other answers")


def say(right: bool, what: str, *, quiet: bool = False) -> None:
    """Print what was tried; end when it is not right."""
    if not right:
        raise SystemExit(f"NOT RIGHT  {what}")
    if not quiet:
        print(f"right  {what}", flush=True)


def main() -> None:
    """Start workers and nginx, try, and end them."""
    from frames import make_corpus

    if not (nginx := shutil.which("nginx")):
        raise SystemExit("nginx is not here; on Debian: apt-get install nginx-light")
    workers: list = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        corpus = make_corpus().save(folder / "corpus")
        options = ("--prefix", PREFIX, "--origin", HOST, "--behind-proxy")
        try:
            addresses = []
            for _ in range(2):
                served, process = start_server(corpus, *options, path=f"{PREFIX}/framing")
                addresses.append(served)
                workers.append(process)
            port = free_port()
            proxy = subprocess.Popen([nginx, "-p", name, "-c", str(configuration(folder, port, addresses))])
            while not (folder / "pid").is_file() and proxy.poll() is None:
                time.sleep(0.1)
            try:
                asyncio.run(trials(f"http://127.0.0.1:{port}", workers))
            finally:
                proxy.terminate()
                proxy.wait(20)
        finally:
            for process in workers:
                stop_server(process)


if __name__ == "__main__":
    main()
