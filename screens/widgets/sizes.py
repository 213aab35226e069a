"""Breakpoints: the classes that style sheets use for each width and height."""

from __future__ import annotations

from textual.geometry import Size

Steps = list[tuple[int, str]]

SMALLEST = (30, 10)
"""Columns and lines below which there is only a note that the window is too small."""
WIDTHS: Steps = [(0, "-tiny"), (SMALLEST[0], "-narrow"), (60, "-middle"), (100, "-wide"), (150, "-broad")]
"""From so many columns: the note; the pane alone; with the agenda rail; with the chair's panel beside it once that is
opened; with the panel open from the start."""
TALL = 30
"""Lines from which there is air between the parts of a screen."""
HEIGHTS: Steps = [(0, "-low"), (SMALLEST[1], "-short"), (TALL, "-tall")]
"""From so many lines: the note; close together; with air between."""


def classes_at(size: Size) -> dict[str, bool]:
    """Which of the classes a screen of that size has. Set before it is laid out, they are not a change once it is."""
    found = {}
    for steps, length in ((WIDTHS, size.width), (HEIGHTS, size.height)):
        reached = [name for start, name in steps if length >= start][-1]
        found.update({name: name == reached for _, name in steps})
    return found
