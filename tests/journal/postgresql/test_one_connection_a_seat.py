"""A seat has one connection to the server, on which it asks and listens; neither waits for the other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chairtui.journal.database_store import DatabaseStore
from chairtui.journal.postgresql import channels, notifications
from chairtui.journal.protocol import Journal
from chairtui.journal.store import StoreEnvironment
from chairtui.meeting.records import Draft
from tests.journal.meetings import Clock, a_note, new
from tests.journal.postgresql.conftest import Login, Past
from tests.journal.vaults import PASSPHRASE, Says
from tests.servers import RealServer, refuse_second_connection

AT_ONCE = 60.0
"""Seconds between looks where nothing should be found by looking."""
WITHIN = 20.0


@pytest.fixture
def store(
    postgresql_server: RealServer, database: str, clock: Clock, tmp_path: Path
) -> Iterator[Callable[[], DatabaseStore]]:
    """The store as the program opens it, as Ada."""
    opened: list[DatabaseStore] = []
    ids = iter(f"m{number}" for number in range(100))

    def open_store() -> DatabaseStore:
        own = tmp_path / f"computer {len(opened)}"
        environment = StoreEnvironment(now=clock, new_id=lambda: next(ids), asking=lambda _: Says(), own=own)
        opened.append(DatabaseStore(postgresql_server.address(database, "ada"), environment))
        return opened[-1]

    yield open_store
    for each in opened:
        each.close()


def connections(past: Past, login: str) -> int:
    """How many there are on the server now."""
    [[count]] = past("keeper").execute(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND application_name = 'chairtui'", (login,)
    )
    assert isinstance(count, int)
    return count


def begin_to_watch(journal: Journal, meeting: str, stop: threading.Event) -> queue.SimpleQueue[str]:
    """Watch from the first version on; the records' ids, as they are heard."""
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()

    def watch() -> None:
        for versions in journal.watch(meeting, 0, stop):
            for version in versions:
                heard.put(version.record.id)

    threading.Thread(target=watch, daemon=True).start()
    return heard


def test_a_seat_at_a_meeting_has_one_connection_for_everything(
    store: Callable[[], DatabaseStore], details: Draft, past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = refuse_second_connection(monkeypatch)
    monkeypatch.setattr(notifications, "POLL_SECONDS", AT_ONCE)
    seat, stop = store(), threading.Event()
    try:
        assert seat.vault.kind == "encrypted"
        meeting = seat.journal.begin([details], "Ada")
        heard = begin_to_watch(seat.journal, meeting, stop)
        assert heard.get(timeout=WITHIN) == "details"
        seat.journal.append(meeting, [new(a_note("n1"))], "Ada")
        assert heard.get(timeout=WITHIN) == "n1"
        assert seat.vault.matches(PASSPHRASE)
        assert seat.ids() == [meeting]
        assert [found.state for found in seat.examine()] == ["sound"]
        assert [found.id for found in seat.journal.meetings()] == [meeting]
        assert len(made) == connections(past, "ada") == 1
    finally:
        stop.set()


def test_lines_of_others_are_heard_between_statements_and_during_them(
    seat: Login, details: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifications, "POLL_SECONDS", AT_ONCE)
    monkeypatch.setattr(channels, "LOOK_SECONDS", AT_ONCE)
    ada, other, stop = seat("ada"), seat("ada"), threading.Event()
    meeting = other.begin([details], "Ada")
    heard = begin_to_watch(ada, meeting, stop)
    assert heard.get(timeout=WITHIN) == "details"
    other.append(meeting, [new(a_note("quiet"))], "Other")
    assert heard.get(timeout=WITHIN) == "quiet", "nobody asks"

    def ask() -> None:
        while not stop.is_set():
            ada.server.execute("SELECT 1")

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for number in range(30):
            other.append(meeting, [new(a_note(f"n{number}"))], "Other")
            assert heard.get(timeout=WITHIN) == f"n{number}"
    finally:
        stop.set()
        asking.join()
        ada.append(meeting, [new(a_note("last"))], "Ada")  # wakes what waits for AT_ONCE


def test_a_line_does_not_wait_for_the_thread_that_listens(
    seat: Login, details: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "LOOK_SECONDS", AT_ONCE)
    ada, stop = seat("ada"), threading.Event()
    meeting = ada.begin([details], "Ada")
    heard = begin_to_watch(ada, meeting, stop)
    assert heard.get(timeout=WITHIN) == "details"
    kept: queue.SimpleQueue[int] = queue.SimpleQueue()

    def write() -> None:
        kept.put(ada.append(meeting, [new(a_note("n1"))], "Ada")[0].seq)

    writing = threading.Thread(target=write, daemon=True)
    writing.start()
    try:
        assert kept.get(timeout=WITHIN) == 2
        assert heard.get(timeout=WITHIN) == "n1"
    finally:
        stop.set()
        writing.join()
