"""A session at a team's database, in its own process, that writes until told to stop or killed.

`python -m tests.torture.a_seat ADDRESS FOLDER MEETING NAME`. It answers each line with its record's id once the line is
acknowledged, and not before; "!" and a reason for one that was refused. Once its stdin ends it waits until everything
has gone up, and says "sent".
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

from chairtui.journal.database_store import DatabaseStore
from chairtui.journal.protocol import Journal, JournalError
from chairtui.journal.store import StoreEnvironment
from chairtui.meeting.records import Draft, Note
from tests.journal.vaults import Says

PAUSE = 0.01
"""Seconds between two lines, on average."""


def the_store(where: str, folder: Path) -> DatabaseStore:
    """The team's store as somebody on the computer with this folder has it."""
    surroundings = StoreEnvironment(
        now=lambda: datetime.now(UTC), new_id=lambda: uuid.uuid4().hex[:12], asking=lambda _: Says(), own=folder
    )
    return DatabaseStore(where, surroundings)


def main(where: str, folder: str, meeting: str, name: str) -> None:
    store = the_store(where, Path(folder))
    journal = store.journal
    stop = threading.Event()
    following = threading.Thread(target=follow, args=(journal, meeting, stop), daemon=True)
    journal.versions(meeting)
    following.start()
    told = threading.Event()
    threading.Thread(target=listen, args=(told,), daemon=True).start()
    chance = random.Random(name)
    say("here")
    # Each process goes on counting where another of this name can't have been.
    number = time.monotonic_ns()
    while not told.is_set():
        number += 1
        note = Note(id=f"{name}-{number}", nature="fact", text=f"Line {number} by {name}. " + "x" * (number % 500))
        try:
            journal.append(meeting, [Draft(record=note)], name)
        except JournalError as problem:
            say(f"! {problem}")
        else:
            say(note.id)
        told.wait(chance.uniform(0.2, 1.8) * PAUSE)
    while journal.connection_state(meeting).state == "away" or journal.connection_state(meeting).queued_lines:
        time.sleep(0.1)
    # Each line is a record of its own: if one is to be chosen about, it was taken for another's.
    for conflict in journal.conflicts(meeting):
        say(f"! {conflict}")
    say("sent")
    stop.set()
    store.close()
    following.join()


def follow(journal: Journal, meeting: str, stop: threading.Event) -> None:
    for _ in journal.watch(meeting, 0, stop):
        pass


def listen(told: threading.Event) -> None:
    sys.stdin.read()
    told.set()


def say(line: str) -> None:
    # In one piece: a kill leaves a whole line or none.
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
