"""RecordList: a scrolling list of wrapped rows with a selection.

Rows are laid out once and only changed lines are repainted, so that keys stay fast in a long meeting.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import ClassVar, get_args

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size, clamp
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.component_styles import component_style
from screens.widgets.list_row import Row, Tone
from screens.widgets.row_layout import Piece, lay_out

ALWAYS = ("selected", "track", "thumb")
"""Styles that any list uses, beside those of its rows' tones and of a question, which the selection's sign has."""
INKS = (*get_args(Tone), *ALWAYS)
STRIDE = 3
"""Lines scrolled at once towards the next row."""
STYLES = {f"record-list--{name}" for name in INKS}
KEY, HEIGHT = attrgetter("key"), attrgetter("height")
KEPT = 4_000
"""Size of the layout cache, in rows."""


class LaidOutRow:
    """A row's lines, `height` of them. Their strips are not kept: each would take 2 KB for as long as the meeting."""

    def __init__(self, lines: list[list[Piece]]) -> None:
        self.lines = lines
        self.height = len(lines)


class RecordList(Widget):
    """Rows, one of them selected by its key. It scrolls by itself; the screen handles keys.

    `holder` is the widget around it whose styles the rows are shown in (`STYLES`): they are worked out for it once, and
    not for each of several lists again. A list by itself is a `StandaloneList`.
    """

    @dataclass
    class Picked(Message):
        """A row was clicked; `twice` when it was clicked again while selected."""

        list: RecordList
        key: str
        twice: bool

    MARK_WIDTH: ClassVar[int] = 5
    """Columns for a row's mark, after the one that shows what is selected."""

    def __init__(self, holder: Widget | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._holder = holder or self
        self._rows: tuple[Row, ...] = ()
        self._ends: list[int] = []
        self._kept: dict[tuple[Row, int], LaidOutRow] = {}
        self._by_identity: dict[tuple[int, int], tuple[Row, LaidOutRow]] = {}
        self._painted: list[tuple[Row, int, bool] | None] = []
        self._laid: list[LaidOutRow] = []
        self._measured: tuple[tuple[Row, ...], int] | None = None
        self._places: dict[str, int] = {}
        self._keys: list[str] = []
        self._painted_bar = range(0)
        self._top = 0
        self._styles_stale = False
        self._fitted = Size(0, 0)  # what the layout depends on
        self._base = Style()
        self._inks: dict[str, Style] = {}
        self.selected = ""
        """The key of the selected row, "" for none."""
        self.marks_selected = True
        """Whether the selected row is marked."""

    # ---- what it shows

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    @property
    def keys(self) -> Sequence[str]:
        """The keys of rows that can be selected, in order."""
        return self._keys

    def row(self, key: str) -> Row | None:
        """The row of that key, None if it isn't there."""
        place = self._places.get(key)
        return None if place is None else self._rows[place]

    def show(self, rows: Sequence[Row], selected: str = "") -> None:
        """Show these rows, keeping the selected one in place if it still exists.

        If the end was in view, it stays in view.
        """
        if tuple(rows) == self._rows and selected == self.selected and self._ends:
            return
        end = self.keys[-1] if self.keys and self._top == self._last_top else ""
        before = self._line_of(self.selected)
        self._rows = tuple(rows)
        self._places = dict(zip(map(KEY, self._rows), range(len(self._rows)), strict=True))
        self._places.pop("", None)
        self._keys = list(self._places)
        self._measure()
        self.selected = selected
        after = self._line_of(selected)
        if before is not None and after is not None and self._top <= before < self._top + self.size.height:
            self._top += after - before
        if end in self.keys[:-1]:
            self._top = self._last_top if after is None else min(self._last_top, after)
        self._top = clamp(self._top, 0, self._last_top)
        self._paint()

    def select(self, key: str) -> None:
        """Select a row and scroll to it; an unknown key selects none."""
        self.selected = key
        self.bring_into_view(key)
        self._paint()

    def bring_into_view(self, key: str) -> None:
        """Scroll so that the whole row is seen, with the rows below it that can't be selected (questions that it may
        open); its beginning where it is taller than the list."""
        index = self._measured_place(key)
        if index is None or not self.size.height:
            return
        last = index
        while last + 1 < len(self._ends) and not self._rows[last + 1].key and self._rows[last + 1].mark:
            last += 1
        start, end = self._ends[index] - self._height(index), self._ends[last]
        first_key = next((i for i, row in enumerate(self._rows) if row.key), 0)
        if index == first_key and end <= self.size.height:
            start = 0  # to scroll back to the title above the first row
        if end > self._top + self.size.height:
            self._top = end - self.size.height
        if start < self._top:
            self._top = start
        self._top = clamp(self._top, 0, self._last_top)

    def in_view(self, key: str) -> bool:
        """Whether a row is fully in view."""
        index = self._measured_place(key)
        return (
            index is not None
            and self._top <= self._ends[index] - self._height(index)
            and (self._ends[index] <= self._top + self.size.height)
        )

    def scroll_by(self, lines: int) -> None:
        """Scroll by so many lines."""
        self._top = clamp(self._top + lines, 0, self._last_top)
        self._paint()

    def move(self, steps: int) -> None:
        """Select the next row that can be, once it is in view; until then, and beyond the last, scroll towards it."""
        keys = self.keys
        place = keys.index(self.selected) + steps if self.selected in keys else 0 if steps > 0 else -1
        wanted = keys[place] if 0 <= place < len(keys) else ""
        line = self._line_of(wanted)
        if line is not None and self._top <= line < self._top + self.size.height:
            self.select(wanted)
        else:
            self.scroll_by(steps * STRIDE)

    def end(self, direction: int) -> None:
        """Go to the beginning (-1) or the end (1)."""
        keys = self.keys
        if keys and direction > 0:
            self.selected = keys[-1]
        self._top = 0 if direction < 0 else self._last_top
        self._paint()

    def height_of(self, key: str) -> int:
        """How many lines a row takes, 0 if it isn't there."""
        index = self._measured_place(key)
        return 0 if index is None else self._height(index)

    # ---- measuring

    @property
    def _text_width(self) -> int:
        return max(self.size.width - 3, 1)

    @property
    def _last_top(self) -> int:
        return max((self._ends[-1] if self._ends else 0) - self.size.height, 0)

    def _measure(self) -> None:
        self._fitted = self.size
        rows = self._rows if self.size.width else ()
        self._laid = self._laid_again(rows, self._text_width)
        self._ends = list(accumulate(map(HEIGHT, self._laid)))

    def _laid_again(self, rows: tuple[Row, ...], width: int) -> list[LaidOutRow]:
        """The rows laid out; of those that stand before and after what changed, the ones that were there."""
        known, laid = self._measured, self._laid
        self._measured = rows, width
        if known is None or known[1] != width:
            return [self._laid_out(row, width) for row in rows]
        before = _alike(known[0], rows)
        left = min(len(known[0]), len(rows)) - before
        after = _alike(known[0][: -left - 1 : -1], rows[: -left - 1 : -1])
        changed = [self._laid_out(row, width) for row in rows[before : len(rows) - after]]
        return [*laid[:before], *changed, *laid[len(laid) - after :]]

    def _height(self, index: int) -> int:
        return self._laid[index].height

    def _measured_place(self, key: str) -> int | None:
        """The index of the row with that key; None if there is none, or before the list has a width."""
        return self._places.get(key) if self._ends else None

    def _line_of(self, key: str) -> int | None:
        index = self._measured_place(key)
        return None if index is None else self._ends[index] - self._height(index)

    def _laid_out(self, row: Row, width: int) -> LaidOutRow:
        known = self._by_identity.get((id(row), width))
        if known is not None:  # most rows are identical objects, which compare fast
            return known[1]
        if len(self._by_identity) > KEPT:
            self._forget()
        found = self._kept.get((row, width))
        if found is None:
            found = self._kept[row, width] = LaidOutRow(lay_out(row, width, self.MARK_WIDTH))
        self._by_identity[id(row), width] = row, found  # hold the row, so that its id isn't reused
        return found

    def _forget(self) -> None:
        self._kept.clear()
        self._by_identity.clear()

    def _strip(self, pieces: list[Piece]) -> Strip:
        return Strip([Segment(text, self._style(tone)) for text, tone in pieces if text])

    def _style(self, name: str) -> Style:
        found = self._inks.get(name)
        if found is None:
            found = self._inks[name] = component_style(self._holder, f"record-list--{name}")
        return found

    # ---- painting

    def _seen(self, y: int) -> tuple[int, Row, int, bool] | None:
        """Which row stands at a line of the list: its place, itself, which of its lines, and whether it is selected."""
        line = self._top + y
        index = bisect_right(self._ends, line)
        if index >= len(self._ends):
            return None
        row = self._rows[index]
        selected = bool(row.key) and row.key == self.selected and self.marks_selected
        return index, row, line - (self._ends[index] - self._height(index)), selected

    def _look(self) -> tuple[list[tuple[Row, int, bool] | None], range]:
        """A description of each visible line and of the scroll bar, to find what changed."""
        found = (self._seen(y) for y in range(self.size.height))
        return [line and line[1:] for line in found], self._bar()

    def _paint(self) -> None:
        seen, seen_bar = self._look()
        if len(seen) != len(self._painted) or seen_bar != self._painted_bar:
            self.refresh()
        else:
            changed = [Region(0, y, self.size.width, 1) for y, line in enumerate(seen) if line != self._painted[y]]
            if changed:
                self.refresh(*changed)
        self._painted, self._painted_bar = seen, seen_bar

    def _bar(self) -> range:
        """The lines of the scroll bar's thumb, empty while everything is in view."""
        height, total = self.size.height, self._ends[-1] if self._ends else 0
        if total <= height or not height:
            return range(0)
        size = max(height * height // total, 1)
        start = round((height - size) * self._top / max(self._last_top, 1))
        return range(start, start + size)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Styles are looked up once for all lines of a painting: Textual works them out from all that is around.

        It also paints a list at its new size before it tells it of that.
        """
        if self._styles_stale:
            self._reload_styles()
        if self.size != self._fitted:
            self._fit()
            self._painted, self._painted_bar = self._look()
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        seen = self._seen(y)
        base = self._base
        if seen is None:
            strip = Strip([])
        else:
            index, _, line, selected = seen
            strip = self._strip(self._laid[index].lines[line])
            if selected:
                base = self._holder.get_component_rich_style("record-list--selected")
            strip = Strip.join([Strip([Segment("▌" if selected else " ", self._style("question"))]), strip])
        bar = self._bar()
        strip = strip.adjust_cell_length(max(width - 1, 0)).apply_style(base)
        if bar:
            end = Segment("┃" if y in bar else "│", base + self._style("thumb" if y in bar else "track"))
        else:
            end = Segment(" ", base)
        return Strip.join([strip, Strip([end])])

    def _reload_styles(self) -> None:
        """Lay rows out again if a style they use has changed; most style changes don't affect them."""
        before, self._inks, self._styles_stale = self._inks, {}, False
        if any(self._style(name) != style for name, style in before.items()):
            self._forget()
            self._measured = None
            self._measure()

    def notify_style_update(self) -> None:
        """After a style change, lay rows out again at the next paint, when the new styles are known."""
        self._styles_stale = True
        super().notify_style_update()

    def _fit(self) -> None:
        """Lay out for the size the list now has."""
        self._measure()
        self._top = clamp(self._top, 0, self._last_top)
        self.bring_into_view(self.selected)

    def on_resize(self) -> None:
        if self.size != self._fitted:  # otherwise it was painted at this size already
            self._fit()
            self._painted = []
            self._paint()

    # ---- the mouse, for those who use one

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_by(-3)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        seen = self._seen(place.y) if place is not None else None
        if seen and seen[1].key:
            self.post_message(self.Picked(self, seen[1].key, seen[3]))


class StandaloneList(RecordList):
    """A list with styles of its own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = STYLES


def styles_for(*tones: Tone) -> set[str]:
    """The styles of a list whose rows have only these tones. Textual works out each of a widget's styles, used or not,
    whenever it may have changed."""
    return {f"record-list--{name}" for name in (*tones, "question", *ALWAYS)}


def _alike(before: tuple[Row, ...], now: tuple[Row, ...]) -> int:
    """The length of the common prefix, by bisection: most rows are identical objects, which tuples compare fast."""
    least, most = 0, min(len(before), len(now))
    while least < most:
        middle = (least + most + 1) // 2
        if before[least:middle] == now[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
