"""A real server that is killed in the middle of a meeting: all go on, and it holds every line once."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chairtui.journal.offline.connection import Backoff
from chairtui.journal.offline.journal import OfflineJournal
from chairtui.journal.offline.key_cache import CachedKeys
from chairtui.journal.postgresql.journal import PostgresJournal
from chairtui.journal.postgresql.key_store import DatabaseKeys
from chairtui.journal.postgresql.server import Server
from chairtui.journal.session import Session
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Note, Version
from tests.journal.meetings import a_details, a_note, new
from tests.journal.vaults import CHEAP, PASSPHRASE, Says
from tests.servers import RealServer

pytestmark = pytest.mark.postgresql

PATIENT = 30.0
"""Seconds after which something will not happen any more."""


def now() -> datetime:
    return datetime.now(UTC)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENT
    waiting = threading.Event()
    while not true():
        assert time.monotonic() < end, "it did not come true"
        waiting.wait(0.02)


@pytest.fixture(scope="module")
def mortal() -> Iterator[RealServer]:
    """A server of these tests' own, to be killed."""
    server = RealServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def where(mortal: RealServer) -> str:
    return mortal.address(mortal.new_store(), "ada")


Sit = Callable[[str], OfflineJournal]


@pytest.fixture
def sit(where: str, tmp_path: Path) -> Iterator[Sit]:
    opened: list[OfflineJournal | Server] = []

    def a_journal(computer: str) -> OfflineJournal:
        keys = Server(where, now)
        opened.append(keys)
        vault = Vault(CachedKeys(DatabaseKeys(keys), tmp_path / computer), Says(), CHEAP)
        ids = iter(f"{computer}{number}" for number in range(100))

        def connect() -> PostgresJournal:
            return PostgresJournal(Server(where, now), now, lambda: next(ids), vault)

        journal = OfflineJournal(connect, tmp_path / computer, vault, now, backoff=Backoff(0.05, 0.2))
        opened.append(journal)
        return journal

    yield a_journal
    for each in opened:
        each.close()


class AtTheTable:
    """A seat that types one line after the other, and hears what others write, as the live meeting does."""

    def __init__(self, journal: OfflineJournal, meeting: str, name: str) -> None:
        self.journal = journal
        self.seat = Session(journal, meeting, name)
        self.name = name
        self.heard: list[tuple[float, list[Version]]] = []
        self.stop = threading.Event()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def _listen(self) -> None:
        for versions in self.journal.watch(self.seat.meeting.id, self.seat.meeting.position, self.stop):
            self.heard.append((time.perf_counter(), versions))

    def say(self, number: int) -> None:
        for _, versions in self.heard[:]:
            self.seat.receive(versions)
        self.heard.clear()
        self.seat.save(a_note(f"{self.name}-{number}", f"{self.name} {number}."))

    def all_sent(self) -> bool:
        reach = self.journal.connection_state(self.seat.meeting.id)
        return reach.state == "connected" and not reach.queued_lines

    def leave(self) -> None:
        self.stop.set()
        self._ear.join()


def said(versions: list[Version], name: str) -> list[str]:
    return [v.record.text for v in versions if isinstance(v.record, Note) and v.by == name]


def test_two_type_on_while_the_server_is_killed_twice_and_it_holds_every_line_once(
    mortal: RealServer, sit: Sit
) -> None:
    meeting = sit("chairs").begin([new(a_details())], "Chair")
    seats = [AtTheTable(sit(name.lower()), meeting, name) for name in ("Chair", "Noter")]
    lines, dead = 60, threading.Event()

    def type_on(table: AtTheTable) -> None:
        for number in range(lines):
            table.say(number)
            if table.name == "Chair" and number in (15, 35):
                mortal.kill()
                dead.set()
            if table.name == "Chair" and number in (25, 50):
                mortal.start()
            if table.name == "Noter" and number == 15:
                dead.wait(PATIENT)

    typing = [threading.Thread(target=type_on, args=(table,)) for table in seats]
    for thread in typing:
        thread.start()
    for thread in typing:
        thread.join()
    until(lambda: all(table.all_sent() for table in seats))
    kept = sit("another").versions(meeting)
    assert [v.seq for v in kept] == list(range(1, 2 * lines + 2))
    for table in seats:
        assert said(kept, table.name) == [f"{table.name} {number}." for number in range(lines)]
        table.seat.catch_up()
        assert list(table.seat.meeting.versions) == kept
        table.leave()


def test_what_another_seat_writes_is_heard_within_200_ms(sit: Sit) -> None:
    chairs = sit("chairs")
    meeting = chairs.begin([new(a_details())], "Chair")
    noter = AtTheTable(sit("notes"), meeting, "Noter")
    until(lambda: noter.journal.connection_state(meeting).state == "connected" and bool(noter.journal.sync.replicas))
    took: list[float] = []
    for number in range(15):
        noter.heard.clear()
        start = time.perf_counter()
        chairs.append(meeting, [new(a_note(f"n{number}"))], "Chair")
        until(lambda: bool(noter.heard))
        took.append(noter.heard[0][0] - start)
    noter.leave()
    assert statistics.median(took) < 0.2


def test_killed_while_the_server_is_down_and_started_without_it_every_line_is_there(
    mortal: RealServer, where: str, sit: Sit, tmp_path: Path
) -> None:
    """The program itself, in processes of its own, killed with -9."""
    surroundings = {
        **os.environ,
        **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(tmp_path / "home")),
        "CHAIRTUI_STORE": where,
        "CHAIRTUI_PASSPHRASE": PASSPHRASE,
    }

    def chairtui(*arguments: str) -> str:
        command = [sys.executable, "-m", "chairtui", *arguments]
        done = subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", check=False)
        return done.stdout

    meeting = sit("chairs").begin([new(a_details())], "Chair")
    program = subprocess.run(
        [sys.executable, "-c", OPENED, meeting], env=surroundings, capture_output=True, encoding="utf-8", check=True
    )
    assert program.stdout.strip() == "opened"
    mortal.kill()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "chairtui", "record", meeting, "-"],
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        ) as seat:
            assert seat.stdin is not None and seat.stdout is not None
            for number in range(5):
                seat.stdin.write(f"f: Line {number}.\n")
                seat.stdin.flush()
                assert seat.stdout.readline() == f"F{number + 1} saved\n"
            seat.send_signal(signal.SIGKILL)
        assert "Line 4." in chairtui("show", meeting), "there without the server"
        assert chairtui("history", meeting, "--waiting").count("waits until the server is back") == 5
    finally:
        mortal.start()
    assert "Line 4." in chairtui("show", meeting)
    assert "Nothing typed on this computer" in chairtui("history", meeting, "--waiting")
    kept = [v.record.text for v in sit("another").versions(meeting) if isinstance(v.record, Note)]
    assert kept == [f"Line {number}." for number in range(5)]


OPENED = """
import sys
from chairtui.commands.context import CommandContext
with CommandContext() as context:
    journal = context.journal
    journal.open_replica(sys.argv[1])
print("opened")
"""
"""A program in which somebody sat down at the meeting, and left."""
