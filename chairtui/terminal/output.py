"""Terminal output that can be given up: a terminal may stop taking what it is sent, and the program must still end."""

from __future__ import annotations

import io
import os
import select
import termios
import threading
from contextlib import suppress

LOOK = 0.1
"""Seconds between two looks whether to go on waiting for the terminal."""


class TerminalFile(io.TextIOBase):
    """Writes text to the terminal behind a file number, waiting for it unless told not to.

    The terminal is opened anew so that not waiting concerns nobody who shares the number, such as the shell.
    """

    def __init__(self, shared: int) -> None:
        super().__init__()
        self._own = -1
        with suppress(OSError):  # somebody else's terminal, after su
            self._own = os.open(os.ttyname(shared), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        self._number = shared if self._own < 0 else self._own
        self._hurried = threading.Event()
        self.dropped = False
        """Whether the terminal lacks something that was written, so that it stands in the middle of it."""

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def hurry(self) -> None:
        """Wait no longer: what the terminal doesn't take at once is dropped."""
        self._hurried.set()

    def write(self, text: str) -> int:
        rest = memoryview(text.encode("utf-8", "replace"))
        while rest:
            try:
                rest = rest[os.write(self._number, rest) :]
            except BlockingIOError:
                if self._hurried.is_set():
                    self.dropped = True
                    break
                with suppress(OSError, ValueError):
                    select.select([], [self._number], [], LOOK)
            except OSError:  # it has gone
                self.dropped = True
                break
        return len(text)

    def write_last(self, text: str) -> None:
        """Write where what came before may have stopped in the middle, and the terminal may take nothing.

        What it hasn't taken yet makes room.
        """
        if self._own < 0:
            return
        self.hurry()
        with suppress(termios.error):
            termios.tcflush(self._own, termios.TCOFLUSH)
        self.write(text)
