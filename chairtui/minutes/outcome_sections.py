"""Renders what came of a meeting, which stands on the first page: decisions, actions, open questions, what is next."""

from __future__ import annotations

from chairtui.meeting.records import Decision, Note
from chairtui.minutes.action_table import action_table
from chairtui.minutes.markdown_shapes import by_part, heading
from chairtui.minutes.record_entries import answered
from chairtui.minutes.statement_text import is_left_open, minutes_rows
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words.kinds import HEADINGS


def decisions(visible: VisibleRecords) -> str:
    """Decisions with their reasons and who did not agree. "" for none."""
    found = visible.statements_of(Decision)
    blocks = by_part(found, lambda part: minutes_rows(part, visible), visible.marks_parts)
    return _section(HEADINGS["decision"], blocks)


def actions(visible: VisibleRecords) -> str:
    """The action table, and beneath it what has no column. "" for none."""
    return _section(HEADINGS["action"], action_table(visible.all_actions, visible))


def open_questions(visible: VisibleRecords) -> str:
    """Questions that the meeting left open. "" for none."""
    found = [entry for entry in visible.statements_of(Note) if is_left_open(entry.record)]
    blocks = by_part(found, lambda part: minutes_rows(part, visible), visible.marks_parts)
    return _section(words.STILL_OPEN, blocks)


def next_steps(visible: VisibleRecords) -> str:
    """Who tells the family, when there is a review, and whatever else the format calls an outcome. "" for none."""
    rows = [row for entry in visible.outcomes for row in answered(entry.record, visible)]
    return _section(words.NEXT, ["\n".join(rows)] if rows else [])


def _section(title: str, blocks: list[str]) -> str:
    return "\n\n".join([heading(2, title), *blocks]) if blocks else ""
