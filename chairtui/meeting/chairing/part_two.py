"""Turning to part two: who of the professionals stays, who of the family joins, and the attendance that records it.

IOW-19 and KBSP-17. The parts of an attendee decide what their copy holds, so they are asked for when part two starts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from chairtui.meeting.after.restrictions import anything_kept_from
from chairtui.meeting.copy_readers import FamilyReader, may_be_given, reader_of, relation_of
from chairtui.meeting.family import side_of
from chairtui.meeting.fold import Entry, Meeting
from chairtui.meeting.parts import part_two_began
from chairtui.meeting.records import Attendee, Details, Draft, Part, Relative


def may_stay(meeting: Meeting) -> list[Entry[Attendee]]:
    """Those of part one who may stay for part two: no relatives, and nobody who is absent or sent apologies."""
    return [
        entry
        for entry in meeting.attendees
        if 1 in entry.record.parts
        and entry.record.status in ("present", "invited")
        and side_of(entry.record, meeting) != "relative"
    ]


def for_part_two_alone(meeting: Meeting) -> list[Entry[Attendee]]:
    """Those who come for part two without being recorded as relatives or as concerned."""
    alone = (e for e in meeting.attendees if 1 not in e.record.parts)
    return [e for e in alone if reader_of(e.record, meeting) is None]


def proposed_to_stay(meeting: Meeting) -> frozenset[str]:
    """Those (by record id) who are proposed to stay: whoever is here and hasn't left, and who
    chairs or takes notes; the second time, whoever stayed
    the first time."""
    again = bool(part_two_began(meeting))
    posts = [meeting.attendee_of(who) for who in (meeting.details.chair, meeting.details.note_taker)]
    leads = {attendee.id for attendee in posts if attendee is not None}

    def proposed(attendee: Attendee) -> bool:
        if again:
            return 2 in attendee.parts
        here = attendee.status == "present" or 2 in attendee.parts or attendee.id in leads
        return attendee.left is None and here

    return frozenset(entry.record.id for entry in may_stay(meeting) if proposed(entry.record))


def proposed_to_join(meeting: Meeting) -> frozenset[str]:
    """Those (by record id) who are proposed to join: who joined before, and who is invited or present by the
    attendance; nobody from whom anything is kept or who is given nothing.

    Whoever is recorded only as a relative isn't proposed: they may be recorded so that something is kept from them.
    """
    joined = {
        id_ for version in meeting.versions if isinstance(version.record, Details) for id_ in version.record.joined
    }
    coming = (
        e.record for e in meeting.attendees if e.record.status in ("present", "invited") and e.record.left is None
    )
    expected = {reader.record.id for attendee in coming if (reader := reader_of(attendee, meeting))}
    return frozenset(
        entry.record.id
        for entry in may_be_given(meeting)
        if entry.record.id in joined | expected and not anything_kept_from(entry.record.id, meeting)
    )


def nobody_joins(meeting: Meeting, joined: Collection[str]) -> bool:
    """Whether part two would start with none of the family recorded, so that it is asked who joins.

    Whoever is in the attendance for part two alone joins without being ticked.
    """
    return not joined and bool(may_be_given(meeting)) and not for_part_two_alone(meeting)


def part_two_drafts(
    meeting: Meeting, *, stays: Collection[str], joined: Collection[str], new_id: Callable[[], str]
) -> list[Draft]:
    """The drafts that turn the meeting to part two: who of `may_stay` is in it, the family who join as attendees, and
    the details last. `stays` are attendees, `joined` relatives and persons concerned, by record id."""
    family = [entry.record for entry in may_be_given(meeting) if entry.record.id in joined]
    details = meeting.details.model_copy(update={"part": 2, "joined": tuple(one.id for one in family)})
    return [
        *who_stays(meeting, stays),
        *(draft for one in family if (draft := _joins(one, meeting, new_id))),
        Draft(record=details, base=meeting.base_of("details")),
    ]


def who_stays(meeting: Meeting, stays: Collection[str]) -> list[Draft]:
    """The drafts that record in the attendance who of `may_stay` stays (by record id), where it says otherwise."""
    drafts: list[Draft] = []
    for entry in may_stay(meeting):
        before = entry.record
        parts: tuple[Part, ...] = (1, 2) if before.id in stays else (1,)
        status = "present" if before.id in stays else before.status
        after = before.model_copy(update={"parts": parts, "status": status})
        if after != before:
            drafts.append(Draft(record=after, base=entry.base))
    return drafts


def _joins(reader: FamilyReader, meeting: Meeting, new_id: Callable[[], str]) -> Draft | None:
    """The attendance of somebody of the family who joins, None where it says so already."""
    found = ((e, reader_of(e.record, meeting)) for e in meeting.attendees)
    known = next((e for e, who in found if who is not None and who.record.id == reader.id), None)
    if known is None:
        here = Attendee(
            id=new_id(),
            name=reader.name,
            role=relation_of(reader),
            email=reader.email if isinstance(reader, Relative) else "",
            status="present",
            parts=(2,),
            relative=True,
        )
        return Draft(record=here)
    before = known.record
    parts = tuple(sorted({*before.parts, 2})) if before.status == "present" else (2,)
    after = before.model_copy(update={"status": "present", "parts": parts, "left": None, "relative": True})
    return Draft(record=after, base=known.base) if after != before else None
