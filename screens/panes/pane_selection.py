"""Selects the pane for an agenda item, and adds the item's questions and other records filed there."""

from __future__ import annotations

from collections.abc import Callable

from chairtui.meeting.formats.model import PaneKind
from chairtui.meeting.kinds import STATEMENTS
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
from screens.panes.record_rows import statement_row
from screens.panes.view import View
from screens.widgets.list_row import Section

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


WHOLE: dict[PaneKind, frozenset[str]] = {
    "observations": frozenset({"observation"}),
    "information": frozenset({"note"}),
    "discussion": frozenset({"note", "decision"}),
    "plan": frozenset({"decision", "action"}),
    "reflection": frozenset({"note", "decision"}),
}
"""For each pane, the kinds of record of which it shows all under its item. Such a pane shows no question."""


def sections_of(view: View) -> tuple[Section, ...]:
    """All sections of an agenda item: its pane, its questions, then other records filed under it."""
    own = PANES[view.item.kind](view)
    whole = WHOLE.get(view.item.kind, frozenset())
    asked = list(question.question_rows(view))
    elsewhere = [kind for kind in STATEMENTS if kind.name not in whole]
    rest = [statement_row(view, entry) for kind in elsewhere for entry in view.statements(kind)]
    if rest or (asked and not whole):  # otherwise nothing could be shown twice
        shown = {row.key for section in own for row in section.rows}
        asked, rest = ([row for row in rows if row.key not in shown] for rows in (asked, rest))
    found = list(own)
    if asked:
        found.append(Section(words.QUESTIONS, tuple(asked)))
    if rest:
        found.append(Section(words.FILED_HERE, tuple(rest)))
    return tuple(found)
