"""Information by agency: each note labelled fact, opinion or reported, under the agency of who said it."""

from __future__ import annotations

from chairtui.meeting.records import Who
from chairtui.words import live as words
from screens.panes.records import note_row
from screens.panes.view import View
from screens.widgets.rows import Row, Section


def sections(view: View) -> tuple[Section, ...]:
    """A section for each agency in the order they were first heard, and which of those present have not been."""
    agencies: dict[str, list[Row]] = {}
    agency_of: dict[tuple[str | None, str] | None, str] = {}
    for entry in view.notes:
        source = entry.record.source
        who = (source.attendee, source.name) if source else None
        agency = agency_of.get(who)
        if agency is None:
            agency = agency_of[who] = _agency(view, source)
        agencies.setdefault(agency, []).append(note_row(view, entry))
    found = tuple(Section(agency, tuple(rows)) for agency, rows in agencies.items())
    unheard = [agency for agency in _agencies_present(view) if agency not in agencies]
    if not found:
        found = (Section("", (), words.NO_NOTE),)
    if unheard:
        found = (*found, Section("", (), words.UNHEARD.format(agencies=", ".join(unheard))))
    return found


def _agency(view: View, source: Who | None) -> str:
    if source is None:
        return words.NOBODY_NAMED
    attendee = view.meeting.attendee_of(source)
    if attendee is None:
        return view.meeting.name_of(source)
    return attendee.agency or words.NO_AGENCY


def _agencies_present(view: View) -> list[str]:
    present = (e.record for e in view.meeting.attendees if e.record.status == "present")
    return list(dict.fromkeys(a.agency for a in present if a.agency))
