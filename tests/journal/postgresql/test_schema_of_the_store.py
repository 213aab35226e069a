"""The schema, file by file: an older one is brought up to date, a newer one left alone, neither is written to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from psycopg import sql

from chairtui.journal.postgresql import schema
from chairtui.journal.postgresql.key_store import DatabaseKeys
from chairtui.journal.postgresql.migration import migrate
from chairtui.journal.postgresql.schema import Migration
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import JournalError, Newer, NoSuchMeeting, NotReady, Refused
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Draft
from tests.journal.meetings import Clock, a_note, new
from tests.journal.vaults import CHEAP, Says, on_server
from tests.servers import RealServer


@pytest.fixture
def bare(postgresql_server: RealServer) -> Iterator[str]:
    """A database with nothing in it, as its owner reaches it."""
    postgresql_server.as_owner(sql.SQL("CREATE DATABASE bare"))
    yield postgresql_server.address("bare")
    postgresql_server.as_owner(sql.SQL("DROP DATABASE bare WITH (FORCE)"))


@pytest.fixture
def server(bare: str) -> Iterator[Server]:
    server = Server(bare, lambda: datetime.now(UTC))
    yield server
    server.close()


def known(monkeypatch: pytest.MonkeyPatch, *migrations: Migration) -> None:
    monkeypatch.setattr(schema, "migrations", lambda: migrations)


def test_each_file_has_its_number_and_none_is_left_out() -> None:
    assert [step.number for step in schema.migrations()] == list(range(1, len(schema.migrations()) + 1))
    assert all(step.sql.strip().startswith("--") for step in schema.migrations())


def test_an_older_schema_is_refused_and_brought_up_to_date_by_one_step_after_the_other(
    server: Server, bare: str, clock: Clock, details: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = schema.migrations()
    known(monkeypatch, every[0])
    assert migrate(server) == (0, 1)
    known(monkeypatch, *every)
    with pytest.raises(NotReady, match="chairtui store upgrade"):
        server.execute("SELECT 1")
    assert migrate(server, only_existing=True) == (1, every[-1].number)
    assert migrate(server) == (every[-1].number, every[-1].number)
    installed = server.execute("SELECT number, name FROM chairtui.step ORDER BY 1")
    assert installed == [(step.number, step.name) for step in every]


def test_a_store_of_the_first_form_is_read_and_written_once_it_is_brought_up_to_date(
    postgresql_server: RealServer,
    server: Server,
    clock: Clock,
    details: Draft,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    every = schema.migrations()
    known(monkeypatch, *every[:2])
    migrate(server)
    assert Vault(DatabaseKeys(server), Says(), CHEAP).cipher_for_writing() is not None
    postgresql_server.new_logins()
    where = postgresql_server.address("bare", "ada")
    first = on_server(where, clock, lambda: "m1")
    meeting = first.begin([details], "Ada")
    first.close()
    for number in range(3, len(every) + 1):
        known(monkeypatch, *every[:number])
        assert migrate(server) == (number - 1, number)
    journal = on_server(where, clock, lambda: "m2")
    journal.append(meeting, [new(a_note("n1"))], "Ada")
    journal.append(meeting, [new(a_note("n2")), new(a_note("n3"))], "Ada")
    assert [v.seq for v in journal.versions(meeting)] == [1, 2, 3, 4]
    journal.close()


def test_a_newer_schema_is_left_as_it_is(server: Server, bare: str, monkeypatch: pytest.MonkeyPatch) -> None:
    every = schema.migrations()
    migrate(server)
    known(monkeypatch, *every[:-1])
    for execute in (lambda: server.execute("SELECT 1"), lambda: migrate(server)):
        server.close()
        with pytest.raises(Newer, match="newest chairtui"):
            execute()


def test_a_step_that_fails_leaves_no_half_of_the_others(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    known(monkeypatch, *schema.migrations(), Migration(number=99, name="broken", sql="SELECT 1/0"))
    with pytest.raises(JournalError, match="division by zero"):
        migrate(server)
    with server.transaction(check_schema=False) as line:
        assert schema.installed(line) == 0


def test_a_login_that_may_not_make_a_store_is_told_what_it_lacks(
    postgresql_server: RealServer, bare: str, clock: Clock
) -> None:
    postgresql_server.new_logins()
    with pytest.raises(Refused, match=r"may not make or change the store .*: permission denied"):
        migrate(Server(postgresql_server.address("bare", "ben"), clock))


def test_a_database_without_a_store_says_how_to_make_one(bare: str, server: Server, clock: Clock) -> None:
    journal = on_server(bare, clock, lambda: "m1")
    with pytest.raises(NotReady, match="chairtui store init"):
        journal.meetings()
    with pytest.raises(NotReady, match="chairtui store init"):
        migrate(server, only_existing=True)


def test_a_store_is_made_and_kept_by_a_login_that_is_no_superuser(
    postgresql_server: RealServer, bare: str, server: Server, clock: Clock, details: Draft
) -> None:
    postgresql_server.new_logins()
    postgresql_server.as_owner(
        sql.SQL("CREATE ROLE steward LOGIN CREATEROLE"), sql.SQL("GRANT CREATE ON DATABASE bare TO steward")
    )
    where = {login: postgresql_server.address("bare", login) for login in ("steward", "ada", "ben")}
    owner = Server(where["steward"], clock)
    migrate(owner)
    assert Vault(DatabaseKeys(owner), Says(), CHEAP).cipher_for_writing() is not None
    owner.close()
    journals = {login: on_server(at, clock, lambda: "m1") for login, at in where.items()}
    meeting = journals["ada"].begin([details], "Ada")
    assert [m.id for m in journals["ada"].meetings()] == [meeting]
    assert journals["ben"].meetings() == []
    with pytest.raises(NoSuchMeeting):
        journals["steward"].append(meeting, [new(a_note("n1"))], "Steward")
    for journal in journals.values():
        journal.close()
    postgresql_server.as_owner(sql.SQL("DROP OWNED BY steward CASCADE"), database="bare")
    postgresql_server.as_owner(sql.SQL("DROP ROLE steward"))
