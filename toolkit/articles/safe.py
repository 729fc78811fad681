"""Connections to public addresses only: a host is looked up once, every answer is judged, and that answer is connected to."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

import urllib3


class AddressError(ValueError):
    """An address that is not fetched: of another kind than http(s), or leading into a private network."""


def check_address(url: str, allow: tuple[str, ...] = ()) -> tuple[str, str, int]:
    """Return the host, the network address to connect to and the port.

    Raises ``AddressError`` when the address is no http(s) address, or when one of the host's network addresses is private,
    loopback, link-local or otherwise not of the public Internet; ``allow`` names hosts that may be so all the same.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressError(f"not an http or https address: {url}")
    if parts.username or parts.password:
        raise AddressError("an address with a user name or password in it is not fetched")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        answers = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, ValueError, UnicodeError) as error:
        raise AddressError(f"no such host: {parts.hostname} ({error})") from None
    found = [str(answer[4][0]).split("%")[0] for answer in answers]
    if parts.hostname not in allow and (private := [one for one in found if not _is_public(one)]):
        raise AddressError(
            f"{parts.hostname} leads to {private[0]}, which is not an address of the public Internet; "
            f"allow=({parts.hostname!r},) permits it"
        )
    return parts.hostname, found[0], port


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if mapped is not None and not mapped.is_global:
        return False
    return ip.is_global and not ip.is_multicast


def connect(url: str, allow: tuple[str, ...], timeout: float) -> urllib3.HTTPConnectionPool:
    """Return a connection to the very address that was judged, so that a second look-up cannot give another."""
    host, address, port = check_address(url, allow)
    limits = urllib3.Timeout(connect=timeout, read=timeout)
    if urlsplit(url).scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address, port, timeout=limits, retries=False, server_hostname=host, assert_hostname=host
        )
    return urllib3.HTTPConnectionPool(address, port, timeout=limits, retries=False)
