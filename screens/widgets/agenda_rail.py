"""The agenda down the left side: each item's number, name and state, minutes planned and spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from chairtui.meeting.records import ItemState
from chairtui.words import live as words
from screens.widgets.inks import ink
from screens.widgets.wrapping import shorten, wrap

MARKS: dict[ItemState, str] = {"waiting": "·", "current": "▸", "done": "✓"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One agenda item as the rail shows it; minutes `spent` are whole ones."""

    id: str
    number: int
    title: str
    state: ItemState
    planned: int
    spent: int


class AgendaRail(Widget):
    """The agenda items; the one on the screen is marked. A click goes to an item."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(
        {"agenda-rail--waiting", "agenda-rail--current", "agenda-rail--done", "agenda-rail--time", "agenda-rail--over"}
    )

    @dataclass
    class Chosen(Message):
        """An item was clicked."""

        item: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._stops: tuple[Stop, ...] = ()
        self._shown = ""

    def show(self, stops: Sequence[Stop], shown: str) -> None:
        """Show these items, `shown` being the one in the pane. Only changed lines are painted."""
        before, self._stops = self._stops, tuple(stops)
        moved, self._shown = shown != self._shown, shown
        if moved or len(before) != len(self._stops):
            self.refresh()
            return
        changed = [n for n, stop in enumerate(self._stops) if stop != before[n]]
        lines = [y for n in changed for y in self._lines_of(n)]
        if lines:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))

    @property
    def _tall(self) -> int:
        """Lines an item takes: two where there is room for all."""
        return 2 if self.size.height > 2 * len(self._stops) else 1

    @property
    def _top(self) -> int:
        """The first line in view: as far down as the shown item needs."""
        place = next((n for n, stop in enumerate(self._stops) if stop.id == self._shown), 0)
        return max((place + 1) * self._tall + 1 - (self.size.height - 1), 0)

    def _lines_of(self, place: int) -> range:
        start = 1 + place * self._tall - self._top
        return range(max(start, 1), min(start + self._tall, self.size.height))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            pieces = [(words.AGENDA, "agenda-rail--time")]
            return self._strip(pieces, width)
        line = y - 1 + self._top
        place, second = divmod(line, self._tall)
        if place >= len(self._stops):
            return Strip.blank(width, self.rich_style)
        return self._strip(self._pieces(self._stops[place], bool(second), width), width)

    def _pieces(self, stop: Stop, second: bool, width: int) -> list[tuple[str, str]]:
        here = stop.id == self._shown
        style = "agenda-rail--current" if here else f"agenda-rail--{'done' if stop.state == 'done' else 'waiting'}"
        mark = MARKS["current" if here else "done" if stop.state == "done" else "waiting"]
        over = stop.spent > stop.planned
        planned = words.ITEM_PLANNED_SHORT if self._tall == 1 else words.ITEM_PLANNED
        time = (words.ITEM_TIME if stop.spent else planned).format(spent=stop.spent, planned=stop.planned)
        time = f"{time} !" if over else time
        time_style = "agenda-rail--over" if over else "agenda-rail--time"
        start = f"{mark} {stop.number:>2} "
        room = max(width - len(start) - len(time) - 1, 1)
        if self._tall == 1:
            title = shorten(stop.title, room)
        else:
            first, *rest = wrap(stop.title, width - len(start))
            if not second:
                return [(start, style), (first, style)]
            start, title = " " * len(start), shorten(" ".join(rest), room)
        return [(start, style), (title, style), (" " * (room - cell_len(title) + 1), style), (time, time_style)]

    def _strip(self, pieces: list[tuple[str, str]], width: int) -> Strip:
        strip = Strip([Segment(text, ink(self, style)) for text, style in pieces])
        return strip.adjust_cell_length(width).apply_style(self.rich_style)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1:
            return
        place = (offset.y - 1 + self._top) // self._tall
        if 0 <= place < len(self._stops):
            self.post_message(self.Chosen(self._stops[place].id))
