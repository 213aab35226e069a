"""A terminal running the real program: keys are sent as bytes, and the screen is read as lines."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import selectors
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

from screens.themes import DARK

PROGRAM = (sys.executable, "-m", "chairtui")
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "acelpqsu"},
}
"""What a terminal sends for the keys that have no letter of their own."""
NOT_FOR_EYES = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]")
"""Questions and answers between program and terminal that the emulator would print."""
PATIENCE = 30.0
"""Timeout in seconds, long enough for the slowest machine."""


class Terminal:
    """A program on its own terminal. Leaving the context ends the program."""

    def __init__(
        self,
        argv: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int] = (80, 24),
    ) -> None:
        width, height = size
        self._screen = pyte.Screen(width, height)
        self._text: str | None = None
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        self.resize(width, height)
        self._program = subprocess.Popen(
            [*PROGRAM, *argv],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.kill()
        self._program.wait()
        self._close()

    def hang_up(self) -> int:
        """Close the terminal, as closing a window does; returns the exit status."""
        self._close()
        return self._program.wait(PATIENCE)

    def _close(self) -> None:
        # Once: its number may be another file's by now.
        ours, self._ours = self._ours, -1
        if ours >= 0:
            os.close(ours)

    def end(self, number: int) -> int:
        """Send this signal; returns the exit status."""
        self._program.send_signal(number)
        return self.until_left()

    def resize(self, width: int, height: int) -> None:
        """Change the window's size, as dragging its corner does."""
        self._screen.resize(height, width)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    # ---- keys in

    def press(self, *keys: str) -> None:
        """Press keys by their names; a single character is its own name."""
        os.write(self._ours, "".join(KEYS.get(key, key) for key in keys).encode())

    def type(self, text: str) -> None:
        """Type a text as fast as the terminal takes it, reading meanwhile so that neither side waits for the other."""
        rest = text.encode()
        while rest:
            self.look(0)
            rest = rest[os.write(self._ours, rest[:256]) :]

    def paste(self, text: str) -> None:
        """Paste a text, marked as a paste the way terminals do."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    # ---- the screen out

    @property
    def text(self) -> str:
        """The screen's lines, cached until the next output."""
        if self._text is None:
            self._text = "\n".join(line.rstrip() for line in self._screen.display)
        return self._text

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def look(self, seconds: float) -> bool:
        """Read output, waiting up to so long for the first of it; returns whether there was any."""
        with selectors.DefaultSelector() as ready:  # select() takes no number over 1,023, and tests open many files
            ready.register(self._ours, selectors.EVENT_READ)
            readable = ready.select(seconds)
        if not readable:
            return False
        try:
            painted = os.read(self._ours, 65536)
        except OSError:  # how Linux says that the program has gone
            return False
        self._text = None
        self._stream.feed(NOT_FOR_EYES.sub(b"", painted))
        return True

    def until(self, true: Callable[[], bool], what: str = "") -> None:
        """Wait until a condition holds; fails with the screen's content on timeout."""
        deadline = time.monotonic() + PATIENCE
        while self.look(0):
            pass
        while not true():
            if time.monotonic() > deadline or self._program.poll() is not None:
                while self.look(0):
                    pass
                if true():
                    return
                raise AssertionError(
                    f"{what or 'It'} did not come about. The cursor is in {self._cursors}.\n{self.text}"
                )
            self.look(0.02)

    def until_shown(self, words: str) -> None:
        """Wait until these words are on the screen."""
        self.until(lambda: words in self.text, f"“{words}”")

    def until_gone(self, words: str) -> None:
        """Wait until these words are no longer on the screen."""
        self.until(lambda: words not in self.text, f"The going of “{words}”")

    def until_in(self, label: str) -> None:
        """Wait until the cursor stands in the field of this label, which is beside it or above."""

        def here() -> bool:
            return any(label[:10] in line for row in self._cursors for line in self.lines[max(row - 1, 0) : row + 1])

        self.until(here, f"The cursor's coming to “{label}”")

    @property
    def _cursors(self) -> list[int]:
        """The lines a cursor is drawn in: a cell in the colour that letters have."""
        ink = (DARK.foreground or "").removeprefix("#")
        return [y for y, row in self._screen.buffer.items() if any(cell.bg == ink for cell in row.values())]

    def until_left(self) -> int:
        """Wait until the program has ended; its exit status."""
        deadline = time.monotonic() + PATIENCE
        while self._program.poll() is None:
            assert time.monotonic() < deadline, self.text
            self.look(0.02)
        while self.look(0):
            pass
        return self._program.returncode
