"""Shutdown: signals that end the program, and a deadline after which it ends by force."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

LEAVE_WITHIN = 1.4
"""Seconds that a normal exit may take. Each step of a forced exit may then take `LAST_STEP`."""
LAST_STEP = 0.2


class Deadline:
    """Ends the process by force if a normal exit takes too long, because of a worker that waits for a server, a blocked
    terminal or a file being written. Acknowledged writes are durable by then."""

    def __init__(self, seconds: float = LEAVE_WITHIN, end: Callable[[int], object] = os._exit) -> None:
        self._seconds = seconds
        self._end = end
        self._lock = threading.Lock()
        self._begun = threading.Event()
        self._ended = False
        self._first: list[Callable[[], object]] = []
        self._steps: list[Callable[[], object]] = []

    @property
    def begun(self) -> bool:
        """Whether shutdown has begun."""
        return self._begun.is_set()

    def at_begin(self, step: Callable[[], object]) -> Callable[[], None]:
        """Call `step` on another thread when shutdown begins; returns a function that cancels this."""
        return _listed(self._first, step)

    def at_forced_end(self, step: Callable[[], object]) -> Callable[[], None]:
        """Call `step` on another thread before a forced exit; returns a function that cancels this."""
        return _listed(self._steps, step)

    def begin(self, status: int, within: float | None = None) -> None:
        """Start the deadline, after which the process exits with `status`. Later calls have no effect."""
        with self._lock:
            if self._begun.is_set():
                return
            self._begun.set()
        threading.Thread(target=self._wait, args=(status, within), daemon=True, name="deadline").start()

    def _wait(self, status: int, within: float | None) -> None:
        for step in list(self._first):
            _quietly(step)
        threading.Event().wait(self._seconds if within is None else within)
        self.now(status)

    def now(self, status: int) -> None:
        """End the process now."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
        self._begun.set()
        for step in reversed(self._steps):  # the latest step first, as for atexit
            doing = threading.Thread(target=_quietly, args=(step,), daemon=True)
            doing.start()
            doing.join(LAST_STEP)
        self._end(status)


def _listed(steps: list[Callable[[], object]], step: Callable[[], object]) -> Callable[[], None]:
    steps.append(step)

    def forget() -> None:
        with suppress(ValueError):
            steps.remove(step)

    return forget


def _quietly(step: Callable[[], object]) -> None:
    with suppress(Exception):
        step()


deadline = Deadline()
"""The deadline of this process."""


def when_ended(leave: Callable[[int], object], *, by_ctrl_c: bool = False) -> None:
    """Call `leave` in the running loop with the number of a signal that ends the program; `by_ctrl_c`: of SIGINT too,
    where no screen handles it as a key.

    Does nothing on Windows, where Ctrl+C raises `KeyboardInterrupt`.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, *([signal.SIGINT] if by_ctrl_c else [])):
        loop.add_signal_handler(number, leave, number)
