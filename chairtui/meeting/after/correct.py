"""Makes the amendment that corrects a record of a closed meeting (ALL-07)."""

from __future__ import annotations

from chairtui.meeting.amended import corrected_by
from chairtui.meeting.capture.marks import take_readers, together
from chairtui.meeting.capture.result import NotTaken
from chairtui.meeting.fold import Meeting
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Amendment


class NotCorrected(ValueError):
    """The correction's marks can't be read; the message is for a person."""


def correction(
    new_id: str, target: str, text: str, reason: str, meeting: Meeting, *, asked_by: str = "", agreed_by: str = ""
) -> Amendment:
    """The amendment of the record `target`, with the marks at the end of its words or of its reason.

    Who may not read what it corrects never reads it, whatever its own marks say (see `audience`). Raises
    `NotCorrected`, and `ValidationError` where words are missing.
    """
    try:
        text, of_text = take_readers(text, meeting)
        reason, of_reason = take_readers(reason, meeting)
        marks = together(of_text, of_reason)
        amendment = Amendment(
            id=new_id,
            target=target,
            text=text,
            reason=reason,
            asked_by=asked_by,
            agreed_by=agreed_by,
            **dict(marks or Readers()),
        )
        for entry in corrected_by(meeting, amendment):
            if isinstance(entry.record, Readers):
                together(amendment, entry.record)
    except NotTaken as taken:
        raise NotCorrected(taken.outcome.reason) from None
    return amendment
