"""People typed as "Name, role, agency", in the attendance and when a meeting is set up."""

from __future__ import annotations

from pydantic import ValidationError

from chairtui.meeting.records import Attendance, Attendee
from chairtui.words import screens as words

BEGINNINGS: dict[str, Attendance] = {
    "present": "present",
    "apologies": "apologies",
    "absent": "absent",
    "invite": "invited",
    "invited": "invited",
}


class NotAPerson(ValueError):
    """A line with no name in it; the message is for a person."""


def read_attendee(line: str, id_: str) -> Attendee:
    """An attendee from "Name, role, agency", which may begin with "present:" and the like. Raises `NotAPerson`."""
    status: Attendance = "invited"
    beginning, colon, rest = line.partition(":")
    if colon and beginning.strip().lower() in BEGINNINGS:
        status, line = BEGINNINGS[beginning.strip().lower()], rest
    name, role, agency = ([part.strip() for part in line.split(",", 2)] + ["", ""])[:3]
    try:
        return Attendee(id=id_, name=name, role=role, agency=agency, status=status)
    except ValidationError:
        raise NotAPerson(words.NEEDS_A_NAME) from None
