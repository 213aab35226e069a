"""A real PostgreSQL server for tests, on a private socket in a temporary folder."""

from __future__ import annotations

import getpass
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from chairtui.journal.postgresql.connection import ServerConnection
from chairtui.journal.postgresql.key_store import DatabaseKeys
from chairtui.journal.postgresql.migration import migrate
from chairtui.journal.postgresql.server import Server
from chairtui.journal.vault import Vault
from tests.journal.vaults import CHEAP, Says

OWNER = "keeper"
"""The administrator's login, which creates the stores."""
TEAM = ("ada", "ben", "cleo")
STRANGERS = ("mallory", "outsider")
"""Logins in the team with a seat nowhere, and one that isn't in the team at all."""
TEMPLATE = "chairtui_template"
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests that don't cut the power. What acknowledges a line asks for its own durability all the same."""


@cache
def programs() -> Path | None:
    """The folder of the server's programs: the first on the path, else the newest where Debian and its kin put them."""
    if os.name != "posix":
        return None
    on_path = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    found = Path(on_path).resolve() if on_path else versions[-1] if versions else None
    return found.parent if found and (found.parent / "postgres").exists() else None


def dumps() -> bool:
    """Whether the server's programs include those that back a database up; some packages leave them out."""
    found = programs()
    return found is not None and (found / "pg_dump").exists() and (found / "psql").exists()


def user() -> str | None:
    """The user the server runs as, since it refuses root."""
    return "nobody" if os.geteuid() == 0 else None


def give(path: Path) -> None:
    """Make something the server's own."""
    if other := user():
        shutil.chown(path, other)


def refuse_second_connection(monkeypatch: pytest.MonkeyPatch) -> list[ServerConnection]:
    """Fail where the program connects while another of its connections is open; those that were made."""
    made: list[ServerConnection] = []
    connect = ServerConnection.connect

    def connect_alone(conninfo: str, *, autocommit: bool) -> ServerConnection:
        assert all(earlier.closed for earlier in made), "a second connection beside the first"
        made.append(connect(conninfo, autocommit=autocommit))
        return made[-1]

    monkeypatch.setattr(ServerConnection, "connect", connect_alone)
    return made


class RealServer:
    """One server. `settings` are as in postgresql.conf."""

    def __init__(self, settings: Mapping[str, str] = QUICK) -> None:
        found = programs()
        assert found is not None
        self.programs = found
        self.folder = Path(tempfile.mkdtemp(prefix="chairtui-pg-"))
        self.settings = dict(settings)
        self._numbers = itertools.count(1)
        self._template = False
        self._logins = False
        self._emptied = ""
        self._process: subprocess.Popen[bytes] | None = None
        give(self.folder)
        asked = ("--no-sync", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--locale=C", "--wal-segsize=1")
        self._run("initdb", "-D", str(self.folder / "data"), *asked)

    def start(self) -> None:
        """Start it, and wait until it accepts connections."""
        config = {**self.settings, "unix_socket_directories": str(self.folder)}
        config = {"listen_addresses": "", "shared_buffers": "16MB", "min_wal_size": "2MB", **config}
        options = [word for name, value in config.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", str(self.folder / "data"), *options],
                user=user(),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        for _ in range(500):
            with suppress(psycopg.OperationalError):
                self.as_owner(sql.SQL("SELECT 1"))
                return
            # Gives it a moment, and notices if it gave up.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=0.02)
                break
        raise RuntimeError((self.folder / "log").read_text(encoding="utf-8", errors="replace"))

    def stop(self) -> None:
        """Stop it without waiting for anybody."""
        self._end(signal.SIGQUIT, ())

    def kill(self) -> None:
        """Kill it at once, all of it (-9)."""
        _, *children = self.processes()
        self._end(signal.SIGKILL, children)

    def processes(self) -> list[int]:
        """The ids of the server's own process, and of those it has started."""
        assert self._process is not None
        return [self._process.pid, *_children(self._process.pid)]

    def remove(self) -> None:
        """Stop it and delete its data."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, how: signal.Signals, children: Sequence[int]) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            for child in children:
                with suppress(ProcessLookupError):
                    os.kill(child, how)
            self._process.wait()
        self._process = None

    def address(self, database: str, login: str = OWNER) -> str:
        port = self.settings.get("port", "5432")
        return f"postgresql://{login}@/{database}?host={self.folder}&port={port}"

    def new_store(self) -> str:
        """A database with a store in it, whose key opens with `PASSPHRASE`; its name."""
        if not self._template:
            self._make_template()
        name = f"store_{os.getpid()}_{next(self._numbers)}"
        self.as_owner(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
        return name

    def empty_store(self) -> str:
        """The same database each time, emptied, which is far faster than a new one."""
        if not self._emptied:
            self._emptied = self.new_store()
        self.as_owner(sql.SQL("DELETE FROM chairtui.meeting"), database=self._emptied)
        return self._emptied

    def as_owner(self, *statements: sql.Composed | sql.SQL, database: str = "postgres") -> None:
        """Run statements as the administrator."""
        with psycopg.connect(self.address(database), autocommit=True) as line:
            for statement in statements:
                line.execute(statement)

    def map_logins(self, *logins: str) -> None:
        """From now on let the user of the operating system that runs the tests in as these logins only, by a map, as a
        door's computer does. The administrator keeps the databases in which stores are made."""
        data = self.folder / "data"
        rules = f"local postgres,{TEMPLATE} {OWNER} trust\nlocal all all peer map=door\n"
        (data / "pg_hba.conf").write_text(rules, encoding="utf-8")
        entries = "".join(f'door "{getpass.getuser()}" "{login}"\n' for login in logins)
        (data / "pg_ident.conf").write_text(entries, encoding="utf-8")
        self.as_owner(sql.SQL("SELECT pg_reload_conf()"))

    def _make_template(self) -> None:
        self.as_owner(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
        server = Server(self.address(TEMPLATE), lambda: datetime.now(UTC))
        migrate(server)
        Vault(DatabaseKeys(server), Says(), CHEAP).cipher_for_writing()
        server.close()
        self.new_logins()
        self._template = True

    def new_logins(self) -> None:
        """The logins of TEAM and STRANGERS, once there is a role of the team to be in."""
        if self._logins:
            return
        self._logins = True
        role = sql.SQL("CREATE ROLE chairtui_team NOLOGIN")
        with suppress(psycopg.errors.DuplicateObject):
            self.as_owner(role)
        made = [sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(login)) for login in (*TEAM, *STRANGERS)]
        team = sql.SQL(", ").join(map(sql.Identifier, (*TEAM, STRANGERS[0])))
        self.as_owner(*made, sql.SQL("GRANT chairtui_team TO {}").format(team))

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            user=user(),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, encoding="ascii", check=False)
    return [int(line) for line in found.stdout.split()]
