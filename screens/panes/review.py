"""Pane of the review item: the review date and other closing questions."""

from __future__ import annotations

from chairtui.meeting.closing.checks import Deadline, deadlines
from chairtui.meeting.dates.calendar import show_date
from chairtui.words import live as words
from screens.panes.question import question_rows
from screens.panes.view import View
from screens.widgets.list_row import Row, Section


def sections(view: View) -> tuple[Section, ...]:
    """The item's questions, including the review date; then the deadlines of the format's clocks, soonest first."""
    questions = Section("", question_rows(view), words.NO_REVIEW)
    due = tuple(_due_row(deadline) for deadline in _due(view))
    return (questions, Section(words.WILL_BE_DUE, due, "")) if due else (questions,)


def _due(view: View) -> list[Deadline]:
    """Leave out risks that are hidden in part two."""
    hidden = {e.ref for e in view.meeting.observations if not view.shows(e)}
    return [d for d in deadlines(view.meeting, view.format_) if d.ref not in hidden]


def _due_row(deadline: Deadline) -> Row:
    what = f"{deadline.what} ({deadline.ref})" if deadline.ref else deadline.what
    return Row("", "", f"{show_date(deadline.due)}  {what}", "plain")
