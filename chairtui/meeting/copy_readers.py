"""Who may be given a copy that is released line by line: relatives, and the persons concerned themselves."""

from __future__ import annotations

from chairtui.meeting.capture.names import may_be_same, plain
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.records import Attendee, Details, Distribution, PersonConcerned, Relative, Release, Who
from chairtui.words import release as words

FamilyReader = Relative | PersonConcerned
FamilyEntry = Entry[Relative] | Entry[PersonConcerned]


def family_reader(record_id: str, meeting: Meeting) -> FamilyReader | None:
    """The relative or the person concerned with this id, None for anybody else and for one who was removed."""
    entry = meeting.entry(record_id)
    if entry is None or entry.removed or not isinstance(entry.record, Relative | PersonConcerned):
        return None
    return entry.record


def family_readers(meeting: Meeting) -> list[FamilyEntry]:
    """Everybody who may be given such a copy: the relatives, then the persons concerned."""
    return [*meeting.all(Relative), *meeting.all(PersonConcerned)]


def reader_of(attendee: Attendee, meeting: Meeting) -> FamilyEntry | None:
    """Who of the family an attendee is: whoever has that name or, where the attendee is family, the only one who may
    have it ("Dawn" is Dawn Price, unless Dawn Cole is recorded too)."""
    readers = family_readers(meeting)
    same = [e for e in readers if plain(e.record.name) == plain(attendee.name)]
    if same or not attendee.relative:
        return same[0] if same else None
    near = [e for e in readers if may_be_same(e.record.name, attendee.name)]
    return near[0] if len(near) == 1 else None


def family_of_part_two(meeting: Meeting) -> frozenset[str]:
    """Those (by record id) who joined part two, or were there for it by the attendance."""
    details = (version.record for version in meeting.versions if isinstance(version.record, Details))
    joined = {id_ for one in details for id_ in one.joined}
    there = (e.record for e in meeting.attendees if 2 in e.record.parts and e.record.status == "present")
    return frozenset(joined | {reader.record.id for one in there if (reader := reader_of(one, meeting))})


def family_named(who: Who, meeting: Meeting) -> list[FamilyEntry]:
    """Those of the family whom a name in a record means: one where it is certain, none for a professional."""
    attendee = meeting.attendee_of(who)
    if attendee is not None:
        reader = reader_of(attendee, meeting)
        return [reader] if reader is not None else []
    readers = family_readers(meeting)
    same = [e for e in readers if plain(e.record.name) == plain(who.name)]
    return same or [e for e in readers if may_be_same(e.record.name, who.name)]


def kept_out(record_id: str, meeting: Meeting) -> FamilyReader | None:
    """Who is recorded as given nothing, where that keeps a copy from a relative or person concerned: themself, or
    somebody who may be the same person under another name. None where they may be given one."""
    entry = meeting.entry(record_id)
    if entry is None or not isinstance(reader := entry.record, Relative | PersonConcerned):
        return None
    if reader.given_nothing:
        return reader
    named = (e.record for e in family_readers(meeting) if e.record.given_nothing)
    return next((other for other in named if may_be_same(other.name, reader.name)), None)


def may_be_given(meeting: Meeting) -> list[FamilyEntry]:
    """Of `family_readers` those who aren't kept out."""
    return [entry for entry in family_readers(meeting) if kept_out(entry.record.id, meeting) is None]


def given_nothing(meeting: Meeting) -> list[FamilyEntry]:
    """Of `family_readers` those who are kept out."""
    return [entry for entry in family_readers(meeting) if kept_out(entry.record.id, meeting) is not None]


def expected_readers(meeting: Meeting) -> list[FamilyEntry]:
    """Those who are to get a copy: every relative and adult concerned, and a child or young person who was at the
    meeting, or whose copy somebody began to decide about; nobody who is given nothing."""
    decided = {entry.record.relative for entry in meeting.all(Release)}
    listed = {entry.record.relative for entry in meeting.all(Distribution)}
    there = {reader.record.id for entry in meeting.attendees if (reader := reader_of(entry.record, meeting))}

    def expected(one: PersonConcerned) -> bool:
        return one.person == "adult" or one.id in decided or one.id in listed or one.id in there

    given = may_be_given(meeting)
    return [e for e in given if isinstance(e.record, Relative) or expected(e.record)]


def only_reader(meeting: Meeting) -> FamilyEntry | None:
    """The reader who is meant where nobody is named: the only relative who may be given something, the only relative,
    or the only person concerned."""
    given: list[FamilyEntry] = [e for e in may_be_given(meeting) if isinstance(e.record, Relative)]
    alone = given or [*meeting.all(Relative)] or [*meeting.all(PersonConcerned)]
    return alone[0] if len(alone) == 1 else None


def relation_of(reader: FamilyReader) -> str:
    """What somebody is to whom, as a list of readers says it: "mother of Ava", or "the child"."""
    return reader.relation if isinstance(reader, Relative) else words.ONESELF[reader.person]


def address_of_reader(reader: FamilyReader, meeting: Meeting) -> str:
    """The e-mail address of a relative, or the one that the attendance has for somebody of that name; "" for none."""
    own = reader.email if isinstance(reader, Relative) else ""
    found = ((e.record.email, reader_of(e.record, meeting)) for e in meeting.attendees if e.record.email)
    return own or next((email for email, who in found if who is not None and who.record.id == reader.id), "")
