"""Textual's web driver, with the case that the server disappears.

When the server is killed or the machine goes down, the program quits normally and keeps unsaved input, rather than
running on unseen.
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
    """Driver for a tab, which may move to another connection."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(self._out, self.fileno)

    @staticmethod
    def _out(number: int, data: bytes) -> int:
        # The reader may be gone. The end of input reports that too, and quits the program.
        with suppress(OSError):
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(number, rest) :]
        return len(data)

    def run_input_thread(self) -> None:
        """Process packets from the server until end of file."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Handle a control packet. `again`: another connection shows the tab now and needs a full repaint."""
        if packet_type != "again":
            super().on_meta(packet_type, payload)
            return
        self.write("\x1b[?1049h\x1b[?25l")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        super().on_meta("resize", payload)  # triggers a full repaint
