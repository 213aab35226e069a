"""Memory after a whole meeting: an hour's typing and another seat's, 3,000 records in all, with the program open."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

from tests.benchmarks.on_a_terminal import Watched
from tests.benchmarks.rows import Group, Row, Take, Times
from tests.benchmarks.sample_stores import a_journal, a_meeting, in_blocks, records
from tests.benchmarks.workspace import BARE, OURS, Workspace

RECORDS = 3_000
TYPED = 120
"""Lines filed in the line, one by one; the rest come from another seat while the program shows the meeting."""
LINES_AT_ONCE = 15


def groups(workspace: Workspace) -> Iterator[Group]:
    whole = Take("the program that was open for the whole meeting", lambda: _whole_meeting(workspace), "bytes")
    fresh = Take("the program, opening the same meeting for one line", lambda: _fresh(workspace), "bytes")
    bare = Take("bare app, 20 widgets", lambda: _bare(workspace), "bytes")
    rows: list[Row] = [
        Times("against opening the same meeting afresh", whole, fresh, 1.25),
        Times("against a bare app", whole, bare, 2.5),
    ]
    yield Group(f"Memory after a meeting of {RECORDS:,} records", rows, rounds=1, warm=0)


def _resident(watched: Watched) -> float:
    """A program's resident memory, in bytes."""
    said = subprocess.run(["ps", "-o", "rss=", "-p", str(watched.program.pid)], capture_output=True, check=True)
    return int(said.stdout) * 1024.0


def _whole_meeting(workspace: Workspace) -> float:
    store = workspace.folder / f"memory-{datetime.now(UTC):%H%M%S%f}"
    journal = a_journal(store)
    meeting = a_meeting(journal, 0)
    with Watched([*OURS, "--store", str(store), meeting], workspace.environment, workspace.folder) as watched:
        watched.until_painted(["/ to type"])
        watched.type("/")
        others = in_blocks(records(RECORDS - TYPED))
        for number in range(TYPED):
            _file(watched, number)
            if number % LINES_AT_ONCE == 0:
                for draft in next(others, ()):
                    journal.append(meeting, [draft], "Note-taker")
        watched.idle(2.0)
        watched.must_show([f"Seen number {TYPED - 1:05}"])
        return _resident(watched)


def _file(watched: Watched, number: int) -> None:
    text = f"Seen number {number:05} at the gate"
    watched.type(f"f: {text}")
    watched.press("\r")
    watched.until_framed(text)


def _fresh(workspace: Workspace) -> float:
    """After one filed line, so that the grammar is loaded."""
    store = workspace.folder / "memory-fresh"
    meeting = a_meeting(a_journal(store), RECORDS - 1)
    with Watched([*OURS, "--store", str(store), meeting], workspace.environment, workspace.folder) as watched:
        watched.until_painted(["/ to type"])
        watched.type("/")
        _file(watched, 0)
        watched.idle(2.0)
        return _resident(watched)


def _bare(workspace: Workspace) -> float:
    with Watched([*BARE, "panes"], workspace.environment, workspace.folder) as watched:
        watched.until_painted(["/ to type"])
        watched.idle(2.0)
        return _resident(watched)
