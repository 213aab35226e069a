"""HistoryScreen: all versions of one record, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from chairtui.journal.session import Session
from chairtui.meeting.dates.calendar import show_when
from chairtui.meeting.editing import shown_answer
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Answer, Version
from chairtui.words import live as words
from screens.base_page import Page
from screens.bindings import HISTORY, bindings
from screens.context import AppContext
from screens.visibility import Visibility
from screens.widgets.list_row import Row
from screens.widgets.record_list import RecordList, StandaloneList
from screens.widgets.row_keys import named

SHEETS: list[str | PurePath] = ["widgets/record_list.tcss", "history.tcss"]


class HistoryScreen(Page[None]):
    """The versions of a record, newest first, each with only what changed."""

    CSS_PATH = SHEETS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(HISTORY)]

    def __init__(self, context: AppContext, session: Session, format_: Format, record_id: str) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.format_ = format_
        self.record_id = record_id
        self.visibility = Visibility(session, format_)

    def compose_body(self) -> ComposeResult:
        yield StandaloneList(id="versions")

    def on_mount(self) -> None:
        seen = self.visibility.meeting
        self.head(words.HISTORY_TITLE.format(what=named(self.record_id, seen)))
        self.query_one("#versions", RecordList).show(self._rows(seen.history(self.record_id)))

    def _rows(self, versions: Sequence[Version]) -> list[Row]:
        rows: list[Row] = []
        before: dict[str, str] = {}
        for place, version in enumerate(versions):
            said = {} if version.removed else self._fields(version)
            changed = [
                f"{label}: {value or words.EMPTY_CHOICE}"
                for label, value in said.items()
                if value != before.get(label, "")
            ]
            when = show_when(version.at.astimezone(self.context.now().tzinfo))
            title = words.HISTORY_ROW.format(what=_what(version, place), who=version.by, when=when)
            rows.append(Row(str(version.seq), str(place + 1), title, "question", "", tuple(changed)))
            before = said
        return [line for row in reversed(rows) for line in (row, Row("", "", ""))]

    def _fields(self, version: Version) -> dict[str, str]:
        record = version.record
        if isinstance(record, Answer):
            return {words.ANSWER: shown_answer(record, self.session.meeting, self.format_.question(record.question))}
        return {field.label: field.in_words for field in self.visibility.fields(record)}

    def action_move(self, steps: int) -> None:
        self.query_one("#versions", RecordList).scroll_by(steps)


def _what(version: Version, place: int) -> str:
    if version.undoes is not None:
        return words.HISTORY_UNDONE
    if version.removed:
        return words.HISTORY_REMOVED
    return words.HISTORY_CHANGED if place else words.HISTORY_ADDED
