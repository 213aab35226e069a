"""Who has spoken under an agenda item, by agency, so that the chair can invite the others (CH-11)."""

from __future__ import annotations

from dataclasses import dataclass

from chairtui.meeting.chairing.chair_prompts import HEARD_UNDER, spoken_under
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import AgendaItem


@dataclass(frozen=True, slots=True)
class AgencySpeakers:
    """One agency ("" if not given): names of those who have spoken under the item and of those who haven't."""

    agency: str
    spoken: tuple[str, ...]
    quiet: tuple[str, ...]


def speakers_by_agency(meeting: Meeting, item: AgendaItem) -> tuple[AgencySpeakers, ...]:
    """The agencies in the room, those not heard yet first; () for items at which nobody is asked in turn.

    The chair, the note-taker and people who left without speaking are not counted.
    """
    if item.kind not in HEARD_UNDER:
        return ()
    details = meeting.details
    leading = {who.id for who in map(meeting.attendee_of, (details.chair, details.note_taker)) if who}
    said = spoken_under(meeting, item)
    found: dict[str, tuple[list[str], list[str]]] = {}
    for entry in meeting.attendees:
        person = entry.record
        if person.status != "present" or person.id in leading or details.part not in person.parts:
            continue
        if person.left is not None and person.id not in said:
            continue
        spoken, quiet = found.setdefault(person.agency, ([], []))
        (spoken if person.id in said else quiet).append(person.name)
    listed = (AgencySpeakers(agency, tuple(spoken), tuple(quiet)) for agency, (spoken, quiet) in found.items())
    return tuple(sorted(listed, key=lambda each: (bool(each.spoken), not each.quiet)))
