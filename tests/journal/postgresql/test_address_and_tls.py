"""Which server is spoken to, and how it proves to be that one."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from psycopg.conninfo import conninfo_to_dict

from chairtui.journal.postgresql import errors
from chairtui.journal.postgresql.address import Address, system_roots
from chairtui.journal.protocol import JournalError, NotAdmitted, Unreachable
from tests.journal.meetings import Clock
from tests.journal.vaults import on_server
from tests.servers import QUICK, RealServer, give


def asked(where: str) -> tuple[object, object]:
    said = conninfo_to_dict(Address(where).conninfo())
    return said.get("sslmode"), said.get("sslrootcert")


@pytest.mark.parametrize(
    "where",
    [
        "postgresql:///meetings",
        "postgresql://ada@localhost/meetings",
        "postgresql://127.0.0.9:5433/meetings",
        "postgresql://[::1]/meetings",
        "postgresql:///meetings?host=/var/run/postgresql",
        "postgresql://db.example/meetings?hostaddr=127.0.0.1",
    ],
)
def test_this_computer_needs_no_certificate(where: str) -> None:
    assert asked(where) == (None, None)


@pytest.mark.parametrize(
    "where",
    [
        "postgresql://db.example/meetings",
        "postgresql://192.0.2.7/meetings",
        "postgresql://localhost,db.example/meetings",
        "postgresql://localhost.example/meetings",
        "postgresql://127.0.0.1.example/meetings",
        "postgresql:///meetings?service=team",
        "host=db.example dbname=meetings",
    ],
)
def test_any_other_host_proves_itself_by_a_certificate_this_computer_trusts(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSSLMODE", "disable")
    assert asked(where) == ("verify-full", system_roots())
    assert Path(system_roots()).is_file()


def test_a_host_named_by_the_surroundings_is_no_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example")
    assert asked("postgresql:///meetings")[0] == "verify-full"


@pytest.mark.parametrize("where", ["postgresql://localhost/team", "postgresql:///team", "postgresql://127.0.0.1/team"])
@pytest.mark.parametrize(("variable", "value"), [("PGHOSTADDR", "192.0.2.7"), ("PGSERVICE", "elsewhere")])
def test_a_local_name_led_to_another_host_by_the_surroundings_is_no_exception(
    monkeypatch: pytest.MonkeyPatch, where: str, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert conninfo_to_dict(Address(where).conninfo())["sslmode"] == "verify-full"


def test_only_a_word_in_the_address_lowers_it() -> None:
    assert asked("postgresql://db.example/meetings?sslmode=require") == ("require", None)
    own = asked("postgresql://db.example/meetings?sslrootcert=/etc/team.crt")
    assert own == ("verify-full", "/etc/team.crt")


def test_no_message_shows_a_password() -> None:
    secret = Address("postgresql://ada:s3cret@db.example:5433/meetings?password=s3cret")
    assert secret.name == "postgresql://db.example:5433/meetings"
    for where in ("postgresql://ada:s3cret@ho st/x", "postgresql://ada:s3cret@db/x?no=s3cret"):
        with pytest.raises(NotAdmitted) as refused:
            Address(where)
        assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("said", "kind", "shown"),
    [
        ('connection to server at "db" failed: fe_sendauth: no password supplied', NotAdmitted, "no password supplied"),
        ('failed: FATAL:  password authentication failed for user "ada"', NotAdmitted, "failed for user"),
        ("failed: server does not support SSL, but SSL was required", NotAdmitted, "was not proved"),
        ("failed: SSL SYSCALL error: Connection reset by peer", Unreachable, "Check the network"),
        ("failed: FATAL:  the database system is starting up", Unreachable, "starting up"),
        ("failed: FATAL:  sorry, too many clients already", Unreachable, "too many clients"),
        ('could not translate host name "db" to address: Name not known', Unreachable, "Name not known"),
        ("failed: Connection refused\n\tIs the server running on that host?", Unreachable, "Connection refused"),
    ],
)
def test_what_keeps_somebody_out_is_told_from_what_passes(said: str, kind: type[JournalError], shown: str) -> None:
    found = errors.connection_error(psycopg.OperationalError(said), "postgresql://db/x")
    assert type(found) is kind
    assert shown in str(found)
    assert "\n" not in str(found)


class Town:
    """A server behind TLS, under the name it has a certificate for."""

    def __init__(self, folder: Path) -> None:
        self.roots = folder / "roots.crt"
        self.port = _free_port()
        config = {"listen_addresses": "127.0.0.1", "port": str(self.port), "ssl": "on"}
        self.server = RealServer({**QUICK, **config})
        key, certificate = _certificate("db.example.test")
        for name, held in (("server.key", key), ("server.crt", certificate)):
            file = self.server.folder / "data" / name
            file.write_bytes(held)
            file.chmod(0o600)
            give(file)
        self.roots.write_bytes(certificate)

    def address(self, host: str, roots: Path | str) -> str:
        return f"postgresql://keeper@{host}:{self.port}/postgres?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={roots}"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("town"))
    try:
        town.server.start()
        yield town
    finally:
        town.server.remove()


def test_a_certificate_that_nobody_here_trusts_lets_nothing_through(town: Town, clock: Clock) -> None:
    with pytest.raises(NotAdmitted, match="was not proved"):
        on_server(town.address("db.example.test", system_roots()), clock, lambda: "x").meetings()


def test_a_certificate_of_another_name_lets_nothing_through(town: Town, clock: Clock) -> None:
    with pytest.raises(NotAdmitted, match="was not proved"):
        on_server(town.address("evil.example.test", town.roots), clock, lambda: "x").meetings()


def test_the_right_one_is_spoken_to_over_tls(town: Town, clock: Clock) -> None:
    journal = on_server(town.address("db.example.test", town.roots), clock, lambda: "x")
    with journal.server.transaction(check_schema=False) as line:
        assert line.pgconn.ssl_in_use


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _certificate(host: str) -> tuple[bytes, bytes]:
    """A key, and a certificate signed with itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return secret, made.public_bytes(Encoding.PEM)
