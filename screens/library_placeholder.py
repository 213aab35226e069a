"""LibraryPlaceholder: the screen under a meeting that the program was opened at."""

from __future__ import annotations

from screens import navigation
from screens.context import AppContext
from screens.textual_internals import Unpainted


class LibraryPlaceholder(Unpainted):
    """Switches to the library once it is uncovered, so that opening a meeting doesn't wait for the list."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context

    def on_screen_resume(self) -> None:
        if self.app.screen is self:
            self.app.switch_screen(navigation.library(self.context))
