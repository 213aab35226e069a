"""SearchablePage: a page with a list and an input that filters it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.screen import ScreenResultType
from textual.widgets import Static

from chairtui.words import screens as words
from screens.base_page import Page
from screens.list_view import DrawnRow, RowList
from screens.widgets.one_line import OneLine


class SearchablePage(Page[ScreenResultType]):
    """A list, a search input, and a text shown if there are no rows. A page that asks something about a row uses the
    input with the id `ASKS`."""

    AUTO_FOCUS = "RowList"
    LIST: ClassVar[str]
    FIND: ClassVar[str]
    """Placeholder of the search input."""
    ASKS: ClassVar[str]

    def compose_body(self) -> ComposeResult:
        yield OneLine(placeholder=self.FIND, id="find", classes="-away")
        yield RowList(each=2, id=self.LIST)
        yield Static(words.LOOKING, id="empty", markup=False, classes="-away")
        yield OneLine(id=self.ASKS, classes="-away")

    # ---- what a page says of its own rows

    @abstractmethod
    def found(self, sought: list[str]) -> list[str]:
        """The keys of the rows that contain all these lower-case words; all rows if there are none."""

    @abstractmethod
    def draw(self, index: int, width: int) -> DrawnRow:
        """Render a row."""

    @abstractmethod
    def nothing(self) -> str:
        """Text shown if there are no rows."""

    @abstractmethod
    def any_there(self) -> bool:
        """Whether there are any rows, whether or not they match."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.any_there() if action == "find" else super().check_action(action, parameters)

    # ---- finding

    def show_found(self) -> None:
        """Show the rows that match the search."""
        found = self.found(self.query_one("#find", OneLine).value.lower().split())
        rows, empty = self.query_one(RowList), self.query_one("#empty", Static)
        rows.show(found, self.draw)
        rows.set_class(not found, "-away")
        empty.set_class(bool(found), "-away")
        empty.update(self.nothing())

    def action_find(self) -> None:
        find = self.query_one("#find", OneLine)
        find.remove_class("-away")
        self.set_focus(find)
        self.say(words.FINDING)

    @on(OneLine.Changed, "#find")
    def _search_changed(self) -> None:
        self.show_found()

    @on(OneLine.Submitted, "#find")
    def _to_the_list(self) -> None:
        if self.query_one(RowList).keys:
            self.set_focus(self.query_one(RowList))

    def key_down(self) -> None:
        if self.focused is self.query_one("#find"):
            self._to_the_list()

    # ---- asking one thing more

    def ask(self, begin: str, said: str) -> None:
        """Show the input with this initial value and prompt."""
        line = self.query_one(f"#{self.ASKS}", OneLine)
        line.value = begin
        line.remove_class("-away")
        self.set_focus(line)
        self.say(said)

    @property
    def asking(self) -> bool:
        """Whether the input is shown."""
        return not self.query_one(f"#{self.ASKS}").has_class("-away")

    def asked(self) -> None:
        """Hide the input."""
        self.query_one(f"#{self.ASKS}").add_class("-away")
        self.set_focus(self.query_one(RowList))

    # ---- back

    def action_back(self) -> Awaitable[None] | None:
        """Leave the input, then the search, then the page."""
        find = self.query_one("#find", OneLine)
        if self.asking:
            self.asked()
            self.say("")
        elif find.has_class("-away"):
            self.leave()
        else:
            find.add_class("-away")
            find.value = ""
            self.say("")
            self.show_found()
            self.set_focus(self.query_one(RowList))
        return None

    def leave(self) -> None:
        """Leave the page; called if there is neither input nor search."""
        self.dismiss(None)
