"""RowList and TextView: scroll views with a cursor row or with text only; both render just the visible lines.

One way of moving serves every screen: j k and the arrows, page keys, g and G, enter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Span, Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.bindings import ROWS, bindings

INKS = ("muted", "strong", "title", "good", "warn", "late")
"""Style names used in drawn lines; the style sheet defines them."""
PLAIN = {
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "underline": Style(underline=True),
    "strike": Style(strike=True),
}
ROOMY = 26
"""Height from which blank lines separate rows."""
MARK = "▌ "
"""Precedes the marked row, to show it without colour."""


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row's lines. The first `above` and the last `below` only separate it from others and are never marked."""

    lines: Sequence[Text]
    above: int = 0
    below: int = 0


class LineView(ScrollView, can_focus=True):
    """Base class: lines by number, rendered when they come into view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{style_name}" for style_name in INKS} | {
        "lines--marked",
        "lines--marked-away",
    }
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ROWS)]
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._inks: dict[str, Style] = {}

    @property
    def room(self) -> int:
        """Width of a line, in cells."""
        return max(self.scrollable_content_region.width - 2 * len(MARK), 8)

    def _ink(self, names: str) -> Style:
        if names not in self._inks:
            style = Style()
            for name in names.split():
                known = PLAIN.get(name)
                style += known or self.get_component_rich_style(f"lines--{name}", partial=True)
            self._inks[names] = style
        return self._inks[names]

    def _strip(self, line: Text, lead: str, base: Style, width: int) -> Strip:
        inked = line.copy()
        inked.spans = [Span(s.start, s.end, self._ink(s.style)) if isinstance(s.style, str) else s for s in line.spans]
        own = self._ink(line.style) if isinstance(line.style, str) else line.style
        inked.style = ""
        segments = [Segment(lead), *Segment.apply_style(inked.render(self.app.console), own)]
        return Strip(Segment.apply_style(segments, base)).adjust_cell_length(width, base)

    def notify_style_update(self) -> None:
        self._inks.clear()
        super().notify_style_update()


class RowList(LineView):
    """Rows with one marked. `each` is the height of every row, None if it varies.

    Rows of two lines or more are separated by a blank one if there is room.
    """

    index: reactive[int] = reactive(0)

    @dataclass
    class Marked(Message):
        """Another row is marked; "" where there is none."""

        rows: RowList
        key: str

    @dataclass
    class Chosen(Message):
        """Enter, or a click, on a row."""

        rows: RowList
        key: str

        @property
        def control(self) -> RowList:
            return self.rows

    def __init__(self, *, each: int | None = 1, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines_each = each
        self._each = each
        self._keys: Sequence[str] = ()
        self._draw: Callable[[int, int], DrawnRow] = lambda _index, _width: DrawnRow(())
        self._drawn: dict[int, DrawnRow] = {}
        self._starts: list[int] = [0]
        self._width = 0

    def show(self, keys: Sequence[str], draw: Callable[[int, int], DrawnRow]) -> None:
        """Show these rows, each drawn by `draw(index, width)`; the marked one stays marked if it is still there."""
        marked = self.key
        if bool(keys) != bool(self._keys):
            self.refresh_bindings()
        self._keys, self._draw = keys, draw
        self._lay_out()
        place = keys.index(marked) if marked and marked in keys else min(self.index, max(len(keys) - 1, 0))
        self.set_reactive(RowList.index, place)
        self.call_after_refresh(self._into_view)
        self.post_message(self.Marked(self, self.key))

    def repaint(self, key: str | None = None) -> None:
        """Redraw one row, or all of them."""
        if self._each is None or key is None:
            self._lay_out()
            return
        if key in self._keys:
            index = self._keys.index(key)
            self._drawn.pop(index, None)
            self._refresh_row(index)

    def mark(self, key: str) -> None:
        """Move the mark to the row of that key, if there is one."""
        if key in self._keys:
            self.index = self._keys.index(key)

    @property
    def key(self) -> str:
        """The marked row's key, "" where there is none."""
        return self._keys[self.index] if 0 <= self.index < len(self._keys) else ""

    @property
    def keys(self) -> Sequence[str]:
        """The keys of all rows, in their order."""
        return self._keys

    @property
    def seen(self) -> range:
        """The indexes of the rows that are in view."""
        top = self.scroll_offset.y
        return range(self._at(top), min(self._at(top + max(self.size.height - 1, 0)) + 1, len(self._keys)))

    # ---- laying out

    def _lay_out(self) -> None:
        self._drawn.clear()
        self._width = self.room
        if self._lines_each is not None:
            self._each = self._lines_each + (self._lines_each > 1 and self.size.height >= ROOMY)
        if self._each is None:
            self._starts = [0]
            for index in range(len(self._keys)):
                self._starts.append(self._starts[-1] + len(self._row(index).lines))
            height = self._starts[-1]
        else:
            height = self._each * len(self._keys)
        self.virtual_size = Size(self._width, height)
        self.refresh()

    def _row(self, index: int) -> DrawnRow:
        if index not in self._drawn:
            self._drawn[index] = self._draw(index, self._width)
        return self._drawn[index]

    def _at(self, y: int) -> int:
        if self._each is not None:
            return y // self._each
        return bisect_right(self._starts, y) - 1

    def _start(self, index: int) -> int:
        return index * self._each if self._each is not None else self._starts[min(index, len(self._starts) - 1)]

    def _height(self, index: int) -> int:
        return self._each if self._each is not None else len(self._row(index).lines)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        line = y + self.scroll_offset.y
        index = self._at(line)
        if not 0 <= index < len(self._keys):
            return Strip.blank(width, self.rich_style)
        drawn = self._row(index)
        within = line - self._start(index)
        text = drawn.lines[within] if within < len(drawn.lines) else Text()
        if index == self.index and drawn.above <= within < len(drawn.lines) - drawn.below:
            name = "lines--marked" if self.has_focus else "lines--marked-away"
            return self._strip(text, MARK, self.get_component_rich_style(name), width)
        return self._strip(text, " " * len(MARK), self.rich_style, width)

    # ---- moving

    def validate_index(self, index: int) -> int:
        return min(max(index, 0), max(len(self._keys) - 1, 0))

    def watch_index(self, old: int, new: int) -> None:
        if not self.is_mounted:
            return
        self._refresh_row(old)
        self._refresh_row(new)
        self._into_view()
        self.post_message(self.Marked(self, self.key))

    def _refresh_row(self, index: int) -> None:
        if index < len(self._keys):
            top = self._start(index) - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, self._height(index)))

    def _into_view(self) -> None:
        if self._keys:
            region = Region(0, self._start(self.index), 1, self._height(self.index))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def action_move(self, by: int) -> None:
        self.index += by

    def action_page(self, by: int) -> None:
        self.index += by * max(len(self.seen) - 1, 1)

    def action_end(self, which: int) -> None:
        self.index = len(self._keys) if which > 0 else 0

    def action_choose(self) -> None:
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action == "choose" and not self._keys else super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        index = self._at(event.y + self.scroll_offset.y)
        if 0 <= index < len(self._keys):
            again = index == self.index
            self.index = index
            if again:
                self.action_choose()

    def on_resize(self) -> None:
        self._lay_out()
        self._into_view()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.refresh()


