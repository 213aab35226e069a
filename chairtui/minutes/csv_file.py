"""Actions as CSV for a spreadsheet: one action a row, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action, Audience
from chairtui.minutes.escape import flat
from chairtui.minutes.visible_records import Filing
from chairtui.words import minutes as words

_RUN = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
"""What a spreadsheet may take for the start of a formula, in wide letters too."""


def to_csv(meeting: Meeting, format_: Format, audience: Audience, person: str = "") -> str:
    """The actions that this audience sees, as they stand in the minutes, corrections in a column of their own.

    With a mark at its start by which a spreadsheet knows that it is UTF-8, and lines ended as RFC 4180 has it. A cell
    that would be run as a formula has an apostrophe before it.
    """
    filing = Filing(meeting, format_, audience, person)
    columns = ["action", "measure", "owner", "agency", "deadline", "status", "amended"]
    if filing.sight.references:
        columns = ["ref", *columns, "addresses"]
    if not filing.sight.family:
        columns += ["family", "restricted"]
    made = io.StringIO()
    made.write("\ufeff")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([words.SHEET[column] for column in columns])
    for entry in filing.all_actions:
        writer.writerow([harmless(_cell(column, entry, filing)) for column in columns])
    return made.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if cell.lstrip().startswith(_RUN) else cell


def _cell(column: str, entry: Entry[Action], filing: Filing) -> str:
    action = entry.record
    attendee = filing.meeting.attendee_of(action.owner)
    match column:
        case "ref":
            return entry.ref
        case "action":
            return flat(action.text)
        case "owner":
            return flat(filing.meeting.name_of(action.owner)) if action.owner else ""
        case "agency":
            return flat(attendee.agency) if attendee and attendee.agency else ""
        case "deadline":
            return action.deadline.isoformat() if action.deadline else ""
        case "addresses":
            return " ".join(filing.refs(action.addresses))
        case "status":
            return words.ACTION_STATUS[action.status]
        case "measure":
            return flat(action.measure) if action.measure else ""
        case "restricted":
            return flat(action.restricted) if action.restricted else ""
        case "amended":
            return " / ".join(
                f"{flat(m.record.text)} ({words.REASON}: {flat(m.record.reason)})" for m in filing.amended(action.id)
            )
        case _:
            if action.family is None:
                return ""
            if action.family.why_not:
                return f"{words.FAMILY_NOT} {flat(action.family.why_not)}"
            return f"{words.FAMILY_BY} {filing.person(action.family.by)}"
