"""Breakpoints: the classes that style sheets use for each width and height."""

from __future__ import annotations

from textual.geometry import Size

Steps = list[tuple[int, str]]

SMALLEST = (30, 10)
"""Minimum width and height; below them only a note is shown that the window is too small."""
USABLE = (40, 12)
"""Minimum width and height of the terminal; below them `TooSmallScreen` covers every screen."""
WIDTHS: Steps = [(0, "-tiny"), (SMALLEST[0], "-narrow"), (60, "-middle"), (100, "-wide"), (150, "-broad")]
"""From so many columns: the note; the pane alone; with the agenda rail; with the chair's panel beside it once that is
opened; with the panel open from the start."""
TALL = 30
"""Height from which the parts of a screen are spaced apart."""
HEIGHTS: Steps = [(0, "-low"), (SMALLEST[1], "-short"), (TALL, "-tall")]
"""From so many lines: the note; close together; with air between."""


def classes_at(size: Size) -> dict[str, bool]:
    """The classes of a screen of that size. Set before layout, they cause no second one."""
    found = {}
    for steps, length in ((WIDTHS, size.width), (HEIGHTS, size.height)):
        reached = [name for start, name in steps if length >= start][-1]
        found.update({name: name == reached for _, name in steps})
    return found
