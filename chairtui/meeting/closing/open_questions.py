"""Which of a format's questions a meeting is asked: some wait for another answer, or for a state of the meeting."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format, Question


def is_asked(question: Question, meeting: Meeting) -> bool:
    """Whether the question is open now. One that isn't may still hold an answer from before."""
    if question.opens:
        first = meeting.answer(question.opens.question)
        if first is None or first.value != question.opens.answer:
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
    return True


def asked(meeting: Meeting, format_: Format, *, item: str = "", convening: bool = False) -> tuple[Question, ...]:
    """The questions that are open now, in the format's order: all, or those under an item, or those of convening."""
    return tuple(
        q
        for q in format_.questions
        if (not item or q.item == item) and (q.convening or not convening) and is_asked(q, meeting)
    )
