"""The calendar entry of an invitation (iCalendar, RFC 5545 and 5546), which Outlook and others open to be answered."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import pairwise

from icalendar import Calendar, Event, vCalAddress, vText

from chairtui.meeting.convening.invitation import planned_minutes
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Details
from chairtui.minutes.escape import flat
from chairtui.words import invitation as words

_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody with an e-mail address."""

    name: str
    address: str


def calendar_invitation(
    meeting: Meeting,
    format_: Format,
    *,
    summary: str,
    organiser: Correspondent | None,
    attendee: Correspondent | None,
) -> bytes:
    """A request to one attendee, which they accept or decline; an entry without a reply where either has no address.

    The same meeting gives the same UID, so that a later one with another time or place replaces the first.
    """
    details = meeting.details
    answered = (
        organiser is not None
        and attendee is not None
        and organiser.address.casefold() != attendee.address.casefold()  # nobody invites themselves
    )
    calendar = Calendar()
    calendar.add("prodid", "-//chairtui//invitation//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "REQUEST" if answered else "PUBLISH")
    event = Event()
    named = hashlib.sha256(f"{meeting.id}/invitation".encode()).hexdigest()[:32]
    event.add("uid", f"{named}@chairtui")
    event.add("dtstamp", meeting.versions[-1].at.astimezone(UTC))
    event.add("sequence", _moves(meeting))
    start = details.starts.astimezone(UTC)  # in UTC no time zone has to be described, and each calendar shows its own
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=planned_minutes(format_)))
    event.add("summary", flat(summary))
    if details.venue:
        event.add("location", flat(details.venue))
        if link := _LINK.search(details.venue):
            event.add("url", link[0])
    event.add("description", words.CALENDAR_TEXT)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "CONFIDENTIAL")
    if organiser is not None:
        event.add("organizer", _address(organiser))
    if attendee is not None and answered:
        invited = _address(attendee)
        for name, value in (("cutype", "INDIVIDUAL"), ("role", "REQ-PARTICIPANT"), ("partstat", "NEEDS-ACTION")):
            invited.params[name] = vText(value)
        invited.params["rsvp"] = vText("TRUE")
        event.add("attendee", invited)
    calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


def _address(of: Correspondent) -> vCalAddress:
    address = vCalAddress(f"mailto:{of.address}")
    address.params["cn"] = vText(flat(of.name).replace('"', "'"))
    return address


def _moves(meeting: Meeting) -> int:
    """How often the time or the place was changed: a later request with a higher number replaces an earlier one."""
    places = [(v.record.starts, v.record.venue) for v in meeting.versions if isinstance(v.record, Details)]
    return sum(1 for before, after in pairwise(places) if before != after)
