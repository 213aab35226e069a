"""Pane of a reflection step: notes in the order they were said."""

from __future__ import annotations

from chairtui.words import live as words
from screens.panes.record_rows import decision_row, note_row
from screens.panes.view import View
from screens.widgets.list_row import Section


def sections(view: View) -> tuple[Section, ...]:
    """Notes, then decisions."""
    said = view.rows("note rows", view.notes, note_row)
    taken = view.rows("decision rows", view.decisions, decision_row)
    found = (Section(words.SAID if said else "", said, words.NO_REFLECTION, columns=(words.SAID_BY_COLUMN,)),)
    return (*found, Section(words.SETTLED_ON, taken)) if taken else found
