"""Processes that are killed, and processes that write at once: each acknowledged line is there, once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal.doctor import examine
from chairtui.journal.file_journal import FileJournal
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Draft

Tiny = Callable[[], FileJournal]
HERE = Path(__file__).resolve().parent
KILLS = 8


def writer(store: Path, meeting: str, name: str, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, str(HERE / "journal_writer.py"), str(store), meeting, name, str(count)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment)


def answered(lines: str) -> list[tuple[int, str]]:
    whole = lines[: lines.rfind("\n") + 1].splitlines()
    return [(int(seq), record) for seq, record in (line.split() for line in whole)]


@pytest.mark.parametrize("kind", ["tiny", "sealed"])
def test_what_was_acknowledged_before_a_kill_is_there(
    request: pytest.FixtureRequest, store: Path, details: Draft, kind: str
) -> None:
    tiny: Tiny = request.getfixturevalue(kind)
    chance = random.Random(20261203)
    meeting = tiny().begin([details], "Chair")
    acknowledged: list[tuple[int, str]] = []
    for number in range(KILLS):
        process = writer(store, meeting, f"w{number}", 100_000)
        assert process.stdout is not None
        read = "".join(process.stdout.readline() for _ in range(chance.randint(1, 60)))
        process.kill()
        rest, _ = process.communicate()
        acknowledged += answered(read + rest)
    journal = tiny()
    kept = {(v.seq, v.record.id) for v in journal.versions(meeting)}
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= kept
    # At most the one line that was being answered when the process was killed.
    assert len(kept) - 1 <= len(acknowledged) + KILLS
    assert Meeting(meeting, journal.versions(meeting)).position == len(kept)
    assert examine(store, journal.vault)[0].state in ("sound", "torn")


def test_two_processes_at_once_lose_and_repeat_nothing(tiny: Tiny, store: Path, details: Draft) -> None:
    meeting = tiny().begin([details], "Chair")
    processes = [writer(store, meeting, name, 60) for name in ("chair", "noter")]
    acknowledged = [line for process in processes for line in answered(process.communicate()[0])]
    assert [process.returncode for process in processes] == [0, 0]
    versions = tiny().versions(meeting)
    assert sorted(acknowledged) == [(v.seq, v.record.id) for v in versions[1:]]
    assert [v.seq for v in versions] == list(range(1, 122))
    assert examine(store)[0].state == "sound"