class TextView(LineView):
    """A scrolling text, laid out for its width, without a marked row."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lay: Callable[[int], list[Text]] = lambda _width: []
        self._lines: list[Text] = []
        self._width = 0

    def show(self, lay_out: Callable[[int], list[Text]], *, stay: bool = False) -> None:
        """Show a text from its top, or at the current position if `stay`. `lay_out(width)` gives its lines for any
        width."""
        self._lay = lay_out
        self._lay_out()
        if not stay:
            self.scroll_to(y=0, animate=False, immediate=True)

    @property
    def text(self) -> str:
        """The lines as plain text."""
        return "\n".join(line.plain for line in self._lines)

    def _lay_out(self) -> None:
        self._width = self.room
        self._lines = self._lay(self._width)
        self.virtual_size = Size(self._width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        line = y + self.scroll_offset.y
        text = self._lines[line] if 0 <= line < len(self._lines) else Text()
        return self._strip(text, " " * len(MARK), self.rich_style, self.size.width)

    def action_move(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        self.scroll_relative(y=by * max(self.size.height - 2, 1), animate=False, immediate=True)

    def action_end(self, which: int) -> None:
        self.scroll_to(y=self.max_scroll_y if which > 0 else 0, animate=False, immediate=True)

    def action_choose(self) -> None:
        """A text has no marked row."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return False if action == "choose" else super().check_action(action, parameters)

    def on_resize(self) -> None:
        if self.room != self._width:
            self._lay_out()
