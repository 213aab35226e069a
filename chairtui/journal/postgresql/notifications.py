"""News of a meeting, as the server tells them: LISTEN on a connection of its own, and a look now and then besides."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import psycopg

from chairtui.journal.postgresql.meeting_cache import Held
from chairtui.journal.postgresql.server import Line, Server
from chairtui.journal.protocol import JournalError
from chairtui.meeting.records import Version

LOOK_SECONDS = 3.0
"""How often to look although nothing was told: a connection may have gone without a word."""
STOP_SECONDS = 0.2
"""How soon it is noticed that nobody watches any more."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds between attempts to reach a server that is away: doubled each time, and spread, so that a room full of
seats doesn't come back all at once."""


def news(server: Server, look: Callable[[], Held], after: int, stop: threading.Event) -> Iterator[list[Version]]:
    """Versions after `after` as they come, until `stop`. `look` reads the meeting. Whoever writes is told what is
    wrong with the server or the meeting; watching goes on."""
    ear = _Ear(server)
    pause = FIRST_PAUSE
    try:
        while not stop.is_set():
            try:
                # Heard first, looked after: what is kept between the two is told.
                held = look()
                if ear.turn_to(held.channel):
                    held = look()
            except JournalError:
                ear.close()
                stop.wait(min(pause, LONGEST_PAUSE) * random.uniform(0.7, 1.3))
                pause *= 2
                continue
            pause = FIRST_PAUSE
            fresh = held.history.versions[after:]
            if fresh:
                after = fresh[-1].seq
                yield fresh
            ear.wait(stop)
    finally:
        ear.close()


class _Ear:
    """A connection that listens to one channel."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: Line | None = None
        self._channel = ""

    def turn_to(self, channel: str) -> bool:
        """Listen to this channel; whether that is new. Raises `JournalError`."""
        if self._line is not None and not self._line.closed and channel == self._channel:
            return False
        self.close()
        self._line = self._server.connect()
        try:
            self._line.execute(f'LISTEN "chairtui_{channel}"'.encode("ascii"))
        except psycopg.Error:
            self.close()
            return False
        self._channel = channel
        return True

    def wait(self, stop: threading.Event) -> None:
        """Until something was told, or it is time to look, or nobody watches any more."""
        until = time.monotonic() + LOOK_SECONDS
        while not stop.is_set() and time.monotonic() < until:
            if self._line is None:
                stop.wait(STOP_SECONDS)
                continue
            try:
                if list(self._line.notifies(timeout=STOP_SECONDS, stop_after=1)):
                    return
            except psycopg.Error:
                self.close()
                return

    def close(self) -> None:
        if self._line is not None:
            with suppress(psycopg.Error):
                self._line.close()
        self._line = None
        self._channel = ""
