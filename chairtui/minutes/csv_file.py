"""CSV export of actions, one per row, protected against formula injection."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action, Audience
from chairtui.minutes.escape import flat
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words

_RUN = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
"""Leading characters that spreadsheets may treat as a formula, including full-width forms."""


def to_csv(meeting: Meeting, format_: Format, audience: Audience, person: str = "") -> str:
    """The visible actions with the text of the minutes, corrections in their own column."""
    visible = VisibleRecords(meeting, format_, audience, person)
    columns = ["action", "measure", "owner", "agency", "deadline", "status", "amended"]
    if visible.access.complete:
        columns = ["ref", *columns, "addresses"]
    if not visible.access.family:
        columns += ["family", "restricted"]
    head = [words.SHEET[column] for column in columns]
    return sheet(head, ([_cell(column, entry, visible) for column in columns] for entry in visible.all_actions))


def sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file: UTF-8 with BOM, CRLF as in RFC 4180, cells protected by `harmless`."""
    made = io.StringIO()
    made.write("\ufeff")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return made.getvalue()


def harmless(cell: str) -> str:
    """Prefix a cell with an apostrophe if a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.lstrip().startswith(_RUN) else cell


def _cell(column: str, entry: Entry[Action], visible: VisibleRecords) -> str:
    action = entry.record
    attendee = visible.meeting.attendee_of(action.owner)
    match column:
        case "ref":
            return entry.ref
        case "action":
            return flat(action.text)
        case "owner":
            return flat(visible.meeting.name_of(action.owner)) if action.owner else ""
        case "agency":
            return flat(attendee.agency) if attendee and attendee.agency else ""
        case "deadline":
            return action.deadline.isoformat() if action.deadline else ""
        case "addresses":
            return " ".join(visible.refs(action.addresses))
        case "status":
            return words.ACTION_STATUS[action.status]
        case "measure":
            return flat(action.measure) if action.measure else ""
        case "restricted":
            return flat(action.restricted) if action.restricted else ""
        case "amended":
            return " / ".join(
                f"{flat(m.record.text)} ({words.REASON}: {flat(m.record.reason)})" for m in visible.amended(action.id)
            )
        case _:
            if action.family is None:
                return ""
            if action.family.why_not:
                return f"{words.FAMILY_NOT} {flat(action.family.why_not)}"
            return f"{words.FAMILY_BY} {visible.person(action.family.by)}"
