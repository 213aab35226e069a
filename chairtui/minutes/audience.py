"""What an audience may see: the one place that decides, for every kind of file and for the screen in part two.

**attendees** see everything that stands, except what is for people of certain agencies `only`: that is in the copies
of these people, of the chair and of the note-taker. An attendee who was in one part only (`person`) sees what was
filed and answered in that part, and who else was in it; the aim and the reasons for convening belong to part one. A
copy that leaves something out has no references and never says that something is missing. **actions** is a list of the
actions for those same people.

**family** is the copy of one relative (`person`, IOW-18, IOW-19, KBSP-16, KBSP-17). It holds the lines that were
released to that relative, in the words they had then, and of each no more than `printed_lines.reduced` prints:
not who said it, dissent, marks, links or references. Whatever else the meeting holds does not exist for it: the copy is
made from a meeting with nothing in it but these lines. Without a relative there is no such copy.

What became of actions, who was sent what and which meeting came next are in nobody's copy: a closed meeting's minutes
stay as they are.
"""

from __future__ import annotations

from typing import assert_never

from chairtui.meeting.after.printed_lines import AIM, HEAD, reduced
from chairtui.meeting.after.proposals import professionals_own
from chairtui.meeting.after.release import NotReleased, released_to, still_to_do
from chairtui.meeting.chairing.agencies import is_of, statutory_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.parts import answer_parts, had_part_two
from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    Attendee,
    Audience,
    Closure,
    Decision,
    Departure,
    Details,
    Distribution,
    FollowUp,
    KeptFormat,
    NextMeeting,
    NotConvened,
    Note,
    Observation,
    Part,
    PersonConcerned,
    Progress,
    Record,
    Relative,
    Release,
    Statement,
    Unsettled,
)

__all__ = ["NotReleased", "PartTwo", "Sight", "root_of"]


class Sight:
    """What one audience sees of one meeting, as it stands when this is made. `person`: the attendee, or for the
    family the relative, (by record id) whose copy it is, "" for a copy that everybody of the audience gets."""

    def __init__(self, meeting: Meeting, format_: Format, audience: Audience, person: str = "") -> None:
        self.audience: Audience = audience
        self.family = audience == "family"
        self.two_parts = had_part_two(meeting)
        """Whether the meeting had a second part, which the family joins."""
        self.part: Part | None = _part_of(meeting, person) if self.two_parts and not self.family else None
        """The only part that this copy shows, None for one that isn't limited so."""
        self.preliminaries = self.part != 2
        """Whether the aim and the reasons for convening are seen."""
        self._meeting = meeting
        self._format = format_
        self._person = person
        self._released = released_to(person, meeting) if self.family else frozenset[str]()
        self._answered_in = answer_parts(meeting) if self.part else {}
        self._reads_all = bool(person) and _keeps_the_record(person, meeting)
        hides = any(self._is_for_others(entry.record) for entry in meeting.statements)
        self.references = not self.family and self.part is None and not hides
        """Whether references such as R3 are printed, and with them whatever is missing."""

    @property
    def whole(self) -> bool:
        """Whether everything that stands is seen."""
        return self.references

    @property
    def told_of_gaps(self) -> bool:
        """Whether a question that nobody answered is printed."""
        return self.references

    def sees(self, entry: Entry[Record]) -> bool:
        """Whether a record may appear, in any form. A removed one never does."""
        return not entry.removed and self._shows(entry.record)

    def meeting(self) -> Meeting:
        """The meeting to make a copy of: for a relative, one with nothing in it but what was released to them.

        Raises `NotReleased` while there is something to decide.
        """
        if not self.family:
            return self._meeting
        if why := still_to_do(self._meeting, self._format, self._person):
            raise NotReleased(why)
        return self._meeting.replaced(self._printed)

    def _printed(self, entry: Entry[Record]) -> Record | None:
        record = entry.record
        if isinstance(record, Closure):
            return record.model_copy(update={"digest": "0" * 64, "position": 1})
        if not self.sees(entry):
            return None
        shown = reduced(record, self._meeting)
        if isinstance(shown, Details) and AIM in self._released:
            return shown.model_copy(update={"aim": self._meeting.details.aim})
        return shown

    def _shows(self, record: Record) -> bool:
        """Each kind of record says here who sees it; one that says nothing is a type error, and is in no copy."""
        match record:
            case Observation() | Note() | Decision() | Action():
                if self.family:
                    return record.id in self._released
                return not self._is_for_others(record) and self.part in (None, record.part)
            case Attendee():
                return record.id in self._released if self.family else self.part is None or self.part in record.parts
            case Answer():
                if self.family:
                    return record.id in self._released
                return self.part is None or self._answered_in.get(record.id) == self.part
            case Agreement() | Departure():
                return not self.family and self.preliminaries
            case Amendment():
                return self._shows_amendment(record)
            case Closure():
                return True
            case Details():
                return HEAD in self._released if self.family else self.preliminaries
            case NotConvened():
                return record.id in self._released if self.family else self.preliminaries
            case KeptFormat():
                return not self.family and self.preliminaries
            case PersonConcerned() | Relative() | Release():
                return False
            case Unsettled() | Progress() | FollowUp() | Distribution() | NextMeeting():
                return False
            case _:
                assert_never(record)

    def _shows_amendment(self, amendment: Amendment) -> bool:
        """A correction is seen by those who see what it corrects; by a relative, if it was released too."""
        if self.family and amendment.id not in self._released:
            return False
        target = root_of(self._meeting, amendment)
        return target is not None and target.record.kind != "closure" and self.sees(target)

    def _is_for_others(self, record: Record) -> bool:
        """Whether a record is for people of certain agencies only, and this copy is for somebody else or for all."""
        if not isinstance(record, Statement) or not record.only or self._reads_all:
            return False
        entry = self._meeting.entry(self._person) if self._person else None
        agency = entry.record.agency if entry is not None and isinstance(entry.record, Attendee) else ""
        return not is_of(agency, record.only, statutory_of(self._format))


