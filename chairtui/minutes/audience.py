"""What an audience may see: the one place that decides, for every kind of file.

**attendees** see everything that stands. **actions** is a list of the actions for those same people. An attendee who
was in one part only (`person`) sees what was filed and answered in that part, and who else was in it; the aim and the
reasons for convening belong to part one. Such a copy has no references and never says that something is missing.
**family** is the copy that leaves the professionals' hands (IOW-18, IOW-19, KBSP-16, KBSP-17):

- no restricted record, and never the reason why one is; nor an action of which the meeting decided that it is not
  discussed with the family;
- of a meeting that had a second part, nothing of the first: no record filed in it, nobody who was only there, no
  answer last given in it, neither the aim nor the reasons for convening, which came before the family did;
- no question about how the meeting came about and on what terms: those of the convening, those under an item that
  is about details, attendance or aim, the one about an earlier meeting, and those that open on one of these. Whether
  the family was told, why not, and whether another approach is needed are such questions;
- no word of who agreed that the meeting goes ahead, nor of what the guidance asks and the meeting departed from;
- no references, because a gap in the numbering tells; and nothing that says whether an unseen record exists.

What became of actions, who was sent what and which meeting came next are in nobody's copy: a closed meeting's minutes
stay as they are.
"""

from __future__ import annotations

from typing import assert_never

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.follow_up_agenda import AGREED
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
    Progress,
    Record,
    Statement,
    Unsettled,
)


class Sight:
    """What one audience sees of one meeting, as it stands when this is made. `person`: the attendee (by record id)
    whose copy it is, "" for a copy that everybody of the audience gets."""

    def __init__(self, meeting: Meeting, format_: Format, audience: Audience, person: str = "") -> None:
        self.audience: Audience = audience
        self.family = audience == "family"
        self.two_parts = had_part_two(meeting)
        """Whether the meeting had a second part, which the family joins."""
        self.part: Part | None = _part_of(meeting, person) if self.two_parts and not self.family else None
        """The only part that this copy shows, None for one that isn't limited so."""
        self.references = not self.family and self.part is None
        """Whether references such as R3 are printed, and with them whatever is missing."""
        self.preliminaries = not (self.family and self.two_parts) and self.part != 2
        """Whether the aim and the reasons for convening are seen."""
        self._meeting = meeting
        self._unasked = not_for_the_family(format_) if self.family else set[str]()
        self._part: Part | None = 2 if self.family and self.two_parts else self.part
        self._answered_in = answer_parts(meeting) if self._part else {}

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

    def _shows(self, record: Record) -> bool:
        """Each kind of record says here who sees it; one that says nothing is a type error, and is in no copy."""
        match record:
            case Observation() | Note() | Decision():
                return self._shows_statement(record)
            case Action():
                kept = self.family and record.family is not None and bool(record.family.why_not)
                return not kept and self._shows_statement(record)
            case Attendee():
                return self._part is None or self._part in record.parts
            case Answer():
                asked = not self.family or record.question not in self._unasked
                return asked and (self._part is None or self._answered_in.get(record.id) == self._part)
            case Agreement() | Departure():
                return not self.family and self.preliminaries
            case Amendment():
                return self._shows_amendment(record)
            case Closure():
                return True
            case Details() | KeptFormat() | NotConvened():
                return self.preliminaries
            case Unsettled() | Progress() | FollowUp() | Distribution() | NextMeeting():
                return False
            case _:
                assert_never(record)

    def _shows_statement(self, statement: Statement) -> bool:
        if self.family and statement.restricted is not None:
            return False
        return self._part is None or statement.part == self._part

    def _shows_amendment(self, amendment: Amendment) -> bool:
        """A correction is seen by those who see what it corrects."""
        target = root_of(self._meeting, amendment)
        return target is not None and target.record.kind != "closure" and self.sees(target)


def _part_of(meeting: Meeting, person: str) -> Part | None:
    """The only part an attendee was in, None for one who was in both and for nobody.

    One of whom no part is recorded gets the second alone: the first is the professionals' own.
    """
    entry = meeting.entry(person) if person else None
    if entry is None or not isinstance(entry.record, Attendee):
        return None
    parts = set(entry.record.parts)
    return None if parts == {1, 2} else 1 if parts == {1} else 2


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


def not_for_the_family(format_: Format) -> set[str]:
    """The ids of the questions that are the professionals' own business."""
    about = {item.id for item in format_.agenda if item.kind in ("details", "attendance", "aim")}
    found = {question.id for question in format_.questions if question.convening or question.item in about} | {AGREED}
    while True:
        opened = {q.id for q in format_.questions if q.opens and q.opens.question in found and q.id not in found}
        if not opened:
            return found
        found |= opened
