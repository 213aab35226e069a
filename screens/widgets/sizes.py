"""How much room a screen has, as the classes by which style sheets lay it out."""

from __future__ import annotations

Steps = list[tuple[int, str]] | None

SMALLEST = (30, 10)
"""Columns and lines below which there is only a note that the window is too small."""
WIDTHS: Steps = [(0, "-tiny"), (SMALLEST[0], "-narrow"), (60, "-middle"), (100, "-wide")]
"""From so many columns: the note; the pane alone; with the agenda rail; with the chair's panel as well."""
HEIGHTS: Steps = [(0, "-low"), (SMALLEST[1], "-short"), (30, "-tall")]
"""From so many lines: the note; close together; with air between."""
