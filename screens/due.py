"""Deadlines after a meeting, as the lines of text that the library shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.follow_up import now_of
from chairtui.meeting.closing.checks import MINUTES_CLOCK, deadlines
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.words import screens as words


@dataclass(frozen=True, slots=True)
class Due:
    """One thing due, as words; `late` if its day is past."""

    words: str
    late: bool


def due(meeting: Meeting, format_: Format, today: date) -> list[Due]:
    """What is due, the late first. Copies are due until all of them have been sent."""
    found = []
    overdue = sum(1 for e in meeting.actions if now_of(e.record, meeting).overdue(today))
    if overdue:
        found.append(Due(counted(words.ACTIONS_OVERDUE, overdue), True))
    if meeting.closed:
        listed = copies(meeting, format_)
        to_send = [copy for copy in listed if copy.sent is None]
        for deadline in deadlines(meeting, format_):
            what = deadline.what
            if deadline.id.startswith(MINUTES_CLOCK):
                if listed and not to_send:
                    continue
                what = words.COPIES_TO_SEND.format(unsent=len(to_send), all=len(listed)) if listed else what
            late = deadline.due < today
            line = words.WAS_DUE if late else words.IS_DUE
            found.append(Due(line.format(what=what, date=show_date(deadline.due)), late))
    elif meeting.details.starts.date() < today:
        found.append(Due(words.NOT_CLOSED, True))
    return sorted(found, key=lambda d: not d.late)


def counted(forms: tuple[str, str], count: int) -> str:
    """The form for one or for several, filled with the count."""
    return forms[0] if count == 1 else forms[1].format(count=count)
