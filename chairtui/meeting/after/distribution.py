"""Who gets which copy of the minutes, by when, and which copies were sent (IOW-10, KBSP-08, KBSP-16).

The list is derived from the meeting: everybody who was there or sent apologies, and the family if the meeting decided
so. Sending is recorded, also in a closed meeting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chairtui.meeting.after.release_decisions import CopyRefused, still_to_do
from chairtui.meeting.capture.names import may_be_same, plain
from chairtui.meeting.closing.checks import deadlines
from chairtui.meeting.copy_readers import FamilyEntry, expected_readers, given_nothing, reader_of, relation_of
from chairtui.meeting.dates.calendar import day_of, show_date
from chairtui.meeting.family import Side, side_of, side_of_name
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import FAMILY_TOLD, Format, Nation
from chairtui.meeting.records import Attendee, Audience, Distribution, PersonConcerned, Release, Who
from chairtui.words import family as family_words
from chairtui.words import follow_up as words
from chairtui.words import release as release_words


class NotSent(CopyRefused):
    """A copy that can't be recorded as sent."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: its reader, audience, due date (None: nobody set one), and the newest record of its sending.

    `person` is the attendee's record id, "" for anybody else; `ref` their reference.
    """

    to: Who
    ref: str
    agency: str
    audience: Audience
    due: date | None
    sent: date | None = None
    how: str = ""
    by: str = ""
    record: str = ""
    relative: str = ""
    """The relative's record id, "" for anybody else."""
    professional: bool = False
    """Whether its record says that the reader is here for an agency."""
    undecided: bool = False
    """Whether it is for a relative who wasn't asked to the meeting, and nobody decided that they get one."""

    @property
    def person(self) -> str:
        return self.to.attendee or ""

    @property
    def to_send(self) -> bool:
        """Whether it is still to be sent."""
        return self.sent is None and not self.undecided

    def overdue(self, today: date) -> bool:
        """Whether it is unsent and past its due date."""
        return self.sent is None and self.due is not None and self.due < today


def audience_of(attendee_id: str, meeting: Meeting) -> Audience:
    """The audience of an attendee's copy: as its record of sending says, by default attendees; for a relative, and
    while nobody has said whether they are one, always family."""
    entry = meeting.entry(attendee_id)
    if entry is None or not isinstance(entry.record, Attendee):
        return "attendees"
    if side_of(entry.record, meeting) != "professional":
        return "family"
    chosen = _newest([e for e in meeting.distributions if e.record.to.attendee == attendee_id])
    return chosen.record.audience if chosen is not None else "attendees"


def due_on(meeting: Meeting, format_: Format) -> date | None:
    """The day by which the minutes are due, None if neither the format nor the chair set one."""
    return next((d.due for d in deadlines(meeting, format_) if d.of_minutes), None)


def copies(meeting: Meeting, format_: Format) -> list[Copy]:
    """Every copy, in the order of the attendees, then the family's, then those added by hand."""
    due = due_on(meeting, format_)
    given = meeting.distributions
    listed: list[Copy] = []
    taken: set[str] = set()
    relatives = expected_readers(meeting)
    out = given_nothing(meeting)
    # What somebody was sent before they were kept out stays on the list; nothing is due to them.
    relatives += [e for e in out if any(g.record.sent and _is_for_relative(g.record, e) for g in given)]
    taken |= {g.record.id for g in given for e in out if _is_for_relative(g.record, e)}
    family_ids = {e.record.id for e in (*relatives, *out)}
    for entry in meeting.attendees:
        reader = reader_of(entry.record, meeting)
        if reader is not None and reader.record.id in family_ids:
            continue
        if entry.record.relative and any(may_be_same(entry.record.name, other.record.name) for other in out):
            continue
        mine = _newest([e for e in given if _is_for(e.record, entry)])
        if entry.record.status not in ("present", "apologies") and mine is None:
            continue
        who = Who(name=entry.record.name, attendee=entry.record.id)
        audience = audience_of(entry.record.id, meeting)
        listed.append(_copy(who, entry.ref, entry.record.agency, audience, due, mine))
        taken |= {e.record.id for e in given if _is_for(e.record, entry)}
    for relative in relatives:
        theirs = [e for e in given if _is_for_relative(e.record, relative)]
        mine = _newest([e for e in theirs if e.record.sent] if relative in out else theirs)
        copy = _copy(Who(name=relative.record.name), relative.ref, relation_of(relative.record), "family", due, mine)
        copy = replace(copy, audience="family", relative=relative.record.id)
        undecided = mine is None and _nobody_decided(relative, meeting, format_)
        listed.append(replace(copy, due=None, undecided=True) if undecided else copy)
        taken |= {e.record.id for e in given if _is_for_relative(e.record, relative)}
    family = [e for e in given if e.record.to.attendee is None and e.record.to.name == words.THE_FAMILY]
    if family or (not any(c.audience == "family" for c in listed) and _family_gets_one(meeting, format_)):
        listed.append(_copy(Who(name=words.THE_FAMILY), "", "", "family", due, _newest(family)))
        taken |= {e.record.id for e in family}
    others: dict[str, Entry[Distribution]] = {}
    for other in given:
        if other.record.id not in taken:
            others[meeting.name_of(other.record.to).casefold()] = other
    listed += [_other(entry, due, meeting) for entry in others.values()]
    return listed


