"""The review: when the meeting comes back to its plan, and what else is settled at the end."""

from __future__ import annotations

from chairtui.words import live as words
from screens.panes.question import question_rows
from screens.panes.view import View
from screens.widgets.rows import Section


def sections(view: View) -> tuple[Section, ...]:
    """The item's questions: the date of the review among them."""
    return (Section("", question_rows(view), words.NO_REVIEW),)
