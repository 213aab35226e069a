"""The report across meetings: as usual, when every closed meeting was tallied before, and the first time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.rows import AtMost, Group, NotMeasured, Row, Take
from tests.benchmarks.sample_stores import closed_meetings
from tests.benchmarks.workspace import OURS, Workspace

MEETINGS, FIRST = 10_000, 500
COUNT = """
import sys, time
from datetime import date
from pathlib import Path
from chairtui.meeting.after.tally import Period
from chairtui.minutes.report.tables import report
from tests.benchmarks.sample_stores import a_journal
store, encrypted, afresh = sys.argv[1:]
if afresh:
    Path(store, "tallies").unlink(missing_ok=True)
journal = a_journal(Path(store), encrypted=encrypted == "True")
journal.vault.cipher()
began = time.perf_counter()
found = report(journal.tallies(Period(), lambda _: None), lambda _: None, date(2027, 1, 31))
print(found.held, time.perf_counter() - began)
"""
"""The key is derived before the clock starts."""


def groups(workspace: Workspace) -> Iterator[Group]:
    def counting(name: str, store: Path, meetings: int, encrypted: bool, *, afresh: bool = False) -> Take:
        def once() -> float:
            argv = [sys.executable, "-c", COUNT, str(store), str(encrypted), "afresh" if afresh else ""]
            done = subprocess.run(
                argv, env=workspace.environment, cwd=workspace.folder, capture_output=True, check=True
            )
            held, seconds = done.stdout.split()
            if int(held) != meetings:
                raise NotMeasured(f"{name}: {int(held)} counted")
            return float(seconds)

        return Take(name, once)

    rows: list[Row] = []
    for kind, encrypted in {"plain": False, "encrypted": True}.items():
        few, many = workspace.folder / f"report-few-{kind}", workspace.folder / f"report-many-{kind}"
        closed_meetings(few, FIRST, encrypted=encrypted)
        closed_meetings(many, MEETINGS, encrypted=encrypted)
        counting("once before", many, MEETINGS, encrypted).once()
        counting("once before", few, FIRST, encrypted).once()
        again = counting(f"{MEETINGS:,} meetings, {kind}", many, MEETINGS, encrypted)
        first = counting(f"{FIRST:,} meetings without tallies, {kind}", few, FIRST, encrypted, afresh=True)
        rows.append(AtMost(f"the report of {MEETINGS:,} closed meetings, {kind}", again, 10, "s"))
        rows.append(AtMost(f"the first report of {FIRST:,} closed meetings, {kind}", first, 5, "s"))
        if not encrypted:
            argv = [*OURS, "--store", str(many), "report", "--until", "31 jan 2027"]
            rows.append(AtMost("chairtui report, whole", workspace.whole_process("chairtui report", argv), 10, "s"))
    yield Group(f"A report of {MEETINGS:,} meetings", rows, rounds=3)
