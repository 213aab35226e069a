"""Which of a format's questions a meeting is asked: some wait for another answer, or for a state of the meeting."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Question
from chairtui.meeting.records import Answer, Who


def is_asked(question: Question, meeting: Meeting) -> bool:
    """Whether the question is open now. One that isn't may still hold an answer from before."""
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
    if question.when == "no-action":
        return all(a.record.status == "dropped" for a in meeting.actions)
    return True


def at_the_meeting(answer: Answer, meeting: Meeting) -> bool:
    """Whether the person that an answer names came to the meeting, or is still expected there."""
    attendee = meeting.attendee_of(Who.model_construct(name=answer.value, attendee=answer.attendee))
    return attendee is not None and attendee.status in ("invited", "present")


def asked(meeting: Meeting, format_: Format, *, item: str = "", convening: bool = False) -> tuple[Question, ...]:
    """The questions that are open now, in the format's order: all, or those under an item, or those of convening."""
    return tuple(
        q
        for q in format_.questions
        if (not item or q.item == item) and (q.convening or not convening) and is_asked(q, meeting)
    )
