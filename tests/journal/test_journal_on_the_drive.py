"""What is acknowledged is on the drive by then: the file, and the folder's entry that leads to it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal.file_journal import FileJournal
from chairtui.meeting.records import Draft
from tests.journal.meetings import a_note, new

Open = Callable[[], FileJournal]


class Drive:
    """How much of each file, and which names of each folder, the drive was last told to keep."""

    def __init__(self) -> None:
        self._files: dict[int, int] = {}
        self._folders: dict[int, set[str]] = {}
        self._real = os.fsync

    def keep(self, fd: int) -> None:
        self._real(fd)
        found = os.fstat(fd)
        self._files[found.st_ino] = found.st_size
        if stat.S_ISDIR(found.st_mode):
            self._folders[found.st_ino] = set(os.listdir(fd))

    def has(self, path: Path) -> bool:
        found = path.stat()
        return self._files.get(found.st_ino) == found.st_size

    def leads_to(self, path: Path) -> bool:
        return sys.platform == "win32" or path.name in self._folders.get(path.parent.stat().st_ino, set())


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Drive:
    drive = Drive()
    monkeypatch.setattr(os, "fsync", drive.keep)
    return drive


@pytest.mark.parametrize("kind", ["tiny", "sealed"])
def test_what_is_acknowledged_is_on_the_drive_with_all_that_leads_to_it(
    request: pytest.FixtureRequest, store: Path, details: Draft, drive: Drive, kind: str
) -> None:
    opened: Open = request.getfixturevalue(kind)
    journal = opened()
    meeting = journal.begin([details], "Chair")
    file = store / "meetings" / f"{meeting}.journal"
    assert drive.has(file)
    assert drive.has(file.with_suffix(".mark"))
    for path in (file, file.with_suffix(".mark"), file.parent, store):
        assert drive.leads_to(path), path
    if kind == "sealed":
        assert drive.has(store / "key.json")
        assert drive.leads_to(store / "key.json")
    for number in range(3):
        journal.append(meeting, [new(a_note(f"n{number}"))], "Chair")
        assert drive.has(file)


def test_the_drive_has_a_changed_key_before_the_change_is_said(
    sealed: Open, store: Path, details: Draft, drive: Drive
) -> None:
    journal = sealed()
    journal.begin([details], "Chair")
    journal.vault.change("another passphrase")
    assert drive.has(store / "key.json")
    assert drive.leads_to(store / "key.json")
