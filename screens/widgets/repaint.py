"""What somebody waits for is painted in the same turn that worked it out, and what may follow is worked out after."""

from __future__ import annotations

from collections.abc import Iterable

from textual.screen import Screen
from textual.widget import Widget


def paint_now(screen: Screen[None], widgets: Iterable[Widget]) -> None:
    """Paint what has changed in these widgets of the screen, and whatever else waits to be painted there.

    Textual asks each of them in turn whether it has changed and then waits for the next of its sixtieths of a second,
    or for the one after where it has just painted. A screen that is not to be seen now is painted once it is.
    """
    for widget in widgets:
        if widget._repaint_required:
            widget._repaint_required = False
            screen._dirty_widgets.add(widget)
    screen._on_timer_update()
