"""Pane of the aim item (ALL-04)."""

from __future__ import annotations

from chairtui.words import live as words
from screens.panes.reader_tags import kept_back, reader_tags
from screens.panes.view import View
from screens.widgets.list_row import Row, Section


def sections(view: View) -> tuple[Section, ...]:
    """The aim, or a row that it is missing."""
    aim = view.meeting.details.aim
    if not aim and not view.preliminaries:
        return (Section("", (), words.NOT_WITH_FAMILY),)
    if aim:
        marks = view.meeting.details.aim_readers
        tags = reader_tags(view, marks)
        row = Row("detail:aim", "✓", aim, "question", "", kept_back(view, marks), tags=tags)
    else:
        row = Row("detail:aim", "?", words.AIM, "question", "", (), (f"! {words.NOT_WRITTEN}",))
    return (Section(words.AIM if aim else "", (row,)),)
