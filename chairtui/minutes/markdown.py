"""Minutes as CommonMark with GitHub tables: a pure function of a meeting, a template and a reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Section
from chairtui.meeting.records import Audience
from chairtui.minutes import front_matter, outcome_sections
from chairtui.minutes.action_table import action_table
from chairtui.minutes.agenda_sections import discussion
from chairtui.minutes.convening_section import convening, remarks
from chairtui.minutes.escape import flat, line
from chairtui.minutes.letter import letter
from chairtui.minutes.local_times import uk_time
from chairtui.minutes.markdown_shapes import heading
from chairtui.minutes.not_convened import note
from chairtui.minutes.template import BadTemplate, check, fill
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words

__all__ = ["BadTemplate", "minutes", "minutes_of", "places"]


def minutes(
    meeting: Meeting, format_: Format, template: str, audience: Audience = "attendees", person: str = ""
) -> str:
    """Everything an audience may see, once, in sections as the format orders them. Times are shown in UK time.

    `audience` is "attendees", "family" or "actions" (the table of actions alone); `person` the attendee whose copy it
    is, by record id, who sees no more than the parts they were in, or the relative, who gets a letter. A decision not
    to convene is a note of one page. No template shapes these, nor the table. Raises `BadTemplate`, `NotReleased`.
    """
    check(template)
    return minutes_of(VisibleRecords(meeting, format_, audience, person), template)


def minutes_of(visible: VisibleRecords, template: str) -> str:
    """As `minutes`, of records already selected. Raises `BadTemplate`."""
    check(template)
    audience, decision = visible.access.audience, visible.meeting.not_convened
    if decision:
        return note(visible, decision)
    if audience == "family":
        return letter(visible)
    if audience == "actions":
        return _actions_alone(visible)
    return fill(template, _places(visible))


def places(visible: VisibleRecords) -> Mapping[str, str]:
    """The value of each template placeholder, in Markdown, sections as the format orders them; {} if no template
    applies."""
    if visible.meeting.not_convened or visible.access.audience != "attendees":
        return {}
    return _places(visible)


def _places(visible: VisibleRecords) -> dict[str, str]:
    meeting, format_ = visible.meeting, visible.format
    details = meeting.details
    place = {
        "title": details.title,
        "record": format_.words.record[:1].upper() + format_.words.record[1:],
        "status": front_matter.status(visible),
        "confidential": words.CONFIDENTIAL_FAMILY if visible.access.family else words.CONFIDENTIAL,
        "subject": details.subject,
        "date": uk_time(details.starts),
        "venue": details.venue,
        "format": details.format_name,
        "body": format_.body,
        "citation": format_.citation,
        "chair": visible.person(details.chair),
        "note_taker": visible.person(details.note_taker),
        "agency": details.convening_agency,
    }
    return {name: line(text) if text else "" for name, text in place.items()} | {
        section: SECTION_OF[section](visible) for section in format_.layout.sections
    }


SECTION_OF: Mapping[Section, Callable[[VisibleRecords], str]] = {
    "heading": front_matter.head,
    "immediate": front_matter.immediate,
    "decisions": outcome_sections.decisions,
    "actions": outcome_sections.actions,
    "open": outcome_sections.open_questions,
    "departures": front_matter.departures,
    "next": outcome_sections.next_steps,
    "attendance": front_matter.attendance,
    "discussion": discussion,
    "convening": convening,
    "amendments": front_matter.amendments,
    "remarks": remarks,
}
"""Renders each section as Markdown, "" where there is nothing to say."""


def _actions_alone(visible: VisibleRecords) -> str:
    title = f"{words.ACTIONS}: {flat(visible.meeting.details.title)}, {uk_time(visible.meeting.details.starts)}"
    blocks = action_table(visible.all_actions, visible) or [words.NO_ACTIONS]
    if departures := front_matter.departures(visible):
        blocks.append(departures)
    return "\n\n".join([heading(1, title), line(front_matter.status(visible)), *blocks]) + "\n"
