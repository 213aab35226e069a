"""The two parts of a meeting: whether there was a second, and the part of each answer (IOW-19, KBSP-17)."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Draft, Part, Statement


def had_part_two(meeting: Meeting) -> bool:
    """Whether the meeting ever had a second part, which the family joins."""
    return (
        any(version.record.kind == "details" and version.record.part == 2 for version in meeting.versions)
        or any(2 in entry.record.parts for entry in meeting.attendees)
        or any(entry.record.part == 2 for entry in meeting.statements)
    )


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

    Undoing a change gives the words back that were said, and their part.
    """
    record = draft.record
    if draft.removed or draft.undoes or not isinstance(record, Statement) or record.part == 1:
        return draft
    known = meeting.entry(record.id)
    if known is None or meeting.details.part == 2 or known.record == record:
        return draft
    return draft.model_copy(update={"record": record.model_copy(update={"part": 1})})
