"""A terminal that goes away under the program: a window that is closed, a connection that breaks.

Nobody sees the meeting any more, and nobody can end it. What was typed is kept already, so the program leaves.
For terminals with POSIX's ways; on Windows the system ends a program with its window.
"""

from __future__ import annotations

import os
import termios
import threading
from collections.abc import Callable

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.drivers.linux_driver import LinuxDriver

LOOKS = 0.25
"""Seconds between two looks whether the terminal is still there."""
PATIENCE = 3.0
"""Seconds that leaving in order may take without a terminal."""
HUNG_UP = 129
"""The exit status of a program whose terminal hung up, as shells count it."""

_gone = threading.Event()


class TerminalDriver(LinuxDriver):
    """Writes no more once the terminal has gone: whoever waits to write to one that takes nothing waits for good.

    A painting goes to the thread that writes as one piece. In three, with the marks around it, the thread comes for the
    first and each of the others then waits for it.
    """

    _painting = ""

    def write(self, data: str) -> None:
        if _gone.is_set():
            return
        if data == SYNC_START or self._painting:
            self._painting += data
            if data != SYNC_END:
                return
            data, self._painting = self._painting, ""
        super().write(data)


def leave_without(terminal: int, leave: Callable[[], object]) -> None:
    """See that the program ends once the terminal behind this file number has gone: `leave` is called, from a thread
    of its own, and what hasn't ended in `PATIENCE` seconds is ended."""
    threading.Thread(target=_watch, args=(terminal, leave), daemon=True, name="terminal").start()


def _watch(terminal: int, leave: Callable[[], object]) -> None:
    pause = threading.Event()
    while _there(terminal):
        pause.wait(LOOKS)
    _gone.set()
    leave()
    pause.wait(PATIENCE)
    os._exit(HUNG_UP)


def _there(terminal: int) -> bool:
    try:
        termios.tcgetattr(terminal)
    except termios.error:
        return False
    return True
