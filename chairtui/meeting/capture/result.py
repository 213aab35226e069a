"""What becomes of a typed line: understood, a question back, or refused with the reason. Always exactly one."""

from __future__ import annotations

from dataclasses import dataclass

from chairtui.meeting.capture.people import Nobody, Unclear
from chairtui.meeting.records import Draft, Who


@dataclass(frozen=True, slots=True)
class Understood:
    """The drafts to append, what stands under the line (what it becomes, what is missing), and the record's id."""

    drafts: tuple[Draft, ...]
    preview: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Asks:
    """A name that several people have; what is chosen goes into the line from `start` up to `end`."""

    reason: str
    choices: tuple[Who, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the line can't be taken and what to do, and where in the line that is (-1 for the line as a whole)."""

    reason: str
    start: int = -1
    end: int = -1


class NotTaken(Exception):
    """Raised while a line is read, as soon as it is clear that it can't be understood."""

    def __init__(self, outcome: Asks | Refused) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


def refuse(reason: str, start: int = -1, end: int = -1) -> NotTaken:
    """To be raised."""
    return NotTaken(Refused(reason, start, end))


def unsettled(found: Unclear | Nobody) -> NotTaken:
    """To be raised for a name that isn't one person's."""
    if isinstance(found, Unclear):
        return NotTaken(Asks(found.reason, found.choices, found.start, found.end))
    return refuse(found.reason, found.start, found.end)
