"""What the line offers to complete: those invited after `@`, and needs, risks and the like after `for`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chairtui.meeting.fold import Entry, Meeting, letter_of
from chairtui.meeting.names import mention_of, plain
from chairtui.meeting.records import Attendee, Decision, Note, Observation, Who
from chairtui.meeting.sections import part

MOST = 8
"""Completions offered at once."""

_NAME = re.compile(r"(?<![\w@.+%-])@[\"“]?(?P<typed>[^@\"“”\n,;:]{0,60})$")
_REST_OF_WORD = re.compile(r"[\w'’-]*")
_REF = re.compile(
    r"(?<!\S)for\s+(?P<listed>(?:[a-z]\d+(?:\s*[,&]\s*|\s+and\s+|\s+))*)(?P<typed>[snrfohd]\d{0,4})$", re.I
)


@dataclass(frozen=True, slots=True)
class Completion:
    """What would go into the line from `start` up to `end`, and how a list shows it."""

    start: int
    end: int
    text: str
    shown: str


def complete(line: str, cursor: int, meeting: Meeting) -> tuple[Completion, ...]:
    """What the word at the cursor may become, the likeliest first; nothing where there is nothing to complete."""
    cursor = max(0, min(cursor, len(line)))
    before = line[:cursor]
    if name := _NAME.search(before):
        rest = _REST_OF_WORD.match(line, cursor)
        return tuple(_people(name["typed"], name.start(), rest.end() if rest else cursor, meeting))[:MOST]
    if (ref := _REF.search(before)) and part(line).kind == "action":
        listed = {r.upper() for r in re.findall(r"[a-z]\d+", ref["listed"], re.IGNORECASE)}
        return tuple(_records(ref["typed"].upper(), listed, ref.start("typed"), cursor, meeting))[:MOST]
    return ()


def _people(typed: str, start: int, end: int, meeting: Meeting) -> list[Completion]:
    """Whose name (or else role or agency) the words begin; those at the meeting before those who sent apologies."""
    wanted = plain(typed)
    if typed and not wanted:
        return []
    people = meeting.attendees
    found = [e for e in people if _begins(wanted, plain(e.record.name))]
    found = found or [e for e in people if _begins(wanted, plain(f"{e.record.role} {e.record.agency}"))]
    if [plain(e.record.name) for e in found] == [wanted] and typed.endswith(" "):
        return []
    found.sort(key=lambda e: e.record.status in ("apologies", "absent"))
    return [Completion(start, end, mention_of(_who(e), meeting), _shown(e)) for e in found]


def _who(entry: Entry[Attendee]) -> Who:
    return Who(name=entry.record.name, attendee=entry.record.id)


def _shown(entry: Entry[Attendee]) -> str:
    person = entry.record
    named = ", ".join(part for part in (person.name, person.role, person.agency) if part)
    status = (person.status,) if person.status in ("apologies", "absent") else ()
    return " · ".join((named, entry.ref, *status))


def _begins(wanted: tuple[str, ...], tokens: tuple[str, ...]) -> bool:
    left = list(tokens)
    for token in wanted:
        while left and not left[0].startswith(token):
            left.pop(0)
        if not left:
            return False
        left.pop(0)
    return True


def _records(typed: str, listed: set[str], start: int, end: int, meeting: Meeting) -> list[Completion]:
    entries: list[Entry[Observation] | Entry[Note] | Entry[Decision]]
    entries = [*meeting.observations, *meeting.notes, *meeting.decisions]
    found = [e for e in entries if e.ref.startswith(typed) and e.ref not in listed]
    return [Completion(start, end, e.ref, f"{e.ref} {_short(e.record.text)}") for e in found if letter_of(e.record)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49].rstrip() + "…"
