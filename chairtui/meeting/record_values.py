"""The parts of records: choices such as `Theme`, people, and small models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chairtui.meeting.frozen import Frozen, added
from chairtui.meeting.moments import Day, Moment
from chairtui.meeting.readers import Readers
from chairtui.meeting.text import Id, MaybeText, Name, Text

Count = Annotated[int, Field(ge=0)]
Seq = Annotated[int, Field(ge=1)]
"""Number of a version within its meeting, from 1."""

Theme = Literal["strength", "need", "risk"]
Nature = Literal["fact", "opinion", "reported", "views", "question", "document"]
"""Nature of a note: a fact, an opinion, a report by somebody, the views of the person concerned, an open question,
or a document handed round (`source` brought it)."""
Origin = Literal["prior", "during"]
Attendance = Literal["invited", "present", "apologies", "absent"]
ActionStatus = Literal["open", "done", "dropped"]
ItemState = Literal["waiting", "current", "done"]
Audience = Literal["attendees", "family", "actions"]
Part = Literal[1, 2]
Said = Literal["not asked", "no answer", "agreed", "disagreed"]
"""Outcome of asking somebody to agree."""


class Who(Frozen):
    """A person: an attendee, by the record id in `attendee`, or anybody else by name only.

    `name` is as filed. Display `Meeting.name_of(who)`, which follows corrections.
    """

    name: Name
    attendee: Id | None = None


class Dissent(Readers):
    """Somebody who disagreed, and their reason in their own words.

    `part` is the part it was said in, None where that is the decision's own.
    """

    who: Who
    text: Text
    part: Part | None = added(None)


class Immediate(Frozen):
    """Immediate risk of significant harm (ALL-08): when it was raised, by whom, and what was decided (blank until
    then)."""

    raised: Moment
    raised_by: Name
    decided: MaybeText = ""


class FamilyTalk(Frozen):
    """Whether an action is discussed with the family (IOW-14, KBSP-11): `by` whom, or `why_not`."""

    by: Who | None = None
    why_not: MaybeText = ""


class Previous(Frozen):
    """The meeting that this one follows: its id in the same store, and its title. `starts` is aware."""

    meeting: Id
    title: Text
    starts: Moment


class Carried(Frozen):
    """Origin of a record that was taken over: the meeting it was first recorded in, its reference there, and the day.

    `held` is None in meetings written before it was kept; the origin is then the previous meeting.
    """

    meeting: Id
    ref: Id
    held: Day | None = added(None)
