"""The palette: every command of the screen one is on, found by its name."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandPalette


class Palette(CommandPalette):
    """Textual's own; a key that moves by pages before its list is laid out moves nothing, and ends nothing."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)
