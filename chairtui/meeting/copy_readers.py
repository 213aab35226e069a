"""Who may be given a copy that is released line by line: relatives, and the persons concerned themselves."""

from __future__ import annotations

from chairtui.meeting.capture.names import plain
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.records import Distribution, PersonConcerned, Relative, Release
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


def expected_readers(meeting: Meeting) -> list[FamilyEntry]:
    """Those who are to get a copy: every relative and adult concerned, and a child or young person who was at the
    meeting, or whose copy somebody began to decide about."""
    decided = {entry.record.relative for entry in meeting.all(Release)}
    listed = {entry.record.relative for entry in meeting.all(Distribution)}
    there = {plain(entry.record.name) for entry in meeting.attendees}

    def expected(one: PersonConcerned) -> bool:
        return one.person == "adult" or one.id in decided or one.id in listed or plain(one.name) in there

    return [*meeting.all(Relative), *(e for e in meeting.all(PersonConcerned) if expected(e.record))]


def only_reader(meeting: Meeting) -> FamilyEntry | None:
    """The reader who is meant where nobody is named: the only relative, or the only person concerned."""
    alone: list[FamilyEntry] = [*meeting.all(Relative)] or [*meeting.all(PersonConcerned)]
    return alone[0] if len(alone) == 1 else None


def relation_of(reader: FamilyReader) -> str:
    """What somebody is to whom, as a list of readers says it: "mother of Ava", or "the child"."""
    return reader.relation if isinstance(reader, Relative) else words.ONESELF[reader.person]


def address_of_reader(reader: FamilyReader, meeting: Meeting) -> str:
    """The e-mail address of a relative, or the one that the attendance has for somebody of that name; "" for none."""
    own = reader.email if isinstance(reader, Relative) else ""
    same = (e.record.email for e in meeting.attendees if plain(e.record.name) == plain(reader.name))
    return own or next(filter(None, same), "")
