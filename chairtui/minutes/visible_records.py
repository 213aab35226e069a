"""The records that an audience sees, indexed by where they are printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Literal, TypeVar, cast

from chairtui.meeting.amended import root_of
from chairtui.meeting.capture.names import plain
from chairtui.meeting.copy_readers import family_named, family_reader
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.homes import home_of
from chairtui.meeting.formats.model import Format, PaneKind, Section
from chairtui.meeting.kinds import STATEMENTS, kind_of
from chairtui.meeting.own_answers import name_of_person
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    AnyStatement,
    Attendee,
    Audience,
    Departure,
    Note,
    Observation,
    Person,
    PersonConcerned,
    Record,
    Statement,
    Who,
    kind_name,
)
from chairtui.minutes.audience import Access
from chairtui.minutes.escape import flat
from chairtui.words import minutes as words

RecordT = TypeVar("RecordT", bound=Record)
StatementT = TypeVar("StatementT", bound=AnyStatement)


class VisibleRecords:
    """A meeting as one audience sees it. Lookups by agenda item or record id are O(1), in journal order. Raises
    `NotReleased`."""

    def __init__(self, meeting: Meeting, format_: Format, audience: Audience, person: str = "") -> None:
        self.format = format_
        self.access = Access(meeting, format_, audience, person)
        reader = family_reader(person, meeting) if audience == "family" else None
        self.themself: Person | None = reader.person if isinstance(reader, PersonConcerned) else None
        """What the reader is, where this is the copy of the person the meeting is about."""
        self._whole = meeting
        self._reader = person
        self.meeting = meeting = self.access.meeting()
        """For a relative, only the released records."""
        self.attendees: list[Entry[Attendee]] = self._seen(meeting.attendees)
        self.statements: list[Entry[AnyStatement]] = self._seen(meeting.statements)
        self.all_actions: list[Entry[Action]] = self._seen(meeting.actions)
        self.actions = self._by_home(self.all_actions)
        self.answers = self._by_home(self._seen(meeting.all(Answer)))
        self._filed: dict[str, dict[str, list[Entry[AnyStatement]]]] = {
            kind.name: self._by_home([entry for entry in self.statements if entry.record.kind == kind.name])
            for kind in STATEMENTS
        }
        self.agreements: list[Entry[Agreement]] = self._seen(meeting.all(Agreement))
        self.departures: list[Entry[Departure]] = self._seen(meeting.all(Departure))
        self.amendments: list[Entry[Amendment]] = self._seen(meeting.amendments)
        self._all_seen: list[Entry[Record]] = [
            *self.attendees,
            *self.statements,
            *self.agreements,
            *self.departures,
            *self.amendments,
            *(e for home in self.answers.values() for e in home),
        ]
        self._amended: dict[str, list[Entry[Amendment]]] = defaultdict(list)
        for amendment in self.amendments:
            target = root_of(meeting, amendment.record)
            if target is not None:
                self._amended[target.record.id].append(amendment)
        self._addressed_by: dict[str, list[str]] = defaultdict(list)
        for action in self.all_actions:
            for record_id in dict.fromkeys(action.record.addresses):
                self._addressed_by[record_id].append(action.ref)

    def filed(self, item: str, kind: type[StatementT]) -> list[Entry[StatementT]]:
        """The statements of a class whose home is an agenda item."""
        return cast(list[Entry[StatementT]], self.filed_of(item, kind_name(kind)))

    def filed_of(self, item: str, kind: str) -> list[Entry[AnyStatement]]:
        """As `filed`, of a kind given by name."""
        return self._filed[kind].get(item, [])

    def filed_under(self, item: str) -> Iterator[Entry[AnyStatement]]:
        """The statements of every kind whose home is an agenda item."""
        return (entry for homes in self._filed.values() for entry in homes.get(item, []))

    def statements_of(self, kind: type[StatementT]) -> list[Entry[StatementT]]:
        """The statements of a class, in journal order."""
        return [cast(Entry[StatementT], entry) for entry in self.statements if isinstance(entry.record, kind)]

    def answered_in_discussion(self, item: str) -> list[Entry[Answer]]:
        """Answers to an item's questions, save those that stand on the first page or say how the meeting came about."""
        return [entry for entry in self.answers.get(item, []) if self._place_of(entry.record) == "discussion"]

    @property
    def outcomes(self) -> list[Entry[Answer]]:
        """Answers that stand on the first page, in the format's order."""
        return self._placed("next")

    @property
    def convening_answers(self) -> list[Entry[Answer]]:
        """Answers that say how the meeting came about, in the format's order; then those to questions that the format
        no longer has."""
        return self._placed("convening")

    def _placed(self, place: Section) -> list[Entry[Answer]]:
        order = {question.id: number for number, question in enumerate(self.format.questions)}
        found = [e for home in self.answers.values() for e in home if self._place_of(e.record) == place]
        return sorted(found, key=lambda entry: (order.get(entry.record.question, len(order)), entry.first.seq))

    def _place_of(self, answer: Answer) -> Section:
        question = self.format.question(answer.question)
        if question is None:
            return "convening"
        if self.format.is_outcome(question):
            return "next"
        return "convening" if question.convening else "discussion"

    def whose(self, record_id: str) -> Literal["reader", "other", "unsaid"]:
        """Whose views or wishes a record gives to the reader of a relative's copy: their own, another's, or of one of
        several people concerned, where nobody said of whom. A relative who isn't concerned isn't told how many are."""
        if self.themself is None:
            return "other"
        entry = self._whole.entry(record_id)
        about = entry.record.about if entry is not None and isinstance(entry.record, Readers) else ()
        concerned = about or [each.record.id for each in self._whole.all(PersonConcerned)]
        if len(concerned) > 1:
            return "unsaid"
        return "reader" if self._reader in concerned else "other"

    def whose_own(self, record_id: str) -> str:
        """The name of whose own answer a record is, "" for any other."""
        entry = self._whole.entry(record_id)
        return name_of_person(entry.record, self._whole) if entry and isinstance(entry.record, Answer) else ""

    def told_by(self, record_id: str) -> Literal["reader", "concerned", "other", "unsaid"]:
        """Who told what a note holds, to the reader of a copy: themself, the person concerned, anybody else; or nobody,
        where it isn't certain.

        A relative's copy names no sources: nobody decided that its reader may know them.
        """
        entry = self._whole.entry(record_id)
        source = entry.record.source if entry is not None and isinstance(entry.record, Note) else None
        if source is None:
            return "unsaid"
        attendee = self._whole.attendee_of(source)
        name = plain(self._whole.name_of(source))
        said_by = family_named(source, self._whole)
        if len(said_by) > 1:
            return "unsaid"
        if said_by and said_by[0].record.id == self._reader:
            return "reader"
        if said_by and isinstance(said_by[0].record, PersonConcerned):
            return "concerned"
        persons = [each.record.name for each in self._whole.all(PersonConcerned)]
        own_names = [plain(each) for each in (*persons, self._whole.details.subject, self._whole.details.person)]
        role = plain(attendee.role) if attendee is not None else ()
        return "concerned" if name in own_names or role == plain(self._whole.details.person) else "other"

    @property
    def marks_parts(self) -> bool:
        """Whether records are marked with their part."""
        return self.access.two_parts and self.access.complete

    @property
    def removed_refs(self) -> list[str]:
        """References of statements and attendees that were taken out again, in journal order."""
        ids = dict.fromkeys(version.record.id for version in self.meeting.versions if version.removed)
        found = (self.meeting.entry(id_) for id_ in ids)
        gone = [
            e
            for e in found
            if e is not None
            and e.removed
            and isinstance(e.record, Attendee | Statement)
            and kind_of(e.record).in_copies
        ]
        return [entry.ref for entry in sorted(gone, key=lambda entry: entry.first.seq) if entry.ref]

    def _seen(self, entries: list[Entry[RecordT]]) -> list[Entry[RecordT]]:
        return [entry for entry in entries if self.access.sees(entry)]

    def _by_home(self, entries: list[Entry[RecordT]]) -> dict[str, list[Entry[RecordT]]]:
        homes: dict[str, list[Entry[RecordT]]] = defaultdict(list)
        for entry in entries:
            homes[home_of(entry.record, self.format)].append(entry)
        return homes

    @cached_property
    def as_of(self) -> datetime:
        """Time of the last change that this audience sees (aware)."""
        seen = [e for e in map(self.meeting.entry, ("details", "closure")) if e is not None]
        return max(entry.last.at for entry in [*seen, *self._all_seen])

    @property
    def immediate(self) -> list[Entry[Observation]]:
        """Immediate risks in journal order."""
        found = self._seen(self.meeting.observations)
        return [entry for entry in found if entry.record.immediate is not None]

    def first_of(self, kind: PaneKind) -> str:
        """Id of the first agenda item of that kind, or ""."""
        item = self.format.first_item(kind)
        return item.id if item else ""

    @property
    def home_of_aim(self) -> str:
        """Id of the agenda item under which the aim is listed."""
        return self.first_of("aim") or self.first_of("details") or self.format.agenda[0].id

    def addressed_by(self, record_id: str) -> list[str]:
        """References of the visible actions that address a record."""
        return self._addressed_by.get(record_id, [])

    def amended(self, record_id: str) -> list[Entry[Amendment]]:
        """Corrections of a record, and corrections of those."""
        return self._amended.get(record_id, [])

    def refs(self, record_ids: tuple[str, ...]) -> list[str]:
        """References of the visible, not removed ones of these records, without duplicates."""
        found = (self.meeting.entry(record_id) for record_id in dict.fromkeys(record_ids))
        return [entry.ref for entry in found if entry is not None and entry.ref and self.access.sees(entry)]

    def person(self, who: Who | None) -> str:
        """Display name, with the agency of an attendee: "Sam Okafor, Health"; "" for None."""
        attendee = self.meeting.attendee_of(who)
        if attendee is None:
            return flat(who.name) if who else ""
        name = flat(attendee.name)
        return f"{name}, {flat(attendee.agency)}" if attendee.agency else name

    def people(self, first: Who | None, others: Sequence[Who]) -> str:
        """Several people as `person` shows them, joined."""
        return words.AND.join(filter(None, map(self.person, (first, *others))))

    def answered_person(self, answer: Answer) -> str:
        """The person who is the answer, as `person` shows them."""
        return self.person(Who.model_construct(name=answer.value, attendee=answer.attendee))

    def agency(self, who: Who | None) -> str:
        """The agency of an attendee, what a relative without one is to whom, or ""."""
        attendee = self.meeting.attendee_of(who)
        if attendee is not None and not attendee.agency and attendee.relative:
            return attendee.role or words.FAMILY
        return attendee.agency if attendee else ""
