"""CopiesScreen: who gets which copy of the minutes, by when, and which were sent."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.widgets import Input, Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.after.distribution import Copy, NotSent, copies, sent, sent_day, side_of_reader
from chairtui.meeting.after.release_decisions import still_to_do
from chairtui.meeting.dates.calendar import NotADate, show_date
from chairtui.meeting.dates.phrase import split_day
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Audience, Draft
from chairtui.minutes.file_kinds import reader_of
from chairtui.minutes.kept_back import in_words, kept_back
from chairtui.minutes.mail.copies import reader_key, state_of
from chairtui.words import family, mail
from chairtui.words import screens as words
from screens import navigation
from screens.bindings import COPIES, bindings
from screens.context import AppContext
from screens.drafting import drafts_folder, make_drafts
from screens.export_jobs import Sent
from screens.export_page import ExportPage
from screens.list_view import DrawnRow, RowList
from screens.second_press import SecondPress
from screens.text_layout import Cell, one_line, row
from screens.widgets.file_line import FileLine


class CopiesScreen(SecondPress[None], ExportPage):
    """One row for each copy, in the order of the attendees."""

    CSS_PATH = "copies.tcss"
    HEADING = words.COPIES
    CHOOSING = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COPIES)]
    AUTO_FOCUS = "RowList"

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__(context, session, format_, line="line", under="copies")
        self._copies: dict[str, Copy] = {}
        self._asking: Literal["sent", "all sent", "write"] = "sent"
        self._for = ""
        self._kept_of: dict[str, str] = {}
        self._kept_at = -1
        self._drafted: dict[str, int] = {}
        """Reader keys that have an e-mail draft, with the meeting position it was made from."""
        self._state = 0
        self._unreleased: set[str] = set()

    def compose_body(self) -> ComposeResult:
        yield RowList(each=2, id="copies")
        yield Static(words.NO_COPIES, id="empty", markup=False, classes="-away")
        yield FileLine(id="line", classes="-away")

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
        counts = mail.ALL_SENT if listed and gone == len(listed) else words.COPIES_COUNTS
        self.head(words.COPIES, counts.format(sent=gone, all=len(listed)))
        files, meeting = self.context.draft_files, self.session.meeting
        drafts = files.all(meeting.id) if files and not self.app.is_web else []
        self._drafted = {draft.reader: draft.made_of for draft in drafts}
        self._state = state_of(meeting)
        family = [copy for copy in listed if copy.audience == "family"]
        self._unreleased = {reader_key(c) for c in family if still_to_do(meeting, self.format, c.relative)}
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
        held = mail.NOT_RELEASED if reader_key(copy) in self._unreleased else ""
        held = mail.NOBODY_DECIDED if copy.undecided else held
        made_of = None if copy.sent else self._drafted.get(reader_key(copy))
        ready = "" if made_of is None else mail.DRAFT_READY if made_of == self._state else mail.DRAFT_OLD
        about = " · ".join(
            part
            for part in (copy.agency, words.COPY[copy.audience], held, ready, self._kept(copy), copy.how, copy.by)
            if part
        )
        return DrawnRow([first, row([Cell(one_line(about), 0, "muted")], width)])

    def _kept(self, copy: Copy) -> str:
        """How many lines the copy leaves out, and why, for the chair alone."""
        if self.session.role != "chair":
            return ""
        key, position = reader_key(copy), self.session.meeting.position
        if self._kept_at != position:
            self._kept_of, self._kept_at = {}, position
        if key not in self._kept_of:
            self._kept_of[key] = in_words(kept_back(copy, self.session.meeting, self.format))
        return self._kept_of[key]

    # ---- recording

    def action_sent(self) -> None:
        self._ask("sent", words.COPY_ASKS, words.COPY_TODAY)

    def action_write(self) -> None:
        copy = self._copies.get(self.query_one(RowList).key)
        if copy is not None:
            self._for, self._asking = self.query_one(RowList).key, "write"
            self.open_file_line(reader_of(copy, self.session.meeting, self.format))

    def action_audience(self, audience: Audience) -> None:
        copy = self._copies.get(self.query_one(RowList).key)
        if copy is None:
            return
        unanswered = side_of_reader(copy, self.session.meeting) == "unanswered"
        professional = unanswered and audience != "family"
        if professional and not self.pressed_twice("audience", (reader_key(copy), audience)):
            self.say(family.SURE_PROFESSIONAL.format(name=copy.to.name), wrong=True)
            return
        self._record(copy, copy.sent, audience=audience, professional=professional)

    def action_relatives(self) -> None:
        """Open the release page of the marked relative, or of the first."""
        copy = self._copies.get(self.query_one(RowList).key)
        relative = copy.relative if copy else ""
        self.app.push_screen(navigation.release(self.context, self.session, self.format, relative))

    def action_all_sent(self) -> None:
        if self._with_drafts():
            self._ask("all sent", mail.ASK_ALL_SENT, words.COPY_TODAY)
        else:
            self.say(mail.NO_DRAFT_TO_RECORD, wrong=True)

    def _with_drafts(self) -> list[Copy]:
        return [copy for copy in self._copies.values() if not copy.sent and reader_key(copy) in self._drafted]

    def _ask(self, what: Literal["sent", "all sent"], prompt: str, value: str) -> None:
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
        if self._asking == "all sent":
            self._record_all(on_day, how)
        else:
            self._record(copy, on_day, how=how, again=True)

    def _record(
        self,
        copy: Copy,
        on_day: date | None,
        *,
        how: str = "",
        audience: Audience | None = None,
        again: bool = False,
        professional: bool = False,
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
                professional=professional,
            )
            if not again:
                record = record.model_copy(update={"sent": copy.sent})
            self.session.save(record)
        except NotSent as refused:
            self.say(refused.on_screen, wrong=True)
            return
        except JournalError as problem:
            self.say(str(problem), wrong=True)
            return
        what = (
            words.COPY_SENT.format(date=show_date(record.sent))
            if again and record.sent
            else words.COPY[record.audience]
        )
        if again:
            self._delete_draft(copy)
        self.close_line()
        self.say(words.COPY_RECORDED.format(name=copy.to.name, what=what))
        self._again()

    def _record_all(self, on_day: date, how: str) -> None:
        """Record every copy of which there is a draft, in one write."""
        meeting, chosen = self.session.meeting, self._with_drafts()
        try:
            records = [
                sent(
                    copy.ref or copy.to.name,
                    meeting,
                    self.format,
                    on=on_day,
                    today=self._today,
                    new_id=self.context.new_id(),
                    how=how or copy.how,
                )
                for copy in chosen
            ]
            self.session.append([Draft(record=record, base=meeting.base_of(record.id)) for record in records])
        except NotSent as refused:
            self.say(refused.on_screen, wrong=True)
            return
        except JournalError as problem:
            self.say(str(problem), wrong=True)
            return
        for copy in chosen:
            self._delete_draft(copy)
        self.close_line()
        self._again()
        self.say(mail.RECORDED_ALL[len(chosen) != 1].format(count=len(chosen)))

    def _delete_draft(self, copy: Copy) -> None:
        """Delete the draft of a copy that was sent; where it can't be, a notice says so."""
        if self.context.draft_files is None or reader_key(copy) not in self._drafted:
            return
        try:
            removed = self.context.draft_files.remove(self.session.meeting.id, reader_key(copy))
        except OSError:
            self.app.notify(mail.DRAFTS_BUSY, severity="error", timeout=8, markup=False)
            return
        for draft, reason in removed.left:
            said = mail.NOT_REMOVED.format(file=draft.path, reason=reason)
            self.app.notify(said, severity="error", timeout=20, markup=False)

    # ---- e-mail drafts

    def action_drafts(self) -> None:
        """Begin to make a draft for each copy that is still to be sent."""
        mail_style, jobs = self.context.mail_style, self.context.export_jobs
        chosen = [copy for copy in self._copies.values() if copy.sent is None]
        if not self.session.meeting.closed or not chosen or mail_style is None:
            self.say(mail.NOTHING_TO_SEND if self.session.meeting.closed else mail.NOT_CLOSED, wrong=True)
            return
        if jobs.busy:
            self.say(words.STILL_WRITING.format(path=jobs.name))
            return
        id_, versions, format_ = self.session.meeting.id, self.session.meeting.versions, self.format
        files = None if self.app.is_web else self.context.draft_files
        folder = drafts_folder(self.context.minutes_folder, self.session.meeting, format_, self.context.file_name)
        self.say(mail.DRAFTING)
        jobs.send(
            self.app,
            mail.ZIP if files is None else str(folder),
            lambda: make_drafts(Meeting(id_, versions), format_, chosen, mail_style("docx"), files, folder),
            lambda making: self._drafts_made(str(folder), making),
        )

    def _drafts_made(self, folder: str, making: Future[Sent]) -> None:
        self._told(mail.ZIP if self.app.is_web else folder, making)
        if self.is_current:
            self._again()

    # ---- writing to a file

    def _write(self, copy: Copy, typed: str) -> None:
        self.export(typed, reader_of(copy, self.session.meeting, self.format))
