"""EarlierActionsScreen: reviews the actions in a file from before this program was used, then imports them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.journal.take_actions import take_actions
from chairtui.meeting.convening.earlier_actions import (
    BadActions,
    EarlierActions,
    SheetTable,
    UnplacedCell,
    read_actions,
)
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action, Version
from chairtui.words import earlier_actions as words
from chairtui.words.minutes import ACTION_STATUS
from screens.base_page import Page
from screens.bindings import EARLIER_ACTIONS, bindings
from screens.context import AppContext
from screens.due import counted
from screens.list_view import DrawnRow, RowList
from screens.text_layout import Cell, one_line, row
from screens.widgets.path_line import PathLine

ENDINGS = (".docx", ".csv", ".txt")
BEGINS = "~/"


class EarlierActionsScreen(Page[None]):
    """Enter reads the file and shows what would come in; nothing is saved before another key says so."""

    CSS_PATH = "earlier_actions.tcss"
    HEADING = words.PAGE
    CHOOSING = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EARLIER_ACTIONS)]
    AUTO_FOCUS = "#path"

    @dataclass
    class Read(Message):
        """The tables in the file and what they would add, or why there is nothing."""

        typed: str
        tables: Sequence[SheetTable]
        found: EarlierActions | None
        problem: str = ""

    def __init__(
        self, context: AppContext, session: Session, format_: Format, tables_of: Callable[[str], Sequence[SheetTable]]
    ) -> None:
        """`tables_of` reads the file at a path; it raises `ValueError` with a line for a person."""
        super().__init__()
        self.context = context
        self.session = session
        self.format = format_
        self._tables_of = tables_of
        self._read: EarlierActionsScreen.Read | None = None
        self._rows: dict[str, Action | UnplacedCell] = {}

    def compose_body(self) -> ComposeResult:
        yield PathLine(BEGINS, ENDINGS, id="path")
        yield Static(id="offered", markup=False)
        yield RowList(each=2, id="coming-in", classes="-away")

    def on_mount(self) -> None:
        self.head(words.PAGE, one_line(self.session.meeting.details.title))
        self.say(words.ASKS)

    @on(PathLine.Changed, "#path")
    def _typed(self) -> None:
        names = self.query_one(PathLine).offered
        self.query_one("#offered", Static).update(words.OFFERED.format(names="   ".join(names)) if names else "")

    # ---- looking

    @on(PathLine.Submitted, "#path")
    def _look(self, submitted: PathLine.Submitted) -> None:
        typed = submitted.value.strip()
        if typed:
            self.say(words.READING.format(file=typed))
            self._read_file(typed, self.session.meeting.id, self.session.meeting.versions)

    @work(thread=True, exclusive=True, group="read")
    def _read_file(self, typed: str, meeting: str, versions: Sequence[Version]) -> None:
        try:
            tables = self._tables_of(typed)
            read = self.Read(typed, tables, read_actions(tables, typed, Meeting(meeting, versions), self.format))
        except ValueError as problem:
            read = self.Read(typed, (), None, str(problem))
        if not get_current_worker().is_cancelled:
            self.post_message(read)

    @on(Read)
    def _show(self, read: Read) -> None:
        self._read = read if read.found is not None else None
        if read.found is None:
            self._show_rows([], [])
            self.say(read.problem, wrong=True)
            return
        actions = [draft.record for draft in read.found.drafts if isinstance(draft.record, Action)]
        self._show_rows(actions, read.found.unplaced)
        coming = counted(words.COMING_IN, len(actions)) if actions else words.NOTHING
        self.say(self._and_unplaced(coming, read.found.unplaced))
        self.set_focus(self.query_one(RowList))

    @staticmethod
    def _and_unplaced(said: str, unplaced: Sequence[UnplacedCell]) -> str:
        return f"{said} {counted(words.WITHOUT_PLACE, len(unplaced))}" if unplaced else said

    def _show_rows(self, actions: Sequence[Action], unplaced: Sequence[UnplacedCell]) -> None:
        listed: list[Action | UnplacedCell] = [*actions, *unplaced]
        self._rows = {str(n): shown for n, shown in enumerate(listed)}
        rows = self.query_one(RowList)
        rows.set_class(not self._rows, "-away")
        rows.show(list(self._rows), self._draw)
        self.refresh_bindings()

    def _draw(self, index: int, width: int) -> DrawnRow:
        shown = self._rows[self.query_one(RowList).keys[index]]
        if isinstance(shown, UnplacedCell):
            first = row([Cell("!", 2, "warn"), Cell(f"{shown.place}: {shown.why}", 0, "warn")], width)
            return DrawnRow([first, row([Cell("", 2), Cell(f"“{one_line(shown.text)}”", 0, "muted")], width)])
        day = show_date(shown.deadline) if shown.deadline else words.NO_DEADLINE
        first = row([Cell("+", 2, "good"), Cell(one_line(shown.text), 0, "strong"), Cell(day, 16, right=True)], width)
        names = [self.session.meeting.name_of(who) for who in (shown.owner, *shown.shared_with) if who]
        said = [" and ".join(names) or words.NO_OWNER, ACTION_STATUS[shown.status], shown.measure]
        return DrawnRow([first, row([Cell("", 2), Cell(one_line(" · ".join(filter(None, said))), 0, "muted")], width)])

    # ---- filing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "take_over":
            return self._read is not None and self._read.found is not None and bool(self._read.found.drafts)
        return super().check_action(action, parameters)

    def action_take_over(self) -> None:
        """Save the actions; rows that could not be filed stay on the page."""
        read = self._read
        if read is None:
            return
        try:
            saved = take_actions(self.session, read.tables, read.typed, self.format)
        except (BadActions, JournalError) as problem:
            self.say(str(problem), wrong=True)
            return
        refs = [self.session.meeting.ref_of(draft.record.id) for draft in saved.drafts]
        self._read = None
        self._show_rows([], saved.unplaced)
        taken = words.TAKEN[len(refs) > 1].format(first=refs[0], last=refs[-1]) if refs else words.NOTHING
        self.say(self._and_unplaced(taken, saved.unplaced))

    def action_back(self) -> Awaitable[None] | None:
        """Go back from the rows to the path; from there, leave."""
        path = self.query_one(PathLine)
        if self.focused is not path and self._read is not None:
            self.set_focus(path)
            self.say(words.ASKS)
            return None
        self.dismiss(None)
        return None
