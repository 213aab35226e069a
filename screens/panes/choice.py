"""Which pane shows an agenda item, and what every pane shows besides: the item's questions and what was filed there."""

from __future__ import annotations

from collections.abc import Callable

from chairtui.meeting.formats import PaneKind
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
from screens.panes.records import action_row, decision_row, note_row, observation_row
from screens.panes.view import View
from screens.widgets.rows import Row, Section

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


def sections_of(view: View) -> tuple[Section, ...]:
    """Everything an agenda item shows: its pane, its questions, then whatever else was recorded under it."""
    own = PANES[view.item.kind](view)
    shown = {row.key for section in own for row in section.rows}
    asked = tuple(row for row in question.question_rows(view) if row.key not in shown)
    rest = tuple(_filed_here(view, shown))
    found = list(own)
    if asked:
        found.append(Section(words.QUESTIONS, asked))
    if rest:
        found.append(Section(words.FILED_HERE, rest))
    return tuple(found)


def _filed_here(view: View, shown: set[str]) -> list[Row]:
    """What was recorded under the item and is not `shown` by its pane."""
    return [
        *(observation_row(view, entry) for entry in view.observations if entry.record.id not in shown),
        *(note_row(view, entry) for entry in view.notes if entry.record.id not in shown),
        *(decision_row(view, entry) for entry in view.decisions if entry.record.id not in shown),
        *(action_row(view, entry) for entry in view.actions if entry.record.id not in shown),
    ]
