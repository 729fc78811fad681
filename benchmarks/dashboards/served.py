"""What is measured: the explorer, or a naive view of the same incidents, served in a process of its own."""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "charts"))
AREAS = ("ARM", "AZE", "GEO")


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


def run(kind: str, incidents: int, articles: int, port: int, num_procs: int) -> None:
    """Serve until the process is ended; SIGUSR1 has it give back what memory it does not need."""
    signal.signal(signal.SIGUSR1, lambda *_: (gc.collect(), ctypes.CDLL("libc.so.6").malloc_trim(0)))
    from toolkit.views.server import make_server

    corpus = corpus_of(incidents, articles)
    if kind == "ours":
        made = make_server(corpus, port=port, num_procs=num_procs)
    else:
        import panel as pn

        pn.extension("plotly")
        made = pn.io.server.get_server(
            {"explorer": lambda: naive(corpus)}, port=port, websocket_origin=[f"localhost:{port}"]
        )
    made.io_loop.start()


class Served:
    """A server in a process of its own, while the block runs."""

    def __init__(self, kind: str, incidents: int, articles: int, num_procs: int = 1):
        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        given = [kind, incidents, articles, self.port, num_procs]
        self.process = subprocess.Popen(
            [sys.executable, __file__, json.dumps(given)], cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def __enter__(self) -> Served:
        until = time.monotonic() + 240
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/explorer", timeout=240).read()
                return self
            except OSError:
                time.sleep(0.5)
        raise RuntimeError("the server did not answer")

    def __exit__(self, *_) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


if __name__ == "__main__":
    run(*json.loads(sys.argv[1]))
