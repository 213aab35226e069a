"""The cost of a durable line, against the same bytes written and fsynced, and against SQLite as durable."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from chairtui.meeting.records import Draft, Note
from tests.benchmarks.rows import Group, Growth, Row, Take, Times
from tests.benchmarks.sample_stores import SAID, a_journal, a_meeting
from tests.benchmarks.workspace import Workspace

SIZES = (10, 1_000, 10_000)
KINDS = {"plain": False, "encrypted": True}
TO_BARE = 3.5
"""What is ours takes 0.09 ms of processor when warm and 0.3 to 0.5 ms right after other work, as here between two rows:
as long as a fsync of the fastest drives, a tenth of a usual one."""
TO_SQLITE = 3.0
FLAT = 0.05
"""Maximum exponent of growth that counts as constant."""
TIMES = 2
"""Lines written per turn."""


def groups(workspace: Workspace) -> Iterator[Group]:
    ours = {(kind, size): _ours(workspace, kind, size) for kind in KINDS for size in SIZES}
    line = _a_line(workspace)
    bare = _bare(workspace.folder / "bare", line)
    sqlite = {size: _sqlite(workspace.folder / f"{size}.db", line, size) for size in SIZES}
    rows: list[Row] = [
        Times(f"{kind}, {size:,} records: a bare line", take, bare, TO_BARE) for (kind, size), take in ours.items()
    ]
    rows += [
        Times(f"{kind}, {size:,} records: SQLite", take, sqlite[size], TO_SQLITE) for (kind, size), take in ours.items()
    ]
    for kind in KINDS:
        rows.append(Growth(f"{kind}, by records", {size: ours[kind, size] for size in SIZES}, FLAT))
    yield Group("One durable line", rows, rounds=250, warm=5)


def _note(number: int) -> Draft:
    return Draft(record=Note(id=f"new-{number}", nature="fact", text=SAID[0]))


def _ours(workspace: Workspace, kind: str, size: int) -> Take:
    journal = a_journal(workspace.folder / f"durable-{kind}-{size}", encrypted=KINDS[kind])
    meeting = a_meeting(journal, size)
    numbers = count()

    def once() -> list[float]:
        took = []
        for _ in range(TIMES):
            draft = _note(next(numbers))
            began = time.perf_counter()
            journal.append(meeting, [draft], "Chair")
            took.append(time.perf_counter() - began)
        return took

    return Take(f"{size:,} records, {kind}", once)


def _a_line(workspace: Workspace) -> bytes:
    """One line of a plain journal, as it stands in the file."""
    journal = a_journal(workspace.folder / "line")
    meeting = a_meeting(journal, 10)
    journal.append(meeting, [_note(0)], "Chair")
    file = workspace.folder / "line" / "meetings" / f"{meeting}.journal"
    return file.read_bytes().splitlines(keepends=True)[-1]


def _bare(file: Path, line: bytes) -> Take:
    fd = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)

    def once() -> list[float]:
        took = []
        for _ in range(TIMES):
            began = time.perf_counter()
            os.write(fd, line)
            os.fsync(fd)
            took.append(time.perf_counter() - began)
        return took

    return Take("bare fsync'ed line", once)


def _sqlite(file: Path, line: bytes, size: int) -> Take:
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE versions (seq INTEGER PRIMARY KEY, line BLOB)")
    database.execute("BEGIN")
    database.executemany("INSERT INTO versions (line) VALUES (?)", ((line,) for _ in range(size)))
    database.execute("COMMIT")

    def once() -> list[float]:
        took = []
        for _ in range(TIMES):
            began = time.perf_counter()
            database.execute("INSERT INTO versions (line) VALUES (?)", (line,))
            took.append(time.perf_counter() - began)
        return took

    return Take(f"SQLite, {size:,} rows", once)
