"""The plan: every action of the meeting wherever it was agreed, and the needs and risks that none addresses yet."""

from __future__ import annotations

from chairtui.words import live as words
from screens.panes.records import action_row, decision_row, observation_row
from screens.panes.view import View
from screens.widgets.rows import Section


def sections(view: View) -> tuple[Section, ...]:
    """Actions, decisions made here, and what is not answered yet."""
    actions = Section(words.ACTIONS, tuple(action_row(view, entry) for entry in view.meeting.actions), words.NO_ACTION)
    decided = tuple(decision_row(view, entry) for entry in view.decisions)
    open_ = tuple(observation_row(view, entry, origin=False) for entry in view.unanswered)
    answered = words.ALL_ANSWERED if any(e.record.theme != "strength" for e in view.meeting.observations) else ""
    found = [actions]
    if decided:
        found.append(Section(words.DECIDED, decided))
    if open_ or answered:
        found.append(Section(words.NOT_ANSWERED, open_, answered))
    return tuple(found)
