"""What is still to be asked of those who attend: why they are there (DG-21, KBSP-13), and their report (ALL-11)."""

from __future__ import annotations

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Attendee


def no_reason(attendee: Attendee) -> bool:
    """Whether a professional has given no reason for attending; family is never asked for one."""
    return not attendee.why and not attendee.relative


def no_report(attendee: Attendee) -> bool:
    """Whether nobody has said if a professional sent a report beforehand; family is never asked for one."""
    return not attendee.report and not attendee.relative


def without_reason(meeting: Meeting, format_: Format) -> list[Entry[Attendee]]:
    """Those to ask why they attend, [] where the format doesn't ask it."""
    return [e for e in meeting.attendees if no_reason(e.record)] if asks(format_, "why-attending") else []


def without_report(meeting: Meeting, format_: Format) -> list[Entry[Attendee]]:
    """Those to ask for their report, [] where the format doesn't ask it."""
    return [e for e in meeting.attendees if no_report(e.record)] if asks(format_, "reports-known") else []


def asks(format_: Format, rule: str) -> bool:
    """Whether the format has a closing rule of that name."""
    return any(each.rule == rule for each in format_.rules)
