"""Starting part two: who stays and who joins is put into the attendance."""

from __future__ import annotations

from itertools import count

import pytest

from chairtui.meeting.capture.comings import read_coming
from chairtui.meeting.capture.result import NotTaken
from chairtui.meeting.chairing.part_two import nobody_joins, part_two_drafts, proposed_to_join, proposed_to_stay
from chairtui.meeting.parts import parts_of
from chairtui.meeting.records import Attendance, Attendee, Details, Note, Part, Relative, Who
from chairtui.minutes.audience import Access
from tests.meeting.formats_and_meetings import HELD, Table


def attendee(name: str, status: Attendance = "present", parts: tuple[Part, ...] = (1,), **more: object) -> Attendee:
    return Attendee.model_validate(
        {
            "id": name.lower().replace(" ", "-"),
            "name": name,
            "role": "nurse",
            "agency": "Health",
            "status": status,
            "parts": parts,
        }
        | more
    )


def held() -> Table:
    table = Table()
    made = {"format": table.format.id, "format_version": table.format.version, "format_name": table.format.name}
    table.put(Details.model_validate({**made, "title": "Planning", "subject": "Ava", "starts": HELD}))
    return table


def start(table: Table, stays: frozenset[str], joined: frozenset[str] = frozenset()) -> dict[str, Attendee]:
    """Start part two; the attendance as it then stands, by name."""
    number = count()
    for draft in part_two_drafts(table.meeting, stays=stays, joined=joined, new_id=lambda: f"new{next(number)}"):
        table.put(draft.record)
    return {entry.record.name: entry.record for entry in table.meeting.attendees}


def test_those_who_are_here_are_proposed_to_stay() -> None:
    table = held()
    table.put(attendee("Sam"))
    table.put(attendee("Priya", "apologies"))
    table.put(attendee("Kim", "invited"))
    table.put(attendee("Ros", left=HELD))
    table.put(attendee("Dawn", role="mother", agency="", relative=True))
    assert proposed_to_stay(table.meeting) == {"sam"}


def test_who_stays_is_in_both_parts_and_who_does_not_is_in_the_first() -> None:
    table = held()
    table.put(attendee("Sam"))
    table.put(attendee("Ros", parts=(1, 2)))
    table.put(attendee("Kim", "invited"))
    there = start(table, frozenset({"sam", "kim"}))
    assert {name: (one.status, one.parts) for name, one in there.items()} == {
        "Sam": ("present", (1, 2)),
        "Ros": ("present", (1,)),
        "Kim": ("present", (1, 2)),
    }
    assert table.meeting.details.part == 2


def test_the_second_time_those_who_stayed_the_first_time_are_proposed() -> None:
    table = held()
    table.put(attendee("Sam"))
    table.put(attendee("Ros"))
    start(table, frozenset({"sam"}))
    table.put(table.meeting.details.model_copy(update={"part": 1, "joined": ()}))
    assert proposed_to_stay(table.meeting) == {"sam"}


def test_a_relative_who_joins_is_in_the_attendance_of_part_two() -> None:
    table = held()
    table.put(Relative(id="r1", name="Dawn", relation="mother of Ava"))
    table.put(Relative(id="r2", name="Mick", relation="father of Ava"))
    assert proposed_to_join(table.meeting) == frozenset()
    there = start(table, frozenset(), frozenset({"r1"}))
    assert [(one.name, one.role, one.status, one.parts, one.relative) for one in there.values()] == [
        ("Dawn", "mother of Ava", "present", (2,), True)
    ]
    table.put(table.meeting.details.model_copy(update={"part": 1, "joined": ()}))
    assert proposed_to_join(table.meeting) == {"r1"}
    assert len(start(table, frozenset(), frozenset({"r1"}))) == 1


def test_a_relative_who_was_expected_is_marked_present_and_nobody_is_added() -> None:
    table = held()
    table.put(Relative(id="r1", name="Dawn", relation="mother of Ava"))
    table.put(attendee("Dawn", "invited", role="mother", agency="", relative=True))
    there = start(table, frozenset(), proposed_to_join(table.meeting))
    assert [(one.id, one.status, one.parts) for one in there.values()] == [("dawn", "present", (2,))]


def test_a_relative_is_proposed_only_if_the_attendance_expects_them_and_nothing_is_kept_from_them() -> None:
    table = held()
    table.put(Relative(id="lee", name="Lee Hart", relation="father of Ava"))
    assert proposed_to_join(table.meeting) == frozenset(), "recorded only so that something is kept from him"
    assert nobody_joins(table.meeting, proposed_to_join(table.meeting))
    table.put(Relative(id="lisa", name="Lisa Hart", relation="mother of Ava"))
    table.put(attendee("Lisa Hart", "invited", agency="", relative=True))
    table.put(attendee("Lee Hart", agency="", relative=True))
    assert proposed_to_join(table.meeting) == {"lisa", "lee"}
    table.put(Note(id="n1", nature="fact", text="The refuge's address", kept_from=("lee",)))
    assert proposed_to_join(table.meeting) == {"lisa"}
    table.put(attendee("Lisa Hart", "apologies", agency="", relative=True))
    assert proposed_to_join(table.meeting) == frozenset()


def test_who_leaves_after_part_two_has_left_whatever_part_they_are_of() -> None:
    table = held()
    table.put(attendee("Lisa", parts=(2,), role="mother", agency="", relative=True))
    read = read_coming("Lisa left at 15:40", table.meeting, HELD)
    assert read is not None
    gone = read.drafts[0].record
    assert isinstance(gone, Attendee)
    assert gone.left is not None and (gone.left.hour, gone.left.minute, gone.parts) == (15, 40, (2,))
    table.put(gone)
    with pytest.raises(NotTaken):
        read_coming("Lisa left", table.meeting, HELD)


def test_who_chairs_is_of_every_part_that_was_held() -> None:
    table = held()
    table.put(attendee("Karen"))
    table.put(attendee("Tom"))
    table.put(table.meeting.details.model_copy(update={"chair": Who(name="Karen", attendee="karen")}))
    of = {entry.record.name: entry.record for entry in table.meeting.attendees}
    assert parts_of(of["Karen"], table.meeting) == (1,), "no second part was held"
    table.put(table.meeting.details.model_copy(update={"part": 2}))
    assert parts_of(of["Karen"], table.meeting) == (1, 2)
    assert parts_of(of["Tom"], table.meeting) == (1,)


def test_who_chairs_and_was_recorded_in_one_part_is_of_that_part() -> None:
    table = held()
    table.put(attendee("Karen"))
    table.put(attendee("Tom").model_copy(update={"parts": (1, 2)}))
    table.put(table.meeting.details.model_copy(update={"chair": Who(name="Karen", attendee="karen"), "part": 2}))
    karen = next(entry.record for entry in table.meeting.attendees if entry.record.name == "Karen")
    assert parts_of(karen, table.meeting) == (1,), "who stayed was recorded, and Karen didn't"
    assert Access(table.meeting, table.format, "attendees", "karen").part == 1
    assert parts_of(karen.model_copy(update={"parts": (2,)}), table.meeting) == (2,)
