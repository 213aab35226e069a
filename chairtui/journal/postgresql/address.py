"""Where a store's server is, and how it is spoken to: TLS with a proved certificate unless it is this computer.

An address is what libpq takes: postgresql://LOGIN@HOST/DATABASE?key=value. What it says of TLS counts; what it leaves
out is filled in here, and not from the surroundings.
"""

from __future__ import annotations

import atexit
import ipaddress
import os
import re
import ssl
import tempfile
from functools import cache
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from chairtui.journal.protocol import NotAdmitted
from chairtui.words import server as words

PATIENCE = {
    "connect_timeout": "4",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""Seconds (the last one milliseconds) after which a server that doesn't answer is taken to be away."""


class Address:
    """An address that was read. `name` names it in messages, without a password."""

    def __init__(self, where: str) -> None:
        """Raises `NotAdmitted` for what is no address."""
        try:
            self._given = {key: str(value) for key, value in conninfo_to_dict(where).items() if value is not None}
        except psycopg.ProgrammingError as error:
            reason = str(error).strip().rstrip(".")
            raise NotAdmitted(words.BAD_ADDRESS.format(where=_without_secrets(where), reason=reason)) from None
        self.name = _name(self._given)

    @property
    def local(self) -> bool:
        """Whether every host it names is this computer. A service names its hosts elsewhere."""
        if "service" in self._given:
            return False
        hosts = self._given.get("hostaddr")
        if not hosts:
            # Where the address leaves it open, the surroundings lead a connection to any host, whatever its name here.
            if os.environ.get("PGSERVICE"):
                return False
            hosts = os.environ.get("PGHOSTADDR") or self._given.get("host") or os.environ.get("PGHOST", "")
        return all(_is_local(host) for host in hosts.split(","))

    @property
    def place(self) -> str:
        """The server, the database and the login, by which one address is another's or isn't; no secret."""
        told = ("service", "host", "hostaddr", "port", "dbname", "user")
        return " ".join(f"{key}={self._given[key]!r}" for key in told if key in self._given)

    def conninfo(self) -> str:
        """What to connect with. Raises `NotAdmitted`."""
        filled = {"application_name": "chairtui", **PATIENCE, **self._given, "client_encoding": "utf8"}
        if not self.local and "sslmode" not in self._given:
            filled["sslmode"] = "verify-full"
        if filled.get("sslmode", "").startswith("verify-") and "sslrootcert" not in self._given:
            filled["sslrootcert"] = system_roots()
        return make_conninfo("", **filled)


def _without_secrets(where: str) -> str:
    return re.sub(r"//[^/]*@", "//", where.partition("?")[0])


def _is_local(host: str) -> bool:
    # An empty host is libpq's own socket; one that starts with / is a folder of sockets, one with @ an abstract one.
    if not host or host[0] in "/@" or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _name(given: dict[str, str]) -> str:
    host = given.get("host") or given.get("hostaddr") or given.get("service") or "localhost"
    where = "" if host[0] in "/@" else host
    port = f":{given['port']}" if "port" in given and where else ""
    return f"postgresql://{where}{port}/{given.get('dbname', '')}"


@cache
def system_roots() -> str:
    """A file of the certificates that this computer trusts: a libpq that was brought along knows none of its own."""
    own = Path("~/.postgresql/root.crt").expanduser()
    if own.is_file():
        return str(own)
    found = ssl.get_default_verify_paths().cafile
    if found:
        return found
    # Windows and macOS keep them elsewhere; Python reads them there.
    roots = ssl.create_default_context().get_ca_certs(binary_form=True)
    if not roots:
        return "system"
    with tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False, encoding="ascii") as file:
        file.writelines(ssl.DER_cert_to_PEM_cert(root) for root in roots)
    atexit.register(Path(file.name).unlink, missing_ok=True)
    return file.name
