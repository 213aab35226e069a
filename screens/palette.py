"""The palette: every command of the screen one is on, found by its name."""

from __future__ import annotations

from contextlib import suppress

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette


class Palette(CommandPalette):
    """Textual's own, left once however often somebody clicks beside it.

    A key that moves by pages before its list is laid out moves nothing, and ends nothing.
    """

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave; nothing where it has been left already."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)
