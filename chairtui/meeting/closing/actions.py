"""Open actions to be dealt with before closing, which screens ask about several at a time."""

from __future__ import annotations

from chairtui.meeting.dates.calendar import day_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.records import Action


def past_their_day(meeting: Meeting) -> list[Entry[Action]]:
    """Actions taken over from an earlier meeting that are open although their deadline is before this one."""
    held = day_of(meeting.details.starts)
    return [
        entry
        for entry in meeting.actions
        if entry.record.carried
        and entry.record.status == "open"
        and entry.record.deadline is not None
        and entry.record.deadline < held
    ]


def without_family_talk(meeting: Meeting) -> list[Entry[Action]]:
    """Actions, apart from dropped ones, of which nobody has said who talks them through with the family."""
    return [
        entry
        for entry in meeting.actions
        if entry.record.status != "dropped"
        and (entry.record.family is None or not (entry.record.family.by or entry.record.family.why_not))
    ]
