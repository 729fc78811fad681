"""Fetching: polite, safe, and kept so that the corpus can be rebuilt without the web. A server on this machine plays the sites."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from samples import BODY, TITLE, page

from toolkit.articles import read
from toolkit.articles.fetch import Fetcher, FetchError
from toolkit.articles.safe import AddressError, check_address
from toolkit.errors import SourceError


class Site(BaseHTTPRequestHandler):
    """Answers by path; counts what was asked, and by whom."""

    asked: ClassVar[list] = []
    robots = "User-agent: *\nDisallow: /private\n"
    busy = 0

    def do_GET(self):
        Site.asked.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        port = self.server.server_port
        if self.path == "/robots.txt":
            return self.answer(200 if Site.robots else 404, Site.robots, "text/plain")
        if self.path == "/loop":
            return self.answer(302, "", location="/loop")
        if self.path == "/moved":
            return self.answer(301, "", location="/article")
        if self.path == "/inward":
            return self.answer(302, "", location="http://169.254.169.254/latest/meta-data")
        if self.path == "/file":
            return self.answer(302, "", location="file:///etc/passwd")
        if self.path == "/big":
            return self.answer(200, "x" * 12_000_000)
        if self.path == "/busy" and Site.busy:
            Site.busy -= 1
            return self.answer(503, "", retry="0")
        if self.path == "/feed":
            items = "".join(
                f"<item><title>{TITLE}</title><link>http://127.0.0.1:{port}{p}</link></item>"
                for p in ("/article", "/none")
            )
            return self.answer(
                200, f"<rss version='2.0'><channel><title>The Wire</title>{items}</channel></rss>", "text/xml"
            )
        if self.path == "/cyrillic":
            body = page(
                "Двое пастухов ранены", ["В понедельник у границы ранены двое пастухов, сообщили местные власти."] * 4
            )
            return self.answer(
                200, body.replace('<meta charset="utf-8">', ""), "text/html; charset=windows-1251", encoding="cp1251"
            )
        if self.path in ("/article", "/busy", "/private/article"):
            return self.answer(200, page())
        return self.answer(404, "<html><body>none</body></html>")

    def answer(self, status, text, kind="text/html; charset=utf-8", *, location=None, retry=None, encoding="utf-8"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode(encoding))))
        if location:
            self.send_header("Location", location)
        if retry:
            self.send_header("Retry-After", retry)
        self.end_headers()
        self.wfile.write(text.encode(encoding))

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    Site.asked, Site.robots, Site.busy = [], "User-agent: *\nDisallow: /private\n", 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher(tmp_path):
    return Fetcher(allow=("127.0.0.1",), archive=tmp_path / "pages.warc.gz", delay=0)


@pytest.fixture
def options(tmp_path):
    return {"allow": ("127.0.0.1",), "archive": tmp_path / "pages.warc.gz", "delay": 0, "progress": False}


def test_a_page_is_fetched_once_and_read_again_from_what_was_kept(site, options):
    reading = read(f"{site}/article", **options)
    assert reading.articles.title[0] == TITLE
    assert reading.articles.retrieved_at.notna().all()
    asked = len(Site.asked)
    again = read(options["archive"], progress=False)
    assert again.articles.text.tolist() == reading.articles.text.tolist()
    assert again.articles.retrieved_at.tolist() == reading.articles.retrieved_at.tolist()
    assert again.articles.url.tolist() == reading.articles.url.tolist()
    assert len(Site.asked) == asked


def test_robots_are_asked_first_and_the_agent_has_a_name(site, fetcher):
    fetcher.fetch(f"{site}/article")
    assert [path for path, _, _ in Site.asked] == ["/robots.txt", "/article"]
    assert all("south-caucasus-news-toolkit" in agent for _, agent, _ in Site.asked)
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(f"{site}/private/article")
    assert "/private/article" not in [path for path, _, _ in Site.asked]


def test_without_robots_all_is_permitted(site, fetcher):
    Site.robots = ""
    assert fetcher.fetch(f"{site}/private/article").data


def test_a_busy_server_is_asked_again(site, fetcher):
    Site.busy = 2
    assert fetcher.fetch(f"{site}/busy").data
    Site.busy = 5
    with pytest.raises(FetchError, match="503"):
        fetcher.fetch(f"{site}/busy")


def test_requests_to_a_host_keep_their_distance(site, tmp_path):
    import time

    fetcher = Fetcher(allow=("127.0.0.1",), archive=tmp_path / "pages.warc.gz", delay=0.3)
    begun = time.monotonic()
    fetcher.fetch(f"{site}/article")
    fetcher.fetch(f"{site}/moved")
    assert time.monotonic() - begun >= 0.3 * 3


def test_a_delay_that_robots_ask_for_is_kept(site, fetcher):
    import time

    Site.robots = "User-agent: *\nCrawl-delay: 0.5\n"
    fetcher.fetch(f"{site}/article")
    begun = time.monotonic()
    fetcher.fetch(f"{site}/article")
    assert time.monotonic() - begun >= 0.3


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/loop", "loop"),
        ("/none", "404"),
        ("/big", "larger than"),
        ("/inward", "169.254"),
        ("/file", "http"),
        ("/private/a", "robots"),
    ],
)
def test_what_cannot_be_fetched_is_told(site, options, path, word):
    reading = read([f"{site}{path}", f"{site}/article"], **options)
    assert len(reading.articles) == 1
    assert len(reading.problems) == 1
    assert word in reading.problems.problem[0]
    with pytest.raises(SourceError, match=word):
        read(f"{site}{path}", strict=True, **options)


def test_redirects_are_followed(site, fetcher):
    assert fetcher.fetch(f"{site}/moved").url == f"{site}/article"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost:8080/",
        "http://[::1]/",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://169.254.169.254/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "http://user:word@example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "ftp://example.org/a",
        "http:///nothing",
    ],
)
def test_addresses_that_are_not_of_the_public_internet(address):
    with pytest.raises(AddressError):
        check_address(address)


def test_every_answer_of_a_name_server_must_be_public(monkeypatch):
    def answers(*found):
        return lambda host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", answers("93.184.216.34", "10.0.0.8"))
    with pytest.raises(AddressError, match=r"10\.0\.0\.8"):
        check_address("http://rebind.example/")
    assert check_address("http://rebind.example/", allow=("rebind.example",))[1] == "93.184.216.34"
    monkeypatch.setattr(socket, "getaddrinfo", answers("93.184.216.34"))
    assert check_address("https://site.example/a") == ("site.example", "93.184.216.34", 443)


def test_the_connection_goes_to_the_address_that_was_judged(site, tmp_path, monkeypatch):
    """The name is looked up once; a second look-up, with another answer, does not happen."""
    port = int(site.rpartition(":")[2])
    looked_up = []

    def once(host, port_, *args, **kwargs):
        if host == "site.example":
            looked_up.append(host)
        return real("127.0.0.1" if host == "site.example" else host, port_, *args, **kwargs)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", once)
    fetcher = Fetcher(allow=("site.example",), archive=tmp_path / "pages.warc.gz", delay=0)
    assert fetcher.fetch(f"http://site.example:{port}/article").data
    assert len(looked_up) == 2  # one for robots.txt, one for the page
    assert Site.asked[-1][2] == f"site.example:{port}"


def test_the_encoding_that_the_server_states_is_used(site, options):
    assert read(f"{site}/cyrillic", **options).articles.title[0] == "Двое пастухов ранены"


def test_lists_of_addresses_and_feeds(site, options, tmp_path):
    addresses = tmp_path / "addresses.txt"
    addresses.write_text(f"# pages\n{site}/article\n{site}/none\n")
    reading = read(addresses, **options)
    assert len(reading.articles) == 1
    assert "line 3" in reading.problems.place[0]
    feed = read(f"{site}/feed", fetch=True, **options)
    assert feed.articles.text[0].splitlines()[-1] == BODY[-1]
    assert "404" in feed.problems.problem[0]
    headlines = read(f"{site}/feed", **options)
    assert set(headlines.articles.text) == {TITLE}
