"""Computes what the agenda rail and the status line show."""

from __future__ import annotations

from datetime import datetime, timedelta

from chairtui.journal.session import Session
from chairtui.meeting.chairing.chair_prompts import group_size
from chairtui.meeting.chairing.group_size import people_here
from chairtui.meeting.dates.calendar import show_clock
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Unsettled
from screens.widgets.agenda_rail import AgendaEntry
from screens.widgets.connection_monitor import connection_status
from screens.widgets.item_clock import ItemClock
from screens.widgets.status_line import StatusFacts


def agenda_entries(meeting: Meeting, format_: Format, clock: ItemClock) -> tuple[AgendaEntry, ...]:
    """The agenda as the rail shows it."""
    return tuple(
        AgendaEntry(
            item.id,
            number,
            item.title,
            meeting.progress(item.id).state,
            item.minutes,
            clock.seconds(item.id) // 60,
            item.id == clock.item and not meeting.closed,
        )
        for number, item in enumerate(format_.agenda, 1)
    )


def estimated_end(meeting: Meeting, format_: Format, clock: ItemClock, now: datetime) -> tuple[datetime, int] | None:
    """When the meeting will end if every item that is not done takes the minutes it has left, and how many minutes
    later than planned that is. None once it is closed, and on another day than its own."""
    starts = meeting.details.starts.astimezone(now.tzinfo)
    if meeting.closed or now.date() > starts.date():
        return None
    planned = starts + timedelta(minutes=format_.minutes)
    if now <= starts:
        return planned, 0
    todo = [item for item in format_.agenda if item.id == clock.item or meeting.progress(item.id).state != "done"]
    left = sum(max(item.minutes * 60 - clock.seconds(item.id), 0) for item in todo)
    ends = now + timedelta(seconds=left)
    late = round((ends - planned).total_seconds() / 60)
    return planned + timedelta(minutes=late), late


def status_facts(
    session: Session,
    here: Meeting,
    format_: Format,
    clock: ItemClock,
    now: datetime,
    blockers: int | None,
    failed: bool,
) -> StatusFacts:
    """The facts of the status line, counting those in `here`; times are in the zone of `now`."""
    meeting = session.meeting
    ends = estimated_end(meeting, format_, clock, now)
    in_this_part = [e for e in here.attendees if meeting.closed or meeting.details.part in e.record.parts]
    last = meeting.last
    reading = group_size(here, format_)
    return StatusFacts(
        format=format_.name,
        about=meeting.details.subject,
        title=meeting.details.title,
        part=meeting.details.part,
        used=sum(clock.seconds(item.id) for item in format_.agenda) // 60,
        planned=format_.minutes,
        present=people_here(here),
        invited=len(in_this_part),
        saved=show_clock(last.at.astimezone(now.tzinfo)) if last else "",
        saved_by=last.by if last and last.by != session.by else "",
        failed=failed,
        blockers=blockers,
        closed=meeting.closed,
        unsettled=len(here.all(Unsettled)),
        ends=show_clock(ends[0]) if ends else "",
        late=ends[1] if ends else 0,
        paused=clock.paused,
        best=reading.best if reading and here.details.part == 1 else None,
        read_only=bool(session.read_only_reason),
        connection_status=connection_status(session.journal.connection_state(meeting.id), now),
    )
