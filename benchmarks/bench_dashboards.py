"""How fast the served explorer is, beside the same view drawn naively with Plotly from raw rows, in the same run.

    python benchmarks/bench_dashboards.py [--incidents 5000] [--articles 20000] [--large 1000000]

Times are from a real browser: from the action to the painted answer. ``--large`` draws timeline, map and table only.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT / "tests" / "charts"), str(ROOT / "scripts")]
AREAS = ("ARM", "AZE", "GEO")
REPAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def corpus_of(incidents: int, articles: int):
    """Return a made-up corpus; above 20,000 incidents only the table of incidents is large."""
    from frames import make_corpus

    if incidents <= 20_000:
        return make_corpus(incidents, articles)
    import numpy as np
    import pandas as pd

    from toolkit import tables

    small = make_corpus(60, articles)
    rng = np.random.default_rng(1)
    some = small.incidents.drop(columns="geometry")
    large = some.iloc[rng.integers(0, len(some), incidents)].reset_index(drop=True)
    large["incident_id"] = "i" + pd.Series(range(incidents)).astype(str)
    large.loc[: len(some) - 1, "incident_id"] = some["incident_id"].to_numpy()
    large["start_date"] = pd.Timestamp("2010-01-01") + pd.to_timedelta(rng.integers(0, 5500, incidents), "D")
    large["lat"] = (large["lat"] + rng.integers(-20, 20, incidents) / 20).round(2)
    return replace(small, incidents=tables.INCIDENTS.frame(large))


def serve(kind: str, incidents: int, articles: int, port: int) -> None:
    """Serve the explorer, or the naive view of the same incidents."""
    from toolkit.views import server

    corpus = corpus_of(incidents, articles)
    if kind == "ours":
        made = server.make_server(corpus, port=port)
    else:
        import panel as pn

        pn.extension("plotly")
        made = pn.io.server.get_server(
            {"explorer": lambda: naive(corpus)},
            port=port,
            websocket_origin=[f"localhost:{port}"],
            show=False,
            start=False,
        )
    made.io_loop.start()


def naive(corpus):
    """Return timeline and map as Plotly panes of raw rows, made anew at each change."""
    import panel as pn
    import plotly.express as px

    rows = corpus.incidents.drop(columns="geometry")
    choose = pn.widgets.CheckBoxGroup(options=list(AREAS), value=list(AREAS))

    def draw(areas):
        some = rows[rows["country"].isin(areas)]
        line = px.scatter(some, x="start_date", y="country", color="origin", hover_name="label")
        where = px.scatter(some, x="lon", y="lat", color="origin", hover_name="label", title=f"{len(some)} incidents")
        return pn.Column(pn.pane.Plotly(line, height=320), pn.pane.Plotly(where, height=470))

    return pn.Column(choose, pn.bind(draw, choose))


class Served:
    """A server in a process of its own, while the block runs."""

    def __init__(self, kind: str, incidents: int, articles: int):
        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            self.port = probe.getsockname()[1]
        command = [
            sys.executable,
            __file__,
            "--serve",
            kind,
            "--incidents",
            str(incidents),
            "--articles",
            str(articles),
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)

    def __enter__(self) -> Served:
        import urllib.request

        until = time.monotonic() + 240
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://localhost:{self.port}/explorer", timeout=240).read()
                return self
            except OSError:
                time.sleep(0.5)
        raise RuntimeError("the server did not answer")

    def __exit__(self, *_) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def measure(browser, kind: str, incidents: int, articles: int, changes: int = 12) -> dict[str, float]:
    """Return seconds to the first chart, and of filtering (median and 95th percentile)."""
    with Served(kind, incidents, articles) as served:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(120_000)
        begun = time.perf_counter()
        page.goto(f"http://localhost:{served.port}/explorer")
        page.locator(".bk-Figure, .js-plotly-plot .main-svg").first.wait_for()
        page.evaluate(REPAINTED)
        first = time.perf_counter() - begun
        page.wait_for_timeout(2000)
        took = []
        lead = page.locator(".card.table .box" if kind == "ours" else ".gtitle")  # what is painted last
        boxes = page.locator("#filter-area input" if kind == "ours" else "input[type=checkbox]")
        for change in range(changes):
            before = lead.text_content()
            box = boxes.nth(change % 3)
            begun = time.perf_counter()
            box.click()
            while lead.text_content() == before:
                if time.perf_counter() - begun > 60:
                    raise RuntimeError("no answer to a filter within 60 s")
            page.evaluate(REPAINTED)
            took.append(time.perf_counter() - begun)
            page.wait_for_timeout(150)
        page.close()
    return {"first": first, "median": statistics.median(took), "p95": sorted(took)[int(0.95 * (len(took) - 1))]}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=5000)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--serve", choices=("ours", "naive"))
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve, given.incidents, given.articles, given.port)
        return
    from browser import find
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        print(f"{'incidents':>10} {'view':>6} {'first chart':>12} {'filter':>8} {'p95':>8}   (seconds)")
        for incidents, articles in ((given.incidents, given.articles), (given.large, 100)):
            for kind in ("ours", "naive") if incidents else ():
                chromium = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
                try:
                    took = measure(chromium, kind, incidents, articles)
                    print(
                        f"{incidents:>10,} {kind:>6} {took['first']:>12.2f} {took['median']:>8.2f} {took['p95']:>8.2f}",
                        flush=True,
                    )
                except (Error, RuntimeError) as error:
                    print(f"{incidents:>10,} {kind:>6}   not finished: {str(error).splitlines()[0][:80]}", flush=True)
                finally:
                    chromium.close()


if __name__ == "__main__":
    main()
