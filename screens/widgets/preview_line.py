"""What stands below the line: what the typed text will become, or what became of it. Two lines, never more."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.component_styles import component_style
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
        self.below = ""
        """What stands quietly below the text where that leaves a line."""

    def say(self, text: str, mood: Mood, below: str = "") -> None:
        """Say this; nothing is painted where it is said already."""
        if (text, mood, below) != (self.text, self.mood, self.below):
            self.text, self.mood, self.below = text, mood, below
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        room = max(width - 4, 1)
        lines = wrap(self.text[:2_000], room) if self.text else []
        if len(lines) > 2:
            lines = [lines[0], shorten(" ".join(lines[1:]), room)]
        said = y < len(lines)
        text = lines[y] if said else ""
        if self.below and not said:
            rest = wrap(self.below, room)
            if lines:
                text = shorten(self.below.partition("\n")[0], room)
            else:
                text = rest[0] if y == 0 else shorten(" ".join(rest[1:]), room)
        sign = SIGNS[self.mood] if y == 0 and said else " "
        style = component_style(self, f"preview-line--{self.mood if said else 'quiet'}")
        strip = Strip([Segment(f" {sign} {text}", style)])
        return strip.adjust_cell_length(width).apply_style(self.rich_style)
