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

from abc import ABC, abstractmethod
from collections.abc import Collection

from chairtui.meeting.after.part_two_lines import brought_over
from chairtui.meeting.after.printed_lines import AIM, HEAD, reduced
from chairtui.meeting.after.proposals import professionals_own
from chairtui.meeting.after.release_decisions import NotReleased, released_to, still_to_do
from chairtui.meeting.amended import root_of
from chairtui.meeting.chairing.agencies import is_of, statutory_of
from chairtui.meeting.family import side_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.kinds import kind_of
from chairtui.meeting.parts import answer_parts, had_part_two
from chairtui.meeting.records import (
    Action,
    Agreement,
    Amendment,
    Answer,
    Attendee,
    Audience,
    Closure,
    Departure,
    Details,
    KeptFormat,
    NotConvened,
    Part,
    Record,
    Statement,
)
from chairtui.words import family as family_words
from chairtui.words import release as words

__all__ = ["Access", "NotReleased", "PartTwoAccess"]


class _Rule(ABC):
    """What a reader may see. `part`: the only part of the meeting that is shown, None for both. `hidden_questions`:
    ids of questions whose answers are not shown."""

    professional = False
    """Whether agreements and departures are shown, which are between the agencies."""

    def __init__(self, meeting: Meeting, part: Part | None, hidden_questions: Collection[str] = ()) -> None:
        self._meeting = meeting
        self.part: Part | None = part
        self._hidden_questions = hidden_questions
        self._answered_in = answer_parts(meeting) if part else {}

    def sees(self, entry: Entry[Record]) -> bool:
        """Whether a record may appear, in any form. A removed one never does, nor one of a kind that is in no copy."""
        return not entry.removed and kind_of(entry.record).in_copies and self._shows(entry.record)

    def _shows(self, record: Record) -> bool:
        """Whether this reader sees a record of a kind that is in copies. Kinds that are not named here are not shown;
        statements of every kind go through one arm, so that none forgets the marks and the parts."""
        match record:
            case Statement():
                return self.part in (None, record.part) and self._shows_statement(record)
            case Attendee():
                return self.part is None or self.part in record.parts
            case Answer():
                in_part = self.part is None or self._answered_in.get(record.id) == self.part
                return in_part and record.question not in self._hidden_questions
            case Amendment():
                target = root_of(self._meeting, record)
                return target is not None and target.record.kind != "closure" and self.sees(target)
            case Closure():
                return True
            case Details() | KeptFormat() | NotConvened():
                return self.part != 2
            case Agreement() | Departure():
                return self.part != 2 and self.professional
            case _:
                return False

    @abstractmethod
    def _shows_statement(self, record: Statement) -> bool:
        """Whether the marks on a statement allow it."""


class _ProfessionalRule(_Rule):
    """For attendees: the parts they were in, and of what is for certain agencies only what is for theirs."""

    professional = True

    def __init__(self, meeting: Meeting, format_: Format, person: str) -> None:
        self._reads_all = bool(person) and _keeps_the_record(person, meeting)
        in_one_part = had_part_two(meeting) and not self._reads_all
        super().__init__(meeting, _part_of(meeting, person) if in_one_part else None)
        entry = meeting.entry(person) if person else None
        self._agency = entry.record.agency if entry is not None and isinstance(entry.record, Attendee) else ""
        self._statutory = statutory_of(format_)
        hides = any(not self._shows_statement(entry.record) for entry in meeting.statements)
        self.complete = self.part is None and not hides

    def _shows_statement(self, record: Statement) -> bool:
        return not record.only or self._reads_all or is_of(self._agency, record.only, self._statutory)


class _RelativeRule(_Rule):
    """For one relative: the released lines, and of corrections those that were released with what they correct."""

    def __init__(self, meeting: Meeting, relative: str) -> None:
        super().__init__(meeting, None)
        self.released = released_to(relative, meeting)

    def _shows(self, record: Record) -> bool:
        if isinstance(record, Closure):
            return True
        line = HEAD if isinstance(record, Details) else record.id
        released = bool(kind_of(record).given) and line in self.released
        return released and (not isinstance(record, Amendment) or super()._shows(record))

    def _shows_statement(self, record: Statement) -> bool:
        return record.id in self.released


