"""Fetch pages politely and safely, and keep each as received.

Polite: robots.txt is obeyed, the user agent names the toolkit, one request a host and ``delay``, back-off when a server asks
for it. Safe: only public addresses (``toolkit.articles.safe``), also behind redirects; limits of size and time. Every page
is kept with its address and time in a WARC file, which ``read`` reads again without the web.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import urllib3

from toolkit.articles.piece import MAX_PAGE
from toolkit.articles.safe import AddressError, connect

AGENT = "south-caucasus-news-toolkit/0.1 (media research; obeys robots.txt)"
ROBOT = "south-caucasus-news-toolkit"
TRIES, MAX_REDIRECTS, MAX_WAIT, TIMEOUT, DEADLINE = 3, 8, 60.0, 20.0, 90.0
AGAIN = frozenset({429, 500, 502, 503, 504})


class FetchError(Exception):
    """An address could not be fetched; the message says why."""


@dataclass(frozen=True)
class Fetched:
    """A page as received."""

    url: str
    data: bytes
    media_type: str | None
    retrieved: datetime


class Fetcher:
    """Fetches addresses one after another.

    ``allow`` names hosts that may be of a private network; ``archive`` is the WARC file that pages are kept in (null: one for
    each day in the user's cache); ``delay`` is the least time between two requests to a host, in seconds.
    """

    def __init__(
        self,
        *,
        allow: tuple[str, ...] = (),
        archive: str | Path | None = None,
        delay: float = 1.0,
        max_size: int = MAX_PAGE,
    ) -> None:
        self.allow, self.delay, self.max_size = tuple(allow), delay, max_size
        self._archive = Path(archive) if archive else None
        self._last: dict[str, float] = {}
        self._robots: dict[str, object] = {}
        self._delays: dict[str, float] = {}  # of hosts whose robots.txt asks for more

    @property
    def archive(self) -> Path:
        """The WARC file that pages are kept in."""
        if self._archive is None:
            from toolkit.resources import cache_path

            self._archive = cache_path(f"pages-{datetime.now(UTC):%Y-%m-%d}.warc.gz")
        return self._archive

    def fetch(self, url: str) -> Fetched:
        """Return the page at an address. Raises ``FetchError``."""
        seen: list[str] = []
        deadline = time.monotonic() + DEADLINE
        while True:
            if url in seen:
                raise FetchError(f"redirects in a loop: {' -> '.join([*seen, url])[:300]}")
            if len(seen) > MAX_REDIRECTS:
                raise FetchError(f"more than {MAX_REDIRECTS} redirects")
            seen.append(url)
            self._ask_robots(url)
            status, headers, data = self._get(url, deadline)
            if status in (301, 302, 303, 307, 308) and headers.get("Location"):
                url = urljoin(url, headers["Location"])
                continue
            if status != 200:
                raise FetchError(f"the server answered {status}")
            page = Fetched(url, data, headers.get("Content-Type"), datetime.now(UTC).replace(microsecond=0))
            self._keep(page)
            return page

    def _get(self, url: str, deadline: float) -> tuple[int, urllib3.HTTPHeaderDict, bytes]:
        """Ask once and, where the server is busy or the connection fails, again after a while."""
        wait, problem = max(self.delay, 0.1), ""
        for attempt in range(TRIES):
            self._wait_turn(url)
            try:
                status, headers, data = self._ask(url, deadline)
            except AddressError as error:
                raise FetchError(str(error)) from None
            except urllib3.exceptions.HTTPError as error:
                problem = f"no answer: {type(error).__name__}"
            else:
                if status not in AGAIN or attempt == TRIES - 1:
                    return status, headers, data
                asked = headers.get("Retry-After", "")
                wait = min(float(asked) if asked.isdigit() else wait, MAX_WAIT)
                problem = f"the server answered {status}"
            if attempt < TRIES - 1:
                if time.monotonic() + wait > deadline:
                    break
                time.sleep(wait)
                wait *= 2
        raise FetchError(problem)

    def _ask(self, url: str, deadline: float) -> tuple[int, urllib3.HTTPHeaderDict, bytes]:
        parts = urlsplit(url)
        pool = connect(url, self.allow, TIMEOUT)
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        headers = {
            "Host": parts.netloc,
            "User-Agent": AGENT,
            "Accept": "text/html,*/*;q=0.5",
            "Accept-Encoding": "gzip",
        }
        try:
            answer = pool.urlopen("GET", target, headers=headers, redirect=False, preload_content=False)
            try:
                return answer.status, answer.headers, self._body(answer, deadline)
            finally:
                answer.release_conn()
        finally:
            pool.close()

    def _body(self, answer: urllib3.BaseHTTPResponse, deadline: float) -> bytes:
        stated = answer.headers.get("Content-Length", "")
        data = io.BytesIO()
        if not (stated.isdigit() and int(stated) > self.max_size):
            for part in answer.stream(65536, decode_content=True):
                data.write(part)
                if time.monotonic() > deadline:
                    raise FetchError(f"took longer than {DEADLINE:.0f} seconds")
                if data.tell() > self.max_size:
                    break
            else:
                return data.getvalue()
        raise FetchError(f"larger than {self.max_size / 1e6:.0f} MB")

    def _wait_turn(self, url: str) -> None:
        host = urlsplit(url).netloc
        pause = self._last.get(host, 0.0) + self._delays.get(host, self.delay) - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        self._last[host] = time.monotonic()

    def _ask_robots(self, url: str) -> None:
        """Raise ``FetchError`` when robots.txt does not permit the address; a missing file permits all."""
        from protego import Protego

        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            status, _, data = self._get(f"{origin}/robots.txt", time.monotonic() + DEADLINE)
            if status >= 500:
                raise FetchError(f"robots.txt of {origin} cannot be read (the server answered {status})")
            self._robots[origin] = Protego.parse(data.decode("utf-8", errors="replace") if status == 200 else "")
        robots = self._robots[origin]
        if not robots.can_fetch(url, ROBOT):  # type: ignore[attr-defined]
            raise FetchError("robots.txt of the site does not permit it")
        asked = robots.crawl_delay(ROBOT)  # type: ignore[attr-defined]
        if asked:
            self._delays[parts.netloc] = max(self.delay, min(float(asked), MAX_WAIT))

    def _keep(self, page: Fetched) -> None:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        self.archive.parent.mkdir(parents=True, exist_ok=True)
        headers = [("Content-Type", page.media_type or "application/octet-stream")]
        with self.archive.open("ab") as file:
            writer = WARCWriter(file, gzip=True)
            writer.write_record(
                writer.create_warc_record(
                    page.url,
                    "response",
                    payload=io.BytesIO(page.data),
                    http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                    warc_headers_dict={"WARC-Date": page.retrieved.strftime("%Y-%m-%dT%H:%M:%SZ")},
                )
            )