class PartTwo:
    """What may stand on the screen while the family is in the room: what was filed and answered since they joined.

    No restricted record and none that is kept from a relative or for certain agencies only; nothing of part one; no
    question about how the meeting came about; nobody's agreement, and no departure from the guidance.
    """

    def __init__(self, meeting: Meeting, format_: Format) -> None:
        self._meeting = meeting
        self._part: Part | None = 2 if had_part_two(meeting) else None
        self._unasked = professionals_own(format_)
        self._answered_in = answer_parts(meeting) if self._part else {}

    def sees(self, entry: Entry[Record]) -> bool:
        """Whether a record may appear, in any form. A removed one never does."""
        return not entry.removed and self._shows(entry.record)

    def _shows(self, record: Record) -> bool:
        match record:
            case Observation() | Note() | Decision() | Action():
                if record.restricted is not None or record.kept_from or record.only:
                    return False
                if isinstance(record, Action) and record.family is not None and record.family.why_not:
                    return False
                return self._part in (None, record.part)
            case Attendee():
                return self._part is None or self._part in record.parts
            case Answer():
                if record.question in self._unasked:
                    return False
                return self._part is None or self._answered_in.get(record.id) == self._part
            case Amendment():
                target = root_of(self._meeting, record)
                return target is not None and target.record.kind != "closure" and self.sees(target)
            case Closure():
                return True
            case Details() | KeptFormat() | NotConvened():
                return self._part is None
            case Agreement() | Departure() | PersonConcerned() | Relative() | Release():
                return False
            case Unsettled() | Progress() | FollowUp() | Distribution() | NextMeeting():
                return False
            case _:
                assert_never(record)


def _keeps_the_record(person: str, meeting: Meeting) -> bool:
    """Whether an attendee chairs the meeting or takes its notes: they read whatever is for certain agencies only."""
    details = meeting.details
    posts = (meeting.attendee_of(who) for who in (details.chair, details.note_taker))
    return any(attendee is not None and attendee.id == person for attendee in posts)


def _part_of(meeting: Meeting, person: str) -> Part | None:
    """The only part an attendee was in, None for one who was in both and for nobody."""
    entry = meeting.entry(person) if person else None
    parts = set(entry.record.parts) if entry is not None and isinstance(entry.record, Attendee) else set[Part]()
    return parts.pop() if len(parts) == 1 else None


def root_of(meeting: Meeting, amendment: Amendment) -> Entry[Record] | None:
    """What an amendment corrects: for one that corrects another amendment, what that one does."""
    seen = {amendment.id}
    target = meeting.entry(amendment.target)
    while target is not None and isinstance(target.record, Amendment):
        if target.record.id in seen:
            return None
        seen.add(target.record.id)
        target = meeting.entry(target.record.target)
    return target
