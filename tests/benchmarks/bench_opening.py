"""Opening a meeting, and listing many: in a process of its own, the time beyond its start-up."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.rows import AtMost, Group, Growth, NotMeasured, Row, Take
from tests.benchmarks.sample_stores import a_journal, a_library, a_meeting, opening
from tests.benchmarks.workspace import Workspace

SIZES = (100, 1_000, 5_000)
LINEAR = 1.05
"""The power of the number that passes for at most linearly."""
KINDS = {"plain": False, "encrypted": True}
MEETINGS = 10_000
OPEN = """
import sys, time
from pathlib import Path
from chairtui.meeting.fold import Meeting
from tests.benchmarks.sample_stores import a_journal
store, encrypted, meeting = sys.argv[1:]
journal = a_journal(Path(store), encrypted=encrypted == "True")
journal.vault.cipher()
began = time.perf_counter()
found = Meeting(meeting, journal.versions(meeting)).position if meeting else len(journal.meetings())
print(found, time.perf_counter() - began)
"""
"""The key is derived before the clock starts."""


def groups(workspace: Workspace) -> Iterator[Group]:
    def reading(name: str, store: Path, meeting: str, count: int, encrypted: bool) -> Take:
        def once() -> float:
            argv = [sys.executable, "-c", OPEN, str(store), str(encrypted), meeting]
            done = subprocess.run(
                argv, env=workspace.environment, cwd=workspace.folder, capture_output=True, check=True
            )
            found, seconds = done.stdout.split()
            if int(found) != count:
                raise NotMeasured(f"{name}: {int(found)} found")
            return float(seconds)

        return Take(name, once)

    yardstick = workspace.yardstick()
    rows: list[Row] = []
    for kind, encrypted in KINDS.items():
        by_size: dict[int, Take] = {}
        for versions in SIZES:
            store = workspace.folder / f"opening-{kind}-{versions}"
            a_meeting(a_journal(store, encrypted=encrypted), versions - len(opening()))
            by_size[versions] = reading(f"{versions:,} versions, {kind}", store, "m1", versions, encrypted)
        rows.append(
            AtMost(f"opening a meeting of 5,000 versions, {kind}", by_size[5_000], 0.3, "s", yardstick=yardstick)
        )
        rows.append(Growth(f"opening a meeting, {kind}, by versions", by_size, LINEAR))
    for kind, encrypted in KINDS.items():
        store = workspace.folder / f"library-{MEETINGS}{'-encrypted' if encrypted else ''}"
        a_library(store, MEETINGS, encrypted=encrypted)
        listing = reading(f"{MEETINGS:,} meetings, {kind}", store, "", MEETINGS, encrypted)
        rows.append(AtMost(f"listing {MEETINGS:,} meetings, {kind}", listing, 0.5, "s", yardstick=yardstick))
    yield Group("Opening, beyond start-up", rows, rounds=7)