def sent_day(words_: str, today: date, nation: Nation) -> date:
    """The day on which something was sent, read backwards since it is past. Raises `NotADate`."""
    from chairtui.meeting.dates.phrase import read_day  # loads pendulum, which the first frame doesn't need

    return read_day(words_, on=today, nation=nation, looks="back")


def sent(
    name: str,
    meeting: Meeting,
    format_: Format,
    *,
    on: date | None,
    today: date,
    new_id: str,
    how: str = "",
    audience: Audience | None = None,
    again: bool = False,
    added: bool = False,
    professional: bool = False,
) -> Distribution:
    """The record that a copy was sent `on` a day, or, with None, that it is to be sent.

    `name` is a name, a part of one or a reference, of somebody on the list; with `added` of anybody. With
    `professional` it says of somebody nobody said it of that they are here for an agency. Raises `NotSent`.
    """
    if not meeting.closed:
        raise NotSent(words.NOT_CLOSED)
    held = day_of(meeting.details.starts)
    if on is not None and on < held:
        raise NotSent(words.SENT_BEFORE.format(day=show_date(on), held=show_date(held)))
    if on is not None and on > today:
        raise NotSent(words.SENT_AFTER.format(day=show_date(on)))
    listed = copies(meeting, format_)
    found = named(name, listed)
    if not found and added and audience != "family":
        family = plain(name) == plain(words.THE_FAMILY)
        if family:
            raise NotSent(release_words.NO_RELATIVES.format(meeting=meeting.id))
        who = Who(name=name)
        _refuse_family(who, "", side_of_name(name, meeting, professional=professional), meeting)
        return Distribution(id=new_id, to=who, audience=audience or "attendees", sent=on, how=how, professional=True)
    if len(found) != 1:
        form = words.SEVERAL if found else words.NOBODY_THERE
        raise NotSent(form.format(name=name, known=", ".join(known_as(c) for c in found or listed)))
    copy = found[0]
    professional = professional and side_of_reader(copy, meeting) == "unanswered"
    if professional:
        audience = audience or "attendees"
    else:
        _check_reader(copy, audience, meeting, format_, sending=on is not None)
    if copy.sent is not None and on is not None and not again:
        raise NotSent(words.ALREADY_SENT.format(name=copy.to.name, day=show_date(copy.sent)))
    # The first record of a copy has a derived id, so that two people recording it at once conflict.
    whose = copy.person or copy.relative
    first = f"copy:{whose}"[:80] if whose else new_id
    id_ = copy.record if copy.record and (copy.sent is None or on is None) else new_id if copy.sent else first
    return Distribution(
        id=id_,
        to=copy.to,
        relative=copy.relative or None,
        audience=audience or copy.audience,
        sent=on,
        how=how,
        professional=professional or copy.professional,
    )


def _check_reader(copy: Copy, audience: Audience | None, meeting: Meeting, format_: Format, *, sending: bool) -> None:
    """Raises `NotSent` where a copy can't go to somebody: a relative gets what was released to them, nothing else."""
    side, known = side_of_reader(copy, meeting), bool(copy.person or copy.relative)
    if side == "unanswered" or not known:
        _refuse_family(copy.to, copy.ref, side, meeting)
    if side == "relative" and audience not in (None, "family"):
        raise NotSent(release_words.NEVER_A_PROFESSIONALS.format(name=copy.to.name))
    if (audience or copy.audience) != "family":
        return
    if not copy.relative:
        raise NotSent(
            release_words.NOT_A_RELATIVES.format(name=copy.to.name, meeting=meeting.id),
            release_words.NOT_A_RELATIVES_HERE.format(name=copy.to.name),
        )
    if sending and (why := still_to_do(meeting, format_, copy.relative)):
        raise NotSent(why, still_to_do(meeting, format_, copy.relative, on_screen=True))


