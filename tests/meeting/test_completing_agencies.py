"""Part of a convening agency's name is completed: from those who are invited, then from common agencies."""

from __future__ import annotations

import pytest

from chairtui.meeting.capture.completion import complete_agency
from chairtui.meeting.records import Attendee
from tests.meeting.formats_and_meetings import ready


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Chil", "Children's Social Care"),
        ("Social", "Children's Social Care"),
        ("hill", "Hillside School"),
        ("Health", ""),
        ("police", ""),
        ("", ""),
    ],
)
def test_part_of_an_agency_is_completed_and_a_whole_one_is_left(typed: str, first: str) -> None:
    table = ready()
    table.put(Attendee(id="zoe", name="Zoe Falk", agency="Hillside School"))
    found = complete_agency(typed, len(typed), table.meeting)
    assert (found[0].text if found else "") == first


@pytest.mark.parametrize(("person", "first"), [("child", "Children's Social Care"), ("adult", "Adult Social Care")])
def test_social_care_is_that_of_whom_the_meeting_is_about(person: str, first: str) -> None:
    table = ready()
    for entry in list(table.meeting.attendees):
        table.remove(entry.record.id)
    table.put(table.meeting.details.model_validate({**dict(table.meeting.details), "person": person}))
    assert complete_agency("Social C", 8, table.meeting)[0].text == first
