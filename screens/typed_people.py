"""Parses attendees typed as "Name, role, agency"."""

from __future__ import annotations

from collections.abc import Callable

from chairtui.meeting.capture.capture import capture
from chairtui.meeting.capture.result import Asks, Choice, Understood
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Draft

BEGINNINGS = ("present", "apologies", "absent", "invite", "invited")
INVITE = "invite: "


class NotAPerson(ValueError):
    """A line that can't be an attendee; the message is for a person. `choices` are those of a question, by number."""

    def __init__(self, reason: str, choices: tuple[Choice, ...] = ()) -> None:
        super().__init__(reason)
        self.choices = choices


def read_attendee(line: str, meeting: Meeting, format_: Format, new_id: Callable[[], str]) -> tuple[Draft, ...]:
    """The drafts of an attendee, parsed by the capture line's grammar, and of the relative recorded with them.

    Without a prefix their status is invited. An attendee who is already listed is changed, not added again. Raises
    `NotAPerson`.
    """
    if line.partition(":")[0].strip().lower() not in BEGINNINGS:
        line = INVITE + line
    outcome = capture(line, meeting, format_, new_id=new_id)
    if isinstance(outcome, Understood):
        return outcome.drafts
    raise NotAPerson(outcome.reason, outcome.choices if isinstance(outcome, Asks) else ())