def side_of_reader(copy: Copy, meeting: Meeting) -> Side:
    """Whether a reader on the list gets a professional's copy or a relative's (`family.side_of`)."""
    if copy.relative or copy.to.name == words.THE_FAMILY:
        return "relative"
    attendee = meeting.attendee_of(copy.to)
    if attendee is not None:
        return side_of(attendee, meeting)
    return side_of_name(copy.to.name, meeting, professional=copy.professional)


def _refuse_family(who: Who, ref: str, side: Side, meeting: Meeting) -> None:
    """Raises `NotSent` for who is or may be family, and while nobody has said."""
    if side == "relative" and who.name != words.THE_FAMILY:
        raise NotSent(family_words.NAMED_AS_FAMILY.format(name=who.name, meeting=meeting.id))
    if side == "unanswered":
        raise NotSent(family_words.no_copy_yet(who.name, meeting.id, ref or f"“{who.name}”", closed=meeting.closed))


def _other(entry: Entry[Distribution], due: date | None, meeting: Meeting) -> Copy:
    """The copy of somebody who isn't an attendee; a professional's only once it is said that they are one."""
    record = entry.record
    copy = _copy(record.to, "", "", record.audience, due, entry)
    side = side_of_reader(copy, meeting)
    gets_none = side == "relative" or (side == "unanswered" and record.sent is None)
    return replace(copy, audience="family") if gets_none else copy


def _is_for_relative(record: Distribution, relative: FamilyEntry) -> bool:
    return record.relative == relative.record.id or plain(record.to.name) == plain(relative.record.name)


def _copy(
    who: Who, ref: str, agency: str, audience: Audience, due: date | None, given: Entry[Distribution] | None
) -> Copy:
    if given is None:
        return Copy(who, ref, agency, audience, due)
    record = given.record
    return Copy(
        who,
        ref,
        agency,
        audience,
        due,
        record.sent,
        record.how,
        given.last.by,
        record.id,
        professional=record.professional,
    )


def _newest(entries: list[Entry[Distribution]]) -> Entry[Distribution] | None:
    return max(entries, key=lambda e: e.last.seq) if entries else None


def _is_for(record: Distribution, entry: Entry[Attendee]) -> bool:
    if record.to.attendee:
        return record.to.attendee == entry.record.id
    return plain(record.to.name) == plain(entry.record.name)


def _nobody_decided(reader: FamilyEntry, meeting: Meeting, format_: Format) -> bool:
    """Whether a relative isn't in the attendance, nobody began to decide about their copy, and no answer says that the
    family is given one."""
    told = (meeting.answer(question.id) for question in format_.questions_about(*FAMILY_TOLD))
    if isinstance(reader.record, PersonConcerned) or any(a and a.value not in ("no", "none") for a in told):
        return False
    there = (reader_of(entry.record, meeting) for entry in meeting.attendees)
    decided = any(entry.record.relative == reader.record.id for entry in meeting.all(Release))
    return not decided and all(one is None or one.record.id != reader.record.id for one in there)


def _family_gets_one(meeting: Meeting, format_: Format) -> bool:
    questions = format_.questions_about(*FAMILY_TOLD)
    answers = [meeting.answer(question.id) for question in questions]
    return bool(questions) and all(answer is None or answer.value not in ("no", "none") for answer in answers)


def named(name: str, listed: list[Copy]) -> list[Copy]:
    """The copies of those who go by a name, part of one, or reference."""
    wanted = plain(name)
    if not wanted:
        return []
    exactly = [c for c in listed if c.ref.casefold() == name.strip().casefold() or plain(c.to.name) == wanted]
    if exactly:
        return exactly
    return [c for c in listed if all(any(w.startswith(part) for w in plain(c.to.name)) for part in wanted)]


def known_as(copy: Copy) -> str:
    """A reader as messages list them: name and reference."""
    return f"{copy.to.name} ({copy.ref})" if copy.ref else copy.to.name
