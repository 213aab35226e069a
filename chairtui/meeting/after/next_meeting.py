"""Creates the meeting that follows a closed one (IOW-20, KBSP-20).

It takes over the persons concerned, their relatives, the attendees with their parts, open actions, needs and risks that
no finished action addresses, open questions, and departures as facts. Amended records are taken over as amended.
Records that the family's copy did not show are restricted in the next meeting too, whatever its parts; what was kept
from one relative, by a mark or when their copy was decided, stays kept from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict

from chairtui.meeting.after.carried import carried_day
from chairtui.meeting.after.due import review_day
from chairtui.meeting.after.follow_up import now_of
from chairtui.meeting.after.release_decisions import held_back
from chairtui.meeting.after.restrictions import kept_from_everyone
from chairtui.meeting.dates.calendar import LONDON, day_of, show_date, show_day
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.follow_up_agenda import ITEM
from chairtui.meeting.formats.model import Format
from chairtui.meeting.readers import OnlyDiffers, Readers, both
from chairtui.meeting.records import (
    Action,
    Amendment,
    Attendee,
    Carried,
    Departure,
    Details,
    Draft,
    FamilyTalk,
    NextMeeting,
    Note,
    Observation,
    PersonConcerned,
    Previous,
    Record,
    Relative,
    Statement,
    Who,
)
from chairtui.meeting.text import LONGEST_TEXT
from chairtui.words import follow_up as words

TITLE_ROOM = 20
"""Characters reserved for the day in a title."""

_ENDS_WITH_DAY = re.compile(r", \d{1,2} [A-Z][a-z]{2} \d{4}$")

FamilySees = Callable[[Entry[Record]], bool]


class _Marks(TypedDict):
    """The fields of a statement that hold marks."""

    about: tuple[str, ...]
    restricted: str | None
    kept_from: tuple[str, ...]
    kept_why: str
    only: tuple[str, ...]
    only_why: str


class NotNext(ValueError):
    """The meeting can't be followed yet; the message is for a person."""


@dataclass(frozen=True, slots=True)
class Follows:
    """Drafts of the next meeting, details first, and the ids of the earlier meeting's actions that it takes over."""

    drafts: tuple[Draft, ...]
    carried: tuple[str, ...]

    @property
    def details(self) -> Details:
        first = self.drafts[0].record
        assert isinstance(first, Details)
        return first

    def link(self, meeting: str, new_id: str) -> NextMeeting:
        """The record that links the earlier meeting to the next one."""
        return NextMeeting(id=new_id, meeting=meeting, starts=self.details.starts, carried=self.carried)


def proposed_start(meeting: Meeting, format_: Format) -> datetime | None:
    """The review date at the earlier meeting's time of day (aware, UK time), None if no review was agreed."""
    from zoneinfo import ZoneInfo

    day = review_day(meeting, format_)
    if day is None:
        return None
    held = meeting.details.starts.astimezone(ZoneInfo(LONDON))
    return datetime(day.year, day.month, day.day, held.hour, held.minute, tzinfo=ZoneInfo(LONDON))


def follow(meeting: Meeting, changes: dict[str, object], family_sees: FamilySees, new_id: Callable[[], str]) -> Follows:
    """Drafts of the meeting that follows a closed one. Raises `NotNext`.

    `changes` are fields of its details that differ from the earlier one's, such as `starts`. `family_sees` tells
    whether the earlier meeting's copy for the family shows a record.
    """
    if not meeting.closed:
        raise NotNext(words.PREVIOUS_OPEN.format(meeting=meeting.id))
    return _Taking(meeting, family_sees, new_id).taken(changes)


def _next_title(before: Details, starts: object) -> str:
    """The earlier title with the next meeting's day, replacing the day that a follow-up's title ends with."""
    when = Details.model_validate(dict(before) | {"starts": starts}).starts
    title = _ENDS_WITH_DAY.sub("", before.title) if before.previous else before.title
    title = title[: LONGEST_TEXT - TITLE_ROOM].rstrip()
    return title + words.ON_DAY.format(day=show_day(day_of(when), year=True))


