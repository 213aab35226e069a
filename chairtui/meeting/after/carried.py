"""Labels of records taken over from an earlier meeting: the reference and day of the meeting that recorded them."""

from __future__ import annotations

from datetime import date

from chairtui.meeting.dates.calendar import day_of, show_day
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Carried
from chairtui.words import follow_up as words

DAYS_WITHOUT_YEAR = 300
"""Days after which a label includes the year, as the day alone would be ambiguous."""

FROM_FILE = "earlier-record"
"""Placeholder for the meeting's id if a record was imported from a file that predates this program."""


def carried_day(carried: Carried | None, meeting: Meeting) -> date | None:
    """Day of the meeting that first recorded it; None if it was recorded here, or on a day nobody knows."""
    if carried is None or carried.meeting == FROM_FILE:
        return None
    previous = meeting.details.previous
    return carried.held or (day_of(previous.starts) if previous else None)


def carried_label(carried: Carried | None, meeting: Meeting) -> str:
    """The label, such as `A2 of 3 Dec`; "" for a record that was not taken over."""
    if carried is not None and carried.meeting == FROM_FILE:
        return words.CARRIED_FROM_FILE.format(ref=carried.ref)
    day = carried_day(carried, meeting)
    if carried is None or day is None:
        return ""
    distance = abs((day_of(meeting.details.starts) - day).days)
    return words.CARRIED_FROM.format(ref=carried.ref, day=show_day(day, year=distance > DAYS_WITHOUT_YEAR))
