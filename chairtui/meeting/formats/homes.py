"""Under which agenda item of a format a record belongs."""

from __future__ import annotations

from chairtui.meeting.formats.model import AgendaItem, Format, PaneKind
from chairtui.meeting.kinds import kind_of
from chairtui.meeting.records import Answer, Observation, Record, Statement


def home_of(record: Record, format_: Format) -> str:
    """Id of the agenda item under which a record is shown and printed.

    Strengths, needs and risks go by origin (or where they were filed, if the agenda has no item for it), attendees
    under attendance. Notes, decisions and actions stay where they were filed, or else go to their kind's item.
    """
    first = format_.first_item
    item = format_.item(record.item) if isinstance(record, Statement) else None
    match record:
        case Observation():
            item = first("observations", record.origin) or first("observations") or item or first("reflection")
        case Answer():
            question = format_.question(record.question)
            item = format_.item(question.item) if question else None
        case _:
            item = item or _first_pane(kind_of(record).panes, format_)
    return (item or format_.agenda[0]).id


def _first_pane(panes: tuple[PaneKind, ...], format_: Format) -> AgendaItem | None:
    """The first of these panes; a reflective meeting, which makes no plan, keeps in its last reflection what would
    stand there."""
    last = next((i for i in reversed(format_.agenda) if i.kind == "reflection"), None) if "plan" in panes else None
    return next((item for pane in panes if (item := format_.first_item(pane))), last)
