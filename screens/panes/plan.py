"""Pane of the plan item: all actions, and the needs and risks that none addresses."""

from __future__ import annotations

from chairtui.words import live as words
from screens.panes.record_rows import action_row, decision_row, observation_row
from screens.panes.view import View
from screens.widgets.list_row import Section


def sections(view: View) -> tuple[Section, ...]:
    """Actions, decisions made here, and needs and risks without an action."""
    rows = tuple(action_row(view, entry) for entry in view.every_action)
    actions = Section(words.ACTIONS, rows, words.NO_ACTION, columns=(words.OWNER_COLUMN, words.DEADLINE_COLUMN))
    decided = view.rows("decision rows", view.decisions, decision_row)
    open_ = tuple(observation_row(view, entry, origin=False) for entry in view.unanswered)
    needs = [e for e in view.meeting.observations if e.record.theme != "strength" and view.shows(e)]
    answered = words.ALL_ANSWERED if needs else ""
    found = [actions]
    if decided:
        found.append(Section(words.DECIDED, decided))
    if (open_ or answered) and view.preliminaries:  # part two hides links: nothing would seem answered
        found.append(Section(words.NOT_ANSWERED, open_, answered, columns=(words.FROM_COLUMN,)))
    return tuple(found)
