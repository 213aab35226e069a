"""Keys and pastes of the live meeting, handled in the order they were typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events
from textual.screen import Screen

from chairtui.terminal.paste import UnmarkedPaste
from screens.live.move import Navigator
from screens.type_ahead import TypeAhead
from screens.widgets.capture_dock import CaptureDock


class KeyOrder:
    """Runs a command's binding while its key is handled, so that keys typed right after one that opens the capture
    line go into the line. Text pasted anywhere on the screen goes into it too; `open_line` opens it, where it may."""

    def __init__(
        self, screen: Screen[Any], navigator: Navigator, dock: CaptureDock, open_line: Callable[[], None]
    ) -> None:
        self._screen = screen
        self._navigator = navigator
        self._dock = dock
        self._open_line = open_line

    @property
    def _covered(self) -> bool:
        """Whether another screen was pushed by a key before this one."""
        return self._screen.app.screen is not self._screen

    async def key(self, event: events.Key) -> None:
        """Give a key to the line while that is open, otherwise run the command it is bound to on the screen."""
        if self._covered:
            self._stop(event)
            self._screen.post_message(TypeAhead.Stray(event))
            return
        if self._dock.typing:
            if self._dock.line.press(event.key, event.character):
                self._stop(event)
            return
        active = self._screen.active_bindings.get(event.key)
        if active is not None and active.node is self._screen:
            self._stop(event)
            self._navigator.key_pressed(active.binding.id or "")
            await self._screen.run_action(active.binding.action)

    def paste(self, event: events.Paste) -> None:
        """Open the line for pasted text wherever the focus is."""
        if self._covered:
            event.stop()
            self._screen.post_message(TypeAhead.Stray(event))
        elif not self._dock.typing:
            event.stop()
            self._open_line()
            if self._dock.typing:
                unmarked = isinstance(event, UnmarkedPaste)
                text = event.text.removeprefix("/") if unmarked else event.text  # the key that opens the line
                self._dock.line.take(text, joined=unmarked)

    @staticmethod
    def _stop(event: events.Key) -> None:
        event.stop()
        event.prevent_default()
