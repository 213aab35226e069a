"""What the rail and the status line say, worked out from the meeting and the clock."""

from __future__ import annotations

from datetime import datetime

from chairtui.journal.seat import Seat
from chairtui.meeting.aids import gauge
from chairtui.meeting.dates import show_clock
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats import Format
from screens.widgets.agenda_rail import Stop
from screens.widgets.item_clock import ItemClock
from screens.widgets.status_line import Standing


def stops_of(meeting: Meeting, format_: Format, clock: ItemClock, shown: str) -> tuple[Stop, ...]:
    """The agenda as the rail shows it."""
    return tuple(
        Stop(
            item.id,
            number,
            item.title,
            "current" if item.id == shown else meeting.progress(item.id).state,
            item.minutes,
            clock.seconds(item.id) // 60,
        )
        for number, item in enumerate(format_.agenda, 1)
    )


def standing_of(
    seat: Seat, format_: Format, clock: ItemClock, now: datetime, blockers: int | None, failed: bool
) -> Standing:
    """The facts of the status line; times as clocks show them where `now` is."""
    meeting = seat.meeting
    attendees = meeting.attendees
    versions = meeting.versions
    reading = gauge(meeting, format_)
    return Standing(
        format=format_.name,
        title=meeting.details.title,
        part=meeting.details.part,
        used=sum(clock.seconds(item.id) for item in format_.agenda) // 60,
        planned=format_.minutes,
        present=sum(entry.record.status == "present" for entry in attendees),
        invited=len(attendees),
        saved=show_clock(versions[-1].at.astimezone(now.tzinfo)) if versions else "",
        saved_by=versions[-1].by if versions and versions[-1].by != seat.by else "",
        failed=failed,
        blockers=blockers,
        closed=meeting.closed,
        best=reading.best if reading else None,
        read_only=bool(seat.hindrance),
    )
