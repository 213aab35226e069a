"""Palette: the command palette with the commands of the current screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList

from screens.textual_internals import SafeCommandList, SafeCommandPalette


class Palette(SafeCommandPalette):
    """Textual's palette, with repeated dismissals ignored."""

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield SafeCommandList() if isinstance(widget, CommandList) else widget

    def dismiss(self, result: None = None) -> AwaitComplete:
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
