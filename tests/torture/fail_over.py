"""The server is lost for good while two sessions write, and its standby takes over. By `make torture`.

The standby is PostgreSQL's own streaming replica, and a commit waits for it (`synchronous_standby_names`); the address
names both servers. The test checks that the program goes on and has every line.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.journal.meetings import a_details, new
from tests.journal.vaults import on_server
from tests.servers import OWNER, RealServer, user
from tests.torture.fail_database import Seat, look_through

pytestmark = pytest.mark.postgresql

DURABLE: dict[str, str] = {}


class Standby(RealServer):
    """A replica of another server, which follows it until it takes its place."""

    def follow(self, first: RealServer) -> None:
        data = self.folder / "data"
        subprocess.run(["rm", "-r", str(data)], check=True)
        copying = [str(self.programs / "pg_basebackup"), "-h", str(first.folder), "-U", OWNER, "-D", str(data)]
        subprocess.run([*copying, "-R", "-X", "stream", "-c", "fast"], check=True, user=user(), cwd=self.folder)
        self.start()

    def take_over(self) -> None:
        self.as_owner(sql.SQL("SELECT pg_promote()"))


@pytest.fixture
def both() -> Iterator[tuple[RealServer, Standby]]:
    first, second = RealServer(DURABLE), Standby(DURABLE)
    try:
        first.start()
        yield first, second
    finally:
        first.remove()
        second.remove()


def test_nothing_acknowledged_is_lost_with_the_server_that_held_it(
    both: tuple[RealServer, Standby], tmp_path: Path
) -> None:
    first, second = both
    database = first.new_store()
    second.follow(first)
    waits = sql.SQL("ALTER SYSTEM SET synchronous_standby_names = '*'")
    first.as_owner(waits)
    first.as_owner(sql.SQL("SELECT pg_reload_conf()"))
    where = f"postgresql://ada@/{database}?host={first.folder},{second.folder}&target_session_attrs=read-write"
    journal = on_server(where, lambda: datetime.now(UTC), lambda: "torture")
    meeting = journal.begin([new(a_details())], "Chair")
    journal.close()
    seats = [Seat(where, tmp_path / name, meeting, name) for name in ("chair", "notes")]
    try:
        for seat in seats:
            seat.writes()
            seat.has_it_here(tmp_path / seat.name)
        with psycopg.connect(first.address("postgres")) as line:
            assert line.execute("SELECT sync_state FROM pg_stat_replication").fetchall() == [("sync",)]
        first.kill()
        second.take_over()
        # Whoever took over waits for no third.
        second.as_owner(sql.SQL("ALTER SYSTEM RESET synchronous_standby_names"))
        second.as_owner(sql.SQL("SELECT pg_reload_conf()"))
        for seat in seats:
            seat.writes()
            seat.stop()
        there = on_server(where, lambda: datetime.now(UTC), lambda: "torture")
        look_through(there, meeting, seats)
    finally:
        for seat in seats:
            seat.end()
