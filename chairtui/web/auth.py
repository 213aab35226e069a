"""Who is let in by the server of browser tabs. Pure: no socket, and the clock is passed in.

Three things are asked of a browser. The host and the origin it names must be the server's own, so that no other page
open in it gets in by the address (rebinding) or by the browser's cookie (another site's request). The token, which is
exchanged once for a cookie that scripts can't read and a key that only this origin's page can: a cookie goes to every
port of a host, and the next port may be another user's of the same computer.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from math import log2
from urllib.parse import urlsplit

MIN_TOKEN_BITS = 128
"""Of a token somebody chooses, as if each character were drawn from its kind; one that is drawn has 256."""
MIN_DISTINCT_CHARACTERS = 8
"""Different ones in such a token."""
COOKIE_SECONDS = 12 * 3600.0
"""Seconds for which one exchange of the token lets a browser in: a long day."""
USUAL_PORTS = {"http": 80, "https": 443}


class BadAddress(ValueError):
    """A public address that is none."""


@dataclass(frozen=True)
class Site:
    """Where browsers find the server: a scheme and what the Host header may say. `any_number`: an IP address may be
    any, as no rebinding can make a browser say one that it hasn't gone to."""

    scheme: str
    hosts: frozenset[str]
    port: int
    any_number: bool = False

    def has(self, host: str) -> bool:
        """Whether a Host header names this site."""
        name, port = _parted(host, self.scheme)
        if port != self.port or not name:
            return False
        return name in self.hosts or (self.any_number and _is_number(name))

    def origin(self, host: str) -> str:
        """The origin that a page has which came from this host."""
        return f"{self.scheme}://{host.lower()}"


def is_loopback(host: str) -> bool:
    """Whether listening there can be reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def site_of(host: str, port: int) -> Site:
    """The site that is had by listening there, without anything in front of it."""
    if is_loopback(host):
        return Site("http", frozenset({"localhost", "127.0.0.1", "::1", host.lower()}), port)
    own = {host.lower(), socket.gethostname().lower(), socket.getfqdn().lower()}
    return Site("http", frozenset(own), port, any_number=True)


def public_site(address: str) -> Site:
    """The site that browsers see where something stands in front. Raises `BadAddress` for all but scheme and host."""
    parts = urlsplit(address.strip())
    try:
        port = parts.port
    except ValueError:
        raise BadAddress(address) from None
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in USUAL_PORTS or not parts.hostname or extra:
        raise BadAddress(address)
    return Site(parts.scheme, frozenset({parts.hostname}), port or USUAL_PORTS[parts.scheme])


def new_token() -> str:
    """A token nobody guesses, of characters that need no care in an address."""
    return secrets.token_urlsafe(32)


def is_strong(token: str) -> bool:
    """Whether a chosen token has the length that makes guessing hopeless: 32 hex digits, or 22 letters and figures."""
    if re.fullmatch(r"[0-9a-f]+|[0-9A-F]+", token):
        kinds = 16
    else:
        kinds = sum(
            size
            for size, pattern in ((10, r"[0-9]"), (26, r"[a-z]"), (26, r"[A-Z]"), (32, r"[^0-9a-zA-Z]"))
            if re.search(pattern, token)
        )
    return len(set(token)) >= MIN_DISTINCT_CHARACTERS and len(token) * log2(max(kinds, 1)) >= MIN_TOKEN_BITS


@dataclass(frozen=True)
class Admission:
    """What a browser gets for the token: the cookie, and the key its page keeps and sends besides."""

    cookie: str
    key: str


class Authenticator:
    """One server's auth. `clock` gives seconds; nothing is kept of who came, so that a restart turns nobody out.

    `once`: whoever came in by another start of the server gives the token again. Without https another program could
    listen at its port in between, and be told by waiting tabs what let them in.
    """

    def __init__(self, token: str, sites: tuple[Site, ...], clock: Callable[[], float], *, once: bool = False) -> None:
        self._token = token.encode()
        self._start = secrets.token_bytes(32) if once else b""
        self._sites = sites
        self._clock = clock

    def site(self, host: str) -> Site | None:
        """The site that a Host header names, None for none of ours."""
        return next((site for site in self._sites if site.has(host)), None)

    def from_own_page(self, host: str, origin: str | None) -> bool:
        """Whether a request comes from a page of this very server; what names no origin doesn't."""
        site = self.site(host)
        return site is not None and origin is not None and origin.lower() == site.origin(host)

    def is_token(self, token: str) -> bool:
        """Whether this is the token; takes the same time whatever it is."""
        given, ours = (hashlib.sha256(said).digest() for said in (token.strip().encode(errors="replace"), self._token))
        return hmac.compare_digest(given, ours)

    def admit(self) -> Admission:
        """What lets a browser in that gave the token."""
        body = f"{int(self._clock())}.{secrets.token_urlsafe(12)}"
        cookie = f"{body}.{self._sealed('cookie', body)}"
        return Admission(cookie, self._sealed("key", cookie))

    def is_valid(self, cookie: str) -> bool:
        """Whether this cookie is one of ours, and not too old."""
        body, _, seal = cookie.rpartition(".")
        if not hmac.compare_digest(seal.encode(errors="replace"), self._sealed("cookie", body).encode()):
            return False
        return self._clock() - int(body.partition(".")[0]) <= COOKIE_SECONDS

    def allows(self, cookie: str, key: str) -> bool:
        """Whether cookie and key are of one admission."""
        return self.is_valid(cookie) and hmac.compare_digest(
            key.encode(errors="replace"), self._sealed("key", cookie).encode()
        )

    def _sealed(self, what: str, body: str) -> str:
        said = f"chairtui {what} {body}".encode(errors="replace")
        return hmac.digest(self._token + self._start, said, "sha256").hex()


def _parted(host: str, scheme: str) -> tuple[str, int]:
    """A Host header's name and port; ("", 0) for what is none."""
    try:
        parts = urlsplit(f"//{host}")
        if parts.netloc != host or parts.username is not None or parts.path:
            return "", 0
        return (parts.hostname or "").lower(), parts.port or USUAL_PORTS[scheme]
    except ValueError:
        return "", 0


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
