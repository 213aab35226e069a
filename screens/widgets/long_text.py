"""LongText: a field of a form for a text of several lines."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.widgets import TextArea

from screens.form_page import FIELD, advance

BREAKS = ("ctrl+j", "shift+enter", "alt+enter")
"""Keys that break the line. A terminal sends ctrl+j for the line breaks of a paste that it doesn't mark as one."""


class LongText(TextArea):
    """A `TextArea` that enter leaves, unless `enter_breaks` says that it starts a new line."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "", enter_breaks: bool = False) -> None:
        super().__init__(
            text,
            id=id,
            classes=" ".join(filter(None, (FIELD, classes))),
            soft_wrap=True,
            show_line_numbers=False,
            compact=not enter_breaks,
            tab_behavior="focus",
        )
        self._enter_breaks = enter_breaks

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self._enter_breaks:
            event.stop()
            event.prevent_default()
            advance(self)
        elif event.key in BREAKS:
            event.stop()
            event.prevent_default()
            self.insert("\n")

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Textual raises where an undo removes both the scrollbar and the line that the cursor is in."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)
