"""Listener: a widget that watches the journal on a thread and posts the versions others write."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.widget import Widget

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.records import Version


class Listener(Widget):
    """Invisible. Its thread only posts messages, and ends with the widget."""

    DEFAULT_CSS = "Listener { display: none; }"

    @dataclass
    class Arrived(Message):
        """New versions; this session's own may be among them."""

        versions: tuple[Version, ...]

    @dataclass
    class Stopped(Message):
        """Watching has failed; `reason` is a message."""

        reason: str

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self.stop = threading.Event()

    def on_mount(self) -> None:
        self._listen(self._session.meeting.position)

    def on_unmount(self) -> None:
        self.stop.set()

    @work(thread=True, exit_on_error=False)
    def _listen(self, after: int) -> None:
        try:
            for versions in self._session.journal.watch(self._session.meeting.id, after, self.stop):
                self.post_message(self.Arrived(tuple(versions)))
        except JournalError as error:
            self.post_message(self.Stopped(str(error)))
