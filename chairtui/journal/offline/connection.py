"""Calls to the server with a timeout, and whether it was reachable at the last call."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from chairtui.journal.offline.remote import Remote
from chairtui.journal.protocol import Unreachable
from chairtui.words import offline as words

T = TypeVar("T")

WRITE_TIMEOUT = 3.0
"""Seconds for a write; after that the line is queued locally and sent again under the same id."""
READ_TIMEOUT = 20.0
"""Seconds for reading a meeting."""
POLL_SECONDS = 0.1
"""Polling interval for several events."""
FIRST_DELAY, MAX_DELAY = 0.5, 15.0
"""Seconds until the first reconnection attempt, and between two at most."""


class Backoff:
    """Exponential backoff with jitter."""

    def __init__(
        self, first: float = FIRST_DELAY, most: float = MAX_DELAY, spread: Callable[[], float] = random.random
    ) -> None:
        self._first = first
        self._most = most
        self._spread = spread
        self._tries = 0

    def next(self) -> float:
        """Seconds until the next attempt."""
        longest = min(self._first * 2.0**self._tries, self._most)
        self._tries = min(self._tries + 1, 30)
        return longest * (0.5 + self._spread() / 2)

    def reset(self) -> None:
        """Start again after a success."""
        self._tries = 0


class Connection:
    """Calls to a `Remote`. `away`: the last call could not reach it; `since` when that last changed, None before the
    first time. `went_away` is set on disconnection and replaced on reconnection.

    `connect` makes the remote; `on_lost` is called on each disconnection. `timeout_scale` multiplies the timeouts; with
    0 calls have none and run in the caller's thread.
    """

    def __init__(
        self,
        connect: Callable[[], Remote],
        now: Callable[[], datetime],
        on_lost: Callable[[], None],
        timeout_scale: float = 1.0,
    ) -> None:
        self.away = False
        self.since: datetime | None = None
        self.went_away = threading.Event()
        self._connect = connect
        self._now = now
        self._on_lost = on_lost
        self._timeout_scale = timeout_scale
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._remote: Remote | None = None

    @property
    def remote(self) -> Remote:
        """The remote itself, for `watch`."""
        with self._lock:
            if self._remote is None:
                self._remote = self._connect()
            return self._remote

    def call(self, do: Callable[[Remote], T], seconds: float = READ_TIMEOUT) -> T:
        """Call the remote. Raises `Unreachable`, immediately while the server is known to be away."""
        if self.away:
            raise Unreachable(words.NOT_WITHOUT_SERVER)
        return self.attempt(do, seconds)

    def attempt(self, do: Callable[[Remote], T], seconds: float = READ_TIMEOUT) -> T:
        """As `call`, also while it is away."""
        try:
            return self._with_limit(do, seconds * self._timeout_scale)
        except Unreachable:
            self.mark_away()
            raise

    def _with_limit(self, do: Callable[[Remote], T], seconds: float) -> T:
        remote = self.remote
        if not seconds:
            return do(remote)
        with self._lock:
            if self._worker is None:
                self._worker = _Worker()
            worker = self._worker
        given: list[T] = []
        call = _Call(lambda: given.append(do(remote)))
        worker.calls.put(call)
        if not call.done.wait(seconds):
            with self._lock:
                # It may hang for minutes: abandon it, and let the next call make a new remote.
                if self._worker is worker:
                    self._worker, self._remote = None, None
            worker.calls.put(_Call(remote.close))
            worker.calls.put(None)
            raise Unreachable(words.NO_ANSWER.format(seconds=seconds))
        if call.error is not None:
            raise call.error
        return given[0]

    @property
    def is_open(self) -> bool:
        """Whether a remote was made."""
        return self._remote is not None

    def mark_away(self) -> None:
        """Record a disconnection."""
        with self._lock:
            if self.away:
                return
            self.away, self.since = True, self._now()
            self.went_away.set()
        self._on_lost()

    def mark_connected(self) -> None:
        """Record a reconnection."""
        with self._lock:
            if self.away:
                self.away, self.since = False, self._now()
                self.went_away = threading.Event()

    def close(self) -> None:
        """Close the remote and end the worker."""
        with self._lock:
            worker, remote, self._worker, self._remote = self._worker, self._remote, None, None
            self.went_away.set()
        if worker is None:
            if remote is not None:
                remote.close()
            return
        call = _Call(remote.close if remote is not None else lambda: None)
        worker.calls.put(call)
        worker.calls.put(None)
        call.done.wait(WRITE_TIMEOUT * self._timeout_scale)


class AnyEvent(threading.Event):
    """An event that is set as soon as one of several is."""

    def __init__(self, *events: threading.Event) -> None:
        super().__init__()
        self._events = events

    def is_set(self) -> bool:
        return any(event.is_set() for event in self._events)

    def wait(self, timeout: float | None = None) -> bool:
        until = None if timeout is None else time.monotonic() + timeout
        while not self.is_set():
            left = POLL_SECONDS if until is None else min(until - time.monotonic(), POLL_SECONDS)
            if left <= 0:
                return False
            self._events[0].wait(left)
        return True


class _Call:
    def __init__(self, do: Callable[[], object]) -> None:
        self.done = threading.Event()
        self.error: BaseException | None = None
        self._do = do

    def make(self) -> None:
        try:
            self._do()
        except BaseException as error:  # noqa: BLE001 - raised in the calling thread
            self.error = error
        self.done.set()


class _Worker(threading.Thread):
    """Runs calls one after the other; None ends it."""

    def __init__(self) -> None:
        super().__init__(name="chairtui server", daemon=True)
        self.calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self.start()

    def run(self) -> None:
        while (call := self.calls.get()) is not None:
            call.make()
