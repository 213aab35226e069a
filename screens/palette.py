"""The palette: every command of the screen one is on, found by its name."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette


class Results(CommandList):
    """Textual's own; a click on a row that has gone since it was painted chooses nothing."""

    async def _on_click(self, event: events.Click) -> None:
        row = event.style.meta.get("option")
        if row is not None and row >= self.option_count:
            event.stop()
            event.prevent_default()


class Palette(CommandPalette):
    """Textual's own, left once however often somebody clicks beside it.

    A key that moves by pages before its list is laid out moves nothing, and ends nothing.
    """

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield Results() if isinstance(widget, CommandList) else widget

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave; nothing where it has been left already."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)
