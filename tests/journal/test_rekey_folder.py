"""A folder's key is changed by moving its meetings into a new folder, while others go on."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from chairtui.journal import backup, durable_io, removal, tombstone
from chairtui.journal.backup import restore
from chairtui.journal.doctor import examine
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.line_drafts import LineDrafts
from chairtui.journal.moved import Moved
from chairtui.journal.protocol import Broken, JournalError, Locked, NotSaved, Refused, WrongPassphrase
from chairtui.journal.rekey_folder import IDLE, rekey
from chairtui.meeting.records import Draft
from tests.journal.meetings import Clock, a_note, new
from tests.journal.vaults import PASSPHRASE, a_vault

NEW = "the new words of the team"
Open = Callable[[], FileJournal]
Run = Callable[[], list[Moved]]


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """The new store's folder."""
    return tmp_path / "there"


@pytest.fixture
def moved_here(there: Path, clock: Clock) -> Iterator[Open]:
    """The journal of the new store."""
    opened: list[FileJournal] = []

    def open_() -> FileJournal:
        opened.append(FileJournal(there, clock, str, vault=a_vault(there, NEW)))
        return opened[-1]

    yield open_
    for journal in opened:
        journal.close()


@pytest.fixture
def run(store: Path, there: Path, clock: Clock) -> Run:
    return lambda: list(rekey(store, a_vault(store), there, a_vault(there, NEW), clock()))


@pytest.fixture
def meeting(sealed: Open, details: Draft, clock: Clock) -> str:
    """A meeting of two versions that nobody has open."""
    journal = sealed()
    name = journal.begin([details, new(a_note("n1"))], "Ada")
    journal.close()
    clock.forward(IDLE.total_seconds() + 1)
    return name


def state(run: Run) -> list[str]:
    return [moved.state for moved in run()]


def test_a_meeting_is_whole_in_the_new_store_and_gone_from_the_old_one(
    meeting: str, store: Path, sealed: Open, moved_here: Open, run: Run
) -> None:
    whole = sealed().versions(meeting)
    assert state(run) == ["moved"]
    assert moved_here().versions(meeting) == whole
    assert [listing.id for listing in moved_here().meetings()] == [meeting]
    assert sealed().meetings() == []
    [said] = examine(store, a_vault(store))
    assert (said.state, "moved to" in said.message) == ("removed", True)
    assert [found.state for found in examine(moved_here().folder, a_vault(moved_here().folder, NEW))] == ["sound"]


def test_who_knows_the_old_passphrase_opens_nothing_of_it(meeting: str, there: Path, clock: Clock, run: Run) -> None:
    run()
    with pytest.raises(WrongPassphrase):
        FileJournal(there, clock, str, vault=a_vault(there, PASSPHRASE)).versions(meeting)


def test_a_backup_from_before_opens_with_the_old_passphrase_and_says_so_otherwise(
    meeting: str, store: Path, tmp_path: Path, clock: Clock, run: Run
) -> None:
    kept = tmp_path / "kept"
    assert [copied.outcome for copied in backup.back_up(store, a_vault(store), kept)] == ["copied"]
    run()
    assert len(FileJournal(kept, clock, str, vault=a_vault(kept)).versions(meeting)) == 2
    with pytest.raises(WrongPassphrase):
        a_vault(kept, NEW).cipher()
    with pytest.raises(NotSaved, match="of this one under an earlier key"):
        list(backup.back_up(tmp_path / "there", a_vault(tmp_path / "there", NEW), kept))


def test_a_meeting_that_goes_on_stays_until_a_later_run(
    meeting: str, store: Path, sealed: Open, clock: Clock, run: Run
) -> None:
    seat = LineDrafts(store, lambda: a_vault(store).cipher(), "Ada")
    assert seat.is_only_session(meeting)
    [told] = run()
    assert (told.state, "open in a program" in told.message) == ("in use", True)
    for lock in seat._held.values():
        lock.close()
    sealed().append(meeting, [new(a_note("n2"))], "Ada")
    [told] = run()
    assert (told.state, "last written" in told.message) == ("in use", True)
    clock.forward(IDLE.total_seconds() + 1)
    assert state(run) == ["moved"]


def test_a_seat_that_comes_back_with_the_old_key_is_told_where_the_meeting_is(
    meeting: str, sealed: Open, run: Run, there: Path
) -> None:
    seat = sealed()
    seat.versions(meeting)
    run()
    with pytest.raises(NotSaved, match="under a new key") as told:
        seat.append(meeting, [new(a_note("late"))], "Ada")
    assert str(there) in str(told.value)


FAULTS = [
    (durable_io, "replace"),
    (durable_io, "sync_folder"),
    (tombstone, "write"),
    (Path, "unlink"),
    (backup, "_as_file"),
]


@pytest.mark.parametrize("kind", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
@pytest.mark.parametrize(("where", "step"), FAULTS)
def test_a_run_that_is_cut_off_at_any_step_loses_nothing_and_is_finished_by_the_next(
    meeting: str,
    sealed: Open,
    moved_here: Open,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    step: str,
    kind: BaseException,
) -> None:
    whole = sealed().versions(meeting)
    for passed in range(5):
        left = [passed]
        real = getattr(where, step)

        def fails(
            *given: object, _real: Callable[..., object] = real, _left: list[int] = left, **more: object
        ) -> object:
            _left[0] -= 1
            if _left[0] < 0:
                raise kind
            return _real(*given, **more)

        with monkeypatch.context() as patch:
            patch.setattr(where, step, fails)
            with suppress(KeyboardInterrupt, JournalError):
                run()
        found = []
        for journal in (sealed(), moved_here()):
            try:
                found.append(journal.versions(meeting))
            except JournalError as error:
                assert not isinstance(error, Broken)
        assert whole in found, "in the one or the other"
    assert state(run) in (["moved"], [])
    assert moved_here().versions(meeting) == whole
    assert sealed().meetings() == []


def test_two_runs_at_once_move_each_meeting_once(
    meeting: str, store: Path, there: Path, clock: Clock, moved_here: Open
) -> None:
    first, second = (rekey(store, a_vault(store), there, a_vault(there, NEW), clock()) for _ in range(2))
    assert [*first, *second][0].state == "moved"
    assert len(moved_here().versions(meeting)) == 2


def test_a_removed_meeting_is_not_brought_back_into_the_new_store_by_an_old_backup(
    meeting: str, store: Path, there: Path, tmp_path: Path, clock: Clock, run: Run
) -> None:
    kept = tmp_path / "kept"
    list(backup.back_up(store, a_vault(store), kept))
    removal.remove(store, a_vault(store), meeting, "Ada", clock())
    assert run() == []
    assert [copied.outcome for copied in restore(kept, a_vault(kept), there, a_vault(there, NEW))] == ["removed"]


def test_a_store_takes_a_key_of_its_own_and_never_none(store: Path, meeting: str, there: Path, clock: Clock) -> None:
    with pytest.raises(NotSaved, match="is the store itself"):
        rekey(store, a_vault(store), store, a_vault(store), clock())
    with pytest.raises(NotSaved, match="are encrypted, and those in"):
        rekey(store, a_vault(store), there, a_vault(there, None), clock())
    backup.copy_key(a_vault(store), there)
    with pytest.raises(Refused, match="the same key"):
        rekey(store, a_vault(store), there, a_vault(there), clock())
    plain = there.with_name("plain")
    with pytest.raises(Locked, match="not encrypted"):
        rekey(plain, a_vault(plain), there, a_vault(there), clock())
