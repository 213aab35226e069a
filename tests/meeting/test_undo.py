"""Undo takes back one's own last change and nobody else's; redo puts it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Amendment, Closure, Details, Draft, Observation, Progress, Record, Version
from chairtui.meeting.seal import SealRefused, digest, refuse_after_closing
from chairtui.meeting.undo import NothingToUndo, redo, undo

START = datetime(2026, 12, 3, 14, tzinfo=UTC)


def opened() -> Meeting:
    details = Details(
        format="bristol", format_version="1", format_name="Bristol", title="Planning", subject="K.", starts=START
    )
    meeting = Meeting("m")
    keep(meeting, Draft(record=details), by="Setup")
    return meeting


def keep(meeting: Meeting, draft: Draft, by: str) -> None:
    seq = meeting.position + 1
    meeting.apply(Version(**dict(draft), seq=seq, at=START + timedelta(seconds=seq), by=by))


def save(meeting: Meeting, record: Record, by: str, *, removed: bool = False) -> None:
    keep(meeting, Draft(record=record, base=meeting.base_of(record.id), removed=removed), by)


def risk(id_: str, text: str = "No smoke alarm") -> Observation:
    return Observation(id=id_, theme="risk", text=text)


def texts(meeting: Meeting) -> list[str]:
    return [e.record.text for e in meeting.observations]


def test_undo_takes_back_a_new_record() -> None:
    meeting = opened()
    save(meeting, risk("a"), "Chair")
    keep(meeting, undo(meeting, "Chair"), "Chair")
    assert texts(meeting) == []


def test_undo_takes_back_an_edit_and_then_the_record_itself() -> None:
    meeting = opened()
    save(meeting, risk("a", "One"), "Chair")
    save(meeting, risk("a", "Two"), "Chair")
    keep(meeting, undo(meeting, "Chair"), "Chair")
    assert texts(meeting) == ["One"]


def test_undo_brings_a_removed_record_back() -> None:
    meeting = opened()
    save(meeting, risk("a"), "Chair")
    save(meeting, risk("a"), "Chair", removed=True)
    keep(meeting, undo(meeting, "Chair"), "Chair")
    assert texts(meeting) == ["No smoke alarm"]


def test_undo_leaves_the_other_seats_changes_alone() -> None:
    meeting = opened()
    save(meeting, risk("a", "Chair's"), "Chair")
    save(meeting, risk("b", "Note-taker's"), "Note-taker")
    keep(meeting, undo(meeting, "Chair"), "Chair")
    assert texts(meeting) == ["Note-taker's"]


def test_a_record_somebody_changed_since_is_left_alone_and_the_message_names_them() -> None:
    meeting = opened()
    save(meeting, risk("a", "Chair's"), "Chair")
    save(meeting, risk("a", "Better"), "Note-taker")
    with pytest.raises(NothingToUndo, match="Note-taker"):
        undo(meeting, "Chair")


def test_undo_goes_back_one_change_at_a_time_and_redo_comes_forward_again() -> None:
    meeting = opened()
    for text in ("One", "Two", "Three"):
        save(meeting, risk(text.lower(), text), "Chair")
    keep(meeting, undo(meeting, "Chair"), "Chair")
    keep(meeting, undo(meeting, "Chair"), "Chair")
    assert texts(meeting) == ["One"]
    keep(meeting, redo(meeting, "Chair"), "Chair")
    assert texts(meeting) == ["One", "Two"]
    keep(meeting, redo(meeting, "Chair"), "Chair")
    assert texts(meeting) == ["One", "Two", "Three"]


def test_with_nothing_left_undo_says_so() -> None:
    with pytest.raises(NothingToUndo):
        undo(opened(), "Chair")


def test_the_meeting_itself_is_nothing_to_undo() -> None:
    with pytest.raises(NothingToUndo):
        undo(opened(), "Setup")


def test_after_a_new_change_there_is_nothing_to_put_back() -> None:
    meeting = opened()
    save(meeting, risk("a"), "Chair")
    keep(meeting, undo(meeting, "Chair"), "Chair")
    save(meeting, risk("b"), "Chair")
    with pytest.raises(NothingToUndo):
        redo(meeting, "Chair")


def test_time_spent_on_an_item_is_nothing_to_undo() -> None:
    meeting = opened()
    save(meeting, risk("a"), "Chair")
    save(meeting, Progress(id="progress:aim", item="aim", state="done", seconds=60), "Chair")
    keep(meeting, undo(meeting, "Chair"), "Chair")
    assert texts(meeting) == []
    assert meeting.progress("aim").state == "done"


@given(
    st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=12),
    st.lists(st.booleans(), max_size=30),
)
def test_undoing_everything_and_putting_it_all_back_gives_the_same_meeting(
    changes: list[tuple[int, bool]], wandering: list[bool]
) -> None:
    meeting = opened()
    states = [texts(meeting)]
    for number, (record, removed) in enumerate(changes):
        exists = meeting.find(str(record)) is not None
        save(meeting, risk(str(record), f"Text {number}"), "Chair", removed=removed and exists)
        states.append(texts(meeting))
    at = len(changes)
    for back in wandering:
        if back and at > 0:
            keep(meeting, undo(meeting, "Chair"), "Chair")
            at -= 1
        elif not back and at < len(changes):
            keep(meeting, redo(meeting, "Chair"), "Chair")
            at += 1
        assert texts(meeting) == states[at]


def test_a_digest_changes_with_any_character_of_any_version() -> None:
    meeting = opened()
    save(meeting, risk("a", "One"), "Chair")
    sealed = digest(meeting.versions)
    other = opened()
    save(other, risk("a", "one"), "Chair")
    assert digest(other.versions) != sealed
    assert digest(meeting.versions) == sealed
    assert digest(meeting.versions[:1]) != sealed


@pytest.mark.parametrize("record", [risk("a"), Closure(digest="0" * 64, position=1)])
def test_a_closed_meeting_takes_no_record_of_the_discussion(record: Record) -> None:
    refuse_after_closing(False, Draft(record=record))
    with pytest.raises(SealRefused, match="amend"):
        refuse_after_closing(True, Draft(record=record))


def test_an_amendment_that_was_made_stays_as_it_is() -> None:
    amendment = Amendment(id="m", target="a", text="Twelve", reason="Misheard")
    refuse_after_closing(True, Draft(record=amendment))
    for changed in (Draft(record=amendment, base=3), Draft(record=amendment, base=3, removed=True)):
        with pytest.raises(SealRefused, match="another amendment"):
            refuse_after_closing(True, changed)
    meeting = opened()
    save(meeting, amendment, "Chair")
    with pytest.raises(NothingToUndo):
        undo(meeting, "Chair")
