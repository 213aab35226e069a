"""ChooseScreen: two versions of one record side by side, field by field, and the choice between them."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from chairtui.journal.protocol import Conflict, JournalError
from chairtui.journal.session import Session
from chairtui.meeting.dates.calendar import show_clock
from chairtui.meeting.editing import merge, shown_answer
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Answer, Draft, Record
from chairtui.words import live as words
from screens.base_page import Page
from screens.bindings import CHOOSE, bindings
from screens.context import AppContext
from screens.visibility import Visibility
from screens.widgets.list_row import Row, heading
from screens.widgets.record_list import RecordList, StandaloneList
from screens.widgets.row_keys import named

SHEETS: list[str | PurePath] = ["widgets/record_list.tcss", "conflict.tcss"]


def merged(meeting: Meeting, conflict: Conflict) -> Record | None:
    """The two changes merged if they touch different fields, None if somebody has to choose."""
    mine, theirs = conflict.mine, conflict.theirs
    base = next((v for v in meeting.history(mine.record.id) if v.seq == mine.base), None)
    if base is None or mine.removed or theirs.removed or base.removed:
        return None
    return merge(base.record, mine.record, theirs.record)


class ChooseScreen(Page[str | None]):
    """Returns the message about the choice, or None if it was postponed."""

    CSS_PATH = SHEETS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CHOOSE)]

    def __init__(
        self, context: AppContext, session: Session, format_: Format, conflict: Conflict, *, waited: bool = False
    ) -> None:
        """`waited`: mine was captured while the server was away, and the journal keeps it until this is settled."""
        super().__init__()
        self._waited = waited
        self.context = context
        self.session = session
        self.format_ = format_
        self.conflict = conflict

    @property
    def ref(self) -> str:
        """The record's name in the heading."""
        return named(self.conflict.mine.record.id, self.session.meeting)

    def compose_body(self) -> ComposeResult:
        yield StandaloneList(id="versions")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        theirs = self.conflict.theirs
        clock = show_clock(theirs.at.astimezone(self.context.now().tzinfo))
        self.head(words.CHOICE_TITLE.format(who=theirs.by, ref=self.ref))
        rows = [heading(words.CHOICE_MINE), *self._rows(self.conflict.mine, theirs)]
        rows.extend([Row("", "", ""), heading(words.CHOICE_THEIRS.format(who=theirs.by, clock=clock))])
        rows.extend(self._rows(theirs, self.conflict.mine))
        self.query_one("#versions", RecordList).show(rows)
        self.say(words.CHOICE_HOW)

    def _rows(self, version: Draft, other: Draft) -> list[Row]:
        """A version's fields; those that differ from the other version are marked."""
        if version.removed:
            return [Row("", words.CHOICE_DIFFERS, words.CHOICE_REMOVED, "risk")]
        said, other_said = self._fields(version), {} if other.removed else self._fields(other)
        rows = []
        for label, value in said.items():
            differs = other_said.get(label, "") != value
            if value or differs:
                text = f"{label}: {value}" if value else f"{label}: {words.EMPTY_CHOICE}"
                mark = words.CHOICE_DIFFERS if differs else words.CHOICE_SAME
                rows.append(Row("", mark, text, "plain" if differs else "quiet"))
        return rows

    def _fields(self, version: Draft) -> dict[str, str]:
        record = version.record
        if isinstance(record, Answer):
            question = self.format_.question(record.question)
            said = shown_answer(record, self.session.meeting, question)
            return {question.text if question else record.question: said}
        return {field.label: field.in_words for field in Visibility(self.session, self.format_).fields(record)}

    def action_mine(self) -> None:
        """Save my version on top of theirs."""
        mine, theirs = self.conflict.mine, self.conflict.theirs
        try:
            if self._waited:
                self.session.resolve_conflict(self.conflict, "mine")
            else:
                self.session.append([Draft(record=mine.record, removed=mine.removed, base=theirs.seq)])
        except Conflict as again:
            self.conflict = again
            self._show()
        except JournalError as error:
            self.say(str(error), wrong=True)
        else:
            self.dismiss(words.SAVED_HERE.format(ref=self.ref))

    def action_theirs(self) -> None:
        """Keep their version."""
        try:
            if self._waited:
                self.session.resolve_conflict(self.conflict, "theirs")
        except JournalError as error:
            self.say(str(error), wrong=True)
            return
        self.dismiss(words.KEPT_THEIRS.format(ref=self.ref, who=self.conflict.theirs.by))

    def action_move(self, steps: int) -> None:
        self.query_one("#versions", RecordList).scroll_by(steps)

    def action_back(self) -> None:
        self.dismiss(None)
