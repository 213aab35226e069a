"""What is typed about something already there, by its reference or by a name, without leaving the line.

`A3 by fri`, `A3 @sam`, `A3 for R2`, `H1 verified Beth`, `H1 a: @sam by fri`, `P4 left`, `Sam arrived 14:10`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from chairtui.meeting.capture.people import Named, Unclear, who_is
from chairtui.meeting.capture.result import Asks, Refused, asks_which
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action, Attendee, Decision, Note, Observation, Record
from chairtui.words import quick_edit as words
from screens.widgets.line_modes import Reading
from screens.widgets.quick_line_modes import ArrivalMode, DeadlineMode, LinkMode, PersonMode, VerifyMode

_REFERENCE = re.compile(r"\s*([A-Za-z]\d{1,5})\s*[:,]?\s+(\S.*)", re.DOTALL)
_ACTION = re.compile(r"(?:a|action)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"(by|for|verified|@)\s*(?:by\s+)?(.+)", re.IGNORECASE | re.DOTALL)
_MOVES = re.compile(
    r"\s*@?(?P<who>\S.*?)\s+(?:(?P<left>left|leaves|has left)|(?P<came>arrives|arrived|is here|is back))"
    r"(?P<time>\s+(?:at\s+)?\d{1,2}[:.]\d\d)?\s*\.?\s*",
    re.IGNORECASE,
)


def about(text: str, meeting: Meeting, format_: Format, now: Callable[[], datetime]) -> Reading | None:
    """What a line changes about a record, or about who is in the room; None where it is not of that kind."""
    found = _REFERENCE.fullmatch(text)
    entry = meeting.find(found[1]) if found else None
    if found is None or entry is None or entry.removed:
        return _moves(text, meeting, now)
    if isinstance(entry.record, Attendee):
        return _moves(f"{entry.ref} {found[2]}", meeting, now)
    reading = _changed(entry, found[2].rstrip(), meeting, format_)
    if isinstance(reading, Asks):  # of several people of that name: where it stands in the line
        return _moved(reading, text[: found.start(2)])
    return reading


def as_action(text: str, meeting: Meeting) -> str:
    """The line of the action that `H1 a: …` asks for, with the words of what was said unless it has its own; "" where
    the line asks for none."""
    found = _REFERENCE.fullmatch(text)
    entry = meeting.find(found[1]) if found else None
    begun = _ACTION.fullmatch(found[2].strip()) if found else None
    if entry is None or begun is None or not isinstance(entry.record, Note | Observation | Decision):
        return ""
    rest = begun[1].strip()
    bare = not rest or rest.startswith(("@", "by ", "measure:", "!"))
    said = " ".join(entry.record.text.split()) if bare and not isinstance(entry.record, Observation) else ""
    line = " ".join(filter(None, ("a:", said, rest)))
    if entry.record.restricted and "!restricted" not in line:
        line += f" !restricted {' '.join(entry.record.restricted.split())}"
    place = line.find("!restricted")
    link = f"for {entry.ref}"
    return f"{line} {link}" if place < 0 else f"{line[:place]}{link} {line[place:]}"


def _moved(asks: Asks, before: str) -> Asks:
    """The same question about a line that has more before the words it is about."""
    choices = tuple(replace(choice, line=before + choice.line) for choice in asks.choices)
    return replace(asks, choices=choices, start=asks.start + len(before), end=asks.end + len(before))


def _changed(entry: Entry[Record], change: str, meeting: Meeting, format_: Format) -> Reading | None:
    found = _WORD.fullmatch(change)
    if found is None:
        return None
    record, kind, word = entry.record, found[1].casefold(), found[2].strip()
    match kind:
        case "by" if isinstance(record, Action):
            return DeadlineMode(meeting, format_, entry).read(word)
        case "for" if isinstance(record, Action):
            return LinkMode(meeting, format_, entry).read(word)
        case "@" if isinstance(record, Action | Note | Observation):
            return PersonMode(meeting, format_, entry).read(f"@{word}")
        case "verified" if isinstance(record, Note) and record.nature == "reported":
            return VerifyMode(meeting, format_, entry).read(word)
        case _:
            return Refused(words.NOT_THAT_KIND.format(ref=entry.ref, word=found[1]))


def _moves(text: str, meeting: Meeting, now: Callable[[], datetime]) -> Reading | None:
    found = _MOVES.fullmatch(text)
    who = who_is(found["who"], meeting) if found else None
    if found and isinstance(who, Unclear):
        return _moved(asks_which(who, text[found.start("who") :], meeting), text[: found.start("who")])
    entry = meeting.entry(who.who.attendee or "") if isinstance(who, Named) else None
    if found is None or entry is None or not isinstance(entry.record, Attendee):
        return None
    person = entry.record
    here = person.status == "present" and person.left is None and meeting.details.part in person.parts
    if here != bool(found["left"]):
        return Refused((words.ALREADY_HERE if here else words.NOT_HERE).format(name=person.name))
    return ArrivalMode(meeting, meeting, now).read(f"{entry.ref}{found['time'] or ''}")
