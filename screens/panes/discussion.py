"""Pane of a discussion item: notes and decisions."""

from __future__ import annotations

from chairtui.words import live as words
from screens.panes.record_rows import decision_row, note_row
from screens.panes.view import View
from screens.widgets.list_row import Section


def sections(view: View) -> tuple[Section, ...]:
    """Notes, then decisions."""
    said = view.rows("note rows", view.notes, note_row)
    decided = view.rows("decision rows", view.decisions, decision_row)
    if not said and not decided:
        return (Section("", (), words.NO_DISCUSSION),)
    found = (Section(words.SAID, said, columns=(words.SAID_BY_COLUMN,)),) if said else ()
    return (*found, Section(words.DECIDED, decided)) if decided else found