class PartTwoAccess(_Rule):
    """What may stand on the screen while the family is in the room: what was filed and answered since they joined, and
    what of part one was released to everybody who joined (`part_two_lines.brought_over`), as their copies print it.

    No restricted record and none that is kept from a relative or for certain agencies only; nothing of part one; no
    question about how the meeting came about; nobody's agreement, and no departure from the guidance.
    """

    def __init__(self, meeting: Meeting, format_: Format) -> None:
        super().__init__(meeting, 2 if had_part_two(meeting) else None, professionals_own(format_))
        self.brought_over = brought_over(meeting, format_) if self.part else frozenset[str]()
        """The ids of what of part one is shown; it can't be changed before the meeting turns back."""

    def shown(self, entry: Entry[Record]) -> Record | None:
        """What of a record, or of one version of it, may appear; None for nothing."""
        record = entry.record
        if self.sees(entry):
            return record
        whole = self._meeting.entry(record.id)
        if entry.removed or record.id not in self.brought_over or whole is None or entry.last.seq != whole.last.seq:
            return None
        said = reduced(record, self._meeting)
        return said.model_copy(update={"part": 2}) if said is not None else None

    def _shows_statement(self, record: Statement) -> bool:
        if record.restricted is not None or record.kept_from or record.only:
            return False
        return not (isinstance(record, Action) and record.family is not None and record.family.why_not)


class Access:
    """What one audience sees of one meeting, as it stands when this is made. `person`: the attendee, or for the
    family the relative, (by record id) whose copy it is, "" for a copy that everybody of the audience gets."""

    def __init__(self, meeting: Meeting, format_: Format, audience: Audience, person: str = "") -> None:
        self.audience: Audience = audience
        self.family = audience == "family"
        self.two_parts = had_part_two(meeting)
        """Whether the meeting had a second part, which the family joins."""
        self.complete = False
        """Whether everything that stands is seen. Only then are references such as R3 printed, and whatever is
        missing, such as a question that nobody answered."""
        self.part: Part | None = None
        """The only part that this copy shows, None for one that isn't limited so."""
        self._meeting = meeting
        self._format = format_
        self._person = person
        self._released = frozenset[str]()
        self._rule: _Rule
        if self.family:
            self._rule = relative = _RelativeRule(meeting, person)
            self._released = relative.released
        else:
            self._rule = professional = _ProfessionalRule(meeting, format_, person)
            self.complete, self.part = professional.complete, professional.part
        self.preliminaries = self.part != 2
        """Whether the aim and the reasons for convening are seen."""

    def sees(self, entry: Entry[Record]) -> bool:
        """Whether a record may appear, in any form. A removed one never does."""
        return self._rule.sees(entry)

    def meeting(self) -> Meeting:
        """The meeting to make a copy of: for a relative, one with nothing in it but what was released to them.

        Raises `NotReleased` while there is something to decide.
        """
        if not self.family:
            self._refuse_relatives()
            return self._meeting
        if why := still_to_do(self._meeting, self._format, self._person):
            raise NotReleased(why, still_to_do(self._meeting, self._format, self._person, on_screen=True))
        return self._meeting.replaced(self._printed)

    def _refuse_relatives(self) -> None:
        """Raises `NotReleased` for an attendee who is a relative, and while nobody has said whether they are."""
        entry = self._meeting.entry(self._person) if self._person else None
        if entry is None or not isinstance(entry.record, Attendee):
            return
        side, name = side_of(entry.record, self._meeting), entry.record.name
        if side == "unanswered":
            closed = self._meeting.closed
            raise NotReleased(family_words.no_copy_yet(name, self._meeting.id, entry.ref, closed=closed))
        if side == "relative":
            raise NotReleased(words.NEVER_A_PROFESSIONALS.format(name=name))

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


def _keeps_the_record(person: str, meeting: Meeting) -> bool:
    """Whether an attendee chairs the meeting or takes its notes: they read whatever is for certain agencies only, and
    both parts."""
    details = meeting.details
    posts = (meeting.attendee_of(who) for who in (details.chair, details.note_taker))
    return any(attendee is not None and attendee.id == person for attendee in posts)


def _part_of(meeting: Meeting, person: str) -> Part | None:
    """The only part an attendee was in, None for one who was in both and for nobody."""
    entry = meeting.entry(person) if person else None
    parts = set(entry.record.parts) if entry is not None and isinstance(entry.record, Attendee) else set[Part]()
    return parts.pop() if len(parts) == 1 else None
