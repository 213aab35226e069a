"""Three seats that listen and write as the live meeting does, with their threads, while the server comes and goes."""

from __future__ import annotations

import queue
import random
import threading
import time
from pathlib import Path

import pytest

from chairtui.journal.offline.connection import Backoff
from chairtui.journal.offline.journal import OfflineJournal
from chairtui.journal.protocol import Conflict
from chairtui.journal.session import Session
from chairtui.journal.vault import Vault
from chairtui.meeting.records import Note, Version
from tests.journal.meetings import Clock, a_details, a_note, new
from tests.journal.offline.a_server import Server

PATIENT = 20.0
"""Seconds after which something will not happen any more."""


class AtTheTable:
    """A seat whose ear is a thread, and which takes in what was heard when it comes to it."""

    def __init__(self, journal: OfflineJournal, meeting: str, name: str) -> None:
        self.journal = journal
        self.name = name
        self.seat = Session(journal, meeting, name)
        self.heard: queue.SimpleQueue[list[Version]] = queue.SimpleQueue()
        self.stop = threading.Event()
        journal.open_replica(meeting)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for versions in self.journal.watch(self.seat.meeting.id, self.seat.meeting.position, self.stop):
            self.heard.put(versions)

    def take_in(self) -> None:
        while not self.heard.empty():
            self.seat.receive(self.heard.get())

    def choose(self, chance: random.Random) -> None:
        for conflict in self.journal.conflicts(self.seat.meeting.id):
            self.seat.resolve_conflict(conflict, "mine" if chance.random() < 0.5 else "theirs")

    def agrees_with(self, kept: list[Version]) -> bool:
        reach = self.journal.connection_state(self.seat.meeting.id)
        settled = reach.state == "connected" and not reach.queued_lines and not reach.conflicts
        return settled and list(self.seat.meeting.versions) == kept


@pytest.mark.parametrize("seed", [2, 3])
def test_every_seat_ends_with_what_the_server_has(tmp_path: Path, seed: int) -> None:
    chance, server = random.Random(seed), Server(Clock())
    first = OfflineJournal(server.connect, tmp_path / "first", Vault(tmp_path / "first"), server.now, timeout_scale=0)
    meeting = first.begin([new(a_details()), new(a_note("shared"))], "Chair")
    tables = []
    for name, computer in (("Chair", "one"), ("Noter", "two"), ("Deputy", "two")):
        folder = tmp_path / computer
        journal = OfflineJournal(server.connect, folder, Vault(folder), server.now, backoff=Backoff(0.02, 0.05))
        tables.append(AtTheTable(journal, meeting, name))
    said: list[str] = []
    for _ in range(5):
        for _ in range(chance.randint(2, 12)):
            if chance.random() < 0.15:
                server.away = not server.away
            elif chance.random() < 0.2:
                server.cuts = [chance.choice(["", "before", "after"]) for _ in range(4)]
            table = chance.choice(tables)
            if chance.random() < 0.7:
                table.take_in()
            text = f"{table.name} {len(said)}."
            try:
                table.seat.save(a_note("shared" if chance.random() < 0.4 else f"n{len(said)}", text))
            except Conflict:
                continue
            said.append(text)
        server.away, server.cuts = False, []
        end, waiting = time.monotonic() + PATIENT, threading.Event()
        while not all(table.agrees_with(server.meetings[meeting].versions) for table in tables):
            assert time.monotonic() < end, "somebody still sees something else"
            for table in tables:
                table.take_in()
                table.choose(chance)
            waiting.wait(0.01)
    own = [v.record for v in server.meetings[meeting].versions if isinstance(v.record, Note)]
    texts = [note.text for note in own if note.id != "shared"]
    assert len(texts) == len(set(texts)), "each line once"
    for table in tables:
        table.stop.set()
        table.journal.close()
    first.close()


def test_a_watch_begun_while_the_server_is_away_hears_once_it_is_back(tmp_path: Path) -> None:
    server = Server(Clock())
    folder = tmp_path / "here"
    journal = OfflineJournal(server.connect, folder, Vault(folder), server.now, backoff=Backoff(0.01, 0.02))
    meeting = journal.begin([new(a_details())], "Chair")
    heard: queue.SimpleQueue[list[Version]] = queue.SimpleQueue()
    stop = threading.Event()

    def listen() -> None:
        for versions in journal.watch(meeting, 0, stop):
            heard.put(versions)

    server.away = True
    journal.sync.connection.mark_away()
    ear = threading.Thread(target=listen)
    ear.start()
    server.away = False
    assert [version.seq for version in heard.get(timeout=PATIENT)] == [1]
    stop.set()
    ear.join()
    journal.close()
