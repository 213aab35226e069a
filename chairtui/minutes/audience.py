"""What an audience may see: the one place that decides, for every kind of file and for the screen in part two.

**attendees** see everything that stands, except what is for people of certain agencies `only`: that is in the copies of
these people and of the chair. The note-taker typed it, but their copy is a file that leaves for their agency's systems,
so it follows the marks like anybody's. Where only a part of a record is kept from somebody (the aim, the reasons for
convening, why somebody attends, a dissent, or the reason that an action took over from something they don't see), their
copy is made from a meeting without it. An attendee who was in one part only (`person`) sees what was filed and answered
in that part, and who else was in it; the aim and the reasons for convening belong to part one. A copy that leaves
something out has no references and never says that something is missing. **actions** is a list of the actions for those
same people.

**family** is the copy of one relative (`person`, IOW-18, IOW-19, KBSP-16, KBSP-17). It holds the lines that were
released to that relative, in the words they had then, and of each no more than `printed_lines.reduced` prints: not who
said it, dissent, marks, links or references. The copy is made from a meeting that has nothing but these lines. Without
a relative there is no such copy.

What became of actions, who was sent what and which meeting came next are in nobody's copy: a closed meeting's minutes
stay as they are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence

from chairtui.meeting.after.part_two_lines import brought_over
from chairtui.meeting.after.printed_lines import AIM, HEAD, reduced
from chairtui.meeting.after.proposals import professionals_own
from chairtui.meeting.after.release_decisions import NotReleased, released_to, still_to_do
from chairtui.meeting.after.restrictions import kept_by_mark
from chairtui.meeting.amended import corrected_by
from chairtui.meeting.chairing.agencies import agencies_of, is_of, statutory_of
from chairtui.meeting.family import side_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.kinds import kind_of
from chairtui.meeting.marked_words import marked_parts, standing
from chairtui.meeting.parts import answer_parts, had_part_two, parts_of
from chairtui.meeting.readers import Readers, limits
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
    Dissent,
    KeptFormat,
    NotConvened,
    Part,
    Record,
    Statement,
    Unsettled,
)
from chairtui.words import family as family_words
from chairtui.words import minutes as minutes_words
from chairtui.words import release as words

__all__ = ["Access", "NotReleased", "PartTwoAccess"]


class _Rule(ABC):
    """What a reader may see. `part`: the only part of the meeting that is shown, None for both. `hidden_questions`:
    ids of questions whose answers are not shown."""

    professional = False
    """Whether agreements and departures are shown, which are for the agencies only."""

    def __init__(self, meeting: Meeting, part: Part | None, hidden_questions: Collection[str] = ()) -> None:
        self._meeting = meeting
        self.part: Part | None = part
        self._hidden_questions = hidden_questions
        self._grouped: dict[str, list[Record]] = {}
        self._grouped_at = 0
        self._answered_in = answer_parts(meeting) if part else {}

    def sees(self, entry: Entry[Record]) -> bool:
        """Whether a record may appear, in any form. A removed one never does, nor one of a kind that is in no copy."""
        return not entry.removed and kind_of(entry.record).in_copies and self._shows(entry.record)

    def _shows(self, record: Record) -> bool:
        """Whether this reader sees a record of a kind that is in copies. Kinds that are not named here are not shown,
        and none that carries marks is shown before these are asked."""
        if isinstance(record, Readers) and not self.may_read(record):
            return False
        match record:
            case Statement():
                return self.part in (None, record.part)
            case Attendee():
                return self.part is None or self.part in record.parts
            case Answer():
                in_part = self.part is None or self._answered_in.get(record.id) == self.part
                return in_part and record.question not in self._hidden_questions
            case Amendment():
                return self._shows_amendment(record)
            case Closure():
                return True
            case Details() | KeptFormat() | NotConvened():
                return self.part != 2
            case Agreement() | Departure():
                return self.part != 2 and self.professional
            case _:
                return False

    def _shows_amendment(self, record: Amendment) -> bool:
        """A correction goes to those who may read all that it corrects, and every correction before it."""
        targets = list(corrected_by(self._meeting, record))
        if not targets or isinstance(targets[-1].record, Amendment | Closure) or not self.sees(targets[-1]):
            return False
        between = (entry.record for entry in targets[:-1])
        marked = all(self.may_read(each) for each in between if isinstance(each, Readers))
        return marked and self.reads_whole(targets[-1].record)

    @abstractmethod
    def may_read(self, words: Readers) -> bool:
        """Whether the marks on some words allow it."""

    def reads_whole(self, record: Record) -> bool:
        """Whether no part of a record that is shown is kept from this reader."""
        return all(self.reads_part(part) for part in marked_parts(record))

    def reads_part(self, part: Readers) -> bool:
        """Whether a part of a record that is shown may be read."""
        in_part = not isinstance(part, Dissent) or part.part is None or self.part in (None, part.part)
        return in_part and self.may_read(part)

    def said(self, record: Record) -> Record:
        """A record without the parts of it that this reader may not read, and without the marks that tell for whom
        the others are."""
        match record:
            case Details():
                aim, reasons = record.aim_readers, record.reasons_readers
                if aim is None and reasons is None:
                    return record
                changes: dict[str, object] = {
                    "aim": record.aim if self._reads_words(aim) else "",
                    "aim_readers": self._restriction(aim),
                    "reasons": record.reasons if self._reads_words(reasons) else (),
                    "reasons_readers": self._restriction(reasons),
                }
            case Attendee() if record.why_readers is not None:
                why = record.why_readers
                changes = {
                    "why": record.why if self._reads_words(why) else "",
                    "why_readers": self._restriction(why),
                }
            case Decision() if record.dissent:
                read = tuple(
                    Dissent(
                        who=dissent.who,
                        text=dissent.text,
                        restricted=dissent.restricted,
                        kept_from=dissent.kept_from,
                    )
                    for dissent in record.dissent
                    if self.reads_part(dissent)
                )
                if read == record.dissent:
                    return record
                changes = {"dissent": read}
            case Action() if record.restricted is not None and self._is_reason_unread(record):
                changes = {"restricted": minutes_words.REASON_KEPT}
            case _:
                return record
        return record.model_copy(update=changes)

    def _is_reason_unread(self, action: Action) -> bool:
        """Whether an action is restricted for the reason of something it is or was for that this reader doesn't see:
        an action takes that reason over, and may be filed in another part."""
        was_for = {id_ for each in self._versions_of(action.id) if isinstance(each, Action) for id_ in each.addresses}
        return any(
            isinstance(each, Readers) and each.restricted == action.restricted and not self._would_see(id_)
            for id_ in was_for
            for each in self._versions_of(id_)
        )

    def _versions_of(self, id_: str) -> Sequence[Record]:
        """Each version of a record. They are grouped once, until one is added: a search for each would be quadratic."""
        if self._grouped_at != self._meeting.position:
            self._grouped_at, self._grouped = self._meeting.position, {}
            for version in self._meeting.versions:
                self._grouped.setdefault(version.record.id, []).append(version.record)
        return self._grouped.get(id_, ())

    def _would_see(self, id_: str) -> bool:
        """Whether this reader sees a record, or would if it still stood."""
        entry = self._meeting.entry(id_)
        return entry is not None and kind_of(entry.record).in_copies and self._shows(entry.record)

    def _reads_words(self, marks: Readers | None) -> bool:
        return marks is None or self.reads_part(marks)

    def _restriction(self, marks: Readers | None) -> Readers | None:
        """Which relatives may not read it, which whoever reads it has to know."""
        if marks is None or not (marks.restricted is not None or marks.kept_from) or not self.reads_part(marks):
            return None
        return Readers(restricted=marks.restricted, kept_from=marks.kept_from)


class _ProfessionalRule(_Rule):
    """For attendees: the parts they were in, and of what is for certain agencies only what is for theirs."""

    professional = True

    def __init__(self, meeting: Meeting, format_: Format, person: str) -> None:
        self._reads_all = bool(person) and _chairs(person, meeting)
        in_one_part = had_part_two(meeting)
        super().__init__(meeting, _part_of(meeting, person) if in_one_part else None)
        entry = meeting.entry(person) if person else None
        attendee = entry.record if entry is not None else None
        self._agency = attendee.agency if isinstance(attendee, Attendee) else ""
        self._statutory = statutory_of(format_)
        self._there = agencies_of(meeting)
        self.in_no_part = in_one_part and isinstance(attendee, Attendee) and not attendee.parts
        """Whether the record of an attendee names no part, so that nobody knows what they may read."""
        self.complete = (
            self.part is None
            and not self.in_no_part
            and not any(
                (isinstance(entry.record, Readers) and not self.may_read(entry.record))
                or not self.reads_whole(entry.record)
                for entry in standing(meeting)
            )
        )

    def _shows(self, record: Record) -> bool:
        return not self.in_no_part and super()._shows(record)

    def may_read(self, words: Readers) -> bool:
        return not words.only or self._reads_all or is_of(self._agency, words.only, self._statutory, self._there)


class _RelativeRule(_Rule):
    """For one relative: the released lines, and corrections released together with what they correct."""

    def __init__(self, meeting: Meeting, relative: str) -> None:
        super().__init__(meeting, None)
        self._relative = relative
        self.released = released_to(relative, meeting)

    def _shows(self, record: Record) -> bool:
        if isinstance(record, Closure):
            return True
        line = HEAD if isinstance(record, Details) else record.id
        released = bool(kind_of(record).given) and line in self.released
        return released and (not isinstance(record, Amendment) or super()._shows(record))

    def may_read(self, words: Readers) -> bool:
        return not kept_by_mark(words, self._relative, self._meeting)

    def reads_part(self, part: Readers) -> bool:  # noqa: ARG002
        """No copy for a relative prints these parts; a correction was released with its own words in sight."""
        return True


class PartTwoAccess(_Rule):
    """What may stand on the screen while the family is in the room: what was filed and answered since they joined, and
    what of part one was released to everybody who joined (`part_two_lines.brought_over`), as their copies print it.

    Nothing restricted, kept from a relative or for certain agencies only; nothing of part one; no question about how
    the meeting came about; not why somebody attends; nobody's agreement, and no departure from the guidance.
    """

    def __init__(self, meeting: Meeting, format_: Format) -> None:
        super().__init__(meeting, 2 if had_part_two(meeting) else None, professionals_own(format_))
        self.brought_over = brought_over(meeting, format_) if self.part else frozenset[str]()
        """Ids of the records of part one that are shown; they can't be changed before the meeting turns back."""

    def shown(self, entry: Entry[Record]) -> Record | None:
        """The visible part of a record, or of one version of it; None for nothing.

        A version of an earlier second part goes with its record once that was changed in part one.
        """
        record = entry.record
        whole = self._meeting.entry(record.id)
        if self.sees(entry) and (whole is None or whole.removed or self.sees(whole)):
            return record.model_copy(update={"why": ""}) if isinstance(record, Attendee) else self._still_said(record)
        if entry.removed or record.id not in self.brought_over or whole is None or entry.last.seq != whole.last.seq:
            return None
        said = reduced(record, self._meeting)
        return said.model_copy(update={"part": 2}) if said is not None else None

    def _still_said(self, record: Record) -> Record:
        """What may be read of a record, or of an earlier version: no dissent that was taken out or marked since."""
        said, whole = self.said(record), self._meeting.entry(record.id)
        if not isinstance(said, Decision) or whole is None or whole.record is record or not said.dissent:
            return said
        now = self.said(whole.record)
        stands = now.dissent if isinstance(now, Decision) else ()
        return said.model_copy(update={"dissent": tuple(dissent for dissent in said.dissent if dissent in stands)})

    def may_read(self, words: Readers) -> bool:
        if limits(words):
            return False
        return not (isinstance(words, Action) and words.family is not None and words.family.why_not)


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
        self.in_no_part = False
        """Whether nobody knows which part an attendee was in, so that they get no copy."""
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
            self.in_no_part = professional.in_no_part
        self.preliminaries = self.part != 2
        """Whether the aim and the reasons for convening are seen."""

    def sees(self, entry: Entry[Record]) -> bool:
        """Whether a record may appear, in any form. A removed one never does."""
        return self._rule.sees(entry)

    def meeting(self) -> Meeting:
        """The meeting to make a copy of: for a relative, one with nothing in it but what was released to them; for
        anybody else without the parts of records that they may not read.

        Raises `NotReleased` while there is something to decide.
        """
        if not self.family:
            self._refuse_relatives()
            changes = any(self._rule.said(entry.record) is not entry.record for entry in standing(self._meeting))
            return self._meeting.replaced(lambda entry: self._rule.said(entry.record)) if changes else self._meeting
        if why := still_to_do(self._meeting, self._format, self._person):
            raise NotReleased(why, still_to_do(self._meeting, self._format, self._person, on_screen=True))
        return self._meeting.replaced(self._printed)

    def withheld(self) -> Iterator[Readers | None]:
        """What of a meeting's words is kept from a professional: the marks that keep it, None for what is of a part
        that they were not in. An unsettled line is in nobody's copy."""
        for entry in standing(self._meeting):
            record = entry.record
            if isinstance(record, Unsettled):
                continue
            if self.sees(entry):
                parts = (part for part in marked_parts(record) if not self._rule.reads_part(part))
                yield from (part if not self._rule.may_read(part) else None for part in parts)
            elif isinstance(record, Readers):
                yield None if self._rule.may_read(record) else record

    def _refuse_relatives(self) -> None:
        """Raises `NotReleased` for a relative, for one of no part, and while nobody has said what an attendee is."""
        entry = self._meeting.entry(self._person) if self._person else None
        if entry is None or not isinstance(entry.record, Attendee):
            return
        side, name = side_of(entry.record, self._meeting), entry.record.name
        if side == "unanswered":
            closed = self._meeting.closed
            raise NotReleased(family_words.no_copy_yet(name, self._meeting.id, entry.ref, closed=closed))
        if side == "relative":
            raise NotReleased(words.NEVER_A_PROFESSIONALS.format(name=name))
        if isinstance(self._rule, _ProfessionalRule) and self._rule.in_no_part:
            raise NotReleased(words.IN_NO_PART.format(name=name, meeting=self._meeting.id, ref=entry.ref))

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


def _chairs(person: str, meeting: Meeting) -> bool:
    """Whether an attendee chairs the meeting: of the parts they were in, they read what is for certain agencies only,
    too."""
    chair = meeting.attendee_of(meeting.details.chair)
    return chair is not None and chair.id == person


def _part_of(meeting: Meeting, person: str) -> Part | None:
    """The only part an attendee was in, None for one who was in both and for nobody."""
    entry = meeting.entry(person) if person else None
    attendee = entry.record if entry is not None else None
    parts = set(parts_of(attendee, meeting)) if isinstance(attendee, Attendee) else set[Part]()
    return parts.pop() if len(parts) == 1 else None
