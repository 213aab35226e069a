"""A field for a text of several lines."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import TextArea


class LongText(TextArea):
    """Textual's own, which ends the program where an undo takes away both its scrollbar and the line the cursor is in:
    it looks for the cursor before it has put it back."""

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)
