"""CopiesScreen: who gets which copy of the minutes, by when, and which were sent."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.widgets import Input, Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.after.distribution import Copy, NotSent, copies, sent, sent_day
from chairtui.meeting.dates.calendar import NotADate, show_date
from chairtui.meeting.dates.phrase import split_day
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Audience
from chairtui.minutes.file_kinds import copy_name, reader_of
from chairtui.words import screens as words
from chairtui.words import web
from screens import navigation
from screens.bindings import COPIES, bindings
from screens.context import AppContext
from screens.export_page import ExportPage, proposed
from screens.list_view import DrawnRow, RowList
from screens.text_layout import Cell, one_line, row


class CopiesScreen(ExportPage):
    """One row for each copy, in the order of the attendees."""

    CSS_PATH = "copies.tcss"
    HEADING = words.COPIES
    CHOOSING = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COPIES)]
    AUTO_FOCUS = "RowList"

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__(context, session, format_, line="line", under="copies")
        self._copies: dict[str, Copy] = {}
        self._asking: Literal["sent", "write"] = "sent"
        self._for = ""

    def compose_body(self) -> ComposeResult:
        yield RowList(each=2, id="copies")
        yield Static(words.NO_COPIES, id="empty", markup=False, classes="-away")
        yield Input(id="line", classes="-away", select_on_focus=False)

    @property
    def _today(self) -> date:
        return self.context.now().date()

    @on(ScreenResume)
    def _look(self) -> None:
        self._again()

    def _again(self) -> None:
        listed = copies(self.session.meeting, self.format)
        self._copies = {copy.person or copy.to.name: copy for copy in listed}
        gone = sum(1 for copy in listed if copy.sent)
        self.head(words.COPIES, words.COPIES_COUNTS.format(sent=gone, all=len(listed)))
        rows = self.query_one(RowList)
        rows.show(list(self._copies), self._draw)
        rows.set_class(not listed, "-away")
        self.query_one("#empty").set_class(bool(listed), "-away")

    def _draw(self, index: int, width: int) -> DrawnRow:
        copy = self._copies[self.query_one(RowList).keys[index]]
        late = copy.overdue(self._today)
        if copy.sent:
            state, style_name = words.COPY_SENT.format(date=show_date(copy.sent)), "good"
        elif copy.due:
            form = words.COPY_LATE if late else words.COPY_DUE
            state, style_name = form.format(date=show_date(copy.due)), "late" if late else "warn"
        else:
            state, style_name = words.COPY_NO_DATE, "muted"
        first = row([Cell(copy.to.name, 0, "strong"), Cell(state, 28, style_name, right=True)], width)
        about = " · ".join(part for part in (copy.agency, words.COPY[copy.audience], copy.how, copy.by) if part)
        return DrawnRow([first, row([Cell(one_line(about), 0, "muted")], width)])

    # ---- recording

    def action_sent(self) -> None:
        self._ask("sent", words.COPY_ASKS, words.COPY_TODAY)

    def action_write(self) -> None:
        copy = self._copies.get(self.query_one(RowList).key)
        if copy is not None:
            name = copy_name(reader_of(copy, self.session.meeting, self.format), "docx", self.session.meeting)
            prompt = web.HAND_OVER if self.app.is_web else words.WRITE_TO
            self._ask("write", prompt, proposed(self.app, self.context, name))

    def action_audience(self, audience: Audience) -> None:
        copy = self._copies.get(self.query_one(RowList).key)
        if copy is not None:
            self._record(copy, copy.sent, audience=audience)

    def action_relatives(self) -> None:
        """What the marked relative is given, else the first."""
        copy = self._copies.get(self.query_one(RowList).key)
        relative = copy.relative if copy else ""
        self.app.push_screen(navigation.release(self.context, self.session, self.format, relative))

    def _ask(self, what: Literal["sent", "write"], prompt: str, value: str) -> None:
        self._for = self.query_one(RowList).key
        if not self._for:
            return
        self._asking = what
        self.open_line(value, prompt)
        self.query_one("#line", Input).cursor_position = len(value)

    @on(Input.Submitted, "#line")
    def _answered(self, submitted: Input.Submitted) -> None:
        copy = self._copies[self._for]
        if self._asking == "write":
            self._write(copy, submitted.value.strip())
            return
        day, how = split_day(submitted.value, on=self._today, nation=self.format.nation, looks="back")
        try:
            on_day = sent_day(day, self._today, self.format.nation)
        except NotADate as problem:
            self.say(str(problem), wrong=True)
            return
        self._record(copy, on_day, how=how, again=True)

    def _record(
        self, copy: Copy, on_day: date | None, *, how: str = "", audience: Audience | None = None, again: bool = False
    ) -> None:
        try:
            record = sent(
                copy.ref or copy.to.name,
                self.session.meeting,
                self.format,
                on=on_day if again else None,
                today=self._today,
                new_id=self.context.new_id(),
                how=how or copy.how,
                audience=audience,
                again=again,
            )
            if not again:
                record = record.model_copy(update={"sent": copy.sent})
            self.session.save(record)
        except (NotSent, JournalError) as problem:
            self.say(str(problem), wrong=True)
            return
        what = (
            words.COPY_SENT.format(date=show_date(record.sent))
            if again and record.sent
            else words.COPY[record.audience]
        )
        self.close_line()
        self.say(words.COPY_RECORDED.format(name=copy.to.name, what=what))
        self._again()

    # ---- writing to a file

    def _write(self, copy: Copy, typed: str) -> None:
        self.export(typed, reader_of(copy, self.session.meeting, self.format))
