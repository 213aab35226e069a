"""Effect of group size on decisions, with a format's figures."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Attendee

MOST = 100
"""Upper bound of the cost, in per cent."""


def costs(present: int, best: int, percent: int) -> int:
    """Cost of people beyond the best number, in per cent; 0 up to that number."""
    return min(max(present - best, 0) * percent, MOST)


def in_the_room(person: Attendee) -> bool:
    """Whether somebody is here now: present, and has not left."""
    return person.status == "present" and person.left is None


def people_here(meeting: Meeting) -> int:
    """How many are here now in this part of the meeting; of a closed meeting, how many came."""
    people = [entry.record for entry in meeting.attendees]
    if meeting.closed:
        return sum(person.status == "present" for person in people)
    return sum(in_the_room(person) for person in people if meeting.details.part in person.parts)
