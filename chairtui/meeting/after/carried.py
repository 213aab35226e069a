"""How people call a record taken over from an earlier meeting: by its reference there and that meeting's day."""

from __future__ import annotations

from chairtui.meeting.dates.calendar import day_of, show_day
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Carried
from chairtui.words import follow_up as words

DAYS_WITHOUT_YEAR = 300
"""Days after which a day without its year could be taken for another."""


def carried_label(carried: Carried | None, meeting: Meeting) -> str:
    """Where a record was taken over from, as people say it: `A2 of 3 Dec`. "" where it wasn't."""
    previous = meeting.details.previous
    if carried is None or previous is None:
        return ""
    day, now = day_of(previous.starts), day_of(meeting.details.starts)
    return words.CARRIED_FROM.format(ref=carried.ref, day=show_day(day, year=abs((now - day).days) > DAYS_WITHOUT_YEAR))
