"""Where the library is to be, under the meeting that the program was opened at."""

from __future__ import annotations

from textual.screen import Screen

from screens import navigation
from screens.context import AppContext


class LibraryPlaceholder(Screen[None]):
    """Becomes the library when it comes into sight, so that the meeting above need not wait for it."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context

    def _compositor_refresh(self) -> None:
        """The meeting covers it whole: what changes here is nothing to paint the meeting again for."""

    def on_screen_resume(self) -> None:
        if self.app.screen is self:
            self.app.switch_screen(navigation.library(self.context))
