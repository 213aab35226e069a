"""Connection settings: TLS with a verified certificate unless the server is this computer.

An address is a libpq URI: postgresql://LOGIN@HOST/DATABASE?key=value. Its TLS settings win; what it leaves out is set
here, not by the environment.
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

TIMEOUTS = {
    "connect_timeout": "4",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""Seconds (`tcp_user_timeout` milliseconds) after which a silent server counts as unreachable."""


class Address:
    """A parsed address. `name` is for messages, without a password."""

    def __init__(self, where: str) -> None:
        """Raises `NotAdmitted` for an invalid address."""
        try:
            self._params = {key: str(value) for key, value in conninfo_to_dict(where).items() if value is not None}
        except psycopg.ProgrammingError as error:
            reason = str(error).strip().rstrip(".")
            raise NotAdmitted(words.BAD_ADDRESS.format(where=_without_secrets(where), reason=reason)) from None
        for host in self._params.get("host", "").split(","):
            if host.startswith(("/", "@")):  # a folder with the server's socket
                continue
            try:
                host.encode("idna")
            except UnicodeError:
                reason = words.BAD_HOST.format(host=host)
                raise NotAdmitted(words.BAD_ADDRESS.format(where=_without_secrets(where), reason=reason)) from None
        self.name = _name(self._params)

    @property
    def local(self) -> bool:
        """Whether every host in it is this computer. False for a service, which names its hosts elsewhere."""
        if "service" in self._params:
            return False
        hosts = self._params.get("hostaddr")
        if not hosts:
            # libpq falls back to the environment for what the address leaves out.
            if os.environ.get("PGSERVICE"):
                return False
            hosts = os.environ.get("PGHOSTADDR") or self._params.get("host") or os.environ.get("PGHOST", "")
        return all(_is_local(host) for host in hosts.split(","))

    @property
    def identity(self) -> str:
        """Server, database and login as a string that is equal for equal stores; no secret in it."""
        keys = ("service", "host", "hostaddr", "port", "dbname", "user")
        return " ".join(f"{key}={self._params[key]!r}" for key in keys if key in self._params)

    def conninfo(self) -> str:
        """The libpq connection string. Raises `NotAdmitted`."""
        filled = {"application_name": "chairtui", **TIMEOUTS, **self._params, "client_encoding": "utf8"}
        if not self.local and "sslmode" not in self._params:
            filled["sslmode"] = "verify-full"
        if filled.get("sslmode", "").startswith("verify-") and "sslrootcert" not in self._params:
            filled["sslrootcert"] = system_roots()
        return make_conninfo("", **filled)


def _without_secrets(where: str) -> str:
    return re.sub(r"//[^/]*@", "//", where.partition("?")[0])


def _is_local(host: str) -> bool:
    # Empty is libpq's default socket, / starts a socket directory, @ an abstract socket.
    if not host or host[0] in "/@" or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _name(params: dict[str, str]) -> str:
    host = params.get("host") or params.get("hostaddr") or params.get("service") or "localhost"
    where = "" if host[0] in "/@" else host
    port = f":{params['port']}" if "port" in params and where else ""
    return f"postgresql://{where}{port}/{params.get('dbname', '')}"


@cache
def system_roots() -> str:
    """A file of this computer's root certificates: the libpq in psycopg's wheels knows none."""
    own = Path("~/.postgresql/root.crt").expanduser()
    if own.is_file():
        return str(own)
    found = ssl.get_default_verify_paths().cafile
    if found:
        return found
    # Windows and macOS have no such file; Python can read their stores.
    roots = ssl.create_default_context().get_ca_certs(binary_form=True)
    if not roots:
        return "system"
    with tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False, encoding="ascii") as file:
        file.writelines(ssl.DER_cert_to_PEM_cert(root) for root in roots)
    atexit.register(Path(file.name).unlink, missing_ok=True)
    return file.name
