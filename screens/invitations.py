"""InvitationsScreen: who is invited, what each is asked for, and the e-mail drafts of their invitations."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume
from textual.widgets import Input, Static

from chairtui.draft_files import DraftFiles
from chairtui.journal.session import Session
from chairtui.meeting.convening.invitation import Invitation, NotInvited, family_among, invitations, reply_by
from chairtui.meeting.dates.calendar import NotADate, day_of, show_date
from chairtui.meeting.dates.phrase import read_day
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.minutes.mail.agenda import NAMINGS, Naming
from chairtui.minutes.mail.invitations import organiser_of
from chairtui.minutes.mail.message import usable_address
from chairtui.words import invitation as words
from chairtui.words import mail
from chairtui.words import screens as screen_words
from screens.bindings import INVITATIONS, bindings
from screens.context import AppContext
from screens.drafting import drafts_folder, make_invitations
from screens.export_jobs import Sent
from screens.export_page import ExportPage
from screens.list_view import DrawnRow, RowList
from screens.text_layout import Cell, one_line, row
from screens.widgets.file_line import FileLine


class InvitationsScreen(ExportPage):
    """One row for each person invited: name and address; below, agency and what they are asked for."""

    CSS_PATH = "invitations.tcss"
    HEADING = words.PAGE
    CHOOSING = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(INVITATIONS)]
    AUTO_FOCUS = "RowList"

    def __init__(self, context: AppContext, session: Session, format_: Format) -> None:
        super().__init__(context, session, format_, line="line", under="people")
        self.naming: Naming = "nothing"
        self._reply_by = reply_by(session.meeting, format_, self._today)
        self._invited: dict[str, Invitation] = {}
        self._drafted: set[str] = set()

    def compose_body(self) -> ComposeResult:
        yield Static(id="stands-in-it", markup=False)
        yield RowList(each=2, id="people")
        yield Static(id="empty", markup=False, classes="-away")
        yield FileLine(id="line", classes="-away")

    @property
    def _today(self) -> date:
        return self.context.now().date()

    @property
    def _files(self) -> DraftFiles | None:
        return None if self.app.is_web else self.context.draft_files

    @on(ScreenResume)
    def _look(self) -> None:
        self._again()

    def _again(self) -> None:
        meeting = self.session.meeting
        try:
            found = invitations(meeting, self.format)
            empty = words.NOBODY_INVITED.format(meeting=meeting.id)
        except NotInvited as problem:
            found, empty = [], str(problem)
        self._invited = {invitation.entry.record.id: invitation for invitation in found}
        self._drafted = {draft.reader for draft in self._files.all(meeting.id)} if self._files else set()
        self.head(words.PAGE, words.COUNTS.format(count=len(found), day=show_date(self._reply_by)))
        stands = words.STANDS_IN_IT.format(naming=words.NAMING[self.naming])
        self.query_one("#stands-in-it", Static).update(stands)
        rows = self.query_one(RowList)
        rows.show(list(self._invited), self._draw)
        rows.set_class(not found, "-away")
        missing = self.query_one("#empty", Static)
        missing.update(empty)
        missing.set_class(bool(found), "-away")

    def _draw(self, index: int, width: int) -> DrawnRow:
        invitation = self._invited[self.query_one(RowList).keys[index]]
        person = invitation.entry.record
        address = usable_address(person.email)
        state = Cell(address or words.NO_ADDRESS, 40, "muted" if address else "warn", right=True)
        asked = ", ".join(words.ASKED_SHORT[what] for what in invitation.asked) or words.NOTHING_ASKED
        ready = mail.DRAFT_READY if f"invitation:{person.id}" in self._drafted else ""
        coming = screen_words.COMING if person.coming else ""
        about = " · ".join(part for part in (person.agency, coming, asked, ready) if part)
        first = row([Cell(person.name, 0, "strong"), state], width)
        return DrawnRow([first, row([Cell(one_line(about), 0, "muted")], width)])

    def action_naming(self) -> None:
        """Cycle through what an invitation says about whom the meeting concerns."""
        self.naming = NAMINGS[(NAMINGS.index(self.naming) + 1) % len(NAMINGS)]
        self._again()

    def action_reply_by(self) -> None:
        self.open_line(show_date(self._reply_by), words.ASK_REPLY_BY)
        line = self.query_one("#line", Input)
        line.cursor_position = len(line.value)

    @on(Input.Submitted, "#line")
    def _answered(self, submitted: Input.Submitted) -> None:
        try:
            day = read_day(submitted.value, on=self._today, nation=self.format.nation)
        except NotADate as problem:
            self.say(str(problem), wrong=True)
            return
        if day > day_of(self.session.meeting.details.starts):
            self.say(words.LATE_REPLY.format(day=show_date(day)), wrong=True)
            return
        self._reply_by = day
        self.close_line()
        self.say("")
        self._again()

    def action_drafts(self) -> None:
        """Begin to make a draft for each person listed."""
        mail_style, jobs = self.context.mail_style, self.context.export_jobs
        chosen = list(self._invited.values())
        if not chosen or mail_style is None:
            return
        if jobs.busy:
            self.say(screen_words.STILL_WRITING.format(path=jobs.name))
            return
        id_, versions, format_, files = self.session.meeting.id, self.session.meeting.versions, self.format, self._files
        folder = drafts_folder(self.context.minutes_folder, self.session.meeting, format_, self.context.file_name)
        naming, day = self.naming, self._reply_by

        def make() -> Sent:
            meeting = Meeting(id_, versions)
            return make_invitations(meeting, format_, chosen, mail_style("docx"), files, folder, naming, day)

        self.say(mail.DRAFTING)
        name = mail.ZIP if files is None else str(folder)
        jobs.send(self.app, name, make, lambda making: self._drafts_made(name, making))

    def _drafts_made(self, name: str, making: Future[Sent]) -> None:
        self._told(name, making)
        if self.is_current:
            self._again()
            notes = [] if organiser_of(self.session.meeting) else [words.NO_ORGANISER_HERE]
            if family := family_among(self.session.meeting):
                notes.append(words.FAMILY_LEFT_OUT.format(names=", ".join(family)))
            self.say(" ".join([self.message, *notes]), wrong=making.exception() is not None)

    def action_remove_drafts(self) -> None:
        """The invitations were sent: delete their drafts."""
        files, meeting = self._files, self.session.meeting.id
        drafted = sorted(reader for reader in self._drafted if reader.startswith("invitation:"))
        if files is None or not drafted:
            self.say(words.NO_DRAFTS, wrong=True)
            return
        try:
            removed = [files.remove(meeting, reader) for reader in drafted]
        except OSError:
            self.say(mail.DRAFTS_BUSY, wrong=True)
            return
        left = [mail.NOT_REMOVED.format(file=d.path, reason=why) for each in removed for d, why in each.left]
        gone = sum(len(each.gone) for each in removed)
        self._again()
        self.say(" ".join(left) or words.REMOVED[gone != 1].format(count=gone), wrong=bool(left))
