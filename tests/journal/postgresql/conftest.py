"""A store on a real server, journals of several logins, and direct connections to the server."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import psycopg
import pytest

from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.journal.protocol import Journal
from tests.journal.meetings import Clock
from tests.journal.vaults import PASSPHRASE, on_server
from tests.servers import RealServer

SERVERS = {"postgresql_server", "own_server", "town"}
"""Fixtures that start one."""
Past = Callable[[str], "psycopg.Connection[tuple[object, ...]]"]
Login = Callable[..., PostgresJournal]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SERVERS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.postgresql)


@pytest.fixture
def database(postgresql_server: RealServer) -> str:
    return postgresql_server.empty_store()


@pytest.fixture
def seat(postgresql_server: RealServer, database: str, clock: Clock) -> Iterator[Login]:
    """The journal of somebody who logs in by this name, with the team's passphrase or another one."""
    opened: list[Journal] = []
    ids = (f"m{number:03}" for number in itertools.count(1))

    def sit(login: str, passphrase: str = PASSPHRASE) -> PostgresJournal:
        journal = on_server(postgresql_server.address(database, login), clock, lambda: next(ids), passphrase)
        opened.append(journal)
        return journal

    yield sit
    for journal in opened:
        journal.close()


@pytest.fixture
def past(postgresql_server: RealServer, database: str) -> Iterator[Past]:
    """A direct connection with this login."""
    opened: list[psycopg.Connection[tuple[object, ...]]] = []

    def connect(login: str) -> psycopg.Connection[tuple[object, ...]]:
        line = psycopg.connect(postgresql_server.address(database, login), autocommit=True)
        opened.append(line)
        return line

    yield connect
    for line in opened:
        line.close()
