"""How the program is told to end, and that it then ends whatever it is at."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

LEAVE_WITHIN = 1.4
"""Seconds that leaving in order may take; what is then left to do may take `LAST_STEP` each."""
LAST_STEP = 0.2


class Deadline:
    """Ends the process where leaving in order takes too long: a worker that waits for a server, a terminal that takes
    nothing, a file that is being made. What was acknowledged is durable by then."""

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
        """Whether the program has been told to end."""
        return self._begun.is_set()

    def at_begin(self, step: Callable[[], object]) -> Callable[[], None]:
        """Have this done, from another thread, once the program is told to end; what takes it back is returned."""
        return _listed(self._first, step)

    def at_forced_end(self, step: Callable[[], object]) -> Callable[[], None]:
        """Have this done before the process is ended by force, from another thread; what takes it back is returned."""
        return _listed(self._steps, step)

    def begin(self, status: int, within: float | None = None) -> None:
        """From now on the time runs; `status` is what the process then ends with. Once begun it stays."""
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
        """End the process at once."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
        self._begun.set()
        for step in reversed(self._steps):  # the last to come knows most of how things stand
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
"""The process's own."""


def when_ended(leave: Callable[[int], object], *, by_ctrl_c: bool = False) -> None:
    """Have the running loop call `leave` with the signal's number once the system ends the program; `by_ctrl_c`: then
    too, where no screen takes it for a key.

    Not on Windows, which ends a program with its window: Ctrl+C raises `KeyboardInterrupt` there.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, *([signal.SIGINT] if by_ctrl_c else [])):
        loop.add_signal_handler(number, leave, number)
