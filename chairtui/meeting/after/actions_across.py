"""Actions across meetings with their current state, and filters for them."""

from __future__ import annotations

from datetime import date, timedelta

from chairtui.meeting.after.follow_up import Now, now_of
from chairtui.meeting.after.restrictions import readers_in_words
from chairtui.meeting.fold import Meeting
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.moments import Moment
from chairtui.meeting.records import ActionStatus


class MeetingAction(Frozen):
    """An action after its follow-ups. `starts` is the meeting's, `reason` the last follow-up's; `readers` says in words
    who may not read it, "" where everybody at the meeting may."""

    meeting: str
    title: str
    starts: Moment
    ref: str
    text: str
    owner: str
    agency: str
    deadline: date | None = None
    status: ActionStatus
    reason: str
    readers: str = ""

    @property
    def now(self) -> Now:
        """Its status and deadline."""
        return Now(self.status, self.deadline, self.reason)


class UnreadMeeting(Frozen):
    """A meeting that couldn't be read; `reason` is one line for a person."""

    meeting: str
    reason: str


class ActionFilter(Frozen):
    """A filter; empty fields match everything.

    `who` is part of an owner's name or agency, `agency` part of an agency, both case-insensitive. Deadlines are from
    `since` until the day before `before`.
    """

    who: str = ""
    agency: str = ""
    meeting: str = ""
    status: ActionStatus | None = None
    since: date | None = None
    before: date | None = None

    def takes(self, action: MeetingAction) -> bool:
        """Whether the action matches."""
        day = action.deadline
        return (
            self.who.casefold() in owner_text(action.owner, action.agency)
            and self.agency.casefold() in action.agency.casefold()
            and self.meeting in ("", action.meeting)
            and self.status in (None, action.status)
            and (self.since is None or (day is not None and day >= self.since))
            and (self.before is None or (day is not None and day < self.before))
        )


def owner_text(owner: str, agency: str) -> str:
    """Text that `who` is searched in."""
    return f"{owner} {agency}".casefold()


def due_filter(today: date, *, overdue: bool, this_week: bool, who: str = "", agency: str = "") -> ActionFilter:
    """Filter for open actions that are overdue, due in the week of `today` (Monday to Sunday), or both."""
    monday = today - timedelta(days=today.weekday())
    ends = ([today] if overdue else []) + ([monday + timedelta(7)] if this_week else [])
    return ActionFilter(
        who=who,
        agency=agency,
        status="open" if ends else None,
        since=monday if this_week else None,
        before=min(ends, default=None),
    )


def actions_of(meeting: Meeting) -> list[MeetingAction]:
    """A meeting's actions by reference, without those that a later meeting took over."""
    found = []
    for entry in meeting.actions:
        action, now = entry.record, now_of(entry.record, meeting)
        if now.status == "carried":
            continue
        attendee = meeting.attendee_of(action.owner)
        found.append(
            MeetingAction(
                meeting=meeting.id,
                title=meeting.details.title,
                starts=meeting.details.starts,
                ref=entry.ref,
                text=action.text,
                owner=meeting.name_of(action.owner),
                agency=attendee.agency if attendee else "",
                deadline=now.deadline,
                status=now.status,
                reason=now.reason,
                readers=readers_in_words(action, meeting),
            )
        )
    return found
