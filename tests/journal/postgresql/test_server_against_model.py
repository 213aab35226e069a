"""The journal on a server against a plain model of it, through connections that end and seats that both write."""

from __future__ import annotations

import itertools

import psycopg
import pytest
from hypothesis import settings
from hypothesis.stateful import rule

from chairtui.journal.postgresql.journal import PostgresJournal
from tests.journal.model import MODEST, JournalAndModel
from tests.journal.vaults import on_server
from tests.servers import RealServer


class ServerAndModel(JournalAndModel):
    """On a server, which is set before it runs."""

    server: RealServer

    def prepare(self) -> None:
        self.ids = (f"m{n}" for n in itertools.count(1))
        self.where = self.server.address(self.server.empty_store(), "ada")

    def open(self) -> PostgresJournal:
        return on_server(self.where, self.now, lambda: next(self.ids))

    @rule()
    def end_every_connection(self) -> None:
        with psycopg.connect(self.server.address("postgres"), autocommit=True) as line:
            line.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chairtui'")


@pytest.fixture(scope="module", autouse=True)
def a_server(postgresql_server: RealServer) -> None:
    ServerAndModel.server = postgresql_server


TestServerAgainstModel = ServerAndModel.TestCase
TestServerAgainstModel.settings = settings(MODEST, max_examples=8)
