"""The tally of a meeting for a report across meetings: numbers, dates, agencies and ids of the format, no words.

It holds days, not what is late: that depends on the day of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Literal

from chairtui.meeting.after.distribution import Copy, copies, due_on
from chairtui.meeting.after.follow_up import now_of
from chairtui.meeting.dates.calendar import day_of
from chairtui.meeting.family import says_no_agency, sounds_like_family
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import format_for
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.parts import had_part_two
from chairtui.meeting.record_values import ActionStatus, Attendance, Count, Part
from chairtui.meeting.records import Action, Attendee, Departure
from chairtui.meeting.text import Id


class Period(Frozen):
    """The days from `start` to `end`, both included; None for no limit."""

    start: date | None = None
    end: date | None = None

    def takes(self, day: date) -> bool:
        """Whether a day is in it."""
        return (self.start is None or day >= self.start) and (self.end is None or day <= self.end)


class ActionTally(Frozen):
    """An action at its latest deadline. `done`: the day that was recorded; `moved`: its deadline was changed.

    `agency` and `family` are the owner's, as an attendee's.
    """

    agency: str = ""
    family: bool | None = None
    status: ActionStatus
    deadline: date | None = None
    done: date | None = None
    moved: bool = False


class AttendeeTally(Frozen):
    """Somebody invited, and what became of their report.

    `agency` is "" for family, and for who has none: `family` tells which. It is None for who has an agency, and in
    tallies of releases that didn't tell.
    """

    agency: str = ""
    family: bool | None = None
    status: Attendance
    report: Literal["", "sent", "not sent", "not asked"] = ""


class Addressed(Frozen):
    """How many needs, or risks, have an action, and how many have none."""

    yes: Count = 0
    no: Count = 0


class MeetingTally(Frozen):
    """What is counted of one meeting.

    `convened` is False for a decision not to hold one, of which nothing else is counted. `due` is the day the minutes
    are due, None where nobody set one; `sent` are the days that copies were sent, `unsent` how many copies were not.
    Actions and copies are empty until the meeting is closed. `planned` and `used` are minutes, `used` 0 where the clock
    never ran.
    """

    meeting: str
    held: date
    format: Id
    convened: bool = True
    closed: bool = False
    parts: Part = 1
    reasons: tuple[Id, ...] = ()
    due: date | None = None
    sent: tuple[date, ...] = ()
    unsent: Count = 0
    actions: tuple[ActionTally, ...] = ()
    attendees: tuple[AttendeeTally, ...] = ()
    departures: tuple[Id, ...] = ()
    needs: Addressed = Addressed()
    risks: Addressed = Addressed()
    open_questions: Count = 0
    planned: Count = 0
    used: Count = 0


class Tallier:
    """Tallies meetings by the format stored in each, or the one `installed` under its id.

    Without a format the day the minutes are due, the copies and the times are not known.
    """

    def __init__(self, installed: Callable[[str], Format | None]) -> None:
        self._installed = installed
        self._formats: dict[tuple[str, str, bool], Format | None] = {}

    def tally(self, meeting: Meeting) -> MeetingTally:
        """The tally of one meeting."""
        kept, details = meeting.kept_format, meeting.details
        # Many meetings share a format, and unpacking it takes longer than counting a meeting.
        key = (kept.packed if kept else details.format, details.person, details.previous is not None)
        if key not in self._formats:
            self._formats[key] = format_for(meeting, self._installed)
        return tally(meeting, self._formats[key])


def tally(meeting: Meeting, format_: Format | None) -> MeetingTally:
    """The tally of a meeting held under a format."""
    details = meeting.details
    held = day_of(details.starts)
    if meeting.not_convened is not None:
        return MeetingTally(meeting=meeting.id, held=held, format=details.format, convened=False)
    listed: list[Copy] = copies(meeting, format_) if format_ and meeting.closed else []
    seconds = sum(meeting.progress(item.id).seconds for item in format_.agenda) if format_ else 0
    addressed = _addressed(meeting)
    return MeetingTally(
        meeting=meeting.id,
        held=held,
        format=details.format,
        closed=meeting.closed,
        parts=2 if had_part_two(meeting) else 1,
        reasons=details.reasons,
        due=due_on(meeting, format_) if format_ else None,
        sent=tuple(copy.sent for copy in listed if copy.sent is not None),
        unsent=sum(copy.to_send for copy in listed),
        actions=tuple(_actions(meeting)) if meeting.closed else (),
        attendees=tuple(_attendee(entry.record) for entry in meeting.attendees),
        departures=tuple(entry.record.provision for entry in meeting.all(Departure)),
        needs=addressed["need"],
        risks=addressed["risk"],
        open_questions=sum(entry.record.nature == "question" for entry in meeting.notes),
        planned=format_.minutes if format_ else 0,
        used=round(seconds / 60),
    )


def _attendee(attendee: Attendee) -> AttendeeTally:
    agency, family = _agency(attendee)
    return AttendeeTally(agency=agency, family=family, status=attendee.status, report=attendee.report)


def _actions(meeting: Meeting) -> list[ActionTally]:
    """The actions, without those that a later meeting took over: they are counted there."""
    found = []
    for entry in meeting.actions:
        now = now_of(entry.record, meeting)
        if now.status == "carried":
            continue
        owner = meeting.attendee_of(entry.record.owner)
        agency, family = _agency(owner) if owner else ("", False)
        found.append(
            ActionTally(
                agency=agency,
                family=family,
                status=now.status,
                deadline=now.deadline,
                done=_done(entry, meeting) if now.status == "done" else None,
                moved=now.deadline != entry.record.deadline,
            )
        )
    return found


def _done(entry: Entry[Action], meeting: Meeting) -> date:
    """The day on which somebody recorded that it was done."""
    steps = [step for step in meeting.follow_ups if step.record.action == entry.record.id]
    return day_of(steps[-1].first.at if steps else entry.last.at)


def _addressed(meeting: Meeting) -> dict[str, Addressed]:
    with_action = {target for action in meeting.actions for target in action.record.addresses}
    counts = Counter((e.record.theme, e.record.id in with_action) for e in meeting.observations)
    return {theme: Addressed(yes=counts[theme, True], no=counts[theme, False]) for theme in ("need", "risk")}


def _agency(attendee: Attendee) -> tuple[str, bool | None]:
    """An attendee's agency and whether they are family, as in `AttendeeTally`."""
    family = _is_family(attendee)
    if family or not attendee.agency or says_no_agency(attendee.agency):
        return "", family
    return attendee.agency, None


def _is_family(attendee: Attendee) -> bool:
    """Whether they were recorded as a relative, or sound like one. "n/a" for an agency says nothing about that."""
    if attendee.relative is not None:
        return attendee.relative
    if not sounds_like_family(attendee):
        return False
    return not says_no_agency(attendee.agency) or sounds_like_family(attendee.model_copy(update={"agency": ""}))
