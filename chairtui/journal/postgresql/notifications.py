"""New versions of a meeting as they are written: by NOTIFY, and by polling as a fallback."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator

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
LONGEST = 10
"""Digits of a position, at most."""


def fresh_versions(
    server: Server, fetch: Callable[[], CachedMeeting], after: int, stop: threading.Event
) -> Iterator[list[Version]]:
    """Yield versions after `after` until `stop` is set. `fetch` refreshes the cached meeting. Errors are left to
    writers to report; watching goes on."""
    listener = _Listener(server)
    delay = FIRST_DELAY
    cached: CachedMeeting | None = None
    try:
        while not stop.is_set():
            try:
                if cached is None:
                    cached = fetch()
                    # Fetch again after LISTEN: what was written before it is not notified.
                    if listener.listen_to(cached.channel):
                        cached = fetch()
            except JournalError:
                cached = None
                stop.wait(min(delay, MAX_DELAY) * random.uniform(0.7, 1.3))
                delay *= 2
                continue
            delay = FIRST_DELAY
            with cached.lock:
                fresh = cached.history.versions[after:]
            if fresh:
                after = fresh[-1].seq
                yield fresh
            if not listener.wait(stop, cached):
                cached = None
    finally:
        listener.close()


class _Listener:
    """Notifications of one meeting, by their payloads: the position it has reached."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._channel = ""
        self._told = threading.Event()
        self._position = 0
        self._fetch_needed = False

    def listen_to(self, channel: str) -> bool:
        """LISTEN to the meeting's channel; whether that changed anything. Raises `JournalError`."""
        name = f"chairtui_{channel}"
        if name == self._channel:
            return False
        self.close()
        self._server.listen(name, self._notify)
        self._channel = name
        return True

    def wait(self, stop: threading.Event, cached: CachedMeeting) -> bool:
        """Block until a notification, the next poll, or `stop`; whether all that was notified is cached already, as
        this process's own writes are."""
        until = time.monotonic() + POLL_SECONDS
        while not stop.is_set():
            left = until - time.monotonic()
            if left <= 0:
                return False
            if self._told.wait(min(left, STOP_SECONDS)):
                self._told.clear()
                fetch_needed, self._fetch_needed = self._fetch_needed, False
                # A writer holds the lock from its request until the versions are cached.
                with cached.lock:
                    return not fetch_needed and self._position <= cached.history.position
        return False

    def close(self) -> None:
        if self._channel:
            self._server.unlisten(self._channel, self._notify)
        self._channel = ""

    def _notify(self, payload: str) -> None:
        # Any member may notify anything.
        if payload.isascii() and payload.isdecimal() and len(payload) < LONGEST:
            self._position = max(self._position, int(payload))
        else:
            self._fetch_needed = True
        self._told.set()
