"""Pane: the widget of the current agenda item, with its title and one to four record lists.

The same four lists serve every item, so that going to another one mounts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from chairtui.words import live as words
from screens.widgets.item_head import FoldedPanel, ItemHead
from screens.widgets.list_row import Row, Section, body, heading, listed
from screens.widgets.record_list import STYLES, RecordList
from screens.widgets.row_keys import DETAIL, QUESTION

WAITING = ("?", "!")
"""Marks of unanswered questions and missing details."""
COLUMNS_FROM = 126
"""Width from which three lists are side by side, in columns: forty for each."""


class Pane(Vertical):
    """One agenda item's rows, in one list, or in three side by side with a list of the rest below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = STYLES

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sections: tuple[Section, ...] = ()
        self._remembered: dict[str, str] = {}
        self._item = ""
        self.selected = ""
        """The key of the selected row, "" for none."""

    def compose(self) -> ComposeResult:
        yield ItemHead(id="pane-title")
        with Horizontal(id="columns"):
            for number in range(3):
                yield RecordList(self, id=f"column-{number}", classes="column")
        yield RecordList(self, id="rows")

    def on_mount(self) -> None:
        self._head = self.query_one("#pane-title", ItemHead)
        self._columns = [self.query_one(f"#column-{number}", RecordList) for number in range(3)]
        self._list = self.query_one("#rows", RecordList)
        self._side_by_side = self.query_one("#columns", Horizontal)

    # ---- what it shows

    def show_title(self, title: str, looking: str = "") -> None:
        """The item's number, name and time, and below them that one is only `looking` at it."""
        self._head.show(title=title, looking=looking)

    def show_folded(self, panel: FoldedPanel) -> None:
        """Show the chair's panel in short, below the title."""
        self._head.show(panel=panel)

    def show(self, item: str, sections: tuple[Section, ...], select: str = "") -> None:
        """Show an item's sections; `select` a row if it is there, or stay on the row that was selected."""
        moved = item != self._item
        if moved:
            self._remembered[self._item] = self.selected
            self._item, self.selected = item, self._remembered.get(item, "")
            for each in self.lists:
                each.scroll_by(-1_000_000)
        before = [each.keys for each in self.lists]
        self._sections = sections
        self._lay_out(self.selected)
        wanted = select if self.has(select) else self.selected
        if wanted and not self.has(wanted):
            wanted = _nearest(wanted, [key for keys in before for key in keys], self.keys)
        if moved or wanted == select or wanted != self.selected:
            self.select(wanted)

    def _lay_out(self, selected: str) -> None:
        columns = [section for section in self._sections if section.column]
        beside = len(columns) == 3 and self.size.width >= COLUMNS_FROM
        if beside:
            for each, section in zip(self._columns, columns, strict=True):
                titled = heading(section.title, section.columns if section.rows else ())
                each.show((titled, *body(section)), selected)
        rest = tuple(s for s in self._sections if not s.column) if beside else self._sections
        rows = listed(rest)
        self._list.show(rows, selected)
        self._side_by_side.display = beside
        self._list.display = bool(rows) or not beside
        self._list.set_class(beside, "-below")

    @property
    def lists(self) -> list[RecordList]:
        """The visible lists, in order."""
        return [*self._columns, self._list] if self._side_by_side.display else [self._list]

    def on_resize(self) -> None:
        self._lay_out(self.selected)
        self.select(self.selected)

    # ---- the selection

    @property
    def keys(self) -> list[str]:
        """The keys of all selectable rows, in order."""
        return [key for each in self.lists for key in each.keys]

    def has(self, key: str) -> bool:
        """Whether there is a row of that key."""
        return any(each.row(key) is not None for each in self.lists)

    @property
    def rows(self) -> list[Row]:
        """The rows of all lists, in order."""
        return [row for each in self.lists for row in each.rows]

    @property
    def row(self) -> Row | None:
        """The selected row."""
        found = (each.row(self.selected) for each in self.lists)
        return next((row for row in found if row is not None), None)

    @property
    def waiting(self) -> str:
        """The key of the first unanswered question or missing detail, "" for none."""
        return next(iter(self._all_waiting), "")

    @property
    def _all_waiting(self) -> list[str]:
        rows = (each.row(key) for each in self.lists for key in each.keys if key.startswith((QUESTION, DETAIL)))
        return [row.key for row in rows if row is not None and row.mark in WAITING]

    def go_on_asking(self, answered: str, before: Sequence[str]) -> tuple[bool, str]:
        """Select what enter gives next: a question that this answer opened, else the next below that waits. What was
        passed over above is left alone. `before` are the keys as they were. Gives whether a question was opened, and
        the text that says what came or went."""
        order, waiting = self.keys, self._all_waiting
        opened = [key for key in waiting if key not in before]
        below = order[order.index(answered) + 1 :] if answered in order else []
        following = next((key for key in (*opened, *(k for k in below if k in waiting))), "")
        if following:
            self.select(following)
        gone = any(key.startswith(QUESTION) and key not in order for key in before)
        said = [words.NO_LONGER_ASKED] if gone else []
        if opened and self.row is not None:
            said.append(words.NOW_ASKED.format(question=self.row.text))
        return bool(opened), " ".join(said)

    def select_waiting(self) -> None:
        """Select the first unanswered question or missing detail if it is in view, so that enter opens it without
        scrolling."""
        key = self.waiting
        if any(each.in_view(key) for each in self.lists):
            self.select(key)

    def select(self, key: str) -> None:
        """Select a row and bring it into view."""
        self.selected = key
        for each in self.lists:
            each.select(key if each.row(key) is not None else "")

    def move(self, steps: int) -> None:
        """Move the selection by so many rows, at most to the first or last."""
        keys = self.keys
        if not keys:
            if self.lists:
                self.lists[-1].scroll_by(steps)
            return
        if self.selected in keys:
            place = min(max(keys.index(self.selected) + steps, 0), len(keys) - 1)
        else:
            place = 0 if steps > 0 else len(keys) - 1
        self.select(keys[place])

    def end(self, direction: int) -> None:
        """Select the first row (-1) or the last (1)."""
        keys = self.keys
        if keys:
            self.select(keys[0] if direction < 0 else keys[-1])

    def page(self, direction: int) -> None:
        """Move by about a page of rows within the list that holds the selection."""
        here = next((each for each in self.lists if self.selected in each.keys), self.lists[-1])
        lines, step = 0, 0
        keys = here.keys
        if not keys:
            here.scroll_by(direction * max(here.size.height - 2, 1))
            return
        place = keys.index(self.selected) if self.selected in keys else 0
        while 0 <= place + direction < len(keys) and lines < here.size.height - 2:
            place += direction
            step += direction
            lines += here.height_of(keys[place])
        self.select(keys[place])

    def beside(self, direction: int) -> bool:
        """Move to the list to the left (-1) or right (1), to the row at about its height; False if there is none."""
        lists = [each for each in self.lists if each.keys]
        here = next((n for n, each in enumerate(lists) if self.selected in each.keys), None)
        if here is None or not 0 <= here + direction < len(lists):
            return False
        place = lists[here].keys.index(self.selected)
        there = lists[here + direction].keys
        self.select(there[min(place, len(there) - 1)])
        return True


def _nearest(gone: str, before: list[str], now: list[str]) -> str:
    """The row to select when the selected one is gone: the next that remains, or the one before."""
    if gone not in before:
        return ""
    place = before.index(gone)
    standing = set(now)
    after = (key for key in before[place:] if key in standing)
    earlier = (key for key in reversed(before[:place]) if key in standing)
    return next(after, next(earlier, ""))
