"""What is due after a meeting, as dated items that a store can keep; whether one is late depends on the day asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.follow_up import now_of
from chairtui.meeting.closing.checks import deadlines
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import format_for
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.moments import day_in
from chairtui.words import follow_up as words

DueKind = Literal["action", "copies", "deadline", "closing"]
ALWAYS: tuple[DueKind, ...] = ("copies", "deadline")
"""Kinds that are listed before they are overdue, too."""


class DueItem(Frozen):
    """Something due on a day. `what` is a deadline's text; of `copies`, `unsent` are still to be sent."""

    meeting: str
    kind: DueKind
    day: date
    what: str = ""
    unsent: int = 0
    copies: int = 0

    def is_late(self, today: date) -> bool:
        """Whether it is overdue."""
        return self.day < today

    def is_told(self, today: date) -> bool:
        """Whether it is listed on this day: actions and an unclosed meeting only once they are overdue."""
        return self.kind in ALWAYS or self.is_late(today)


def due_of(meeting: Meeting, installed: Callable[[str], Format | None]) -> tuple[DueItem, ...]:
    """What is due by the format stored in the meeting, or the one `installed` under its id; nothing without one."""
    format_ = format_for(meeting, installed)
    return due_items(meeting, format_) if format_ else ()


def due_items(meeting: Meeting, format_: Format) -> tuple[DueItem, ...]:
    """Open actions, then the closed meeting's deadlines, or the closing itself. Copies are due until all were sent."""
    of = meeting.id
    found = []
    for entry in meeting.actions:
        now = now_of(entry.record, meeting)
        if now.status == "open" and now.deadline is not None:
            found.append(DueItem(meeting=of, kind="action", day=now.deadline))
    if not meeting.closed:
        return (*found, DueItem(meeting=of, kind="closing", day=meeting.details.starts.date()))
    listed = [copy for copy in copies(meeting, format_) if not copy.undecided]
    unsent = sum(copy.to_send for copy in listed)
    for deadline in deadlines(meeting, format_):
        if not deadline.of_minutes or not listed:
            found.append(DueItem(meeting=of, kind="deadline", day=deadline.due, what=deadline.what))
        elif unsent:
            found.append(
                DueItem(
                    meeting=of,
                    kind="copies",
                    day=deadline.due,
                    unsent=unsent,
                    copies=len(listed),
                )
            )
    review = review_day(meeting, format_)
    if review is not None and not any(item.kind == "deadline" and item.day == review for item in found):
        found.append(DueItem(meeting=of, kind="deadline", day=review, what=words.NEXT_REVIEW))
    return tuple(found)


def review_day(meeting: Meeting, format_: Format) -> date | None:
    """The review date agreed at the meeting, if any."""
    items = {item.id for item in format_.agenda if item.kind == "review"}
    for question in format_.questions:
        given = meeting.answer(question.id) if question.type == "date" and question.item in items else None
        if given is not None and (day := day_in(given.value)):
            return day
    return None
