"""Follow-up of actions after their meeting closed: the current state, and records of each further step.

The closed meeting and its minutes don't change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from chairtui.meeting.capture.marks import take_readers
from chairtui.meeting.capture.result import NotTaken
from chairtui.meeting.dates.calendar import NotADate, day_of, show_date
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Nation
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Action, ActionStatus, FollowUp
from chairtui.words import follow_up as words

Step = Literal["done", "dropped", "moved", "open"]
"""A step: done, dropped, moved to another date, or open again; all but done need a reason."""
Where = Literal["open", "done", "dropped", "carried"]
"""Current status; `carried` if a later meeting took the action over."""


class NotFollowed(ValueError):
    """The step can't be taken; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Now:
    """An action's status and deadline after all follow-ups, and the last one's reason."""

    status: Where
    deadline: date | None
    reason: str = ""

    def overdue(self, today: date) -> bool:
        """Whether it is open past its deadline."""
        return self.status == "open" and self.deadline is not None and self.deadline < today

    def this_week(self, today: date) -> bool:
        """Whether it is open and due in today's week, Monday to Sunday."""
        monday = today - timedelta(days=today.weekday())
        return self.status == "open" and self.deadline is not None and monday <= self.deadline < monday + timedelta(7)


def now_of(action: Action, meeting: Meeting) -> Now:
    """The current state of an action."""
    status: Where = action.status
    deadline, reason = action.deadline, ""
    for entry in meeting.follow_ups:
        if entry.record.action == action.id:
            status, deadline = entry.record.status, entry.record.deadline or deadline
            reason = entry.record.reason
    if status == "open" and any(action.id in entry.record.carried for entry in meeting.next_meetings):
        status = "carried"
    return Now(status, deadline, reason)


def follow_up(
    entry: Entry[Action],
    step: Step,
    meeting: Meeting,
    *,
    nation: Nation,
    today: date,
    new_id: Callable[[], str],
    to: str = "",
    reason: str = "",
) -> FollowUp:
    """The record of one step. `to` is the new date in words, relative to `today`; `reason` may end with marks.

    Raises `NotFollowed`.
    """
    if not meeting.closed:
        raise NotFollowed(words.STILL_OPEN.format(meeting=meeting.id, ref=entry.ref))
    now = now_of(entry.record, meeting)
    if now.status == "carried":
        later = next(e.record.meeting for e in meeting.next_meetings if entry.record.id in e.record.carried)
        raise NotFollowed(words.CARRIED.format(ref=entry.ref, meeting=later))
    if to and step not in ("moved", "open"):
        raise NotFollowed(words.NO_DATE_HERE.format(step=step))
    if step == now.status:
        raise NotFollowed(words.ALREADY.format(ref=entry.ref, status=words.STATUS[now.status]))
    if step == "moved" and now.status != "open":
        raise NotFollowed(words.NOT_OPEN.format(ref=entry.ref, status=words.STATUS[now.status]))
    try:
        reason, marks = take_readers(reason, meeting)
    except NotTaken as taken:
        raise NotFollowed(taken.outcome.reason) from None
    if not reason.strip() and (step != "done" or marks is not None):
        raise NotFollowed(words.NEEDS_REASON[step].format(ref=entry.ref))
    if step == "moved" and not to.strip():
        raise NotFollowed(words.NEEDS_DATE.format(ref=entry.ref))
    deadline = _day(to, entry, now, meeting, nation, today) if to.strip() else None
    status: ActionStatus = "open" if step == "moved" else step
    given = dict(marks or Readers())
    return FollowUp(id=new_id(), action=entry.record.id, status=status, deadline=deadline, reason=reason, **given)


def _day(to: str, entry: Entry[Action], now: Now, meeting: Meeting, nation: Nation, today: date) -> date:
    from chairtui.meeting.dates.phrase import read_day  # loads pendulum, which the first frame doesn't need

    try:
        day = read_day(to, on=today, nation=nation)
    except NotADate as error:
        raise NotFollowed(str(error)) from None
    held = day_of(meeting.details.starts)
    if day < held:
        raise NotFollowed(words.BEFORE_MEETING.format(day=show_date(day), held=show_date(held)))
    if day == now.deadline:
        raise NotFollowed(words.SAME_DAY.format(ref=entry.ref, day=show_date(day)))
    return day
