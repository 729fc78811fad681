"""How fast the served explorer is, beside the same view drawn naively with Plotly from raw rows, in the same run.

    python benchmarks/bench_dashboards.py [pages crowd load memory] [--incidents 5000] [--articles 20000] [--large 1000000]

``pages``: one reader in a real browser, from the action to the painted answer (the large one: timeline, map and table).
``crowd``: ten people arriving at once, in ten browsers on this machine, and as the server alone sees them.
``load``: twenty people who open pages and filter for two minutes, without browsers. ``memory``: what ended sessions leave.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path

sys.path += [str(Path(__file__).parent / "dashboards"), str(Path(__file__).resolve().parents[1] / "scripts")]

from browser import find
from crowd import arrive, kept, sent, told, use
from pages import measure
from served import Served

CHROMIUM = {"executable_path": find(), "args": ["--no-sandbox", "--disable-gpu"]}
PARTS = ("pages", "crowd", "load", "memory")


def pages(given: argparse.Namespace) -> None:
    """Print the times of one reader, ours and naive."""
    from playwright.sync_api import Error, sync_playwright

    print(f"{'incidents':>10} {'view':>6} {'first chart':>12} {'filter':>8} {'p95':>8}   (seconds)")
    with sync_playwright() as playwright:
        for incidents, articles in ((given.incidents, given.articles), (given.large, 100)):
            for kind in ("ours", "naive") if incidents else ():
                browser = playwright.chromium.launch(**CHROMIUM)
                try:
                    with Served(kind, incidents, articles) as served:
                        took = measure(browser, served, kind)
                    figures = f"{took['first']:>12.2f} {took['median']:>8.2f} {took['p95']:>8.2f}"
                except (Error, RuntimeError) as error:
                    figures = f"  not finished: {str(error).splitlines()[0][:80]}"
                finally:
                    browser.close()
                print(f"{incidents:>10,} {kind:>6} {figures}", flush=True)


def crowd(given: argparse.Namespace) -> None:
    """Print how long ten people wait for the first chart when they arrive at once."""
    from playwright.async_api import async_playwright

    async def arrivals(address: str) -> list[float]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(**CHROMIUM)
            try:
                return [took for _ in range(given.times) for took in await arrive(browser, address, 10)]
            finally:
                await browser.close()

    for num_procs in (1, 2):
        with Served("ours", given.incidents, given.articles, num_procs) as served:
            alone = [took for _ in range(given.times) for took in asyncio.run(sent(served.address, 10))]
            print(f"ten at once, {num_procs} process(es), page sent by the server: {told(alone)}", flush=True)
            print(f"  first chart, ten browsers on this machine too: {told(asyncio.run(arrivals(served.address)))}")


def load(given: argparse.Namespace) -> None:
    """Print what twenty people get in two minutes."""
    with Served("ours", given.incidents, given.articles) as served:
        seen = asyncio.run(use(served.address, given.people, given.seconds))
    print(f"{given.people} people, {given.seconds:.0f} s: {len(seen['errors'])} errors {seen['errors'][:3]}")
    print(f"  {len(seen['opened'])} pages sent: {told(seen['opened'])}")
    print(f"  {len(seen['filtered'])} filters answered: {told(seen['filtered'])}")


def memory(given: argparse.Namespace) -> None:
    """Print what each ended session leaves behind."""
    with Served("ours", given.incidents, given.articles) as served:
        print(f"kept by each of {given.sessions} ended sessions: {kept(served, given.sessions):.3f} MB")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all of them when none is given")
    parser.add_argument("--incidents", type=int, default=5000)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=3, help="how many times ten people arrive")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--sessions", type=int, default=200)
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for part in given.parts or PARTS:
        print(f"-- {part}; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
        {"pages": pages, "crowd": crowd, "load": load, "memory": memory}[part](given)


if __name__ == "__main__":
    main()
