"""What stands below the line: what the typed text will become, or what became of it. As many lines as that takes, up
to `MOST_LINES`, and never fewer than two."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.component_styles import component_style
from screens.widgets.wrapping import shorten, wrap

Mood = Literal["quiet", "will", "good", "bad", "ask"]
SIGNS: dict[Mood, str] = {"quiet": " ", "will": "→", "good": " ", "bad": "!", "ask": "?"}
LEAST_LINES = 2
MOST_LINES = 6


class PreviewLine(Widget):
    """A message with a sign before it, to show its mood without colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"preview-line--{mood}" for mood in SIGNS}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = ""
        self.mood: Mood = "quiet"
        self.below = ""
        """Muted text below the message if it leaves a line."""
        self._room = 0

    def say(self, text: str, mood: Mood, below: str = "") -> None:
        """Say this; nothing is painted where it is said already, and the screen is laid out anew only where it takes
        more lines or fewer."""
        if (text, mood, below) != (self.text, self.mood, self.below):
            self.text, self.mood, self.below = text, mood, below
            self.refresh()
            self._take_room()

    def on_resize(self) -> None:
        self._take_room()

    def _take_room(self) -> None:
        needed = min(max(len(self._lines()), LEAST_LINES), MOST_LINES)
        if self.size.width and needed != self._room:
            self._room = needed
            self.styles.height = needed

    def _lines(self) -> list[str]:
        """The text wrapped to the width; if too long, its first lines and its end."""
        room = max(self.size.width - 4, 1)
        lines = wrap(self.text, room) if self.text else []
        if len(lines) > MOST_LINES:
            lines = [*lines[: MOST_LINES - 2], shorten("… " + lines[-2], room), lines[-1]]
        return lines

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        room = max(width - 4, 1)
        lines = self._lines()
        said = y < len(lines)
        text = lines[y] if said else ""
        if self.below and not said:
            rest = wrap(self.below, room)
            if lines:
                text = shorten(self.below.partition("\n")[0], room) if y == len(lines) else ""
            else:
                text = rest[0] if y == 0 else shorten(" ".join(rest[1:]), room)
        sign = SIGNS[self.mood] if y == 0 and said else " "
        style = component_style(self, f"preview-line--{self.mood if said else 'quiet'}")
        strip = Strip([Segment(f" {sign} {text}", style)])
        return strip.adjust_cell_length(width).apply_style(self.rich_style)
