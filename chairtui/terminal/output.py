"""Terminal output that can be abandoned: the terminal may stop reading, and the program must still be able to end."""

from __future__ import annotations

import io
import os
import select
import termios
import threading
from contextlib import suppress

LOOK = 0.1
"""Seconds between checks whether to go on waiting for the terminal."""


class TerminalFile(io.TextIOBase):
    """Writes text to the terminal of a file descriptor, blocking until `hurry` is called.

    The terminal is opened again, so that non-blocking mode doesn't affect others that share the descriptor, such as the
    shell.
    """

    def __init__(self, shared: int) -> None:
        super().__init__()
        self._own = -1
        with suppress(OSError):  # no permission, as after su
            self._own = os.open(os.ttyname(shared), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        self._number = shared if self._own < 0 else self._own
        self._hurried = threading.Event()
        self.dropped = False
        """Whether output was dropped, so that the terminal may be within a sequence."""

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def hurry(self) -> None:
        """Stop blocking: output that the terminal doesn't accept at once is dropped."""
        self._hurried.set()

    def write(self, text: str) -> int:
        rest, restarted = memoryview(text.encode("utf-8", "replace")), False
        while rest:
            try:
                rest = rest[os.write(self._number, rest) :]
            except BlockingIOError:
                if self._hurried.is_set():
                    if not restarted:  # ctrl+s reached it once its settings were put back
                        restarted = self._restart()
                        continue
                    self.dropped = True
                    break
                with suppress(OSError, ValueError):
                    select.select([], [self._number], [], LOOK)
            except OSError:  # it is gone
                self.dropped = True
                break
        return len(text)

    def _restart(self) -> bool:
        """Have the terminal take output again if ctrl+s stopped it; returns True."""
        with suppress(termios.error):
            # Only output that was stopped this way is restarted this way, whatever else stopped it before.
            termios.tcflow(self._number, termios.TCOOFF)
            termios.tcflow(self._number, termios.TCOON)
        return True

    def write_last(self, text: str) -> None:
        """Write without blocking, after discarding output that the terminal hasn't read yet."""
        if self._own < 0:
            return
        self.hurry()
        with suppress(termios.error):
            termios.tcflush(self._own, termios.TCOFLUSH)
        self.write(text)
