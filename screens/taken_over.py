"""TakenOverScreen: settles each action of an earlier meeting that is past its deadline with one key."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.after.carried import carried_label
from chairtui.meeting.closing.actions import past_their_day
from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.editing import NotThat
from chairtui.meeting.editing.action_steps import Outcome, settle_action
from chairtui.meeting.fold import Entry
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Action
from chairtui.meeting.undo import NothingToUndo
from chairtui.words import closing as words
from chairtui.words.screens import UNDONE
from screens.base_page import Page
from screens.bindings import TAKEN_OVER, bindings
from screens.context import AppContext
from screens.due import counted
from screens.list_view import DrawnRow, RowList
from screens.text_layout import Cell, one_line, row
from screens.widgets.one_line import OneLine


class TakenOverScreen(Page[str | None]):
    """A row for each action; done is saved at once, dropped asks for the reason and moved for the date. Returns the
    message to show."""

    CSS_PATH = "taken_over.tcss"
    HEADING = words.TAKEN_OVER
    CHOOSING = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TAKEN_OVER)]
    AUTO_FOCUS = "RowList"

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format = format_
        self._outcome: Outcome = "done"
        self._asked = ""

    def compose_body(self) -> ComposeResult:
        yield RowList(each=2, id="taken-over")
        yield OneLine(id="step", classes="-away")

    @on(ScreenResume)
    def _again(self) -> None:
        left = past_their_day(self.session.meeting)
        self.head(words.TAKEN_OVER, counted(words.TAKEN_OVER_COUNT, len(left)) if left else "")
        self.query_one(RowList).show([entry.record.id for entry in left], self._draw)

    def _draw(self, index: int, width: int) -> DrawnRow:
        entry = self._entry(self.query_one(RowList).keys[index])
        assert entry is not None
        action = entry.record
        due = words.WAS_DUE.format(day=show_date(action.deadline)) if action.deadline else ""
        first = row([Cell(entry.ref, 4, "muted"), Cell(one_line(action.text), 0, "strong")], width)
        about = [self.session.meeting.name_of(action.owner), carried_label(action.carried, self.session.meeting)]
        said = " · ".join(filter(None, about))
        return DrawnRow([first, row([Cell("", 4), Cell(said, 0, "muted"), Cell(due, 26, "late", right=True)], width)])

    def _entry(self, id_: str) -> Entry[Action] | None:
        return next((entry for entry in self.session.meeting.actions if entry.record.id == id_), None)

    @property
    def _line(self) -> OneLine:
        return self.query_one("#step", OneLine)

    @property
    def unsaved(self) -> bool:
        """Whether there is unsaved input."""
        return not self._line.has_class("-away") and bool(self._line.value.strip())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.query_one(RowList).keys) if action == "settle" else super().check_action(action, parameters)

    def action_settle(self, outcome: Outcome) -> None:
        entry = self._entry(self.query_one(RowList).key)
        if entry is None:
            return
        self._outcome, self._asked = outcome, entry.record.id
        if outcome == "done":
            self._save("")
            return
        self._line.value = ""
        self._line.remove_class("-away")
        self.set_focus(self._line)
        asks = words.MOVE_TO if outcome == "moved" else words.DROP_WHY
        self.say(asks.format(ref=entry.ref))

    @on(OneLine.Submitted, "#step")
    def _answered(self, submitted: OneLine.Submitted) -> None:
        self._save(submitted.value)

    def _save(self, typed: str) -> None:
        entry = self._entry(self._asked)
        if entry is None:
            return
        try:
            self.session.append([settle_action(entry, self._outcome, typed, self.session.meeting, self.format)])
        except (NotThat, JournalError) as problem:
            self.say(str(problem), wrong=True)
            return
        self._to_the_list()
        self._again()
        if not self.query_one(RowList).keys:
            self.dismiss(words.ALL_SETTLED)
        else:
            self.say(words.SETTLED[self._outcome].format(ref=entry.ref))

    def action_undo(self) -> None:
        try:
            self.session.undo()
        except (JournalError, NothingToUndo) as problem:
            self.say(str(problem), wrong=True)
            return
        self._again()
        self.say(UNDONE)

    def _to_the_list(self) -> None:
        self._line.add_class("-away")
        self.set_focus(self.query_one(RowList))

    def action_back(self) -> Awaitable[None] | None:
        if self._line.has_class("-away"):
            self.dismiss(None)
        else:
            self._to_the_list()
            self.say("")
        return None
