"""CSV export of actions, one per row, that Excel, LibreOffice and Numbers read as it was written.

No cell is run as a formula, and no text such as "3/4" turns into a date or a number.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from chairtui.meeting.capture.marks import written
from chairtui.meeting.fold import Entry
from chairtui.meeting.readers import readers_of
from chairtui.meeting.records import Action
from chairtui.minutes.escape import flat
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words

DATA = ("ref", "deadline", "addresses", "status")
"""Columns that hold nobody's own words; a deadline is to be read as a date."""
_RUN = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
"""Leading characters that spreadsheets may treat as a formula, including full-width forms."""

_KEEPS_TEXT = "\u00a0"
"""A leading no-break space makes a cell text in Excel, LibreOffice and Numbers, and is invisible."""
_TOKEN = re.compile(r"[^\W\d_]+")
_NUMERIC = re.compile(r"[\s\d.,:/()%£$€'’−–+-]*")
_DAYS_AND_MONTHS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"),
    *("april", "may", "june", "july", "august", "september", "october", "november", "december"),
)
_DATE_WORDS = frozenset(
    [*_DAYS_AND_MONTHS, *(name[:3] for name in _DAYS_AND_MONTHS), "sept", "am", "pm", "a", "p", "e"]
)


def to_csv(visible: VisibleRecords) -> str:
    """The visible actions with the text of the minutes, corrections in their own column."""
    columns = ["action", "measure", "owner", "agency", "deadline", "status", "amended"]
    if visible.access.complete:
        columns = ["ref", *columns, "addresses"]
    if not visible.access.family:
        columns += ["family", "restricted", "readers"]
    head = [words.SHEET[column] for column in columns]
    return sheet(head, (_row(columns, entry, visible) for entry in visible.all_actions))


def _row(columns: Sequence[str], entry: Entry[Action], visible: VisibleRecords) -> list[str]:
    cells = {column: _cell(column, entry, visible) for column in columns}
    return [cell if column in DATA else as_text(cell) for column, cell in cells.items()]


def sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file: UTF-8 with BOM, CRLF as in RFC 4180, cells protected by `harmless`."""
    made = io.StringIO()
    made.write("\ufeff")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return made.getvalue()


def said(text: str | None) -> str:
    """User text as a cell: on one line, without invisible characters, and never a date or a number."""
    return as_text(flat(text)) if text and text.strip() else ""


def harmless(cell: str) -> str:
    """Prefix a cell with an apostrophe if a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.lstrip().startswith(_RUN) else cell


def as_text(cell: str) -> str:
    """Mark a cell as text if a spreadsheet would turn it into a date, a time, a number or a truth value."""
    letters = [word.lower() for word in _TOKEN.findall(cell)]
    if letters in (["true"], ["false"]):
        return _KEEPS_TEXT + cell
    dated = set(letters) <= _DATE_WORDS and _NUMERIC.fullmatch(_TOKEN.sub("", cell))
    return _KEEPS_TEXT + cell if dated and any(c.isdigit() for c in cell) else cell


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
        case "readers":
            # the reasons of these marks are in nobody's copy
            why = {"restricted": None, "kept_why": words.AS_BEFORE, "only_why": words.AS_BEFORE}
            return written(readers_of(action).model_copy(update=why), visible.meeting)
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
