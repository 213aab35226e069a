"""Completions in the capture line: attendees after `@`, records that an action may address after `for`, and names and
agencies after `present:`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chairtui.meeting.capture.attendee_line import STATUS
from chairtui.meeting.capture.names import begins_in_order, has_initials, plain
from chairtui.meeting.capture.people import mention_of, nameable
from chairtui.meeting.capture.tokenise import Parted, part
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.kinds import ADDRESSABLE
from chairtui.meeting.records import Attendee, Record, Statement, Who
from chairtui.words.agencies import ADULTS, CHILDREN, NAMES

MOST = 8
"""Completions offered at once."""

_NAME = re.compile(r"(?<![\w@.+%-])@[\"“]?(?P<typed>[^@\"“”\n,;:]{0,60})$")
_REST_OF_WORD = re.compile(r"[\w'’-]*")
_LETTERS = "".join(letter for kind in ADDRESSABLE for letter in kind.letters.values())
_REF = re.compile(
    rf"(?<!\S)for\s+(?P<listed>(?:[a-z]\d+(?:\s*[,&]\s*|\s+and\s+|\s+))*)(?P<typed>[{_LETTERS}]\d{{0,4}})$", re.I
)


@dataclass(frozen=True, slots=True)
class Completion:
    """Replacement text for the line from `start` up to `end`, and its label."""

    start: int
    end: int
    text: str
    shown: str


_ALONE = re.compile(r"\s*[A-Za-z]\d{1,5}\s*")
_LAST_REF = re.compile(r"[a-z]\d{0,4}$", re.IGNORECASE)


def opening_line(text: str, meeting: Meeting) -> str:
    """The line that opens a record again: its reference and its words; "" for what isn't a reference alone."""
    entry = meeting.find(text) if _ALONE.fullmatch(text) else None
    if entry is None or entry.removed or not isinstance(entry.record, Statement):
        return ""
    return f"{entry.ref} {' '.join(entry.record.text.split())}"


def complete(line: str, cursor: int, meeting: Meeting, parted: Parted | None = None) -> tuple[Completion, ...]:
    """Completions of the word at the cursor, the likeliest first.

    `parted` are the line's sections, if already split.
    """
    cursor = max(0, min(cursor, len(line)))
    if cursor == len(line) and (opened := opening_line(line, meeting)):
        return (Completion(0, cursor, opened, opened),)
    parted = parted or part(line)
    before = line[:cursor]
    if name := _NAME.search(before):
        rest = _REST_OF_WORD.match(line, cursor)
        return tuple(_people(name["typed"], name.start(), rest.end() if rest else cursor, meeting))[:MOST]
    if (ref := _REF.search(before)) and parted.kind == "action":
        listed = {r.upper() for r in re.findall(r"[a-z]\d+", ref["listed"], re.IGNORECASE)}
        return tuple(_records(ref["typed"].upper(), listed, ref.start("typed"), cursor, meeting))[:MOST]
    if parted.kind in STATUS:
        return tuple(_invited(before, cursor, meeting))[:MOST]
    return ()


def complete_name(typed: str, cursor: int, meeting: Meeting) -> tuple[Completion, ...]:
    """Completions of a name without an `@`."""
    if not typed.strip() or typed.startswith("@"):
        return ()
    found = complete(f"@{typed}", cursor + 1, meeting)
    return tuple(Completion(max(c.start - 1, 0), max(c.end - 1, 0), c.text.removeprefix("@"), c.shown) for c in found)


def complete_agency(typed: str, cursor: int, meeting: Meeting) -> tuple[Completion, ...]:
    """Completions of an agency by the words it begins: those that somebody is from, then common ones; about an adult,
    adults' social care before children's."""
    wanted = plain(typed[:cursor])
    other = CHILDREN if meeting.details.person == "adult" else ADULTS
    known = sorted(NAMES, key=lambda name: name == other)
    agencies = dict.fromkeys((*(e.record.agency for e in meeting.attendees if e.record.agency), *known))
    if not wanted or wanted in map(plain, agencies):
        return ()
    found = [agency for agency in agencies if begins_in_order(wanted, plain(agency))]
    return tuple(Completion(0, len(typed), agency, agency) for agency in found[:MOST])


def complete_refs(typed: str, cursor: int, among: Iterable[Entry[Record]]) -> tuple[Completion, ...]:
    """Completions of the last of several references, among these records."""
    begun = _LAST_REF.search(typed[:cursor])
    if begun is None:
        return ()
    listed = {r.upper() for r in re.findall(r"[a-z]\d+", typed[: begun.start()], re.IGNORECASE)}
    found = [e for e in among if e.ref.startswith(begun[0].upper()) and e.ref not in listed]
    start = begun.start()
    return tuple(Completion(start, cursor, e.ref, f"{e.ref} {_short(_text_of(e.record))}") for e in found[:MOST])


def _text_of(record: Record) -> str:
    return record.text if isinstance(record, Statement) else ""


def _invited(before: str, cursor: int, meeting: Meeting) -> Iterator[Completion]:
    """In `present: Name, role, agency`: a name that is known, or an agency that somebody here is from."""
    begun = before.partition(":")[2].split(",")
    typed = begun[-1].lstrip()
    start = cursor - len(typed)
    if not typed.strip():
        return
    if len(begun) == 1:
        for person in (e.record for e in meeting.attendees):
            if begins_in_order(plain(typed), plain(person.name)) and typed.strip() != person.name:
                yield Completion(start, cursor, person.name, f"{person.name}, {person.agency}".rstrip(", "))
    elif len(begun) == 3:
        agencies = dict.fromkeys(e.record.agency for e in meeting.attendees if e.record.agency)
        for agency in agencies:
            if begins_in_order(plain(typed), plain(agency)) and typed.strip() != agency:
                yield Completion(start, cursor, agency, agency)


def _people(typed: str, start: int, end: int, meeting: Meeting) -> list[Completion]:
    """Those whose name the words begin, or else whose initials they are, or else whose role or agency they begin; those
    at the meeting before those who sent apologies."""
    wanted = plain(typed)
    if typed and not wanted:
        return []
    people = nameable(meeting)
    found = [e for e in people if begins_in_order(wanted, plain(f"{e.record.known_as} {e.record.name}"))]
    found = found or [e for e in people if has_initials(typed, e.record)]
    found = found or [e for e in people if begins_in_order(wanted, plain(f"{e.record.role} {e.record.agency}"))]
    if [plain(e.record.name) for e in found] == [wanted] and typed.endswith(" "):
        return []
    found.sort(key=lambda e: e.record.status in ("apologies", "absent"))
    return [Completion(start, end, mention_of(_who(e), meeting), _shown(e)) for e in found]


def _who(entry: Entry[Attendee]) -> Who:
    return Who(name=entry.record.name, attendee=entry.record.id or None)


def _shown(entry: Entry[Attendee]) -> str:
    person = entry.record
    named = ", ".join(part for part in (person.name, person.role, person.agency) if part)
    status = (person.status,) if person.status in ("apologies", "absent") else ()
    return " · ".join(filter(None, (named, entry.ref, *status)))


def _records(typed: str, listed: set[str], start: int, end: int, meeting: Meeting) -> list[Completion]:
    entries = (entry for kind in ADDRESSABLE for entry in meeting.of_kind(kind.name))
    found = (e for e in entries if e.ref.startswith(typed) and e.ref not in listed)
    return [Completion(start, end, e.ref, f"{e.ref} {_short(_text_of(e.record))}") for e in found]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49].rstrip() + "…"
