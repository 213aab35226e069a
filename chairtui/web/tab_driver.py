"""How the program speaks with the server of its tab: what Textual does for a browser, and what it leaves open.

The server may go without a word (killed, or the machine off). The program then leaves as by its own key, with what is
half typed kept, instead of running on unseen.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import Any

from textual import messages
from textual.app import App
from textual.drivers.web_driver import WebDriver


class TabDriver(WebDriver):
    """A tab's terminal, which may be shown anew on another connection."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(self._out, self.fileno)

    @staticmethod
    def _out(number: int, data: bytes) -> int:
        # Who read it may have gone: the end of the input says so too, and leads out.
        with suppress(OSError):
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(number, rest) :]
        return len(data)

    def run_input_thread(self) -> None:
        """Take in what the server sends until there is no more of it."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server asks; `again`: another connection shows the tab from now on, and has nothing yet."""
        if packet_type != "again":
            super().on_meta(packet_type, payload)
            return
        self.write("\x1b[?1049h\x1b[?25l")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        super().on_meta("resize", payload)  # which has everything painted
