"""Opening a stored meeting: its session and the format it is held to."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from chairtui.journal.session import Session
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import format_for
from chairtui.words import screens as words
from screens.context import AppContext


@dataclass
class Opened(Message):
    """Posted when a meeting was opened: the app shows it above the library, or returns to it if it is already open."""

    session: Session
    format: Format


class CannotOpen(Exception):
    """A meeting that can be read but not shown; the message is for a person."""


def open_meeting(context: AppContext, meeting: str) -> tuple[Session, Format]:
    """A session of the meeting; of a damaged one, for reading its valid part.

    Raises `CannotOpen`, and any `JournalError` of reading it.
    """
    session = Session(context.journal, meeting, context.by, context.role)
    try:
        details = session.meeting.details
    except LookupError:
        if session.damage is not None:
            raise session.damage from None
        raise CannotOpen(words.NO_DETAILS.format(meeting=meeting)) from None
    format_ = format_for(session.meeting, context.formats.get)
    if format_ is None:
        raise CannotOpen(words.NO_FORMAT.format(meeting=meeting, format=details.format_name, id=details.format))
    return session, format_
