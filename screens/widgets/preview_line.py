"""What stands below the line: what the typed text will become, or what became of it. Two lines, never more."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.inks import ink
from screens.widgets.wrapping import shorten, wrap

Mood = Literal["quiet", "will", "good", "bad", "ask"]
SIGNS: dict[Mood, str] = {"quiet": " ", "will": "→", "good": " ", "bad": "!", "ask": "?"}


class PreviewLine(Widget):
    """Words with a sign before them, so that the mood can be told without colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"preview-line--{mood}" for mood in SIGNS}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""
        self.mood: Mood = "quiet"

    def say(self, text: str, mood: Mood) -> None:
        """Say this; nothing is painted where it is said already."""
        if (text, mood) != (self.text, self.mood):
            self.text, self.mood = text, mood
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        room = max(width - 4, 1)
        lines = wrap(self.text[:2_000], room) if self.text else []
        if len(lines) > 2:
            lines = [lines[0], shorten(" ".join(lines[1:]), room)]
        text = lines[y] if y < len(lines) else ""
        sign = SIGNS[self.mood] if y == 0 and self.text else " "
        style = ink(self, f"preview-line--{self.mood}")
        strip = Strip([Segment(f" {sign} {text}", style)])
        return strip.adjust_cell_length(width).apply_style(self.rich_style)
