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
- no references, because a gap in the numbering tells; and nothing that says whether an unseen record exists.

What became of actions, who was sent what and which meeting came next are in nobody's copy: a closed meeting's minutes
stay as they are.
"""

from __future__ import annotations

from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.follow_up_agenda import AGREED
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action, Amendment, Attendee, Audience, Decision, Note, Observation, Part, Record

UNPRINTED = ("progress", "follow-up", "distribution", "next-meeting")
"""Kinds of record that no copy shows."""


class Sight:
    """What one audience sees of one meeting, as it stands when this is made. `person`: the attendee (by record id)
    whose copy it is, "" for a copy that everybody of the audience gets."""

    def __init__(self, meeting: Meeting, format_: Format, audience: Audience, person: str = "") -> None:
        self.audience: Audience = audience
        self.family = audience == "family"
        self.two_parts = _had_part_two(meeting)
        """Whether the meeting had a second part, which the family joins."""
        self.part: Part | None = _part_of(meeting, person) if self.two_parts and not self.family else None
        """The only part that this copy shows, None for one that isn't limited so."""
        self.references = not self.family and self.part is None
        """Whether references such as R3 are printed, and with them whatever is missing."""
        self.preliminaries = not (self.family and self.two_parts) and self.part != 2
        """Whether the aim and the reasons for convening are seen."""
        self._meeting = meeting
        self._unasked = not_for_the_family(format_) if self.family else set[str]()
        limited = self.part is not None or (self.family and self.two_parts)
        self._answered_in = _parts_of_answers(meeting) if limited else {}

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
        if entry.removed or entry.record.kind in UNPRINTED:
            return False
        if self.family:
            return self._family_sees(entry.record)
        return self.part is None or self._seen_in(self.part, entry.record)

    def _seen_in(self, part: Part, record: Record) -> bool:
        if isinstance(record, Observation | Note | Decision | Action):
            return record.part == part
        if record.kind == "attendee":
            return part in record.parts
        if record.kind == "answer":
            return self._answered_in.get(record.id) == part
        if record.kind == "amendment":
            return self._sees_amendment(record)
        return record.kind == "closure" or self.preliminaries

    def _family_sees(self, record: Record) -> bool:
        if isinstance(record, Action) and record.family is not None and record.family.why_not:
            return False
        if isinstance(record, Observation | Note | Decision | Action):
            return record.restricted is None and not (self.two_parts and record.part == 1)
        if record.kind == "attendee":
            return not self.two_parts or 2 in record.parts
        if record.kind == "answer":
            if record.question in self._unasked:
                return False
            return not self.two_parts or self._answered_in.get(record.id) == 2
        if record.kind == "amendment":
            return self._sees_amendment(record)
        return record.kind == "closure" or self.preliminaries

    def _sees_amendment(self, amendment: Amendment) -> bool:
        """A correction is seen by those who see what it corrects."""
        target = root_of(self._meeting, amendment)
        return target is not None and target.record.kind != "closure" and self.sees(target)


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


def not_for_the_family(format_: Format) -> set[str]:
    """The ids of the questions that are the professionals' own business."""
    about = {item.id for item in format_.agenda if item.kind in ("details", "attendance", "aim")}
    found = {question.id for question in format_.questions if question.convening or question.item in about} | {AGREED}
    while True:
        opened = {q.id for q in format_.questions if q.opens and q.opens.question in found and q.id not in found}
        if not opened:
            return found
        found |= opened


def _had_part_two(meeting: Meeting) -> bool:
    return (
        meeting.details.part == 2
        or any(2 in entry.record.parts for entry in meeting.attendees)
        or any(entry.record.part == 2 for entry in meeting.observations)
        or any(entry.record.part == 2 for entry in meeting.notes)
        or any(entry.record.part == 2 for entry in meeting.decisions)
        or any(entry.record.part == 2 for entry in meeting.actions)
    )


def _parts_of_answers(meeting: Meeting) -> dict[str, Part]:
    """The part the meeting was in when each answer was last written, by the answer's record id."""
    part: Part = 1
    parts: dict[str, Part] = {}
    for version in meeting.versions:
        if version.record.kind == "details":
            part = version.record.part
        elif version.record.kind == "answer":
            parts[version.record.id] = part
    return parts
