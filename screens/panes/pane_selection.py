"""Which pane shows an agenda item, and what every pane shows besides: the item's questions and what was filed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from chairtui.meeting.formats.model import PaneKind
from chairtui.words import live as words
from screens.panes import (
    aim,
    attendance,
    details,
    discussion,
    information,
    observations,
    plan,
    question,
    reflection,
    review,
)
from screens.panes.record_rows import action_row, decision_row, note_row, observation_row
from screens.panes.view import View
from screens.widgets.list_row import Row, Section

Kind = Literal["observation", "note", "decision", "action"]

PANES: dict[PaneKind, Callable[[View], tuple[Section, ...]]] = {
    "details": details.sections,
    "attendance": attendance.sections,
    "aim": aim.sections,
    "observations": observations.sections,
    "information": information.sections,
    "discussion": discussion.sections,
    "plan": plan.sections,
    "question": question.sections,
    "reflection": reflection.sections,
    "review": review.sections,
}


WHOLE: dict[PaneKind, frozenset[Kind]] = {
    "observations": frozenset({"observation"}),
    "information": frozenset({"note"}),
    "discussion": frozenset({"note", "decision"}),
    "plan": frozenset({"decision", "action"}),
    "reflection": frozenset({"note", "decision"}),
}
"""Kinds of record of which a pane itself shows all that stand under its item. Such a pane shows no question."""


def sections_of(view: View) -> tuple[Section, ...]:
    """Everything an agenda item shows: its pane, its questions, then whatever else was recorded under it."""
    own = PANES[view.item.kind](view)
    whole = WHOLE.get(view.item.kind, frozenset())
    here: dict[Kind, Callable[[], list[Row]]] = {
        "observation": lambda: [observation_row(view, entry) for entry in view.observations],
        "note": lambda: [note_row(view, entry) for entry in view.notes],
        "decision": lambda: [decision_row(view, entry) for entry in view.decisions],
        "action": lambda: [action_row(view, entry) for entry in view.actions],
    }
    asked = list(question.question_rows(view))
    rest = [row for kind, rows in here.items() if kind not in whole for row in rows()]
    if rest or (asked and not whole):  # else there is nothing that could stand there twice
        shown = {row.key for section in own for row in section.rows}
        asked, rest = ([row for row in rows if row.key not in shown] for rows in (asked, rest))
    found = list(own)
    if asked:
        found.append(Section(words.QUESTIONS, tuple(asked)))
    if rest:
        found.append(Section(words.FILED_HERE, tuple(rest)))
    return tuple(found)
