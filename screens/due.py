"""What is due after a meeting, and what is late: the words under it in the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chairtui.meeting.closing import Deadline, deadlines
from chairtui.meeting.dates import show_date
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats import Format
from chairtui.meeting.records import Action, ActionStatus
from chairtui.words import screens as words

SENDING = "minutes"
"""How the id of a clock begins that is met once every copy of the minutes is sent."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing due, as words; `late` if its day is past."""

    words: str
    late: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """An action as it now stands: what its follow-ups made of its status and deadline."""

    status: ActionStatus
    deadline: date | None

    def overdue(self, today: date) -> bool:
        """Whether it is still open after its deadline."""
        return self.status == "open" and self.deadline is not None and self.deadline < today


def standing(action: Action, meeting: Meeting) -> Standing:
    """An action's status and deadline after what followed the meeting."""
    status, deadline = action.status, action.deadline
    for entry in meeting.follow_ups:
        if entry.record.action == action.id:
            status, deadline = entry.record.status, entry.record.deadline or deadline
    return Standing(status, deadline)


def due(meeting: Meeting, format_: Format, today: date) -> list[Due]:
    """What is due, the late first. Copies that have all been sent are due no more."""
    found = []
    overdue = sum(1 for e in meeting.actions if standing(e.record, meeting).overdue(today))
    if overdue:
        found.append(Due(counted(words.ACTIONS_OVERDUE, overdue), True))
    if meeting.closed:
        sent = [e.record for e in meeting.distributions]
        all_sent = bool(sent) and all(copy.sent for copy in sent)
        for deadline in after_closing(meeting, format_):
            if all_sent and deadline.id.startswith(SENDING):
                continue
            late = deadline.due < today
            line = words.WAS_DUE if late else words.IS_DUE
            found.append(Due(line.format(what=deadline.what, date=show_date(deadline.due)), late))
    elif meeting.details.starts.date() < today:
        found.append(Due(words.NOT_CLOSED, True))
    return sorted(found, key=lambda d: not d.late)


def after_closing(meeting: Meeting, format_: Format) -> list[Deadline]:
    """What the format's clocks set; nothing for a meeting so late that they run beyond the calendar."""
    try:
        return deadlines(meeting, format_)
    except OverflowError:
        return []


def counted(forms: tuple[str, str], count: int) -> str:
    """The form for one or for several, filled with the count."""
    return forms[0] if count == 1 else forms[1].format(count=count)