def _same_agencies(record: Record, corrected: Amendment) -> bool:
    """Whether a correction is for no others than the record it corrects. The words of one that is are not taken over:
    they would be in nobody's copy."""
    try:
        return not isinstance(record, Readers) or bool(both(record, corrected))
    except OnlyDiffers:
        return False


class _Taking:
    def __init__(self, meeting: Meeting, family_sees: FamilySees, new_id: Callable[[], str]) -> None:
        self._of = meeting
        self._sees = family_sees
        self._new_id = new_id
        self._people = {e.record.id: new_id() for e in meeting.attendees}
        self._relatives = {e.record.id: new_id() for e in meeting.all(Relative)}
        self._concerned = {e.record.id: new_id() for e in meeting.all(PersonConcerned)}
        self._held = held_back(meeting)
        self._corrected: dict[str, Amendment] = {}
        for entry in meeting.amendments:
            target = meeting.entry(entry.record.target)
            if target is not None and _same_agencies(target.record, entry.record):
                self._corrected[target.record.id] = entry.record

    def taken(self, changes: dict[str, object]) -> Follows:
        of = self._of
        open_ = [e for e in of.actions if now_of(e.record, of).status == "open"]
        seen = [e for e in of.observations if e.record.theme != "strength" and not self._answered(e)]
        questions = [e for e in of.notes if e.record.nature == "question" and not self._answered(e)]
        again = [*(e.record.id for e in seen), *(e.record.id for e in questions)]
        ids = {id_: self._new_id() for id_ in again}
        records: list[Record] = [
            self._details(changes),
            *(e.record.model_copy(update={"id": self._concerned[e.record.id]}) for e in of.all(PersonConcerned)),
            *(self._relative(e.record) for e in of.all(Relative)),
            *(self._attendee(e.record) for e in of.attendees),
            *(self._observation(e, ids[e.record.id]) for e in seen),
            *(self._question(e, ids[e.record.id]) for e in questions),
            *(self._departure(e) for e in of.all(Departure)),
            *(self._action(e, ids) for e in open_),
        ]
        return Follows(tuple(Draft(record=record) for record in records), tuple(e.record.id for e in open_))

    def _answered(self, entry: Entry[Observation] | Entry[Note]) -> bool:
        """Whether its actions are all done, or a reason says that a need or a risk needs none."""
        states = [now_of(a.record, self._of).status for a in self._of.actions if entry.record.id in a.record.addresses]
        if not states:
            return isinstance(entry.record, Observation) and bool(entry.record.no_action)
        return all(state == "done" for state in states)

    def _details(self, changes: dict[str, object]) -> Details:
        before = self._of.details
        kept: dict[str, object] = {
            "format": before.format,
            "format_version": before.format_version,
            "format_name": before.format_name,
            "title": _next_title(before, changes.get("starts", before.starts)),
            "subject": before.subject,
            "person": before.person,
            "starts": before.starts,
            "meeting_kind": before.meeting_kind,
            "chair": self._who(before.chair),
            "note_taker": self._who(before.note_taker),
            "convening_agency": before.convening_agency,
            "venue": before.venue,
            "minutes_within": before.minutes_within,
            "previous": Previous(meeting=self._of.id, title=before.title, starts=before.starts),
        }
        return Details.model_validate(kept | changes)

    def _attendee(self, before: Attendee) -> Attendee:
        return Attendee(
            id=self._people[before.id],
            name=before.name,
            role=before.role,
            agency=before.agency,
            parts=before.parts,
            why=before.why,
            why_readers=Readers(**self._recorded_next(before.why_readers)) if before.why_readers else None,
            remote=before.remote,
            email=before.email,
            known_as=before.known_as,
            relative=before.relative,
        )

    def _relative(self, before: Relative) -> Relative:
        return before.model_copy(update={"id": self._relatives[before.id], "of": self._about(before.of)})

    def _about(self, concerned: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._concerned[id_] for id_ in concerned if id_ in self._concerned)

    def _text(self, record_id: str, first: str) -> str:
        """The words of a record as they were corrected last."""
        corrected = self._corrected.get(record_id)
        return corrected.text if corrected is not None else first

    def _marks(self, entry: Entry[Observation] | Entry[Note] | Entry[Action] | Entry[Departure]) -> _Marks:
        """The marks of a record and of the correction whose words are taken over, for the next meeting, and from whom
        their release decisions held either back."""
        record: Record = entry.record
        marks = record if isinstance(record, Readers) else Readers()
        if (corrected := self._corrected.get(record.id)) is not None:
            marks = Readers.model_validate(both(marks, corrected))
        for id_ in (record.id, corrected.id if corrected else ""):
            marks = Readers.model_validate(both(marks, self._held.get(id_, Readers())))
        return {**self._recorded_next(marks), "restricted": self._restricted(entry, marks)}

    def _recorded_next(self, marks: Readers) -> _Marks:
        """Whom words are about and who may not read them, as the same people are recorded in the next meeting."""
        family = self._relatives | self._concerned
        return {
            "about": self._about(marks.about),
            "restricted": kept_from_everyone(marks, self._of) or None,
            "kept_from": tuple(family[id_] for id_ in marks.kept_from if id_ in family),
            "kept_why": marks.kept_why,
            "only": marks.only,
            "only_why": marks.only_why,
        }

    def _observation(self, entry: Entry[Observation], id_: str) -> Observation:
        before = entry.record
        return Observation(
            id=id_,
            theme=before.theme,
            text=self._text(before.id, before.text),
            origin="prior",
            source=self._who(before.source),
            also=self._people_of(before.also),
            **self._marks(entry),
            carried=self._origin(entry, before.carried),
        )

    def _question(self, entry: Entry[Note], id_: str) -> Note:
        """A question that was left open, asked again."""
        before = entry.record
        return Note(
            id=id_,
            nature="question",
            text=self._text(before.id, before.text),
            source=self._who(before.source),
            also=self._people_of(before.also),
            item=ITEM,
            **self._marks(entry),
        )

    def _departure(self, entry: Entry[Departure]) -> Note:
        """A departure of the earlier meeting, as a fact for those who follow it up."""
        before = entry.record
        said = words.DEPARTED_WITH_ROUTE if before.route else words.DEPARTED
        return Note(
            id=self._new_id(),
            nature="fact",
            text=said.format(
                day=show_date(day_of(self._of.details.starts)),
                provision=before.provision,
                reason=self._text(before.id, before.reason),
                route=before.route,
            ),
            source=self._who(before.decided_by),
            item=ITEM,
            **self._marks(entry),
        )

    def _action(self, entry: Entry[Action], ids: dict[str, str]) -> Action:
        before, talk = entry.record, entry.record.family
        return Action(
            id=self._new_id(),
            text=self._text(before.id, before.text),
            measure=before.measure,
            owner=self._who(before.owner),
            shared_with=self._people_of(before.shared_with),
            deadline=now_of(before, self._of).deadline,
            addresses=tuple(ids[i] for i in before.addresses if i in ids),
            family=FamilyTalk(by=self._who(talk.by), why_not=talk.why_not) if talk else None,
            item=ITEM,
            **self._marks(entry),
            carried=self._origin(entry, before.carried),
        )

    def _origin(self, entry: Entry[Record], before: Carried | None) -> Carried:
        """The origin of a record, however many meetings have taken it over since."""
        held = carried_day(before, self._of)
        if before is None or held is None:
            return Carried(meeting=self._of.id, ref=entry.ref, held=day_of(self._of.details.starts))
        return before.model_copy(update={"held": held})

    def _restricted(self, entry: Entry[Record], marks: Readers) -> str | None:
        """Why no relative may read a record that is taken over; what is kept from a relative who isn't recorded now is
        kept from all."""
        if kept := kept_from_everyone(marks, self._of):
            return kept
        record = entry.record
        if isinstance(record, Statement) and record.kept_from:
            entry = replace(entry, record=record.model_copy(update={"kept_from": ()}))
        if self._sees(entry):
            return None
        return words.KEPT_FROM_FAMILY.format(day=show_date(day_of(self._of.details.starts)))

    def _people_of(self, people: Sequence[Who]) -> tuple[Who, ...]:
        return tuple(who for before in people if (who := self._who(before)))

    def _who(self, who: Who | None) -> Who | None:
        if who is None:
            return None
        return Who(name=self._of.name_of(who), attendee=self._people.get(who.attendee or ""))
