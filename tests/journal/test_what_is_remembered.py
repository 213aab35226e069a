"""A store remembers how far each meeting reached, and says so where it can't."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chairtui.journal.doctor import examine
from chairtui.journal.file_journal import FileJournal
from chairtui.journal.protocol import NoSuchMeeting
from chairtui.journal.repair import repair
from chairtui.meeting.records import Draft
from tests.journal.meetings import a_note, new
from tests.journal.vaults import a_vault

Sealed = Callable[[], FileJournal]


@pytest.fixture
def meeting(sealed: Sealed, details: Draft) -> str:
    journal = sealed()
    meeting = journal.begin([details], "Chair")
    journal.close()
    return meeting


def states(store: Path) -> dict[str, str]:
    return {found.meeting: found.state for found in examine(store, a_vault(store))}


def write(sealed: Sealed, meeting: str, *notes: str) -> None:
    journal = sealed()
    for note in notes:
        journal.append(meeting, [new(a_note(note))], "Chair")
    journal.close()


def put_back(store: Path, meeting: str, aside: Path) -> None:
    """The older journal and mark, as somebody with the files but not the key could."""
    for ending in ("journal", "mark"):
        shutil.copy(aside / f"{meeting}.{ending}", store / "meetings")


@pytest.fixture
def aside(store: Path, meeting: str, tmp_path: Path) -> Path:
    folder = tmp_path / "aside"
    shutil.copytree(store / "meetings", folder)
    return folder


def test_an_older_state_is_missed_though_nothing_was_ever_listed(
    sealed: Sealed, store: Path, meeting: str, aside: Path
) -> None:
    write(sealed, meeting, "n1", "n2")
    put_back(store, meeting, aside)
    assert states(store) == {meeting: "broken"}


def test_deleting_the_catalogue_does_not_make_an_older_state_sound(
    sealed: Sealed, store: Path, meeting: str, aside: Path
) -> None:
    write(sealed, meeting, "n1", "n2")
    put_back(store, meeting, aside)
    (store / "catalogue").unlink()
    (found,) = examine(store, a_vault(store))
    assert found.state == "untracked"
    assert "can't be vouched for" in found.message
    sealed().meetings()
    write(sealed, meeting, "n3")
    assert states(store) == {meeting: "untracked"}, "nor does listing it again, nor writing to it"


def test_a_meeting_that_is_vouched_for_stays_so_through_lists_and_lines(
    sealed: Sealed, store: Path, meeting: str
) -> None:
    assert states(store) == {meeting: "sound"}
    write(sealed, meeting, "n1")
    sealed().meetings()
    write(sealed, meeting, "n2")
    assert states(store) == {meeting: "sound"}


def test_who_leaves_last_records_what_others_wrote_too(
    sealed: Sealed, store: Path, meeting: str, tmp_path: Path
) -> None:
    early, late = sealed(), sealed()
    early.append(meeting, [new(a_note("n1"))], "Note-taker")
    shutil.copytree(store / "meetings", tmp_path / "aside")
    late.append(meeting, [new(a_note("n2"))], "Chair")
    late.close()
    early.close()
    put_back(store, meeting, tmp_path / "aside")
    assert states(store) == {meeting: "broken"}


def test_repair_vouches_for_what_somebody_has_compared(sealed: Sealed, store: Path, meeting: str) -> None:
    (store / "catalogue").unlink()
    assert [each.done for each in repair(store, a_vault(store))] == [True]
    assert states(store) == {meeting: "sound"}


def test_a_meeting_whose_files_are_all_gone_is_missed(sealed: Sealed, store: Path, meeting: str) -> None:
    sealed().meetings()
    for file in (store / "meetings").glob(f"{meeting}.*"):
        file.unlink()
    assert states(store) == {meeting: "missing"}
    with pytest.raises(NoSuchMeeting):
        sealed().versions(meeting)


def test_two_processes_notes_are_both_kept(sealed: Sealed, store: Path, details: Draft) -> None:
    one, other = sealed(), sealed()
    for journal in (one, other, one, other):
        journal.meetings()
        journal.begin([details], "Chair")
        journal.meetings()
    one.close()
    other.close()
    assert set(states(store).values()) == {"sound"}
