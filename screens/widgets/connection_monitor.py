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
"""Seconds between two looks; the journal answers from memory."""
BACK_FOR = timedelta(seconds=20)
"""How long it is said that the server is back."""


@dataclass(frozen=True, slots=True)
class ConnectionStatus:
    """What the status line says of it in place of the last save: in full words, in short ones, and how it looks."""

    full: str
    short: str
    mood: str


def connection_status(reach: ConnectionState, now: datetime) -> ConnectionStatus | None:
    """None where there is nothing to say: a folder, or a server that has been there for a while."""
    if reach.since is None:
        return None
    clock = show_clock(reach.since.astimezone(now.tzinfo))
    if reach.state == "away":
        form = words.STATUS_AWAY_LINES if reach.waiting else words.STATUS_AWAY
        short = words.STATUS_AWAY_SHORT.format(clock=clock, count=reach.waiting)
        return ConnectionStatus(form.format(clock=clock, count=reach.waiting), short, "warn")
    if reach.waiting:
        count = reach.waiting
        full, short = words.STATUS_SENDING.format(count=count), words.STATUS_SENDING_SHORT.format(count=count)
        return ConnectionStatus(full, short, "warn")
    if reach.conflicts:
        said = words.STATUS_CHOOSE.format(count=reach.conflicts)
        return ConnectionStatus(said, said, "bad")
    if now - reach.since < BACK_FOR:
        return ConnectionStatus(words.STATUS_BACK, words.STATUS_BACK_SHORT, "good")
    return None


class ConnectionMonitor(Widget):
    """Shows nothing. Says when the server goes or comes, when something waits or was sent, and while there is something
    to choose."""

    DEFAULT_CSS = "ConnectionMonitor { display: none; }"

    @dataclass
    class Changed(Message):
        """It is reached otherwise than before, or there still is something to choose."""

        reach: ConnectionState

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self._was: ConnectionState | None = None

    def on_mount(self) -> None:
        if self._session.journal.connection_state(self._session.meeting.id).state != "here":
            self.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Tell what is new of it."""
        reach = self._session.journal.connection_state(self._session.meeting.id)
        if reach != self._was or reach.conflicts:
            self._was = reach
            self.post_message(self.Changed(reach))
