"""The way to the server: each call has a time limit, and whether the server is there is known without asking it."""

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

WRITING = 3.0
"""Seconds a line may take to be kept by the server; after that it is kept here, and asked for again by its ids."""
READING = 20.0
"""Seconds a meeting may take to come."""
LOOK = 0.1
"""Seconds between two looks at several events."""
FIRST, MOST = 0.5, 15.0
"""Seconds until the first try to reach the server again, and between two tries at most."""


class Backoff:
    """How long to wait until the next try: twice as long each time, and never the same at two computers."""

    def __init__(self, first: float = FIRST, most: float = MOST, spread: Callable[[], float] = random.random) -> None:
        self._first = first
        self._most = most
        self._spread = spread
        self._tries = 0

    def next(self) -> float:
        """Seconds."""
        longest = min(self._first * 2.0**self._tries, self._most)
        self._tries = min(self._tries + 1, 30)
        return longest * (0.5 + self._spread() / 2)

    def start_again(self) -> None:
        """The server was there."""
        self._tries = 0


class Connection:
    """Calls to a `Remote`. `away`: it could not be reached the last time; `since` when that or the other began, None
    while it was never away; `episode` is set when it goes away, and there is a new one once it is back.

    `connect` makes the remote; `on_lost` is told each time it goes away. `patience` stretches the limits; with 0 calls
    have none and are made where they are asked for.
    """

    def __init__(
        self,
        connect: Callable[[], Remote],
        now: Callable[[], datetime],
        on_lost: Callable[[], None],
        patience: float = 1.0,
    ) -> None:
        self.away = False
        self.since: datetime | None = None
        self.episode = threading.Event()
        self._connect = connect
        self._now = now
        self._on_lost = on_lost
        self._patience = patience
        self._guard = threading.Lock()
        self._worker: _Worker | None = None
        self._remote: Remote | None = None

    @property
    def remote(self) -> Remote:
        """The remote itself, for waiting on it."""
        with self._guard:
            if self._remote is None:
                self._remote = self._connect()
            return self._remote

    def ask(self, do: Callable[[Remote], T], seconds: float = READING) -> T:
        """What `do` gives. Raises `Unreachable`, at once while the server is away."""
        if self.away:
            raise Unreachable(words.NOT_WITHOUT_SERVER)
        return self.try_(do, seconds)

    def try_(self, do: Callable[[Remote], T], seconds: float = READING) -> T:
        """`ask`, though it may be away."""
        try:
            return self._with_limit(do, seconds * self._patience)
        except Unreachable:
            self.lost()
            raise

    def _with_limit(self, do: Callable[[Remote], T], seconds: float) -> T:
        remote = self.remote
        if not seconds:
            return do(remote)
        with self._guard:
            if self._worker is None:
                self._worker = _Worker()
            worker = self._worker
        given: list[T] = []
        call = _Call(lambda: given.append(do(remote)))
        worker.calls.put(call)
        if not call.done.wait(seconds):
            with self._guard:
                # It may hang for minutes: the next call takes another way, and what hangs is let go when it ends.
                if self._worker is worker:
                    self._worker, self._remote = None, None
            worker.calls.put(_Call(remote.close))
            worker.calls.put(None)
            raise Unreachable(words.NO_ANSWER.format(seconds=seconds))
        if call.error is not None:
            raise call.error
        return given[0]

    @property
    def begun(self) -> bool:
        """Whether there is a remote yet."""
        return self._remote is not None

    def lost(self) -> None:
        """The server is away."""
        with self._guard:
            if self.away:
                return
            self.away, self.since = True, self._now()
            self.episode.set()
        self._on_lost()

    def found(self) -> None:
        """The server is there."""
        with self._guard:
            if self.away:
                self.away, self.since = False, self._now()
                self.episode = threading.Event()

    def close(self) -> None:
        """Let go of it."""
        with self._guard:
            worker, remote, self._worker, self._remote = self._worker, self._remote, None, None
            self.episode.set()
        if worker is None:
            if remote is not None:
                remote.close()
            return
        call = _Call(remote.close if remote is not None else lambda: None)
        worker.calls.put(call)
        worker.calls.put(None)
        call.done.wait(WRITING * self._patience)


class Either(threading.Event):
    """Set as soon as one of several events is."""

    def __init__(self, *events: threading.Event) -> None:
        super().__init__()
        self._events = events

    def is_set(self) -> bool:
        return any(event.is_set() for event in self._events)

    def wait(self, timeout: float | None = None) -> bool:
        until = None if timeout is None else time.monotonic() + timeout
        while not self.is_set():
            left = LOOK if until is None else min(until - time.monotonic(), LOOK)
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
        except BaseException as error:  # noqa: BLE001 - raised where it was asked for
            self.error = error
        self.done.set()


class _Worker(threading.Thread):
    """Makes calls one after the other; None ends it."""

    def __init__(self) -> None:
        super().__init__(name="chairtui server", daemon=True)
        self.calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self.start()

    def run(self) -> None:
        while (call := self.calls.get()) is not None:
            call.make()
