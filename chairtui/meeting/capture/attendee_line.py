"""`present:`, `apologies:`, `absent:` or `invite:` followed by `Name, role, agency, reason for attending`."""

from __future__ import annotations

import re

from chairtui.meeting.capture.line_context import Reading
from chairtui.meeting.capture.people import Nobody, Unclear, has_name, is_nobodys, plain, same_person, who_is
from chairtui.meeting.capture.result import Asks, NotTaken, refuse
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Attendance, Attendee, Draft, Part, Who
from chairtui.words import capture as words

STATUS: dict[str, Attendance] = {
    "present": "present",
    "apologies": "apologies",
    "absent": "absent",
    "invited": "invited",
}


def read_attendee(reading: Reading) -> tuple[Draft, str]:
    """A new attendee, or the one already there with what the line says; and what stands under the line.

    Fields left blank stay as they are. Somebody new comes in the part the meeting is in; somebody already
    there who is present in part two is in that part as well. Raises `NotTaken`.
    """
    if reading.parted.section("restricted") or reading.parted.nearly:
        raise refuse(words.NO_RESTRICTED_HERE)
    main = reading.parted.main
    typed = reading.line[main.start : main.end].strip()
    begun = reading.parted.begun
    fields = [" ".join(part.split()) for part in typed.split(",", 3)] + ["", "", ""]
    name, role, agency, why = fields[:4]
    if not plain(name):
        raise refuse(words.NO_NAME.format(start=begun))
    if is_nobodys(name):
        raise refuse(words.NOBODYS_NAME.format(words=name, start=begun), main.start, main.end)
    if len(name) > 200:
        raise refuse(words.NAME_TOO_LONG, main.start, main.end)
    status = STATUS[reading.kind]
    entry = _known(reading, name, role, agency)
    if entry is None:
        attendee = Attendee(
            id=reading.new_id(), name=name, role=role, agency=agency, status=status, why=why, parts=(reading.part,)
        )
        return Draft(record=attendee), _preview(reading, attendee, like=_like(reading, name))
    known = entry.record
    here: tuple[Part, ...] = (reading.part,) if status == "present" else ()
    changed = known.model_copy(
        update={
            "status": status,
            "role": role or known.role,
            "agency": agency or known.agency,
            "why": why or known.why,
            "parts": tuple(sorted({*known.parts, *here})),
        }
    )
    changed = Attendee.model_validate(changed.model_dump())
    return Draft(record=changed, base=entry.base), _preview(reading, changed, entry)


def _known(reading: Reading, name: str, role: str, agency: str) -> Entry[Attendee] | None:
    """The attendee of that name or reference, None for somebody new. Raises `NotTaken`."""
    people = reading.meeting.attendees
    main = reading.parted.main
    at = reading.line.index(name[0], main.start)
    end = at + len(reading.line[at : main.end].split(",", 1)[0].rstrip())
    if name.startswith("@") or re.fullmatch(r"p\d+", name, re.IGNORECASE):
        found = who_is(name, reading.meeting)
        if isinstance(found, Unclear):
            raise NotTaken(Asks(found.reason, found.choices, at, end))
        if isinstance(found, Nobody):
            raise refuse(found.reason, at, end)
        return next((e for e in people if e.record.id == found.who.attendee), None)
    same = same_person(name, reading.meeting)
    if len(same) > 1:
        told_apart = [e for e in same if _agrees(role, e.record.role) and _agrees(agency, e.record.agency)]
        if (role or agency) and len(told_apart) == 1:
            return told_apart[0]
        choices = tuple(Who(name=e.record.name, attendee=e.record.id) for e in same)
        refs = words.OR.join(f"@{e.ref}" for e in same)
        raise NotTaken(Asks(words.SAME_NAME.format(count=len(same), name=name, refs=refs), choices, at, end))
    return same[0] if same else None


def _agrees(typed: str, known: str) -> bool:
    return not typed or plain(typed) == plain(known)


def _like(reading: Reading, name: str) -> Entry[Attendee] | None:
    """Somebody already there whose name holds the one typed, and who may be meant."""
    typed = name.split()
    return next((e for e in reading.meeting.attendees if has_name(typed, e.record)), None)


def _preview(
    reading: Reading, attendee: Attendee, entry: Entry[Attendee] | None = None, like: Entry[Attendee] | None = None
) -> str:
    who = ", ".join(part for part in (attendee.name, attendee.role, attendee.agency) if part)
    parts = [who, words.CHANGES.format(ref=entry.ref)] if entry else [who]
    if like:
        parts.append(words.NEW_BUT_LIKE.format(name=like.record.name, start=reading.parted.begun, ref=like.ref))
    return reading.preview(parts, owned=True, restricted=False)
