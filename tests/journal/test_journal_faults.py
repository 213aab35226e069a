"""The disk says no: whatever fails, what was acknowledged stays, nothing is half kept, and the reason is given."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal import durable_io
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.locking import Lock
from chairtui.journal.protocol import JournalError, NotSaved, Unreadable
from chairtui.meeting.records import Draft
from tests.journal.meetings import a_note, new

Tiny = Callable[[], FileJournal]


class Fault:
    """Lets `after` calls through, then fails once with `number`; `half` is written first if it was a write."""

    def __init__(self, real: Callable[..., None], number: int, after: int = 0, *, half: bool = False) -> None:
        self.real, self.number, self.left, self.half = real, number, after, half
        self.failed = False

    def __call__(self, target: object, *rest: object) -> None:
        if self.left or self.failed:
            self.left = max(0, self.left - 1)
            self.real(target, *rest)
            return
        self.failed = True
        if self.half and isinstance(rest[0], bytes):
            self.real(target, rest[0][: len(rest[0]) // 2])
        raise OSError(self.number, os.strerror(self.number))


REASONS = [
    (errno.ENOSPC, "disk is full"),
    (errno.EIO, "drive reports a fault"),
    (errno.EACCES, "may not write"),
    (errno.EROFS, "may not write"),
    (errno.ENODEV, "no longer there"),
    (errno.EBUSY, os.strerror(errno.EBUSY)),
]


@pytest.mark.parametrize(("number", "says"), REASONS)
@pytest.mark.parametrize("call", ["write", "sync"])
def test_a_line_the_disk_refused_is_not_there_and_the_next_one_is(
    tiny: Tiny, details: Draft, monkeypatch: pytest.MonkeyPatch, call: str, number: int, says: str
) -> None:
    journal = tiny()
    meeting = journal.begin([details], "Chair")
    fault = Fault(getattr(durable_io, call), number, half=call == "write")
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, call, fault)
        with pytest.raises(NotSaved, match=says) as refused:
            journal.append(meeting, [new(a_note("lost"))], "Chair")
    assert fault.failed
    assert "\n" not in str(refused.value)
    assert len(journal.versions(meeting)) == len(tiny().versions(meeting)) == 1
    assert journal.append(meeting, [new(a_note("kept"))], "Chair")[0].seq == 2
    assert [v.record.id for v in tiny().versions(meeting)] == ["details", "kept"]
    assert journal.notices() == []


def test_a_piece_that_can_not_be_taken_back_is_said_to_be_in_doubt(
    tiny: Tiny, details: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tiny()
    meeting = journal.begin([details], "Chair")
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "write", Fault(durable_io.write, errno.EIO, half=True))
        patch.setattr(durable_io, "cut", Fault(durable_io.cut, errno.EIO))
        with pytest.raises(NotSaved, match="Perhaps not saved"):
            journal.append(meeting, [new(a_note("lost"))], "Chair")
    assert journal.append(meeting, [new(a_note("kept"))], "Chair")[0].seq == 2
    assert len(journal.notices()) == 1
    assert [v.record.id for v in tiny().versions(meeting)] == ["details", "kept"]


def test_ctrl_c_in_the_middle_of_a_write_keeps_nothing_of_it(
    tiny: Tiny, details: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tiny()
    meeting = journal.begin([details], "Chair")

    write = durable_io.write

    def interrupted(fd: int, data: bytes) -> None:
        write(fd, data)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.append(meeting, [new(a_note("lost"))], "Chair")
    assert len(tiny().versions(meeting)) == 1
    assert journal.append(meeting, [new(a_note("kept"))], "Chair")[0].seq == 2


@pytest.mark.parametrize("call", ["write", "sync", "sync_folder"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_meeting_that_could_not_be_set_up_is_not_listed(
    tiny: Tiny, details: Draft, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    made = 0
    for after in range(8):
        fault = Fault(getattr(durable_io, call), number, after)
        journal = tiny()
        with monkeypatch.context() as patch:
            patch.setattr(durable_io, call, fault)
            if after == 7:
                journal.begin([details], "Chair")
                made += 1
                assert not fault.failed
                break
            try:
                journal.begin([details], "Chair")
                made += 1
            except NotSaved:
                assert fault.failed
        assert len(tiny().meetings()) == made
    assert len(tiny().meetings()) == made > 0


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
@pytest.mark.parametrize("call", ["create", "sync_folder", "shorten"])
def test_a_torn_line_that_can_not_be_set_aside_stays_where_it_is(
    tiny: Tiny, store: Path, details: Draft, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    journal = tiny()
    meeting = journal.begin([details], "Chair")
    path = store / "meetings" / f"{meeting}.journal"
    torn = path.read_bytes() + b'{"sum'
    path.write_bytes(torn)
    with monkeypatch.context() as patch:
        patch.setattr(durable_io, call, Fault(getattr(durable_io, call), number))
        with pytest.raises(NotSaved):
            journal.append(meeting, [new(a_note("n1"))], "Chair")
    assert path.read_bytes() == torn
    assert journal.append(meeting, [new(a_note("n1"))], "Chair")[0].seq == 2


def test_somebody_else_writing_for_too_long_is_said(tiny: Tiny, store: Path, details: Draft) -> None:
    journal = tiny()
    meeting = journal.begin([details], "Chair")
    with (
        Lock(store / "meetings" / f"{meeting}.mark", 1).held(),
        pytest.raises(NotSaved, match="another chairtui has been writing"),
    ):
        journal.append(meeting, [new(a_note("n1"))], "Chair")
    assert journal.append(meeting, [new(a_note("n1"))], "Chair")[0].seq == 2


def test_reading_survives_a_drive_that_is_away_for_a_moment(
    tiny: Tiny, details: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, other = tiny(), tiny()
    meeting = journal.begin([details], "Chair")
    other.versions(meeting)
    journal.append(meeting, [new(a_note("n1"))], "Chair")

    def away(*_: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(durable_io, "read_from", away)
        with pytest.raises(Unreadable):
            other.versions(meeting)
        with pytest.raises(NotSaved):
            other.append(meeting, [new(a_note("n2"))], "Noter")
    assert len(other.versions(meeting)) == 2


class Stop(threading.Event):
    """Waits for nothing: counts the waits, and mends the fault at the second."""

    def __init__(self, mend: Callable[[], object]) -> None:
        super().__init__()
        self.waits: list[float] = []
        self.mend = mend

    def is_set(self) -> bool:
        return len(self.waits) > 4

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0)
        if len(self.waits) == 2:
            self.mend()
        return False


def test_watching_goes_on_when_the_file_was_away(tiny: Tiny, store: Path, details: Draft) -> None:
    journal = tiny()
    meeting = journal.begin([details], "Chair")
    path = store / "meetings" / f"{meeting}.journal"
    hidden = path.with_name("hidden")
    path.rename(hidden)
    stop = Stop(lambda: hidden.rename(path))
    seen = list(tiny().watch(meeting, 0, stop))
    assert [[v.seq for v in block] for block in seen] == [[1]]
    assert max(stop.waits) <= 0.25


def test_a_store_that_is_a_file_is_said_in_one_line(tiny: Tiny, store: Path, details: Draft) -> None:
    store.write_text("a file", encoding="utf-8")
    journal = tiny()
    with pytest.raises(NotSaved, match="is a file"):
        journal.begin([details], "Chair")
    with pytest.raises(Unreadable, match="is a file"):
        journal.meetings()
    with pytest.raises(Unreadable):
        journal.resolve("last")
    with pytest.raises(JournalError):
        journal.versions("t001")


def test_reading_an_empty_home_makes_no_folder(tiny: Tiny, store: Path) -> None:
    journal = tiny()
    journal.meetings()
    with pytest.raises(JournalError):
        journal.versions("t001")
    assert not store.exists()


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_the_store_is_private_to_the_person(tiny: Tiny, store: Path, details: Draft, umask: int) -> None:
    before = os.umask(umask)
    try:
        journal = tiny()
        meeting = journal.begin([details], "Chair")
        journal.append(meeting, [new(a_note("n1"))], "Chair")
        path = store / "meetings" / f"{meeting}.journal"
        path.write_bytes(path.read_bytes() + b"{")
        journal.append(meeting, [new(a_note("n2"))], "Chair")
        journal.meetings()
    finally:
        os.umask(before)
    found = [store, *store.rglob("*")]
    assert len(found) == 7
    assert all(sys.platform == "win32" or not stat.S_IMODE(p.stat().st_mode) & 0o077 for p in found)


def test_names_in_the_store_say_nothing(tiny: Tiny, store: Path, details: Draft) -> None:
    tiny().begin([details], "Chair")
    assert not any("testa" in p.name.lower() or "strategy" in p.name.lower() for p in store.rglob("*"))
