"""Determines which of a format's questions are open, by earlier answers and the state of the meeting."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Question
from chairtui.meeting.records import Answer, Who


def is_asked(question: Question, meeting: Meeting) -> bool:
    """Whether the question is open. A closed one may still have an answer."""
    if question.opens:
        first = meeting.answer(question.opens.question)
        if not question.opens.met_by(first.value if first else None):
            return False
    if question.persons and meeting.details.person not in question.persons:
        return False
    if question.when == "anyone-remote":
        return any(a.record.remote and a.record.status in ("invited", "present") for a in meeting.attendees)
    if question.when == "police-present":
        return any(
            "police" in a.record.agency.casefold() and a.record.status in ("invited", "present")
            for a in meeting.attendees
        )
    if question.when == "any-action":
        return any(a.record.status != "dropped" for a in meeting.actions)
    if question.when == "no-reason":
        return not meeting.details.reasons
    if question.when == "no-action":
        return all(a.record.status == "dropped" for a in meeting.actions)
    return True


def may_open(question: Question, meeting: Meeting, format_: Format) -> bool:
    """Whether the question isn't open, but the answer to one that waits for an answer would open it."""
    if question.opens is None or (question.persons and meeting.details.person not in question.persons):
        return False
    first = format_.question(question.opens.question)
    if first is None or meeting.answer(first.id) is not None:
        return False
    return is_asked(first, meeting) or may_open(first, meeting, format_)


def at_the_meeting(answer: Answer, meeting: Meeting) -> bool:
    """Whether the person named in an answer is present or invited."""
    attendee = meeting.attendee_of(Who.model_construct(name=answer.value, attendee=answer.attendee))
    return attendee is not None and attendee.status in ("invited", "present")


def asked(meeting: Meeting, format_: Format, *, item: str = "", convening: bool = False) -> tuple[Question, ...]:
    """The open questions in the format's order, optionally only those under an item or those for convening."""
    return tuple(
        q
        for q in format_.questions
        if (not item or q.item == item) and (q.convening or not convening) and is_asked(q, meeting)
    )
