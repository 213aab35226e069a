"""A meeting that comes from another store: twice at once, over what a kill left, and onto a drive that refuses."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal import durable_io
from chairtui.journal.append_only_file import start_file
from chairtui.journal.doctor import examine
from chairtui.journal.encryption import StoreCipher
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import NotSaved
from chairtui.meeting.records import Version
from tests.journal.meetings import a_details, a_note, new

Open = Callable[[], FileJournal]


@pytest.fixture
def whole(tiny: Open) -> list[Version]:
    """A meeting of three entries, as another store holds it."""
    journal = tiny()
    meeting = journal.begin([new(a_details())], "Chair")
    for name in ("n1", "n2"):
        journal.append(meeting, [new(a_note(name))], "Chair")
    return journal.versions(meeting)


def test_two_that_bring_one_meeting_at_once_bring_it_once(tiny: Open, whole: list[Version]) -> None:
    for number in range(20):
        meeting, added, together = f"brought{number}", list[int](), threading.Barrier(2)

        def bring(meeting: str, added: list[int], together: threading.Barrier) -> None:
            journal = tiny()
            together.wait()
            added.append(journal.adopt(meeting, whole))

        threads = [threading.Thread(target=bring, args=(meeting, added, together)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(added) == [0, 3]
        assert tiny().versions(meeting) == whole


def test_one_who_waits_too_long_for_another_takes_nothing_away(
    tiny: Open, whole: list[Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[str] = []
    start = "chairtui.journal.file_journal.start_file"

    def meanwhile(path: Path, meeting: str, cipher: StoreCipher | None) -> None:
        monkeypatch.setattr(start, start_file)
        start_file(path, meeting, cipher)
        with pytest.raises(NotSaved) as problem:
            tiny().adopt("brought", whole)
        refused.append(str(problem.value))

    monkeypatch.setattr(start, meanwhile)
    assert tiny().adopt("brought", whole) == 3
    assert "another chairtui" in refused[0]
    assert tiny().versions("brought") == whole


def test_what_a_kill_left_of_a_meeting_that_was_being_brought_is_no_hindrance(
    tiny: Open, whole: list[Version], store: Path
) -> None:
    (store / "meetings" / "brought.new").write_bytes(b"half a li")
    assert tiny().adopt("brought", whole) == 3
    assert {d.state for d in examine(store)} == {"sound"}


@pytest.mark.parametrize("call", ["write", "sync", "sync_folder"])
def test_a_drive_that_refuses_keeps_nothing_of_a_meeting_that_is_brought(
    tiny: Open, whole: list[Version], store: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    before = {path.name for path in (store / "meetings").iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable_io, call, full)
        with pytest.raises(NotSaved, match="the disk is full"):
            tiny().adopt("brought", whole)
    assert {path.name for path in (store / "meetings").iterdir()} == before
    assert tiny().adopt("brought", whole) == 3
