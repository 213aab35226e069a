"""Pane of the attendance item: attendees grouped by status."""

from __future__ import annotations

from chairtui.meeting.closing.attendance_gaps import asks
from chairtui.meeting.records import Attendance
from chairtui.words import live as words
from screens.panes.record_rows import attendee_row
from screens.panes.view import View
from screens.widgets.list_row import Section

STATUSES: tuple[tuple[Attendance, str], ...] = (
    ("present", words.PRESENT),
    ("invited", words.INVITED),
    ("apologies", words.APOLOGIES),
    ("absent", words.ABSENT),
)


def sections(view: View) -> tuple[Section, ...]:
    """A section for each status in use."""
    entries = view.meeting.attendees
    family = view.meeting.details.part == 2 and not view.meeting.closed
    open_ = not family and not view.meeting.closed
    asked = frozenset(rule for rule in ("why-attending", "reports-known") if open_ and asks(view.format_, rule))
    found = tuple(
        Section(title, tuple(attendee_row(view, e, asked, family=family) for e in entries if e.record.status == status))
        for status, title in STATUSES
        if any(e.record.status == status for e in entries)
    )
    return found or (Section("", (), words.NO_ATTENDEE),)
