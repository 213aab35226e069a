"""AgendaRail: a widget with the agenda items, their state and their minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from chairtui.meeting.records import ItemState
from chairtui.words import live as words
from screens.widgets.component_styles import component_style
from screens.widgets.wrapping import brief, shorten, wrap

SHOWN, AT, DONE, WAITING = "▸", "●", "✓", "·"
"""Styles: the item in view; the one whose clock runs, if another; a finished one; one still to come."""
MARGIN = 5
"""Width before a title: the mark and the number."""

Piece = tuple[str, str]
"""A stretch of text and the style it is shown in."""


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One agenda item as the rail shows it; `spent` is in whole minutes. The meeting is `at` one of them."""

    id: str
    number: int
    title: str
    state: ItemState
    planned: int
    spent: int
    at: bool = False


class AgendaRail(Widget):
    """The agenda, with the item in view and the one whose clock runs marked. A click goes to an item.

    Titles are whole if there are enough lines, otherwise on two lines or one.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set(
        {"agenda-rail--waiting", "agenda-rail--current", "agenda-rail--done", "agenda-rail--time", "agenda-rail--over"}
    )

    @dataclass
    class Chosen(Message):
        """An item was clicked."""

        item: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._stops: tuple[AgendaEntry, ...] = ()
        self._shown = ""
        self._here = False
        self._lines: list[tuple[int, list[Piece]]] = []
        self._laid_out_at = Size(0, 0)

    def mark_here(self, here: bool) -> None:
        """Show whether the arrow keys move in the agenda."""
        if here != self._here:
            self._here = here
            self.refresh()

    def show(self, stops: Sequence[AgendaEntry], shown: str) -> None:
        """Show these items, `shown` being the one in the pane. Only changed lines are painted."""
        if (tuple(stops), shown) == (self._stops, self._shown):
            return
        before, top = self._lines, self._top
        self._stops, self._shown = tuple(stops), shown
        self._lines = self._lay_out()
        if len(before) != len(self._lines) or top != self._top:
            self.refresh()
            return
        height = self.size.height
        changed = [n - self._top + 1 for n, line in enumerate(self._lines) if line != before[n]]
        self.refresh(*(Region(0, y, self.size.width, 1) for y in changed if 1 <= y < height))

    def on_resize(self) -> None:
        self._lines = self._lay_out()
        self.refresh()

    @property
    def _top(self) -> int:
        """Scroll offset: as far down as the shown item needs."""
        last = max((n for n, (place, _) in enumerate(self._lines) if self._stops[place].id == self._shown), default=0)
        return max(last + 2 - self.size.height, 0)

    # ---- laid out

    def _lay_out(self) -> list[tuple[int, list[Piece]]]:
        """Every line with its item's index: as many lines per item as there is room for."""
        self._laid_out_at = self.size
        width, room = self.size.width, max(self.size.height - 1, 1)
        whole = [self._item(stop, width, 9) for stop in self._stops]
        if sum(map(len, whole)) > room:
            lines = 2 if 2 * len(self._stops) <= room else 1
            whole = [self._item(stop, width, lines) for stop in self._stops]
        return [(place, line) for place, lines in enumerate(whole) for line in lines]

    def _item(self, stop: AgendaEntry, width: int, most: int) -> list[list[Piece]]:
        shown = stop.id == self._shown
        style = f"agenda-rail--{'current' if shown or stop.at else 'done' if stop.state == 'done' else 'waiting'}"
        mark = SHOWN if shown else AT if stop.at else DONE if stop.state == "done" else WAITING
        over = stop.spent > stop.planned
        room = max(width - MARGIN, 1)
        if most == 1:
            time = words.OVER_SHORT if over else ""
            texts = [brief(stop.title, max(room - len(time), 1))]
        else:
            form = words.ITEM_TIME if stop.spent else words.ITEM_PLANNED
            time = form.format(spent=stop.spent, planned=stop.planned)
            time = words.ITEM_OVER.format(time=time) if over else time
            texts = _beside(stop.title, len(time), room)
            if len(texts) > most:
                texts = [*texts[: most - 1], shorten(" ".join(texts[most - 1 :]), max(room - len(time) - 1, 1))]
        lines: list[list[Piece]] = [[(" " * MARGIN, style), (text, style)] for text in texts]
        lines[0][0] = (f"{mark} {stop.number:>2} ", style)
        gap = max(room - cell_len(texts[-1]) - len(time), 0)
        lines[-1].extend([(" " * gap, style), (time, f"agenda-rail--{'over' if over else 'time'}")])
        return lines

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self._laid_out_at != self.size:  # the first paint may come before the first resize
            self._lines = self._lay_out()
        if y == 0:
            head = words.AGENDA_HERE if self._here else words.AGENDA.format(last=len(self._stops))
            return self._strip([(head, "agenda-rail--time")], width)
        line = y - 1 + self._top
        if line >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return self._strip(self._lines[line][1], width)

    def _strip(self, pieces: Sequence[Piece], width: int) -> Strip:
        strip = Strip([Segment(text, component_style(self, style)) for text, style in pieces])
        return strip.adjust_cell_length(width).apply_style(self.rich_style)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        line = offset.y - 1 + self._top if offset is not None and offset.y >= 1 else -1
        if 0 <= line < len(self._lines):
            self.post_message(self.Chosen(self._stops[self._lines[line][0]].id))


def _beside(title: str, time: int, room: int) -> list[str]:
    """A title's lines, wrapped so that the last one leaves room for the time."""
    for width in range(room, 0, -1):
        lines = wrap(title, width)
        if cell_len(lines[-1]) + 1 + time <= room:
            return lines
    return [*wrap(title, room), ""]
