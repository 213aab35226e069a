"""The driver of a POSIX terminal: tolerates any input, never hangs on output, and always restores the terminal."""

from __future__ import annotations

import os
import select
import signal
import termios
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import ScreenStackError
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import InBandWindowResize

from chairtui.shutdown import deadline
from chairtui.terminal.keyboard import ESC, Keyboard
from chairtui.terminal.output import TerminalFile
from chairtui.terminal.signals import ENDING, hear

if TYPE_CHECKING:
    from textual.app import App

HUNG_UP = 129
"""Exit status after SIGHUP or a lost terminal, by the shells' convention (128 + signal)."""
STDERR = 2
"""The file descriptor Textual writes to."""
READ = 65536
LOOKS = 0.25
"""Seconds between checks whether the terminal is still there."""
AHEAD = 256
"""Maximum number of queued events; beyond it, input is buffered until the screens have caught up."""
BREATH = 0.01
PART = 256
"""Bytes of buffered input that are processed at a time. Plain text is never split: its length tells a paste."""
MOST_HELD = 4_000_000
"""Maximum number of buffered bytes; beyond it, the terminal isn't read."""
LEAVE = b"\x11"
"""Ctrl+q."""
LEAVE_KEY_WITHIN, AFTER_KEY = 1.0, 0.7
"""Seconds until ctrl+q must have been handled, and after that until the program is ended."""
PUT_BACK = (
    "\x18"  # CAN ends a sequence that was cut off
    "\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?2048l\x1b[?1004l"
    "\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Resets every mode that this driver sets."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, made robust against invalid input, blocked output and a terminal that disappears.

    It handles signals itself. The parts of a synchronised update are joined before they reach the writer thread:
    written one by one, each would wait for that thread.
    """

    HEARS_SIGNALS = True

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output: TerminalFile | None = None
        self._painting = ""
        self._in_use = False
        """Whether the terminal is in application mode."""
        self._to_stop = False
        """Whether a SIGTSTP is pending."""
        self._gone = threading.Event()

    # ---- signals

    def _told(self, number: int) -> None:
        """Handle a signal. Called by the signal thread."""
        if number == signal.SIGTSTP and not self._auto_restart and not self._in_use:
            os.kill(os.getpid(), signal.SIGSTOP)  # an external editor has the terminal, and blocks the loop
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
        with suppress(RuntimeError):  # the loop is closed: the program is ending
            self._loop.call_soon_threadsafe(do)

    def _sigtstp_application(self, *_: object) -> None:
        """Do nothing: a handler could run while a lock is held. `_told` handles the signal."""

    def _sigcont_application(self, *_: object) -> None:
        """Do nothing, as for SIGTSTP."""

    def _stop(self) -> None:
        """Restore the terminal and stop the process, unless SIGCONT arrived meanwhile or the program is to end."""
        if not self._to_stop or deadline.begun:
            return
        if self._in_use and self._auto_restart:
            self.suspend_application_mode()
            self._must_signal_resume = True
        if self._to_stop and not deadline.begun:
            self._to_stop = False
            os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """Re-enter application mode, as other programs may have used the terminal meanwhile."""
        if self._in_use:
            self._take_again()
        else:
            self.resume_application_mode()
        self._app.refresh(layout=True)

    def _take_again(self) -> None:
        """Re-enter application mode after a SIGSTOP, which can't be caught."""
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
            return  # an external editor ended while the program was ending
        if self._output is None:
            self._output = TerminalFile(STDERR)
            self._file = cast(Any, self._output)
            self._read_no_more, self._stop_reading = os.pipe()
            hear((*ENDING, signal.SIGTSTP, signal.SIGCONT), self._told)
            deadline.at_forced_end(self.put_back)
            threading.Thread(target=self._watch, daemon=True, name="terminal").start()
        self._in_use = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # In the background the process was stopped instead, and SIGCONT makes the next attempt.
        self._in_use = self._key_thread is not None

    def stop_application_mode(self) -> None:
        self.disable_input()  # first: a late answer of the terminal still turns modes on
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Stop reading at once, instead of at the input thread's next timeout."""
        if self.exit_event.is_set() or self._key_thread is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self.exit_event.set()
        os.write(self._stop_reading, b".")
        self._key_thread.join()
        self._key_thread = None
        self._disable_mouse_support()
        os.read(self._read_no_more, 1)
        self.exit_event.clear()
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def _query_in_band_window_resize(self) -> None:
        """Do nothing: SIGWINCH tells the size. Once a terminal has said that it reports sizes itself, Textual takes no
        notice of the signal, and where the reports then don't come the window keeps the size that it had."""

    def process_message(self, message: Message) -> None:
        if not isinstance(message, InBandWindowResize):  # an answer to another program
            super().process_message(message)

    def close(self) -> None:
        super().close()
        if self._output is not None and self._output.dropped and not self._gone.is_set():
            self._output.write_last(PUT_BACK)
        if not _there(self.fileno):  # the input has ended
            self._put_settings_back()
        self._in_use = False

    def put_back(self) -> None:
        """Restore the terminal. Callable from any thread at any time."""
        if self._output is None or self._gone.is_set():
            return
        self._put_settings_back()  # also while an external editor has the terminal
        if self._in_use:
            self._output.write_last(PUT_BACK)

    def _put_settings_back(self) -> None:
        if self._output is None or self.attrs_before is None:
            return
        with suppress(termios.error):
            termios.tcflush(self._output.fileno(), termios.TCIFLUSH)
            termios.tcsetattr(self._output.fileno(), termios.TCSANOW, self.attrs_before)

    # ---- the terminal that goes away

    def _watch(self) -> None:
        pause = threading.Event()
        while _there(self.fileno):
            pause.wait(LOOKS)
        self._hung_up()

    def _hung_up(self) -> None:
        """End the program, since its input has ended; mostly the terminal has gone with it."""
        if self._output is None or not _there(self._output.fileno()):
            self._gone.set()
        self._leave(HUNG_UP)

    def write(self, data: str) -> None:
        if self._gone.is_set() or not self._in_use:
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
        keyboard, held, size = Keyboard(), deque[tuple[float, bytes]](), 0
        while not self.exit_event.is_set():
            behind = self._waiting > AHEAD
            if held and not behind:
                at, data = held.popleft()
                cut = data.find(ESC, PART)
                if cut >= 0:
                    held.appendleft((at, data[cut:]))
                    data = data[:cut]
                size -= len(data)
                self._process(keyboard.feed(data, at))
            wait = 0 if held and not behind else BREATH if held else keyboard.due
            # Read even while behind: ctrl+q may be in it.
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
                    held.append((monotonic(), data))
                    size += len(data)
                else:
                    self._process(keyboard.feed(data))
            elif not held:
                self._process(keyboard.tick())

    def _process(self, found: Sequence[Message]) -> None:
        for message in found:
            self.process_message(message)

    def _leave_soon(self) -> None:
        """End the program if ctrl+q is still queued after a second."""
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
