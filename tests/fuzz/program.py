"""The real program on its own pseudo-terminal, observed from outside: its modes, memory and responses."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte

from tests.fuzz.prepared import Forked, Prepared

MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])|\x1b\[([<>])[0-9]*u")
NOT_FOR_EYES = re.compile(rb"\x1b\[[<>=?][0-9;$]*[a-zA-Z]")
"""Modes and queries, some of which the emulator would print."""
SEQUENCE = re.compile(rb"\x1b\[[<>=?0-9;]*[a-zA-Z]|\x18")
LOOK = 0.02
OFTEN_ENOUGH = 0.1
"""Seconds after which it is noted anew how long the program has waited for a processor."""
LATE = 1.0
"""Seconds within which the system hands over what a program wrote before it was stopped, on a busy machine too."""
KITTY = "keyboard"
ON_AT_FIRST = frozenset({"25", "7"})
"""Modes a terminal has on before any program runs: the cursor is shown, long lines wrap."""
QUERIES = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
"""What the program asks, and what a terminal that knows the mode answers."""


def modes_after(output: bytes, before: frozenset[str] = ON_AT_FIRST) -> frozenset[str]:
    """The modes a terminal has on after this output."""
    on = set(before)
    for numbers, switch, stack in MODE.findall(output):
        if stack:
            on = on | {KITTY} if stack == b">" else on - {KITTY}
        for number in filter(None, numbers.decode().split(";")):
            on = on | {number} if switch == b"h" else on - {number}
    return frozenset(on)


class Watched:
    """A program that runs as the leader of a session on a terminal, as a shell's window would have it.

    `answers`: seconds until the terminal answers a query, None for never. `before`: Python that is run in the process
    before the program, such as what makes a drive wait. `prepared` starts it sooner.
    """

    def __init__(
        self,
        argv: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int],
        answers: float | None = None,
        before: str = "",
        prepared: Prepared | None = None,
    ) -> None:
        self._ours, self._theirs = pty.openpty()
        os.set_blocking(self._ours, False)
        self.resize(*size)
        self.settings_before = termios.tcgetattr(self._theirs)
        self.output = bytearray()
        self.painted = time.monotonic()
        self.most_memory = 0
        self._waited = 0.0
        self._answers = answers
        self._closed = threading.Event()
        self.reads = threading.Event()
        """Set while the terminal takes what the program writes."""
        self.reads.set()
        self.brings_back = threading.Event()
        """Set while somebody brings the program to the front again whenever it has been stopped."""
        self.left_stopped: set[str] = set()
        """What was not as it was found when the program was stopped by a key."""
        self.times_stopped = 0
        """How often it was stopped, and brought back."""
        self._stacks = folder / "stacks.txt"
        known = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.process: subprocess.Popen[bytes] | Forked
        if prepared is not None:
            self.process = prepared.start(os.ttyname(self._theirs), argv, known, folder, self._stacks)
        else:
            owning = OWNING_THE_TERMINAL.format(before=before, stacks=str(self._stacks))
            self.process = subprocess.Popen(
                [sys.executable, "-c", owning, *argv],
                stdin=self._theirs,
                stdout=self._theirs,
                stderr=self._theirs,
                cwd=folder,
                env=known,
                start_new_session=True,
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # ---- what the terminal does

    def _read(self) -> None:
        while not self._closed.is_set():
            if not self.reads.wait(LOOK):
                if self.brings_back.is_set() and self.stopped:
                    self._bring_back()
                continue
            if not select.select([self._ours], [], [], LOOK)[0]:
                # What it wrote before it stopped may have come since.
                if self.brings_back.is_set() and self.stopped and not select.select([self._ours], [], [], 0)[0]:
                    self._bring_back()
                continue  # a reader keeps the terminal open
            try:
                painted = os.read(self._ours, 65536)
            except BlockingIOError:
                continue
            except OSError:  # how Linux says that nobody has the other side open any more
                return
            self.output += painted
            self.painted = time.monotonic()
            for query, answer in QUERIES.items():
                if self._answers is not None and query in painted:
                    threading.Timer(self._answers, self.send, [answer]).start()

    def _bring_back(self) -> None:
        left = modes_after(bytes(self.output)) ^ ON_AT_FIRST
        if self.reads.is_set() and (left or self.left_settings()):
            if time.monotonic() - self.painted < LATE:
                return
            self.left_stopped.add(f"the terminal was not put back for a stop: {' '.join(sorted(left)) or 'settings'}")
        self.times_stopped += 1
        self.signal(signal.SIGCONT)

    def resize(self, width: int, height: int) -> None:
        """Change the window's size, as dragging its corner does."""
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def send(self, data: bytes) -> None:
        """Send bytes as keys; they are dropped if the program has exited, even while it takes no more of them."""
        rest = memoryview(data)
        with suppress(OSError, ValueError):
            while rest and self.alive:
                try:
                    rest = rest[os.write(self._ours, rest[:4096]) :]
                except BlockingIOError:
                    select.select([], [self._ours], [], LOOK)

    def hang_up(self) -> None:
        """Close the window under the program."""
        self._closed.set()
        self._reader.join()
        os.close(self._theirs)
        os.close(self._ours)
        self._ours = self._theirs = -1

    # ---- what is seen of the program

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def signal(self, number: int) -> None:
        if self.alive:
            self.process.send_signal(number)

    @property
    def stopped(self) -> bool:
        """Whether it is stopped, as by ctrl+z, until somebody brings it to the front again."""
        with suppress(OSError, IndexError):
            stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
            return stat.rpartition(")")[2].split()[0] == "T"
        return False

    def measure(self) -> None:
        """Note how much memory it has had resident at most, in bytes."""
        with suppress(OSError, ValueError, IndexError):
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
            self.most_memory = max(self.most_memory, int(status.split("VmHWM:")[1].split()[0]) * 1024)

    def resident(self) -> int:
        """How much memory it has resident now, in bytes; 0 once it has gone."""
        with suppress(OSError, ValueError, IndexError):
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
            return int(status.split("VmRSS:")[1].split()[0]) * 1024
        return 0

    def waited(self) -> float:
        """For how many seconds other programs had the processors while it was ready to run, until now or its end: of
        its threads the one that waited longest, since their sum would excuse more than any of them was kept."""
        waited = 0
        with suppress(OSError, ValueError, IndexError):
            for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
                waited = max(waited, int((thread / "schedstat").read_text(encoding="utf-8").split()[1]))
        self._waited = max(self._waited, waited / 1e9)  # less once threads have ended
        return self._waited

    def _within(self, seconds: float) -> Iterator[float]:
        """Seconds since the first step, until the program has had so many of its own or has ended."""
        began, waited = time.monotonic(), self.waited()
        took = looked = 0.0
        while took < seconds or took - (self.waited() - waited) < seconds:
            alive = self.alive
            yield took
            if not alive:
                return
            if took - looked > OFTEN_ENOUGH:  # nothing tells it once the program has ended
                self.waited()
                looked = took
            time.sleep(0.005)
            took = time.monotonic() - began

    def until_painted(self, seconds: float, since: int | None = None) -> float | None:
        """Wait until it paints more than stood in `output` at `since`; after how long, None where it didn't."""
        at = len(self.output) if since is None else since
        return next((took for took in self._within(seconds) if len(self.output) > at), None)

    def until_said(self, words: bytes, seconds: float, since: int = 0) -> float | None:
        """Wait until these bytes come out; after how long, None where they didn't."""
        return next((took for took in self._within(seconds) if words in self.output[max(since, 0) :]), None)

    def until_quiet(self, quiet: float, seconds: float) -> None:
        """Wait until it has painted nothing for so long from now on, but not for ever."""
        began = time.monotonic()
        while time.monotonic() - began < seconds and time.monotonic() - max(self.painted, began) < quiet:
            time.sleep(0.01)

    def until_taking_keys(self, seconds: float) -> float | None:
        """Wait until the terminal gives the program every key; after how long, None where it didn't.

        Before that it takes ctrl+q for XON itself, as any shell's does while a stopped program comes back.
        """
        return next((took for took in self._within(seconds) if self._takes_keys), None)

    @property
    def _takes_keys(self) -> bool:
        return self._theirs >= 0 and not termios.tcgetattr(self._theirs)[0] & termios.IXON and not self.stopped

    def until_gone(self, seconds: float) -> float | None:
        """Wait until it has ended; after how long, None where it hasn't."""
        return next((took for took in self._within(seconds) if not self.alive), None)

    def state(self, size: tuple[int, int]) -> str:
        """What stood on its screen at last, and where each of its threads is or what it ended with."""
        screen = pyte.Screen(*size)
        pyte.ByteStream(screen).feed(NOT_FOR_EYES.sub(b"", bytes(self.output)))
        return "\n".join((*(line.rstrip() for line in screen.display), self._threads()))

    def _threads(self) -> str:
        if self.alive:
            self.signal(signal.SIGUSR1)
            next((took for took in self._within(1) if self._stacks.stat().st_size), None)
            time.sleep(0.2)  # the rest of them
        return f"{'stopped' if self.stopped else ''}\n{self._stacks.read_text(encoding='utf-8')}"

    # ---- what it left

    def left_modes(self) -> frozenset[str]:
        """Modes of the terminal that are not as they were, once the program has ended."""
        if self._theirs < 0:
            return frozenset()
        self.reads.set()
        self.until_quiet(0.1, 2)
        # On a busy machine its last words may still wait to be read.
        while self._reader.is_alive() and select.select([self._ours], [], [], 0)[0]:
            self.until_quiet(0.1, 2)
        return modes_after(bytes(self.output)) ^ ON_AT_FIRST

    def left_settings(self) -> bool:
        """Whether the terminal's line settings are not as they were."""
        return self._theirs >= 0 and termios.tcgetattr(self._theirs) != self.settings_before

    def last_words(self) -> str:
        """What it wrote last, without what is for the terminal alone."""
        return SEQUENCE.sub(b"", bytes(self.output[-400:])).decode("utf-8", "replace").strip()

    def left_processes(self) -> list[int]:
        """Processes of its session that still run, itself among them."""
        found = []
        for folder in Path("/proc").iterdir():
            with suppress(OSError, ValueError, IndexError):
                state, _, _, session = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()[:4]
                if int(session) == self.process.pid and state not in "ZX":
                    found.append(int(folder.name))
        return found

    def end(self) -> None:
        """Kill all its processes."""
        self._closed.set()
        self.reads.set()
        for left in self.left_processes():
            with suppress(OSError):
                os.kill(left, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self._reader.join()  # else it would read from whatever file is given these numbers next
        for number in (self._theirs, self._ours):
            with suppress(OSError):
                os.close(number)
        self._ours = self._theirs = -1


OWNING_THE_TERMINAL = """
import faulthandler, fcntl, resource, runpy, signal, sys, termios
faulthandler.register(signal.SIGUSR1, open({stacks!r}, "w", encoding="utf-8"))
resource.setrlimit(resource.RLIMIT_DATA, (1_500_000_000, 1_500_000_000))
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
{before}
sys.argv[0] = "chairtui"
runpy.run_module("chairtui", run_name="__main__", alter_sys=True)
"""
