"""Sitting down at a meeting that is kept: the seat, and the format it was held to."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from chairtui.journal.session import Session
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import format_for
from chairtui.words import screens as words
from screens.context import Desk
from screens.type_ahead import TypedAhead


@dataclass
class Opened(Message):
    """A meeting somebody sat down at: the app shows it above the library, or goes back to it where it is open, and
    gives it what was typed `ahead`."""

    seat: Session
    format: Format
    ahead: TypedAhead | None = None


class CannotOpen(Exception):
    """A meeting that can be read but not shown; the message is for a person."""


def open_meeting(desk: Desk, meeting: str) -> tuple[Session, Format]:
    """A seat at the meeting of that id; of a damaged one, for reading what is sound.

    Raises `CannotOpen`, and any `JournalError` of reading it.
    """
    seat = Session(desk.journal, meeting, desk.by, desk.role)
    try:
        details = seat.meeting.details
    except LookupError:
        if seat.damage is not None:
            raise seat.damage from None
        raise CannotOpen(words.NO_DETAILS.format(meeting=meeting)) from None
    format_ = format_for(seat.meeting, desk.formats.get)
    if format_ is None:
        raise CannotOpen(words.NO_FORMAT.format(meeting=meeting, format=details.format_name, id=details.format))
    return seat, format_
