"""New versions of a meeting as they are written: LISTEN on a connection of its own, and polling as a fallback."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import psycopg

from chairtui.journal.postgresql.connection import ServerConnection
from chairtui.journal.postgresql.meeting_cache import CachedMeeting
from chairtui.journal.postgresql.server import Server
from chairtui.journal.protocol import JournalError
from chairtui.meeting.records import Version

POLL_SECONDS = 3.0
"""Interval of polls, in case the connection died silently."""
STOP_SECONDS = 0.2
"""How soon `stop` is noticed."""
FIRST_DELAY, MAX_DELAY = 0.5, 15.0
"""Seconds between reconnection attempts: doubled each time, with jitter, so that clients don't return all at once."""


def fresh_versions(
    server: Server, fetch: Callable[[], CachedMeeting], after: int, stop: threading.Event
) -> Iterator[list[Version]]:
    """Yield versions after `after` until `stop` is set. `fetch` refreshes the cached meeting. Errors are left to
    writers to report; watching goes on."""
    listener = _Listener(server)
    delay = FIRST_DELAY
    try:
        while not stop.is_set():
            try:
                # Fetch again after LISTEN: what was written before it is not notified.
                cached = fetch()
                if listener.listen_to(cached.channel):
                    cached = fetch()
            except JournalError:
                listener.close()
                stop.wait(min(delay, MAX_DELAY) * random.uniform(0.7, 1.3))
                delay *= 2
                continue
            delay = FIRST_DELAY
            fresh = cached.history.versions[after:]
            if fresh:
                after = fresh[-1].seq
                yield fresh
            listener.wait(stop)
    finally:
        listener.close()


class _Listener:
    """A connection that listens to one channel."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._connection: ServerConnection | None = None
        self._channel = ""

    def listen_to(self, channel: str) -> bool:
        """LISTEN to this channel; whether that changed anything. Raises `JournalError`."""
        if self._connection is not None and not self._connection.closed and channel == self._channel:
            return False
        self.close()
        self._connection = self._server.connect()
        try:
            self._connection.execute(f'LISTEN "chairtui_{channel}"'.encode("ascii"))
        except psycopg.Error:
            self.close()
            return False
        self._channel = channel
        return True

    def wait(self, stop: threading.Event) -> None:
        """Block until a notification, the next poll, or `stop`."""
        until = time.monotonic() + POLL_SECONDS
        while not stop.is_set() and time.monotonic() < until:
            if self._connection is None:
                stop.wait(STOP_SECONDS)
                continue
            try:
                if list(self._connection.notifies(timeout=STOP_SECONDS, stop_after=1)):
                    return
            except psycopg.Error:
                self.close()
                return

    def close(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None
        self._channel = ""
