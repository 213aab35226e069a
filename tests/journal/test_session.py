"""Chair and note-taker at one meeting, each from a seat of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chairtui.journal.protocol import Conflict, Journal, Refused
from chairtui.journal.session import Session
from chairtui.meeting.records import Action, Attendee, Draft, Note
from chairtui.meeting.seal import digest
from chairtui.meeting.undo import NothingToUndo
from tests.journal.meetings import a_note

Reopen = Callable[[], Journal]


@pytest.fixture
def chair(journal: Journal, details: Draft) -> Session:
    return Session(journal, journal.begin([details], "Chair"), "Chair")


@pytest.fixture
def noter(chair: Session, reopen: Reopen) -> Session:
    return Session(reopen(), chair.meeting.id, "Noter")


def text_of(seat: Session, ref: str) -> str:
    entry = seat.meeting.find(ref)
    assert entry is not None
    assert isinstance(entry.record, Note)
    return "" if entry.removed else entry.record.text


def test_each_takes_in_what_the_other_wrote_before_writing(chair: Session, noter: Session) -> None:
    chair.save(a_note("n1", "One."))
    noter.save(a_note("n2", "Two."))
    chair.save(a_note("n3", "Three."))
    assert noter.catch_up()[-1].by == "Chair"
    assert chair.meeting.versions == noter.meeting.versions
    assert [text_of(chair, ref) for ref in ("F1", "F2", "F3")] == ["One.", "Two.", "Three."]
    assert noter.catch_up() == []


def test_a_conflict_shows_both_and_the_seat_has_seen_the_others(chair: Session, noter: Session) -> None:
    seen = chair.save(a_note("n1")).seq
    noter.catch_up()
    noter.save(a_note("n1", "Theirs."))
    with pytest.raises(Conflict) as conflict:
        chair.save(a_note("n1", "Mine."), seen=seen)
    assert text_of(chair, "F1") == "Theirs."
    chair.save(conflict.value.mine.record, seen=conflict.value.theirs.seq)
    noter.catch_up()
    assert text_of(noter, "F1") == "Mine."


def test_a_record_removed_in_both_seats_is_a_conflict(chair: Session, noter: Session) -> None:
    chair.save(a_note("n1"))
    noter.catch_up()
    noter.remove(a_note("n1"))
    with pytest.raises(Conflict):
        chair.remove(a_note("n1"))


def test_undo_takes_back_ones_own_change_and_not_the_others(chair: Session, noter: Session) -> None:
    chair.save(a_note("n1", "First."))
    chair.save(a_note("n1", "Second."))
    noter.catch_up()
    noter.save(a_note("n2", "Theirs."))
    chair.catch_up()
    chair.undo()
    assert (text_of(chair, "F1"), text_of(chair, "F2")) == ("First.", "Theirs.")
    chair.redo()
    assert text_of(chair, "F1") == "Second."
    noter.catch_up()
    noter.undo()
    assert (text_of(noter, "F1"), text_of(noter, "F2")) == ("Second.", "")
    with pytest.raises(NothingToUndo):
        noter.undo()


def test_what_watch_brings_twice_is_taken_once(chair: Session, noter: Session) -> None:
    chair.append([Draft(record=a_note(f"n{n}")) for n in range(3)])
    brought = noter.journal.versions(noter.meeting.id, after=1)
    assert [v.seq for v in noter.take(brought)] == [2, 3, 4]
    assert noter.take(brought) == []


def test_the_seal_is_over_all_that_the_meeting_holds(chair: Session, noter: Session, reopen: Reopen) -> None:
    chair.save(Attendee(id="p1", name="Ann Example"))
    noter.save(a_note("n1", "Late, but in time – “ü”."))
    closure = chair.seal().record
    assert closure.kind == "closure"
    versions = reopen().versions(chair.meeting.id)
    assert closure.position == 3
    assert closure.digest == digest(versions[:3])
    assert chair.meeting.closed
    with pytest.raises(Refused):
        noter.save(a_note("n2"))
    assert noter.catch_up()[-1].record == closure
    with pytest.raises(Refused):
        noter.seal()


def test_an_action_is_marked_with_what_it_is_for_and_stays_so_when_that_is_taken_back(chair: Session) -> None:
    chair.append([Draft(record=a_note("n1", "One.")), Draft(record=Action(id="a1", text="Ask", addresses=("n1",)))])
    saved = chair.save(a_note("n1", "One.").model_copy(update={"restricted": "hers"}))
    assert saved.record.id == "n1"
    assert [e.record.restricted for e in chair.meeting.actions] == ["hers"]
    assert chair.undo().record.id == "n1"
    assert text_of(chair, "F1") == "One."
    assert [e.record.restricted for e in chair.meeting.notes] == [None]
    assert [e.record.restricted for e in chair.meeting.actions] == ["hers"]
