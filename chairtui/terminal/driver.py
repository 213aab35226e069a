"""The driver of a POSIX terminal: any bytes in, output that can be given up, and the terminal always put back."""

from __future__ import annotations

import os
import select
import signal
import termios
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import ScreenStackError
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from chairtui.shutdown import deadline
from chairtui.terminal.keyboard import Keyboard
from chairtui.terminal.output import TerminalFile
from chairtui.terminal.signals import ENDING, hear

if TYPE_CHECKING:
    from textual.app import App

HUNG_UP = 129
"""The exit status of a program whose terminal hung up, as shells count it."""
STDERR = 2
"""Where Textual paints."""
READ = 65536
LOOKS = 0.25
"""Seconds between two looks whether the terminal is still there."""
AHEAD = 256
"""Events that wait for the screens, beyond which the terminal isn't read until they have caught up."""
BREATH = 0.01
PART = 256
"""Bytes that are done at once of what had to wait."""
MOST_HELD = 4_000_000
"""Bytes read and not done yet, beyond which the terminal isn't read."""
LEAVE = b"\x11"
"""Ctrl+q."""
LEAVE_KEY_WITHIN, AFTER_KEY = 1.0, 0.7
"""Seconds until that key must have been answered, and until the program has then gone."""
PUT_BACK = (
    "\x18"  # whatever sequence was being written ends here
    "\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?2048l\x1b[?1004l"
    "\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Ends every mode that this driver begins."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, but for a terminal that sends anything, takes nothing, or goes away.

    It hears the system's signals itself. A painting goes to the thread that writes as one piece: in three, with the
    marks around it, the thread comes for the first and each of the others waits for it.
    """

    HEARS_SIGNALS = True

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output: TerminalFile | None = None
        self._painting = ""
        self._in_use = False
        """Whether the terminal is in this program's modes."""
        self._to_stop = False
        """Whether it was told to stop, and hasn't yet."""
        self._stopped = False
        """Whether it was given back so that the process could be stopped."""
        self._gone = threading.Event()

    # ---- signals

    def _told(self, number: int) -> None:
        """By the thread that hears signals."""
        if number == signal.SIGTSTP and not self._auto_restart:
            os.kill(os.getpid(), signal.SIGSTOP)  # somebody's editor has the terminal, and the loop waits for it
        elif number == signal.SIGTSTP:
            self._to_stop = True
            self._in_loop(self._stop)
        elif number == signal.SIGCONT and self._auto_restart:
            self._to_stop = False
            self._in_loop(self._go_on)
        elif number in ENDING and deadline.begun:
            deadline.now(128 + number)
        elif number in ENDING:
            self._leave(128 + number)

    def _leave(self, status: int, within: float | None = None) -> None:
        if self._output is not None:
            self._output.hurry()
        deadline.begin(status, within)
        self._in_loop(lambda: self._app.exit(return_code=status))

    def _in_loop(self, do: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop has ended, and the program with it
            self._loop.call_soon_threadsafe(do)

    def _sigtstp_application(self, *_: object) -> None:
        """Done where signals are heard: here it could come in the middle of anything, a lock held."""

    def _sigcont_application(self, *_: object) -> None:
        """As above."""

    def _stop(self) -> None:
        """Give the terminal back and stop, as ctrl+z would have it; not where it has been told to go on meanwhile."""
        if not self._to_stop:
            return
        if self._in_use and self._auto_restart:
            self.suspend_application_mode()
            self._stopped = self._must_signal_resume = True
        if self._to_stop:
            self._to_stop = False
            os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """Take the terminal again, which others may have had meanwhile."""
        if self._stopped:
            self._stopped = False
            self.resume_application_mode()
        elif self._in_use:
            self._take_again()
        self._app.refresh(layout=True)

    def _take_again(self) -> None:
        """Put the terminal into this program's modes once more, after a stop that couldn't be prepared for."""
        with suppress(termios.error):
            settings = termios.tcgetattr(self.fileno)
            settings[3] = self._patch_lflag(settings[3])
            settings[0] = self._patch_iflag(settings[0])
            termios.tcsetattr(self.fileno, termios.TCSANOW, settings)
        self.write("\x1b[?1049h\x1b[?25l\x1b[?1004h")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self._disable_line_wrap()

    # ---- beginning and ending

    def start_application_mode(self) -> None:
        if deadline.begun:
            return  # an editor that was open has ended, and the program with it
        if self._output is None:
            self._output = TerminalFile(STDERR)
            self._file = cast(Any, self._output)
            self._read_no_more, self._stop_reading = os.pipe()
            hear((*ENDING, signal.SIGTSTP, signal.SIGCONT), self._told)
            deadline.at_forced_end(self.put_back)
            threading.Thread(target=self._watch, daemon=True, name="terminal").start()
        self._in_use = True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def disable_input(self) -> None:
        """Read no more, without waiting for the thread that reads to notice by itself."""
        if self.exit_event.is_set() or self._key_thread is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()
        self.exit_event.set()
        os.write(self._stop_reading, b".")
        self._key_thread.join()
        self._key_thread = None
        os.read(self._read_no_more, 1)
        self.exit_event.clear()
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:  # which Textual leaves on
            self.write("\x1b[?1016l")

    def close(self) -> None:
        super().close()
        if self._output is not None and self._output.dropped and not self._gone.is_set():
            self._output.write_last(PUT_BACK)
        self._in_use = False

    def put_back(self) -> None:
        """Leave the terminal as it was found, from whatever thread and whatever the others are at."""
        if self._output is None or self._gone.is_set():
            return
        if self.attrs_before is not None:  # also where somebody's editor had the terminal
            with suppress(termios.error):
                termios.tcflush(self.fileno, termios.TCIFLUSH)
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._in_use:
            self._output.write_last(PUT_BACK)

    # ---- the terminal that goes away

    def _watch(self) -> None:
        pause = threading.Event()
        while _there(self.fileno):
            pause.wait(LOOKS)
        self._hung_up()

    def _hung_up(self) -> None:
        self._gone.set()
        self._leave(HUNG_UP)

    def write(self, data: str) -> None:
        if self._gone.is_set():
            return
        if data == SYNC_START or self._painting:
            self._painting += data
            if data != SYNC_END:
                return
            data, self._painting = self._painting, ""
        super().write(data)

    # ---- keys

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as problem:  # noqa: BLE001 - the program ends with one line, as for a mistake in a screen
            failed = problem
            self._in_loop(lambda: self._app._handle_exception(failed))

    def run_input_thread(self) -> None:
        keyboard, held, size = Keyboard(), deque[bytes](), 0
        while not self.exit_event.is_set():
            behind = self._waiting > AHEAD
            if held and not behind:
                data = held.popleft()
                if len(data) > PART:
                    held.appendleft(data[PART:])
                size -= len(data[:PART])
                self._process(keyboard.feed(data[:PART], waited=True))
            wait = 0 if held and not behind else BREATH if held else keyboard.due
            # What can't be done yet is read all the same, for the key that leaves may be in it.
            files = [self._read_no_more, self.fileno] if size < MOST_HELD else [self._read_no_more]
            ready, _, _ = select.select(files, [], [], wait)
            if self._read_no_more in ready:
                break
            if self.fileno in ready:
                try:
                    data = os.read(self.fileno, READ)
                except OSError:
                    data = b""
                if not data:
                    self._hung_up()
                    break
                if data == LEAVE:
                    self._leave_soon()
                if held or behind:
                    held.append(data)
                    size += len(data)
                else:
                    self._process(keyboard.feed(data))
            elif not held:
                self._process(keyboard.tick())

    def _process(self, found: Sequence[Message]) -> None:
        for message in found:
            self.process_message(message)

    def _leave_soon(self) -> None:
        """Leave if the key that does is still waiting its turn in a second."""
        told = getattr(self._app, "times_told_to_leave", None)
        if told is None:
            return

        def look() -> None:
            if self._app.times_told_to_leave == told:  # type: ignore[attr-defined]
                self._leave(0, AFTER_KEY)

        timer = threading.Timer(LEAVE_KEY_WITHIN, look)
        timer.daemon = True
        timer.start()

    @property
    def _waiting(self) -> int:
        app = self._app
        with suppress(ScreenStackError):
            screen, focused = app.screen, app.focused
            below = focused.message_queue_size if focused is not None else 0
            return app.message_queue_size + screen.message_queue_size + below
        return app.message_queue_size


def _there(terminal: int) -> bool:
    try:
        termios.tcgetattr(terminal)
    except termios.error:
        return False
    return True
