"""A program on its own terminal, observed from outside: what was painted when, to a tenth of a millisecond.

Ours and the bare programs are observed by the same code. The terminal claims to support synchronised output, as most do
now, so that each paint ends with a mark. Nothing is rendered while times are taken; the screen is reconstructed
afterwards, only to check that the expected text is there.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

from tests.benchmarks.rows import NotMeasured

SIZE = (120, 40)
ASKED, ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
BEGINS, ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
CODES = re.compile(rb"\x1b\[[0-9;:<=>?]*[ $]?[@-~]")
NOT_FOR_EYES = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
SILENCE = 0.05
"""Seconds without output after which a paint is over."""
LOOKED_FOR = 12
"""Letters at the end of the line by which the last one is known to have been painted."""
PATIENCE = 30.0
"""Timeout in seconds."""


class NotPainted(NotMeasured):
    """The expected output did not appear; the message has the screen."""


class Watched:
    """A program on a terminal. `pass_on` is an open file of ours that it gets as well. Leaving it ends the program."""

    def __init__(
        self, argv: Sequence[str], environment: Mapping[str, str], folder: Path, pass_on: int | None = None
    ) -> None:
        self._ours, theirs = pty.openpty()
        width, height = SIZE
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self._painted = bytearray()
        self._since = 0
        self.began = time.monotonic()
        self.program = subprocess.Popen(
            argv,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
            pass_fds=() if pass_on is None else (pass_on,),
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self._ours)

    # ---- keys in

    def press(self, keys: str) -> float:
        """Press these keys at once; returns the time on the monotonic clock."""
        self._since = len(self._painted)
        now = time.monotonic()
        os.write(self._ours, keys.encode())
        return now

    def type(self, text: str) -> None:
        """Type a text at once and wait until all it leads to is painted."""
        self.press(text)
        self.settle()

    # ---- the screen out

    def _take_in(self, seconds: float) -> float:
        """Wait up to so long for output; returns its time, 0 for none."""
        readable, _, _ = select.select([self._ours], [], [], seconds)
        if not readable:
            return 0
        try:
            painted = os.read(self._ours, 65536)
        except OSError:  # how Linux says that the program has gone
            raise NotPainted(f"The program has left.\n{self.screen()}") from None
        now = time.monotonic()
        if ASKED in painted:
            os.write(self._ours, ANSWER)
        self._painted += painted
        return now

    def settle(self, seconds: float = 0.15) -> None:
        """Wait until nothing has been painted for so long."""
        deadline = time.monotonic() + PATIENCE
        while self._take_in(seconds):
            if time.monotonic() > deadline:
                raise NotPainted(f"It never came to rest.\n{self.screen()}")

    def idle(self, seconds: float) -> None:
        """Wait for that time, reading output meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._take_in(left)

    def until_painted(self, words: Sequence[str]) -> float:
        """When the paint ended that brought the last of these words since the last key (or the start), followed by
        silence."""
        last = self._until(words)
        while now := self._take_in(SILENCE):
            last = now
        return last

    def until_framed(self, words: str) -> float:
        """When the mark came that ends the first paint with these words since the last key."""
        last = self._until([words])
        deadline = time.monotonic() + PATIENCE
        while not self._framed():
            last = self._take_in(0.5) or last
            if time.monotonic() > deadline:
                raise NotPainted(f"The painting with {words} did not end.\n{self.screen()}")
        return last

    def _framed(self) -> bool:
        """Whether the last painting that began has ended."""
        return self._painted.rfind(ENDS) > self._painted.rfind(BEGINS)

    def _until(self, words: Sequence[str]) -> float:
        wanted = [word.encode() for word in words]
        deadline = time.monotonic() + PATIENCE
        while True:
            now = self._take_in(0.5)
            if now:
                plain = CODES.sub(b"", bytes(self._painted[self._since :]))
                wanted = [word for word in wanted if word not in plain]
                if not wanted:
                    return now
            if time.monotonic() > deadline:
                missing = ", ".join(word.decode() for word in wanted)
                raise NotPainted(f"{missing} did not come about.\n{self.screen()}")

    def must_have_painted(self, pattern: str) -> None:
        """Raises `NotPainted` unless something like that was painted since a key was pressed last."""
        plain = CODES.sub(b"", bytes(self._painted[self._since :])).decode(errors="replace")
        if not re.search(pattern, plain):
            raise NotPainted(f"{pattern} was not painted.\n{self.screen()}")

    def screen(self) -> str:
        """What stands on the screen."""
        screen = pyte.Screen(*SIZE)
        pyte.ByteStream(screen).feed(NOT_FOR_EYES.sub(b"", bytes(self._painted)))
        return "\n".join(line.rstrip() for line in screen.display)

    def must_show(self, words: Sequence[str]) -> None:
        """Raises `NotPainted` unless all of this stands on the screen."""
        screen = self.screen()
        missing = [word for word in words if word not in screen]
        if missing:
            raise NotPainted(f"{', '.join(missing)} is not on the screen.\n{screen}")


def start(argv: Sequence[str], environment: Mapping[str, str], folder: Path, words: Sequence[str]) -> float:
    """Seconds from starting a program to its first full frame: to the end of the painting that brings the last of
    these words, which stand in all parts of its screen."""
    with Watched(argv, environment, folder) as watched:
        seconds = watched.until_painted(words) - watched.began
        watched.must_show(words)
        return seconds


def keys_to_paint(
    watched: Watched, before: str, text: str, pauses: tuple[float, float], chance: random.Random
) -> list[float]:
    """Type a text key by key, after what stands in the line before it, at pauses (seconds, least and most) that are
    never the same; for each letter, seconds until the painting ended that has it in the line."""
    took = []
    for place, letter in enumerate(text, start=1):
        watched.idle(chance.uniform(*pauses))
        pressed = watched.press(letter)
        if letter == " ":
            continue  # its painting can't be told from the one before
        line = before + text[:place]
        took.append(watched.until_framed(line[-LOOKED_FOR:]) - pressed)
    return took
