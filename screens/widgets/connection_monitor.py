"""ConnectionMonitor: polls the journal's connection once a second and posts its changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.message import Message
from textual.widget import Widget

from chairtui.journal.protocol import ConnectionState
from chairtui.journal.session import Session
from chairtui.meeting.dates.calendar import show_clock
from chairtui.words import offline as words

EVERY = 1.0
"""Polling interval in seconds; the journal answers from memory."""
BACK_FOR = timedelta(seconds=20)
"""How long the status line says that the server is back."""


@dataclass(frozen=True, slots=True)
class ConnectionStatus:
    """The connection in the status line, in place of the last save: long text, short text and style."""

    full: str
    short: str
    mood: str


def connection_status(connection: ConnectionState, now: datetime) -> ConnectionStatus | None:
    """The notice to show; None for a folder, and for a server that has been connected for a while."""
    if connection.since is None:
        return None
    clock = show_clock(connection.since.astimezone(now.tzinfo))
    if connection.state == "away":
        form = words.STATUS_AWAY_LINES if connection.queued_lines else words.STATUS_AWAY
        short = words.STATUS_AWAY_SHORT.format(clock=clock, count=connection.queued_lines)
        return ConnectionStatus(form.format(clock=clock, count=connection.queued_lines), short, "warn")
    if connection.queued_lines:
        count = connection.queued_lines
        full, short = words.STATUS_SENDING.format(count=count), words.STATUS_SENDING_SHORT.format(count=count)
        return ConnectionStatus(full, short, "warn")
    if connection.conflicts:
        said = words.STATUS_CHOOSE.format(count=connection.conflicts)
        return ConnectionStatus(said, said, "bad")
    if now - connection.since < BACK_FOR:
        return ConnectionStatus(words.STATUS_BACK, words.STATUS_BACK_SHORT, "good")
    return None


class ConnectionMonitor(Widget):
    """Invisible widget that posts `Changed` when the connection or the queue changes, and while conflicts are open."""

    DEFAULT_CSS = "ConnectionMonitor { display: none; }"

    @dataclass
    class Changed(Message):
        """The state of the connection changed, or conflicts are still open."""

        connection: ConnectionState

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self._was: ConnectionState | None = None

    def on_mount(self) -> None:
        if self._session.journal.connection_state(self._session.meeting.id).state != "here":
            self.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Compare the connection with what was last posted."""
        connection = self._session.journal.connection_state(self._session.meeting.id)
        if connection != self._was or connection.conflicts:
            self._was = connection
            self.post_message(self.Changed(connection))
