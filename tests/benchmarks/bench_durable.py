"""What a durable line costs, and how soon a meeting and a list are there: ratios and times of one run on one machine.

By `make bench`. The bare line is the same bytes, written and fsync'ed to a file that is kept open; both are taken in
turns, so that a slow moment of the drive falls on both.
"""

from __future__ import annotations

import gc
import itertools
import os
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chairtui.journal.keys import Vault
from chairtui.journal.tiny import TinyJournal
from chairtui.meeting.records import Details, Draft, Note
from tests.journal.vaults import a_vault

KINDS = ["plain", "encrypted"]
TURNS = 600


def vault(kind: str, store: Path) -> Vault:
    return a_vault(store) if kind == "encrypted" else Vault(store)


def a_journal(kind: str, store: Path) -> TinyJournal:
    ids = (f"m{number:05}" for number in itertools.count(1))
    return TinyJournal(store, lambda: datetime.now(UTC), lambda: next(ids), vault=vault(kind, store))


def details() -> Draft:
    starts = datetime(2026, 12, 3, 14, tzinfo=UTC)
    record = Details(format="bristol", format_version="1", format_name="B", title="T", subject="S", starts=starts)
    return Draft(record=record)


def note(number: int) -> Draft:
    text = "Testa was at school all week, said the head; the week before she missed two days."
    return Draft(record=Note(id=f"n{number}", nature="fact", text=text))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("records", [10, 10_000])
def test_a_durable_line_costs_at_most_two_bare_ones(tmp_path: Path, kind: str, records: int) -> None:
    journal = a_journal(kind, tmp_path / "store")
    meeting = journal.begin([details()], "Chair")
    for first in range(0, records, 500):
        journal.append(meeting, [note(n) for n in range(first, min(first + 500, records))], "Chair")
    journal.append(meeting, [note(1_000_000)], "Chair")
    line = (tmp_path / "store" / "meetings" / f"{meeting}.journal").read_bytes().splitlines(keepends=True)[-1]
    fd = os.open(tmp_path / "bare", os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    bare, ours = [], []
    gc.collect()
    gc.freeze()
    for turn in range(TURNS):
        start = time.perf_counter()
        os.write(fd, line)
        os.fsync(fd)
        bare.append(time.perf_counter() - start)
        draft = note(2_000_000 + turn)
        start = time.perf_counter()
        journal.append(meeting, [draft], "Chair")
        ours.append(time.perf_counter() - start)
    os.close(fd)
    gc.unfreeze()
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"\n{kind}, {records} records: bare {statistics.median(bare) * 1e6:.0f} µs, ours "
        f"{statistics.median(ours) * 1e6:.0f} µs, ratio {ratio:.2f}"
    )
    assert ratio <= 2


OPEN = """
import sys, time
from pathlib import Path
from chairtui.meeting.fold import Meeting
from tests.benchmarks.bench_durable import a_journal
kind, store, meeting = sys.argv[1:]
journal = a_journal(kind, Path(store))
journal.vault.seal()
start = time.perf_counter()
print(Meeting(meeting, journal.versions(meeting)).position if meeting else len(journal.meetings()))
print(time.perf_counter() - start)
"""


def in_a_new_process(kind: str, store: Path, meeting: str) -> tuple[int, float]:
    """What was found, and the best of three times, in seconds beyond start-up."""
    here = str(Path(__file__).parents[2])
    times = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", OPEN, kind, str(store), meeting],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": here},
        )
        count, seconds = done.stdout.split()
        times.append(float(seconds))
    return int(count), min(times)


@pytest.mark.parametrize("kind", KINDS)
def test_a_meeting_of_5000_versions_opens_in_under_0_3_s(tmp_path: Path, kind: str) -> None:
    store = tmp_path / "store"
    journal = a_journal(kind, store)
    meeting = journal.begin([details()], "Chair")
    for number in range(4_999):
        journal.append(meeting, [note(number)], "Chair")
    count, seconds = in_a_new_process(kind, store, meeting)
    print(f"\n{kind}: {count} versions in {seconds:.3f} s")
    assert count == 5_000
    assert seconds < 0.3


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_10000_meetings_is_there_in_under_0_5_s(tmp_path: Path, kind: str) -> None:
    store = tmp_path / "store"
    journal = a_journal(kind, store)
    for _ in range(10_000):
        journal.begin([details()], "Chair")
    journal.meetings()
    count, seconds = in_a_new_process(kind, store, "")
    print(f"\n{kind}: {count} meetings listed in {seconds:.3f} s")
    assert count == 10_000
    assert seconds < 0.5
