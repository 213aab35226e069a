"""The cover: put over everything at once, so that nobody reads the meeting over a shoulder or on a projector."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

from chairtui.words import screens as words
from screens.keys import COVER, bindings


class CoverScreen(Screen[None]):
    """Nothing to read. Enter takes it off again."""

    CSS_PATH = "cover.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COVER)]

    def compose(self) -> ComposeResult:
        yield Static(words.COVERED, id="covered", markup=False)

    def action_uncover(self) -> None:
        self.dismiss(None)


class TooSmallScreen(Screen[None]):
    """Stands while the terminal is too small to show anything whole, and leaves when it has grown."""

    CSS_PATH = "cover.tcss"

    def compose(self) -> ComposeResult:
        yield Static(words.TOO_SMALL, id="too-small", markup=False)
