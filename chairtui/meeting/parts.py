"""The two parts of a meeting (IOW-19, KBSP-17), and records about one of several children."""

from __future__ import annotations

from chairtui.meeting.amended import root_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.marked_words import marked_parts
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Amendment, Attendee, Decision, Draft, Part, Record, Relative, Statement


def part_two_began(meeting: Meeting) -> int:
    """Seq of the version with which the meeting first went to its second part, 0 if it never did."""
    turns = (v.seq for v in meeting.versions if v.record.kind == "details" and v.record.part == 2)
    return next(turns, 0)


def had_part_two(meeting: Meeting) -> bool:
    """Whether the meeting ever had a second part, which the family joins."""
    return (
        bool(part_two_began(meeting))
        or any(2 in entry.record.parts for entry in meeting.attendees)
        or any(entry.record.part == 2 for entry in meeting.statements)
    )


def parts_of(attendee: Attendee, meeting: Meeting) -> tuple[Part, ...]:
    """The parts an attendee was in, as recorded; both for who chairs or takes notes, where nobody recorded who stayed
    for the second."""
    posts = map(meeting.attendee_of, (meeting.details.chair, meeting.details.note_taker))
    leads = any(leading is not None and leading.id == attendee.id for leading in posts)
    unsaid = attendee.parts == (1,) and not any(entry.record.parts == (1, 2) for entry in meeting.attendees)
    return (1, 2) if leads and unsaid and had_part_two(meeting) else attendee.parts


def arriving(attendee: Attendee, part: Part) -> tuple[Part, ...]:
    """The parts of an attendee who arrives in a part. Whoever is in the second part only waits for it."""
    waits = part == 1 and attendee.parts == (2,)
    return attendee.parts if waits else tuple(sorted({*attendee.parts, part}))


def part_two_expected(meeting: Meeting, format_: Format) -> bool:
    """Whether a second part is expected: the format provides for one, or there is somebody to join it."""
    return (
        any(provision.built_in == "parts" for provision in format_.provisions)
        or any(not entry.record.given_nothing for entry in meeting.all(Relative))
        or any(entry.record.relative or 2 in entry.record.parts for entry in meeting.attendees)
    )


def waiting_for_part_two(meeting: Meeting) -> list[Entry[Attendee]]:
    """Who is here now and family, or in the second part only, until a second part has begun."""
    here = (e for e in meeting.attendees if e.record.status == "present" and e.record.left is None)
    waiting = [e for e in here if e.record.relative or e.record.parts == (2,)]
    return [] if waiting and part_two_began(meeting) else waiting  # looks through all versions, so only for somebody


def answer_parts(meeting: Meeting) -> dict[str, Part]:
    """The part of each answer, by its record id: as it says itself, else the part the meeting was in when it was last
    written."""
    part: Part = 1
    parts: dict[str, Part] = {}
    for version in meeting.versions:
        if version.record.kind == "details":
            part = version.record.part
        elif version.record.kind == "answer":
            parts[version.record.id] = version.record.part or part
    return parts


def in_its_part(draft: Draft, meeting: Meeting) -> Draft:
    """The draft of a change, as part one's where it changes what was said in part two after the family left.

    Undoing the change restores the part too.
    """
    record = draft.record
    if draft.removed or draft.undoes or not isinstance(record, Statement) or record.part == 1:
        return draft
    known = meeting.entry(record.id)
    if known is None or meeting.details.part == 2 or known.record == record:
        return draft
    return draft.model_copy(update={"record": record.model_copy(update={"part": 1})})


def only_about(meeting: Meeting, person: str) -> Meeting:
    """The meeting without what was said about other persons concerned than this one (by record id) alone."""

    def shown(entry: Entry[Record]) -> Record | None:
        record = entry.record
        if isinstance(record, Amendment):
            target = root_of(meeting, record)
            if target is None or shown(target) is None:
                return None
            # without those words, nothing would tell any more whose copy may hold their correction
            if any(_about_others(part, person) for part in marked_parts(target.record)):
                return None
        if isinstance(record, Decision):
            dissent = tuple(each for each in record.dissent if not _about_others(each, person))
            record = record if dissent == record.dissent else record.model_copy(update={"dissent": dissent})
        if isinstance(record, Attendee) and _about_others(record.why_readers, person):
            return record.model_copy(update={"why": "", "why_readers": None})
        return None if isinstance(record, Readers) and _about_others(record, person) else record

    details = meeting.details
    if _about_others(details.aim_readers, person):
        details = details.model_copy(update={"aim": "", "aim_readers": None})
    if _about_others(details.reasons_readers, person):
        details = details.model_copy(update={"reasons": (), "reasons_readers": None})
    return meeting.filtered(shown, details)


def _about_others(words: Readers | None, person: str) -> bool:
    """Whether words are about persons concerned of whom this one is none."""
    return words is not None and bool(words.about) and person not in words.about
