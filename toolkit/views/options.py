"""The options of serving, each with its default and meaning: the one place that the command and the functions read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: Hosts that mean every address of the machine.
EVERYWHERE = ("0.0.0.0", "::", "")
LEVELS = ("error", "warning", "info")


def _option(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"help": meaning})


@dataclass(frozen=True)
class Options:
    """How the dashboards are served. ``docs/serving.md`` says more about each."""

    port: int = _option(5006, "Port on this machine; 0 takes a free one.")
    address: str = _option("localhost", "Address to listen on.")
    prefix: str = _option("", "Path behind a reverse proxy.")
    origin: list[str] | None = field(
        default=None, metadata={"help": "Host a browser may come from, besides this machine; may be repeated."}
    )
    behind_proxy: bool = _option(False, "Believe what a reverse proxy says of the visitor's address and scheme.")
    num_procs: int = _option(1, "Processes; each answers on the same port.")
    basic_auth: str = _option("", "Password, or JSON file of names and passwords.")
    oauth: str = _option("", "Log-in provider; its key and secret are taken from the environment.")
    allow_upload: bool = _option(False, "Add a page where visitors analyse articles of their own.")
    log: str = _option("warning", f"What is written to standard error: {', '.join(LEVELS)} (visits too).")
