"""Pane of the information item: notes grouped by the agency of their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from chairtui.meeting.family import side_of
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Note, Who
from chairtui.words import live as words
from chairtui.words.sentence import sentence
from screens.panes.record_rows import note_row
from screens.panes.view import View
from screens.widgets.list_row import Row, Section


@dataclass
class Agencies:
    """Rows by agency, in the order in which agencies first spoke; and the agency of each named source."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    of: dict[tuple[str | None, str] | None, str] = field(default_factory=dict)


def sections(view: View) -> tuple[Section, ...]:
    """A section for each agency in the order in which they first spoke, then those present that haven't spoken."""
    agencies = view.follow("agencies", view.notes, Agencies, partial(_hear, view)).rows
    found = tuple(Section(agency, tuple(rows), columns=(words.SAID_BY_COLUMN,)) for agency, rows in agencies.items())
    unheard = [agency for agency in _agencies_present(view) if agency not in agencies]
    if not found:
        found = (Section("", (), words.NO_NOTE),)
    if unheard and view.preliminaries:
        found = (*found, Section("", (), sentence(words.UNHEARD, agencies=", ".join(unheard))))
    return found


def _hear(view: View, agencies: Agencies, notes: Sequence[Entry[Note]]) -> None:
    for entry in notes:
        source = entry.record.source
        who = (source.attendee, source.name) if source else None
        agency = agencies.of.get(who)
        if agency is None:
            agency = agencies.of[who] = _agency(view, source)
        agencies.rows.setdefault(agency, []).append(note_row(view, entry, agency=False))


def _agency(view: View, source: Who | None) -> str:
    if source is None:
        return words.NOBODY_NAMED if view.preliminaries else ""
    attendee = view.meeting.attendee_of(source)
    if attendee is None:
        return view.meeting.name_of(source)
    if not attendee.agency and side_of(attendee, view.meeting) == "relative":
        return attendee.role or words.FAMILY
    return attendee.agency or words.NO_AGENCY


def _agencies_present(view: View) -> list[str]:
    present = (e.record for e in view.meeting.attendees if e.record.status == "present")
    return list(dict.fromkeys(a.agency for a in present if a.agency))
