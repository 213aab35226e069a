"""Parses arrivals and departures: `Sam left`, `P4 arrived 14:10`, `okafor is back`."""

from __future__ import annotations

import re
from datetime import datetime

from chairtui.meeting.capture.people import Named, Unclear, who_is
from chairtui.meeting.capture.result import NotTaken, Understood, asks_which, refuse
from chairtui.meeting.dates.calendar import show_clock
from chairtui.meeting.fold import Meeting
from chairtui.meeting.parts import arriving
from chairtui.meeting.records import Attendee, Draft
from chairtui.words import quick_edit as words

_MOVES = re.compile(
    r"\s*@?(?P<who>\S.*?)\s+(?:(?P<left>left|leaves|has left)|(?P<came>arrives|arrived|is here|is back))"
    r"(?:\s+(?:at\s+)?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d))?\s*\.?\s*",
    re.IGNORECASE,
)


def read_coming(line: str, meeting: Meeting, now: datetime) -> Understood | None:
    """Somebody's arrival or leaving, at `now` (aware) or at the time the line gives; None for a line of another kind.

    Raises `NotTaken` for an ambiguous name, and for somebody who is there already or isn't.
    """
    found = _MOVES.fullmatch(line)
    who = who_is(found["who"], meeting) if found else None
    if found and isinstance(who, Unclear):
        raise NotTaken(asks_which(who, line[found.start("who") :], meeting, line[: found.start("who")]))
    entry = meeting.entry(who.who.attendee or "") if isinstance(who, Named) else None
    if found is None or entry is None or not isinstance(entry.record, Attendee):
        return None
    person = entry.record
    here = person.status == "present" and person.left is None
    if found["came"]:
        here = here and person.parts == arriving(person, meeting.details.part)
    if here != bool(found["left"]):
        raise refuse((words.ALREADY_HERE if here else words.NOT_HERE).format(name=person.name))
    if found["hour"]:
        now = now.replace(hour=int(found["hour"]), minute=int(found["minute"]), second=0, microsecond=0)
    draft, said = _goes(person, entry.base, now) if found["left"] else come_or_go(person, entry.base, now, meeting)
    return Understood((draft,), said, person.id)


def come_or_go(person: Attendee, base: int, now: datetime, meeting: Meeting) -> tuple[Draft, str]:
    """The draft that marks somebody arrived, gone or back again, whichever is next, at `now` (aware); and its words.

    Whoever is there when the meeting begins has no time of arrival, nor has who waits for part two.
    """
    details = meeting.details
    clock = show_clock(now)
    parts = arriving(person, details.part)
    if person.status != "present" or parts != person.parts:
        waits = details.part not in parts
        late = now if now > details.starts and not waits else None
        if person.status == "present":
            late = person.arrived  # somebody staying on for the other part isn't late
        changed = person.model_copy(update={"status": "present", "arrived": late, "left": None, "parts": parts})
        form = words.WAITS if waits else words.ARRIVED if late == now else words.IS_HERE
        said = form.format(name=person.name, clock=clock)
    elif person.left is None:
        return _goes(person, base, now)
    else:
        changed = person.model_copy(update={"left": None})
        said = words.BACK.format(name=person.name)
    return Draft(record=changed, base=base), said


def _goes(person: Attendee, base: int, now: datetime) -> tuple[Draft, str]:
    """The draft that marks somebody gone, of whichever part they are; and its words."""
    said = words.LEFT.format(name=person.name, clock=show_clock(now))
    return Draft(record=person.model_copy(update={"left": now}), base=base), said
