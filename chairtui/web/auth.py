"""Authentication of browsers. Pure: no sockets, and the clock is passed in.

The Host and Origin headers must name the server itself, which stops DNS rebinding and cross-site requests. The token is
exchanged once for an HttpOnly cookie and a key that only this origin's page can read. Both are required: browsers send
a cookie to every port of a host, and another port may belong to another user of the same computer.
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
"""Minimum strength of a chosen token, as if each character were drawn from its character class. Generated ones have
256."""
MIN_DISTINCT_CHARACTERS = 8
"""Minimum number of different characters in a chosen token."""
COOKIE_SECONDS = 12 * 3600.0
"""Lifetime of a cookie: a long day."""
USUAL_PORTS = {"http": 80, "https": 443}


class BadAddress(ValueError):
    """The public address isn't a scheme and a host."""


@dataclass(frozen=True)
class Site:
    """The address at which browsers reach the server: a scheme and the accepted Host headers.

    `any_number`: accept any IP address, which rebinding can't forge.
    """

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
        """The origin of a page loaded from this host."""
        return f"{self.scheme}://{host.lower()}"


def is_loopback(host: str) -> bool:
    """Whether a socket bound to this host is reachable from this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def site_of(host: str, port: int) -> Site:
    """The site of a server that listens on this host and port with no proxy in front."""
    if is_loopback(host):
        return Site("http", frozenset({"localhost", "127.0.0.1", "::1", host.lower()}), port)
    own = {host.lower(), socket.gethostname().lower(), socket.getfqdn().lower()}
    return Site("http", frozenset(own), port, any_number=True)


def public_site(address: str) -> Site:
    """The site that a reverse proxy serves. Raises `BadAddress` for anything but a scheme and a host."""
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
    """Generate a URL-safe random token."""
    return secrets.token_urlsafe(32)


def is_strong(token: str) -> bool:
    """Whether a chosen token can't be guessed: at least 32 hex digits, or 22 letters and digits."""
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
    """The credentials a browser gets for the token: the cookie, and the key its page sends along with it."""

    cookie: str
    key: str


class Authenticator:
    """Checks tokens, cookies and keys. Stateless, so browsers stay signed in across a restart; `clock` returns seconds.

    `once`: a restart invalidates every cookie. Without https another program could bind the port in between and receive
    the credentials of waiting tabs.
    """

    def __init__(self, token: str, sites: tuple[Site, ...], clock: Callable[[], float], *, once: bool = False) -> None:
        self._token = token.encode()
        self._start = secrets.token_bytes(32) if once else b""
        self._sites = sites
        self._clock = clock

    def site(self, host: str) -> Site | None:
        """The site that a Host header names, or None."""
        return next((site for site in self._sites if site.has(host)), None)

    def from_own_page(self, host: str, origin: str | None) -> bool:
        """Whether a request comes from this server's own page. A request without an Origin doesn't."""
        site = self.site(host)
        return site is not None and origin is not None and origin.lower() == site.origin(host)

    def is_token(self, token: str) -> bool:
        """Compare with the token in constant time."""
        given, ours = (hashlib.sha256(said).digest() for said in (token.strip().encode(errors="replace"), self._token))
        return hmac.compare_digest(given, ours)

    def admit(self, login: str = "") -> Admission:
        """Issue credentials to a browser that gave the token, or whose person a proxy signed in: then they are good
        for this login only."""
        body = f"{int(self._clock())}.{secrets.token_urlsafe(12)}"
        return self.admission(f"{body}.{self._sealed('cookie', body, login)}")

    def admission(self, cookie: str) -> Admission:
        """The credentials of a browser that has a valid cookie."""
        return Admission(cookie, self._sealed("key", cookie))

    def is_valid(self, cookie: str, login: str = "") -> bool:
        """Whether this cookie was issued here, for this login, and hasn't expired."""
        body, _, seal = cookie.rpartition(".")
        if not hmac.compare_digest(seal.encode(errors="replace"), self._sealed("cookie", body, login).encode()):
            return False
        return self._clock() - int(body.partition(".")[0]) <= COOKIE_SECONDS

    def allows(self, cookie: str, key: str, login: str = "") -> bool:
        """Whether the cookie is valid and the key belongs to it."""
        return self.is_valid(cookie, login) and hmac.compare_digest(
            key.encode(errors="replace"), self._sealed("key", cookie).encode()
        )

    def _sealed(self, what: str, body: str, login: str = "") -> str:
        said = f"chairtui {what} {body} {login}".encode(errors="replace")
        return hmac.digest(self._token + self._start, said, "sha256").hex()


def _parted(host: str, scheme: str) -> tuple[str, int]:
    """Split a Host header into name and port; ("", 0) if it is malformed."""
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
